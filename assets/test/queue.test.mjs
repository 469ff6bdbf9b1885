import assert from "node:assert/strict";
import { test } from "node:test";
import { DELAY, Queue } from "../static/queue.js";

// A desk is a queue with a clock that is turned by hand and a server that
// answers when it is told to.
function desk(unsaved = true) {
  const d = { states: [], sent: [], timer: null, unsaved };
  d.queue = new Queue({
    send: (job) => new Promise((answer) => {
      d.sent.push(job.do);
      d.answer = async (a, left = false) => {
        d.unsaved = left;
        answer(a);
        await d.settled();
      };
    }),
    unsaved: () => d.unsaved,
    notify: (state) => d.states.push(state),
    clock: { set: (run, ms) => (d.timer = { run, ms }), clear: () => { d.timer = null; } },
  });
  d.settled = () => new Promise((done) => setImmediate(done));
  d.ring = async () => {
    const { run } = d.timer;
    d.timer = null;
    run();
    await d.settled();
  };
  return d;
}

test("two seconds after the last key the draft is saved", async () => {
  const d = desk();
  d.queue.touch();
  d.queue.touch();
  assert.equal(d.timer.ms, DELAY);
  assert.deepEqual(d.sent, []);
  await d.ring();
  await d.answer({ then: "saved" });
  assert.deepEqual(d.states, ["unsaved", "unsaved", "saving", "saved"]);
  assert.equal(d.timer, null);
});

test("one save at a time: the next goes only after the answer", async () => {
  const d = desk();
  d.queue.now();
  d.queue.now();
  d.queue.now();
  await d.settled();
  assert.equal(d.sent.length, 1);
  await d.answer({ then: "saved" }, true);
  assert.equal(d.sent.length, 2);
  await d.answer({ then: "saved" });
  assert.equal(d.sent.length, 2);
});

test("what was typed meanwhile waits for its own two seconds", async () => {
  const d = desk();
  d.queue.now();
  await d.answer({ then: "saved" }, true);
  assert.equal(d.sent.length, 1);
  assert.equal(d.timer.ms, DELAY);
  assert.equal(d.states[d.states.length - 1], "unsaved");
});

test("while the server is away it is tried again, less and less often", async () => {
  const d = desk();
  d.queue.now();
  const waits = [];
  for (let i = 0; i < 7; i++) {
    await d.answer({ then: "again" }, true);
    waits.push(d.timer.ms);
    await d.ring();
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  await d.answer({ then: "saved" });
  assert.equal(d.states[d.states.length - 1], "saved");
});

test("keys while the server is away do not hurry it", async () => {
  const d = desk();
  d.queue.now();
  await d.answer({ then: "again" }, true);
  d.queue.touch();
  assert.equal(d.timer.ms, 1000);
  assert.equal(d.states[d.states.length - 1], "failed");
});

test("a refusal stops until somebody types or presses", async () => {
  const d = desk();
  d.queue.now();
  await d.answer({ then: "stop", problem: "太大" }, true);
  assert.equal(d.timer, null);
  assert.equal(d.states[d.states.length - 1], "stopped");
  d.queue.touch();
  assert.equal(d.timer.ms, DELAY);
});

test("with nothing to save nothing is sent", async () => {
  const d = desk(false);
  d.queue.touch();
  await d.queue.now();
  assert.deepEqual([d.sent, d.states], [[], []]);
});

test("a call right behind one that had nothing to save is not missed", async () => {
  const d = desk(false);
  d.queue.now();
  d.unsaved = true;
  d.queue.now();
  await d.settled();
  assert.deepEqual(d.sent, ["save"]);
});

test("a job goes with a save, and hears the answer", async () => {
  const d = desk(false);
  const job = d.queue.job({ do: "add:产出指标/数量指标" });
  await d.settled();
  await d.answer({ then: "saved", form: "<div>" });
  assert.equal((await job).form, "<div>");
  assert.deepEqual(d.sent, ["add:产出指标/数量指标"]);
});

test("a job that cannot be done is told so, and is not done later", async () => {
  const d = desk();
  d.queue.now();
  const job = d.queue.job({ do: "remove:x" });
  await d.answer({ then: "again" }, true);
  assert.equal((await job).then, "again");
  await d.ring();
  await d.answer({ then: "saved" });
  assert.deepEqual(d.sent, ["save", "save"]);
});
