// The draft saves itself. What is typed stays in the page and in this tab's
// memory until the server has acknowledged it.

import { dirty, foreign, place, settle } from "./cells.js";
import { resolveConflicts } from "./conflict.js";
import { $, $$, drawn, el, keep, memory, released, tell, typedSince } from "./page.js";
import { Queue } from "./queue.js";
import { freshToken, signIn } from "./signin.js";

const LEAVING = 60000; // bytes that a browser sends behind a page that goes
const PATIENCE = 30000;

const initial = (c) => c.tagName === "SELECT"
  ? ([...c.options].find((o) => o.defaultSelected) || c.options[0] || { value: "" }).value : c.defaultValue;

export class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.getAttribute("action");
    this.key = memory.own() + form.dataset.declaration;
    this.line = $(".dock .saved");
    this.retry = el("button", { type: "button", class: "quiet", hidden: true, click: () => this.queue.now() }, "重试");
    this.line.after(this.retry);
    this.extra = new Map(); // texts of rows that the server is to add
    // verb of a button → what to do instead of a plain post
    this.does = { save: () => this.queue.now() };
    this.queue = new Queue({
      send: (job) => this.send(job),
      unsaved: () => !this.held && this.changed().length > 0,
      notify: (state, answer) => this.show(state, answer),
    });
    tell(""); // there before it speaks
    this.read();
    this.listen();
    this.restore();
  }

  get revision() { return this.form.elements.revision; }
  get csrf() { return this.form.elements.csrf; }
  get sheet() { return $("#form", this.form); }
  value(name) { return this.controls.get(name).value; }

  // read takes stock of a sheet as the server drew it.
  read() {
    this.controls = new Map();
    this.cells = new Map();
    const places = new Map($$("input[name$='.at']", this.sheet).map((i) => [i.name.slice(0, -".level3.at".length), i.value]));
    for (const c of $$("input[name], select[name], textarea[name]", this.sheet)) {
      if (c.type === "hidden") continue;
      this.controls.set(c.name, c);
      this.cells.set(c.name, { shown: initial(c), at: places.get(c.name.slice(0, c.name.lastIndexOf("."))) });
    }
  }

  changed() {
    const names = [...this.controls.keys()].filter((name) => dirty(this.cells.get(name), this.value(name)));
    return names.concat([...this.extra.keys()]);
  }

  label(name) {
    const c = this.controls.get(name);
    return c && c.labels[0] ? c.labels[0].textContent + "：" : "";
  }

  // texts are the changed cells with what stands in them.
  texts() {
    return this.changed().map((name) => this.extra.get(name)
      || { name, text: this.value(name), at: this.cells.get(name).at, shown: this.cells.get(name).shown });
  }

  listen() {
    const typed = (event) => {
      if (!event.target.name) return;
      if (event.isTrusted) typedSince();
      clearTimeout(this.storing);
      this.storing = setTimeout(() => this.store(), 300);
      if (!event.isComposing) this.queue.touch();
    };
    this.form.addEventListener("compositionstart", () => { this.composing = true; });
    this.form.addEventListener("compositionend", () => {
      this.composing = false;
      this.queue.touch();
    });
    this.form.addEventListener("input", typed);
    this.form.addEventListener("change", typed);
    this.form.addEventListener("focusout", (event) => this.left(event.target));
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.queue.now());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.passing || !this.changed().length) return;
      event.preventDefault();
      event.returnValue = "";
    });
    document.addEventListener("click", (event) => this.follow(event));
  }

  // left: the text that the server shows for a cell waits until nobody is in it.
  left(c) {
    const cell = this.cells.get(c.name);
    if (cell && !dirty(cell, c.value) && c.value !== cell.shown && cell.shown !== null) {
      c.value = cell.shown;
      cell.foreign = null;
      c.dispatchEvent(new Event("settled", { bubbles: true }));
    }
    this.queue.now();
  }

  leave() {
    this.leaving = true;
    this.store();
    this.queue.now();
    this.leaving = false;
  }

  store() {
    if (this.gone) return;
    const texts = this.texts();
    memory.set(this.key, texts.length ? { revision: this.basis || this.revision.value, texts } : null);
  }

  // restore puts back what this tab had not saved. Where somebody else has
  // saved since, the server is told from which state we started.
  restore() {
    const kept = memory.get(this.key);
    if (!kept) return;
    const { found, rest } = place(kept.texts, this.cells, (name) => this.value(name));
    let n = 0;
    for (const [other, t] of found) {
      const name = this.adopt(other, t.name);
      if (this.value(name) === t.text) continue;
      if (this.cells.get(name).shown !== t.shown) this.revision.value = kept.revision;
      this.controls.get(name).value = t.text;
      n++;
    }
    for (const t of rest) if (t.at) this.extra.set(t.name, t);
    const lost = rest.filter((t) => !t.at);
    if (lost.length) keep("这些文字没有保存，表里已没有它们的位置", lost.map((t) => t.text).join("\n"));
    if (n + this.extra.size) {
      tell(`已找回上次没有保存的 ${n + this.extra.size} 格文字`);
      this.queue.touch();
    }
  }

  // adopt gives a drawn row the identity under which its text was typed, and
  // may have reached the server already.
  adopt(drawn, typed) {
    if (this.controls.has(typed)) return typed;
    const [from, to] = [drawn, typed].map((name) => name.split(".")[1]);
    for (const e of $$("*", this.controls.get(drawn).closest("tr"))) {
      for (const a of e.attributes) {
        if (/^(name|id|for|value|data-count-for|aria-describedby)$/.test(a.name)) a.value = a.value.replace(from, to);
      }
    }
    for (const map of [this.controls, this.cells]) {
      for (const [name, it] of [...map].filter(([n]) => n.includes(from))) {
        map.delete(name);
        map.set(name.replace(from, to), it);
      }
    }
    return typed;
  }

  // body is what is sent: the changed cells, and the places of the rows of
  // their classes, so that rows stay side by side as they were typed.
  body(job) {
    const sent = {}, classes = new Set();
    // With new rows the server is to draw the form anew.
    const does = job.do === "save" && this.extra.size ? "rows" : job.do;
    const body = new URLSearchParams({ csrf: this.csrf.value, revision: this.revision.value, do: does });
    for (const t of this.texts()) {
      const text = this.mine && this.mine.has(t.name) ? this.mine.get(t.name) : t.text;
      sent[t.name] = text;
      body.append(t.name, text);
      if (t.at) classes.add(t.at.replace(/\d+$/, ""));
      if (this.extra.has(t.name) && t.name.endsWith(".level3")) body.append(t.name + ".at", t.at);
    }
    for (const [name, cell] of this.cells) {
      if (cell.at && name.endsWith(".level3") && classes.has(cell.at.replace(/\d+$/, ""))) body.append(name + ".at", cell.at);
    }
    return { sent, body: body.toString() };
  }

  async send(job) {
    const met = [...this.cells].filter(([name, cell]) => cell.foreign && dirty(cell, this.value(name)));
    if (met.length) {
      return resolveConflicts(this, met.map(([name, cell]) => {
        const c = { name, label: this.label(name), base: cell.foreign.base, mine: this.value(name), theirs: cell.shown };
        Object.assign(cell, { foreign: null, typed: undefined, shown: null });
        return c;
      }));
    }
    this.store();
    const { sent, body } = this.body(job);
    const { status, answer } = await post(this.url, body, this.leaving && body.length < LEAVING);
    switch (status) {
      case 200:
        await this.acknowledged(answer, sent);
        return { then: "saved", ...answer };
      case 401:
        return await signIn(this) ? this.send(job)
          : { then: "stop", problem: "登录已过期，还没有保存。文字保留在本页，请按“重试”登录后继续。" };
      case 403:
        return await freshToken(this) ? this.send(job) : { then: "stop", ...answer };
      case 409:
        if (answer.conflicts) return this.conflicted(answer, sent);
        this.held = Boolean(answer.closed);
        if (!this.held) return { then: "stop", ...answer };
        keep("申报表已不能修改，这些文字没有保存，可复制后留用",
          this.texts().map((t) => this.label(t.name) + t.text).join("\n"));
        return { then: "stop", problem: answer.problem.split("。")[0] };
    }
    return status === 0 || status === 429 || status >= 500 ? { then: "again", ...answer } : { then: "stop", ...answer };
  }

  async acknowledged(answer, sent) {
    await released();
    if (answer.form) await this.composed();
    this.revision.value = answer.revision;
    this.basis = this.mine = null;
    for (const name of Object.keys(sent)) this.extra.delete(name);
    if (answer.form) {
      this.redraw(answer.form, sent);
    } else {
      const active = document.activeElement;
      const put = settle(this.cells, sent, this.chosen(answer.cells || {}), (name) => this.value(name), active && active.name);
      for (const [name, text] of put) this.put(name, text);
    }
    this.answered(answer);
  }

  // chosen puts the values of choices in place of the texts that they show. A
  // text that is no choice of this page changes nothing.
  chosen(texts) {
    const values = { ...texts };
    for (const [name, c] of this.controls) {
      if (c.tagName !== "SELECT" || !(name in texts)) continue;
      const of = (o) => o.value === texts[name] || o.text === texts[name];
      const option = of(c.options[c.selectedIndex] || {}) ? c.options[c.selectedIndex] : [...c.options].find(of);
      if (option) values[name] = option.value;
      else delete values[name];
    }
    return values;
  }

  put(name, text) {
    const c = this.controls.get(name);
    c.value = text;
    c.dispatchEvent(new Event("settled", { bubbles: true }));
  }

  answered(answer) {
    this.store();
    if (this.controls.has("project.name")) $("h1").textContent = this.value("project.name") || "（未填项目名称）";
    this.form.dispatchEvent(new CustomEvent("answered", { detail: answer }));
  }

  // composed waits until an input method has finished its word.
  composed() {
    if (!this.composing) return null;
    return new Promise((done) => this.form.addEventListener("compositionend", () => setTimeout(done), { once: true }));
  }

  // redraw replaces the sheet. What was typed since sending goes into the new
  // one, and the person stays in the cell they were in.
  redraw(html, sent) {
    for (const [name, text] of Object.entries(sent)) {
      if (this.cells.has(name)) Object.assign(this.cells.get(name), { shown: text, typed: text });
    }
    const since = this.texts().filter((t) => !this.extra.has(t.name));
    const active = document.activeElement;
    const here = this.sheet.contains(active) && active.name && {
      name: active.name, at: (this.cells.get(active.name) || {}).at, text: active.value,
      from: active.selectionStart, to: active.selectionEnd, top: active.getBoundingClientRect().top,
    };
    const before = this.cells;
    this.sheet.replaceWith(drawn(html));
    this.read();
    if (here) this.sitting(here, before.get(here.name), sent);
    const { found, rest } = place(since, this.cells, (name) => this.value(name));
    for (const [other, t] of found) {
      const name = this.adopt(other, t.name);
      const [old, cell] = [before.get(name), this.cells.get(name)];
      this.controls.get(name).value = t.text;
      if (old && !(name in sent) && old.shown !== cell.shown && t.text !== cell.shown) foreign(cell, (old.foreign || { base: old.shown }).base);
    }
    if (rest.length) keep("这些文字的行已被别人删除，可复制后留用", rest.map((t) => t.text).join("\n"));
    this.form.dispatchEvent(new Event("redrawn"));
    if (here) this.back(here);
  }

  // sitting: somebody else's text does not come under the cursor. It is shown
  // once the cell is left, and meets what is typed until then.
  sitting({ name, text }, old, sent) {
    const cell = this.cells.get(name);
    if (!old || !cell || name in sent || cell.shown === old.shown || dirty(old, text)) return;
    foreign(cell, old.shown);
    cell.typed = this.controls.get(name).value = text;
    tell("别人改了这一格，离开后显示");
  }

  back(here) {
    const { found } = place([here], this.cells, () => "");
    for (const name of found.keys()) {
      const c = this.controls.get(name);
      c.focus({ preventScroll: true });
      if (here.from !== undefined && c.setSelectionRange) c.setSelectionRange(here.from, here.to);
      scrollBy(0, c.getBoundingClientRect().top - here.top);
    }
  }

  // conflicted: nothing was saved. All that was sent is to be sent again, once
  // it is decided which text stands.
  async conflicted(answer, sent) {
    await this.composed();
    this.basis = this.basis || this.revision.value;
    this.revision.value = answer.revision;
    this.redraw(answer.form, sent);
    const rows = answer.conflicts.filter((c) => c.gone).flatMap((c) => [c.name, c.name.replace(/level3$/, "value")]);
    for (const name of Object.keys(sent).concat(rows)) {
      if (this.cells.has(name)) this.cells.get(name).shown = null;
    }
    this.answered(answer);
    return resolveConflicts(this, answer.conflicts);
  }

  show(state, answer = {}) {
    const failed = state === "failed" || state === "stopped";
    const text = {
      unsaved: "未保存", saving: "保存中", saved: `已保存 ${answer.saved || ""}`,
      failed: `保存失败：${answer.problem || "连不上服务器。"}文字还在，连上后自动保存`,
      stopped: answer.problem || "没有保存",
    }[state];
    // Only what is new is read out, not every save of the same minute.
    this.line.setAttribute("aria-live", state === "unsaved" || state === "saving" || text === this.told ? "off" : "polite");
    if (state !== "unsaved" && state !== "saving") this.told = text;
    this.line.textContent = text;
    this.line.dataset.state = state;
    this.retry.hidden = !failed || Boolean(this.held);
  }

  // submit: the buttons of the form, without leaving the page where possible.
  async submit(event) {
    if (this.passing) return;
    const button = event.submitter;
    const what = button && button.name === "do" ? button.value : "save";
    event.preventDefault();
    const does = this.does[what.split(":")[0]];
    if (does) return does(what, button);
    await this.queue.now();
    if (!this.changed().length) this.pass(button);
  }

  // pass posts the form plainly, as without scripts; later, because a form
  // cannot be submitted while it still tells of being submitted.
  pass(button) {
    setTimeout(() => {
      this.passing = true;
      this.form.requestSubmit(button);
      setTimeout(() => { this.passing = false; }, 1000);
    });
  }

  // follow saves before a link leads away.
  async follow(event) {
    const a = event.target.closest && event.target.closest("a[href]");
    if (!a || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey
      || a.target || a.origin !== location.origin || a.getAttribute("href").startsWith("#") || !this.changed().length) return;
    event.preventDefault();
    await this.queue.now();
    location.href = a.href;
  }
}

async function post(url, body, keepalive) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const r = await fetch(url, {
      method: "POST", body, keepalive, signal: stop.signal, credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    });
    const json = /json/.test(r.headers.get("Content-Type") || "");
    const answer = json ? await r.json() : { problem: r.ok ? "服务器的回答读不懂，请刷新页面后再试。" : "", plain: r.ok };
    return { status: json || !r.ok ? r.status : 422, answer };
  } catch {
    return { status: 0, answer: {} };
  } finally {
    clearTimeout(timer);
  }
}
