// Indicator rows: one more, one less and back again, up and down. A row on the
// form is a pair of halves that move together.

import { $, $$, composing, el, putBack, tell, write } from "./page.js";

// grid lists the indicator rows as they stand: {tr, group, cells, places}; the
// cells are name and value of 实施期, then of 年度, null where a half is missing.
export function grid(draft) {
  return $$("tr", draft.sheet).map((tr) => {
    const places = $$("input[name$='.level3.at']", tr);
    const row = { tr, group: "", cells: [null, null, null, null], places };
    for (const at of places) {
      const [side, level1, level2] = at.value.split("|");
      const first = side === "annual" ? 2 : 0;
      row.group = `${level1}/${level2}`;
      row.cells[first] = at.name.slice(0, -3);
      row.cells[first + 1] = at.name.slice(0, -"level3.at".length) + "value";
    }
    return row;
  }).filter((row) => row.group);
}

export const rowsOf = (draft, group) => grid(draft).filter((row) => row.group === group);

// freshRows makes rows behind the last one of a class, for the server to add.
export function freshRows(draft, group, rows) {
  const have = rowsOf(draft, group).length;
  rows.forEach((texts, k) => ["total", "annual"].forEach((side, half) => {
    const two = texts.slice(2 * half, 2 * half + 2);
    if (!two.some(Boolean) && half) return;
    const [id, at] = [newID(), `${side}|${group.replace("/", "|")}|${have + k + 1}`];
    ["level3", "value"].forEach((field, i) => {
      const name = `row.${id}.${field}`;
      draft.extra.set(name, { name, text: two[i] || "", at });
    });
  }));
  draft.store();
}

function newID() {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => letters[b & 31]).join("");
}

const text = (draft, name) => (name && draft.controls.has(name) ? draft.value(name) : "");
const textsOf = (draft, row) => row.cells.map((name) => text(draft, name));

// set writes texts into the rows of a class from the top; rows that are not
// there are made.
function set(draft, group, all) {
  const rows = rowsOf(draft, group);
  all.slice(0, rows.length).forEach((texts, i) => texts.forEach((t, k) => {
    if (rows[i].cells[k]) write(draft.controls.get(rows[i].cells[k]), t);
  }));
  freshRows(draft, group, all.slice(rows.length));
  return draft.queue.now();
}

export function startRows(draft) {
  draft.does.add = (what, button) => add(draft, what, button);
  draft.does.remove = (what, button) => remove(draft, what, button);
  draft.does.copy = (what, button) => fill(draft, what, button, "复制");
  draft.does.mend = (what, button) => fill(draft, what, button, "改正");
  draft.form.addEventListener("redrawn", () => arrows(draft));
  draft.form.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey || composing(event) || !event.target.name) return;
    const row = grid(draft).find((r) => r.tr.contains(event.target));
    if (!row) return;
    event.preventDefault();
    move(draft, row, step, event.target);
  });
  arrows(draft);
}

// arrows adds the buttons that only work with scripts.
function arrows(draft) {
  const rows = grid(draft);
  rows.forEach((row, i) => {
    const tools = $(".tools", row.tr);
    if (!tools) return;
    const place = rows.slice(0, i).filter((r) => r.group === row.group).length + 1;
    const button = (step, sign, word) => {
      const beside = rows[i + step];
      return el("button", {
        type: "button", class: "quiet arrow", title: `${word}（Alt+${sign}）`,
        "aria-label": `${word} ${row.group.split("/")[1]}第${place}行`,
        disabled: !beside || beside.group !== row.group,
        click: (event) => move(draft, row, step, event.currentTarget),
      }, sign);
    };
    for (const b of $$("button:not(.over)", tools)) short(b);
    tools.prepend(button(-1, "↑", "上移"), button(1, "↓", "下移"));
  });
}

