// One save at a time, the next only after the answer; two seconds after the
// last key; again and again while the server cannot be reached.

export const DELAY = 2000;
const LONGEST = 30000;

// A Queue calls send(job), which answers {then: "saved"}, {then: "again"} when
// the server was not reached, or {then: "stop"} when somebody has to do
// something first. unsaved() tells whether there is anything to save; notify
// hears unsaved, saving, saved, failed and stopped.
export class Queue {
  constructor({ send, unsaved, notify, clock = { set: (f, ms) => setTimeout(f, ms), clear: (t) => clearTimeout(t) } }) {
    Object.assign(this, { send, unsaved, notify, clock, jobs: [], tries: 0, running: false, timer: null });
  }

  // touch: somebody typed.
  touch() {
    if (!this.unsaved()) return;
    if (!this.running && !this.tries) this.notify("unsaved");
    if (!this.tries) this.wait(DELAY);
  }

  wait(ms) {
    this.clock.clear(this.timer);
    this.timer = this.clock.set(() => this.now(), ms);
  }

  // now saves without waiting, and resolves when the server has everything or
  // it is clear that it cannot have it now.
  now() {
    this.clock.clear(this.timer);
    this.timer = null;
    if (this.running) {
      this.more = true;
    } else {
      this.running = true;
      this.busy = this.run();
    }
    return this.busy;
  }

  // job does something else along with a save, adding a row. It is not tried
  // again: a person will see and press once more.
  job(job) {
    return new Promise((resolve) => {
      this.jobs.push({ ...job, resolve });
      this.now();
    });
  }

  async run() {
    try {
      do {
        this.more = false;
        const job = this.jobs.shift();
        if (!job && !this.unsaved()) break;
        this.notify("saving");
        const answer = await this.send(job || { do: "save" });
        if (job) job.resolve(answer);
        if (answer.then !== "saved") return this.fail(answer);
        this.tries = 0;
        this.notify("saved", answer);
      } while (this.more || this.jobs.length);
      if (this.unsaved()) {
        this.notify("unsaved");
        this.wait(DELAY);
      }
      return { then: "saved" };
    } finally {
      // In the same breath as the last look at more, so that no call is missed.
      this.running = false;
    }
  }

  fail(answer) {
    for (const job of this.jobs.splice(0)) job.resolve(answer);
    if (answer.then === "again") {
      this.wait(Math.min(1000 * 2 ** this.tries++, LONGEST));
      this.notify("failed", answer);
    } else {
      this.tries = 0;
      this.notify("stopped", answer);
    }
    return answer;
  }
}
