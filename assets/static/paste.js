// A block copied from a spreadsheet falls cell by cell from where the cursor
// is. What does not fit is shown, and one undo takes all of it back.

import { parse as parseAmount, yuan } from "./amount.js";
import { captions, lay, parse, unparse } from "./block.js";
import { $$, keep, putBack, tell, write } from "./page.js";
import { freshRows, grid, rowsOf } from "./rows.js";

const MOST_CELLS = 4000;
const MOST_TEXT = 1000000;

export function startPaste(draft) {
  draft.form.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const at = find(draft, event.target);
    if (at && /[\t\r\n]/.test(text)) paste(draft, at, text, event);
  });
}

// find returns the table that a cell is in, and its place there.
function find(draft, target) {
  for (const rows of [grid(draft), funds(draft)]) {
    for (const [row, r] of rows.entries()) {
      const col = r.cells.indexOf(target.name);
      if (target.name && col >= 0) return { rows, row, col };
    }
  }
  return null;
}

function funds(draft) {
  return $$("tr", draft.sheet).map((tr) => ({ group: "", cells: $$("input[data-kind=money]", tr).map((c) => c.name) }))
    .filter((r) => r.cells.length);
}

function paste(draft, at, text, event) {
  const refuse = (why) => {
    event.preventDefault();
    tell(`${why}，一个也没有贴入。请分几次复制`);
  };
  if (text.length > MOST_TEXT) return refuse(`贴入的文字有 ${(text.length / 1e6).toFixed(1)} 百万字，超过一次 ${MOST_TEXT / 1e6} 百万字`);
  const { rows, cut } = parse(text, MOST_CELLS);
  if (cut) return refuse(`贴入的内容超过一次 ${MOST_CELLS} 格`);
  event.preventDefault();
  if (rows.length === 1 && rows[0].length === 1) return void document.execCommand("insertText", false, rows[0][0]);
  land(draft, at, rows);
}

// parts cuts a block where its rows belong to another class: each part begins
// at the cursor, or at the first row of the class it names.
function parts(at, { rows, keys }) {
  const list = [];
  rows.forEach((texts, i) => {
    if (i && keys[i] === keys[i - 1]) return void list[list.length - 1].rows.push(texts);
    const row = keys[i] ? at.rows.findIndex((r) => r.group.endsWith("/" + keys[i])) : at.row;
    list.push({ row: row < 0 ? at.row : row, rows: [texts] });
  });
  return list;
}

async function land(draft, at, rows) {
  const indicators = Boolean(at.rows[0].group);
  const known = new Set($$("th", draft.sheet).map((th) => th.textContent.trim()));
  const block = captions(rows, known, new Set(at.rows.map((r) => r.group.split("/")[1])));
  // As many rows as are left of the whole table are the whole table.
  const whole = !indicators || !block.keys[0] && block.rows.length === at.rows.length - at.row;
  const laid = (whole ? [{ row: at.row, rows: block.rows }] : parts(at, block))
    .map((part) => lay(part.rows, at.rows, part.row, at.col, { grows: () => indicators && !whole, through: whole }));
  const writes = laid.flatMap((l) => l.writes).map((w) => (indicators ? w : { ...w, text: readable(w.text) }));
  const rest = laid.flatMap((l) => l.rest);
  const before = writes.map(({ name, text }) => [name, draft.value(name), text]);
  const heights = new Map(laid.filter((l) => l.fresh.length).map(({ group }) => [group, rowsOf(draft, group).length]));
  for (const { name, text } of writes) write(draft.controls.get(name), text);
  for (const { group, fresh } of laid) if (fresh.length) freshRows(draft, group, fresh);
  say(rows, writes, laid, before.filter(([, b, a]) => b && !a).length, () => undo(draft, before, heights));
  if (rest.length) keep(`有 ${rest.flat().length} 格放不下，没有贴入`, unparse(rest));
  await draft.queue.now();
}

const readable = (text) => {
  const fen = parseAmount(text);
  return fen === null ? text : yuan(fen);
};

function say(rows, writes, laid, emptied, act) {
  const cells = writes.length + laid.flatMap((l) => l.fresh).flat().filter(Boolean).length;
  const more = laid.filter((l) => l.fresh.length).map((l) => `，${l.group.split("/")[1]}增加 ${l.fresh.length} 行`);
  const over = emptied ? `，其中 ${emptied} 格原有文字换成了空白` : "";
  tell(`已贴入 ${rows.length} 行共 ${cells} 格${more.join("")}${over}`, { label: "撤销粘贴", act, typed: true });
}

// undo puts the texts back, and takes away the rows that were added.
async function undo(draft, before, heights) {
  putBack(draft.controls, before);
  draft.extra.clear();
  await draft.queue.now(); // rows may be on their way
  const ids = [...heights].flatMap(([group, height]) => rowsOf(draft, group).slice(height)).flatMap((r) => r.cells)
    .filter((name) => /level3$/.test(name || "")).map((name) => name.split(".")[1]);
  if (ids.length) await draft.queue.job({ do: "remove:" + ids.join(",") });
  const first = before.length && draft.controls.get(before[0][0]);
  if (first) first.focus();
}