// short leaves 删 and 增 to be seen, so that four buttons stand in one line.
function short(button) {
  const word = button.firstChild;
  button.setAttribute("aria-label", button.textContent.trim()); // read out, the two parts would be two words
  button.title = button.title || word.data;
  button.replaceChild(el("span", { class: "rest" }, word.data.slice(1)), word);
  button.prepend(word.data[0]);
}

// move exchanges the texts of two rows that stand together, and goes along.
function move(draft, row, step, from) {
  const rows = rowsOf(draft, row.group);
  const at = rows.findIndex((r) => r.tr === row.tr);
  const other = rows[at + step];
  if (!other) return;
  const here = from.name ? row.cells.indexOf(from.name.replace(/\.at$/, "")) : -1;
  const [mine, theirs] = [textsOf(draft, row), textsOf(draft, other)];
  for (const [to, texts] of [[row, theirs], [other, mine]]) {
    texts.forEach((t, k) => to.cells[k] && write(draft.controls.get(to.cells[k]), t));
  }
  const next = here >= 0 ? draft.controls.get(other.cells[here]) : $$(".arrow", other.tr)[step < 0 ? 0 : 1];
  (next.disabled ? $(".arrow:not(:disabled)", other.tr) : next).focus();
  tell(`已移到第 ${at + step + 1} 行`);
  draft.queue.now();
}

// done reports whether a job was done. Where the server only answers with
// pages, the form is posted plainly.
async function done(draft, what, button, failed) {
  const answer = await draft.queue.job({ do: what });
  if (answer.plain && button) draft.pass(button);
  else if (answer.then !== "saved") tell(failed + (answer.then === "again" ? "：连不上服务器，请稍后再试" : ""));
  return answer.then === "saved" && answer;
}

async function add(draft, what, button) {
  const group = what.slice("add:".length);
  if (await done(draft, what, button, "没有增加")) focusRow(draft, rowsOf(draft, group).pop());
}

// focusRow goes to a row, unless somebody types elsewhere by now: in another
// cell than from.
function focusRow(draft, row, from) {
  const c = row && draft.controls.get(row.cells.find((name) => name));
  const { name } = document.activeElement;
  if (!c || (name !== from && draft.controls.has(name))) return;
  c.focus();
  c.scrollIntoView({ block: "nearest" });
}

async function remove(draft, what, button) {
  const row = grid(draft).find((r) => r.tr.contains(button));
  if (!row) return void done(draft, what, button, "没有删除");
  const rows = rowsOf(draft, row.group);
  const at = rows.findIndex((r) => r.tr === row.tr);
  const before = textsOf(draft, row);
  if (!await done(draft, what, button, "没有删除")) return;
  // A row that was never kept is still drawn: empty it.
  for (const name of row.cells) if (draft.controls.has(name)) write(draft.controls.get(name), "");
  const left = rowsOf(draft, row.group);
  focusRow(draft, left[Math.min(at, left.length - 1)]);
  const act = async () => {
    const from = document.activeElement.name;
    const now = rowsOf(draft, row.group).map((r) => textsOf(draft, r));
    now.splice(at, 0, before);
    await set(draft, row.group, now);
    focusRow(draft, rowsOf(draft, row.group)[at], from);
  };
  tell(`已删除${row.group.split("/")[1]}第 ${at + 1} 行`, { label: "撤销", act, typed: true });
}

// fill lets the server fill or mend cells, and can put back what stood there.
async function fill(draft, what, button, word) {
  const before = new Map([...draft.controls].map(([name, c]) => [name, c.value]));
  if (!await done(draft, what, button, `没有${word}`)) return;
  const filled = [...draft.controls].map(([name, c]) => [name, before.get(name) || "", c.value]).filter(([, b, a]) => a !== b);
  const act = () => {
    putBack(draft.controls, filled);
    draft.queue.now();
  };
  if (filled.length) tell(`已${word} ${filled.length} 格`, { label: `撤销${word}`, act, typed: true });
  else tell(`没有可以${word}的格`);
}
