// Money cells: Enter and the arrows walk down and up a column, 265万 becomes
// 2,650,000, and totals are held against their sources at once.

import { balance, blank, parse, said, wan, yuan } from "./amount.js";
import { $, $$, composing, el, write } from "./page.js";

const money = "input[data-kind=money]";

export function startMoney(draft) {
  const { form } = draft;
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches(money) || composing(event) || event.altKey || event.ctrlKey || event.shiftKey) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const column = columnOf(event.target.name);
    const cells = $$(money, form).filter((c) => columnOf(c.name) === column);
    const next = cells[cells.indexOf(event.target) + step];
    if (next) {
      next.focus();
      next.select();
    }
  });
  form.addEventListener("focusin", (event) => event.target.matches(money) && inWan(event.target));
  form.addEventListener("focusout", (event) => {
    if (!event.target.matches(money)) return;
    $$(".wan", form).forEach((e) => e.remove());
    const fen = parse(event.target.value);
    if (fen !== null) write(event.target, yuan(fen));
  }, true);
  for (const happened of ["input", "settled"]) {
    form.addEventListener(happened, (event) => {
      if (!event.target.matches(money)) return;
      hover(event.target);
      sums(draft);
      if (event.target === document.activeElement) inWan(event.target);
    });
  }
  const all = () => {
    $$(money, form).forEach(hover);
    sums(draft);
  };
  form.addEventListener("redrawn", all);
  all();
}

const columnOf = (name) => name.split(".")[1]; // funding.total.amount

function hover(c) {
  const fen = parse(c.value);
  c.title = fen === null ? "" : `${wan(fen)} 万元`;
}

function inWan(c) {
  hover(c);
  let note = $(".wan", c.parentNode);
  if (!note) c.after(note = el("span", { class: "wan", "aria-hidden": "true" }));
  note.textContent = blank(c.value) ? "可填 265万" : c.title ? `= ${c.title}` : "读不懂的金额，照原样保留";
}

function sums(draft) {
  for (const [name, total] of draft.controls) {
    const m = /^funding\.(\w+)\.amount$/.exec(name);
    if (m) sum(draft, total, `funding.${m[1]}.sources.`);
  }
}

function sum(draft, total, prefix) {
  const b = balance(total.value, [...draft.controls].filter(([n]) => n.startsWith(prefix)).map(([, c]) => c.value));
  const cell = total.parentNode;
  let line = $(".balance", cell);
  if (!line) {
    const put = () => {
      write(total, yuan(line.sum));
      total.focus();
      draft.queue.now();
    };
    line = el("p", { class: "balance" }, el("span"), el("button", { type: "button", class: "quiet", click: put }, "用合计填总额"));
    cell.append(line);
  }
  line.sum = b.sum;
  line.firstChild.textContent = "";
  line.firstChild.append(...said(b).split("，").flatMap((w, i) => (i ? ["，", el("span", {}, w)] : [el("span", {}, w)])));
  line.classList.toggle("off", b.difference !== null && b.difference !== 0n && !b.none);
  line.lastChild.hidden = b.none || b.unread > 0 || b.difference === 0n;
}
