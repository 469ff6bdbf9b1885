// A block copied from a spreadsheet falls cell by cell from where the cursor
// is. What does not fit is shown, and one undo takes all of it back.

import { captions, lay, parse, unparse } from "./block.js";
import { $$, keep, tell, write } from "./page.js";
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

async function land(draft, at, rows, through) {
  const indicators = Boolean(at.rows[0].group);
  const titles = $$("th", draft.sheet).map((th) => th.textContent.trim());
  const block = captions(rows, new Set(titles));
  const left = at.rows.slice(at.row).length;
  // As many rows as the whole table has are the whole table.
  const whole = through === undefined ? block.rows.length === left : through;
  const { writes, fresh, rest, group } = lay(block.rows, at.rows, at.row, at.col, {
    grows: (g) => Boolean(g) && !whole, through: whole || !indicators,
  });
  const before = writes.map(({ name }) => [name, draft.value(name)]);
  const height = indicators ? rowsOf(draft, group).length : 0;
  for (const { name, text } of writes) write(draft.controls.get(name), text);
  if (fresh.length) freshRows(draft, group, fresh);
  const back = () => undo(draft, before, group, fresh.length ? height : Infinity);
  say(rows, writes, fresh, group, back);
  if (rest.length) keep(`有 ${rest.flat().length} 格放不下，没有贴入`, unparse(rest));
  await draft.queue.now();
}

function say(rows, writes, fresh, group, act) {
  const cells = writes.length + fresh.flat().filter(Boolean).length;
  const more = fresh.length ? `，${group.split("/")[1]}增加 ${fresh.length} 行` : "";
  tell(`已贴入 ${rows.length} 行共 ${cells} 格${more}`, { label: "撤销粘贴", act, typed: true });
}

// undo puts the texts back, and takes away the rows behind height.
async function undo(draft, before, group, height) {
  for (const [name, text] of before) {
    if (draft.controls.has(name)) write(draft.controls.get(name), text);
  }
  draft.extra.clear();
  const ids = rowsOf(draft, group).slice(height).flatMap((r) => r.cells)
    .filter((name) => /level3$/.test(name || "")).map((name) => name.split(".")[1]);
  if (ids.length) await draft.queue.job({ do: "remove:" + ids.join(",") });
  else await draft.queue.now();
  const first = before.length && draft.controls.get(before[0][0]);
  if (first) first.focus();
}
