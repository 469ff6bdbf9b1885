// What the other modules need of the page: finding, making, telling, asking.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// el makes an element; children may be texts.
export function el(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") e.addEventListener(name, value);
    else if (value !== false) e.setAttribute(name, value === true ? "" : value);
  }
  e.append(...children);
  return e;
}

// drawn makes an element of HTML that our own server has drawn. It is the only
// place where HTML is read.
export function drawn(html) {
  const t = document.createElement("template");
  t.innerHTML = html;
  return t.content.firstElementChild;
}

// composing: a key belongs to an input method, where Enter chooses a character
// and does nothing else.
export const composing = (event) => event.isComposing || event.keyCode === 229;

// write puts a text into a control as if it had been typed.
export function write(control, text) {
  if (control.value === text) return;
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

// memory holds texts for this tab, or nothing where the browser forbids it.
export const memory = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
  set(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch { /* full or forbidden: the text is still in the page */ }
  },
  // own begins the keys of the person who is signed in.
  own: () => `jixiao ${$("form.who").dataset.person} `,
  owned() {
    try { return Object.keys(sessionStorage).filter((key) => key.startsWith(memory.own())); } catch { return []; }
  },
};

// putBack writes old texts into cells that still hold what was put there;
// changes is a list of [name, before, after].
export function putBack(controls, changes) {
  for (const [name, before, after] of changes) {
    if (controls.has(name) && controls.get(name).value === after) write(controls.get(name), before);
  }
}

// released waits while a button is being pressed: what moves the page between
// press and release would make the click miss.
let pressing = null;
addEventListener("pointerdown", () => {
  pressing = new Promise((done) => {
    const end = () => setTimeout(() => {
      pressing = null;
      done();
    });
    for (const up of ["pointerup", "pointercancel"]) addEventListener(up, end, { once: true, capture: true });
    setTimeout(end, 1000);
  });
}, true);
export const released = () => pressing;

let line, undoing;

// tell says what was done, and offers to take it back. undo is {label, act,
// typed}; with typed Ctrl+Z does it too, until something else is typed.
export function tell(text, undo) {
  if (!line) {
    line = el("p", { class: "told", role: "status" });
    ($(".dock") || document.body).prepend(line);
  }
  undoing = undo;
  line.textContent = text;
  if (undo) line.append(el("button", { type: "button", class: "quiet", click: takeBack }, undo.label));
}

// takeBack undoes what was told last, and reports whether there was anything.
export function takeBack() {
  const undo = undoing;
  if (!undo) return false;
  tell("");
  undo.act();
  return true;
}

export const lastTyped = () => Boolean(undoing && undoing.typed);
export function typedSince() { if (undoing) undoing.typed = false; }

// ask opens a dialog and resolves with what was filled in, or null. Escape
// closes it.
export function ask(title, fields, yes, no = "取消") {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const form = el("form", { method: "dialog" }, el("h2", { id: "ask-h" }, title), ...fields,
      el("p", { class: "actions" },
        ...(yes ? [el("button", { class: "primary", value: "yes" }, yes)] : []),
        el("button", { type: "button", click: () => box.close() }, no)));
    const box = el("dialog", { class: "card ask", "aria-labelledby": "ask-h" }, form);
    let given = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      given = Object.fromEntries(new FormData(form));
      box.close();
    });
    box.addEventListener("close", () => {
      box.remove();
      if (before && before.isConnected) before.focus();
      resolve(given);
    });
    document.body.append(box);
    box.showModal();
  });
}

// keep shows texts that have no cell, so that they can be copied.
export function keep(title, text) {
  const box = el("textarea", { readonly: true, rows: 8, "aria-label": title });
  box.value = text;
  return ask(title, [box, el("p", {}, el("button", {
    type: "button",
    click: () => { box.select(); document.execCommand("copy"); },
  }, "复制"))], "", "关闭");
}
