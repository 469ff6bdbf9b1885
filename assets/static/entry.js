// Copying a form into another system, cell by cell. On plain HTTP there is no
// other way to the clipboard than selecting the text and asking to copy it.

import { $, $$, el, tell } from "./page.js";

export function startEntry(page) {
  const cells = $$("input, textarea", page);
  let last = -1;

  const copy = (at) => {
    last = at;
    const cell = cells[at];
    const label = cell.labels[0].textContent;
    cell.focus();
    cell.select();
    tell(document.execCommand("copy") ? `已复制：${label}` : `没有复制成功，文字已选中，请按 Ctrl+C：${label}`);
  };
  const next = () => {
    if (last + 1 < cells.length) copy(last + 1);
    else tell("已经是最后一格");
  };

  cells.forEach((cell, at) => {
    cell.after(el("button", { type: "button", "aria-label": `复制 ${cell.labels[0].textContent}`, click: () => copy(at) }, "复制"));
    cell.addEventListener("focus", () => { last = at; });
    cell.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      next();
    });
  });
  $(".dock").prepend(el("button", { type: "button", class: "primary", click: next }, "下一格"));
}
