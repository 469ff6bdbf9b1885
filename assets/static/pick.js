// Picking an indicator from the library, by keyboard alone if one likes. While
// an input method composes, Enter chooses a character and nothing else.

import { $, $$, ask, composing, el, tell, write } from "./page.js";
import { grid } from "./rows.js";

const SHOWN = 50;

export function startPick(draft) {
  let here = ""; // class of the row that somebody was in last
  draft.form.addEventListener("focusin", ({ target }) => {
    if (!draft.controls.has(target.name)) return;
    const row = grid(draft).find((r) => r.tr.contains(target));
    here = row ? row.group.split("/")[1] : "";
  });
  draft.does.pick = async (what, button) => {
    const picked = await choose(new Set(grid(draft).map((r) => r.group.split("/")[1])), here);
    if (picked) await put(draft, picked, button);
  };
}

// put lets the server add the indicator, goes to where its value belongs, and
// can take it back.
async function put(draft, { class: kind, name, example }, button) {
  const rows = grid(draft).length;
  const answer = await draft.queue.job({ do: `pick:${kind}/${name}` });
  if (answer.plain) draft.pass(button);
  if (answer.then !== "saved") return void tell("没有加入，请稍后再试");
  const text = (cell) => (cell ? draft.value(cell) : "");
  const find = () => grid(draft).reverse().find((r) => r.group.endsWith("/" + kind) && text(r.cells[0]) === name);
  const fresh = grid(draft).length > rows;
  const act = () => {
    const { tr, cells } = find() || {};
    if (!tr) return;
    button.focus();
    if (fresh && !text(cells[1]) && !text(cells[3])) return void draft.queue.job({ do: $("[value^='remove:']", tr).value });
    for (const cell of [cells[0], cells[2]]) if (cell) write(draft.controls.get(cell), "");
    draft.queue.now();
  };
  tell(`已加入“${name}”，请填上本项目的指标值，如“${example}”`, { label: "撤销", act, typed: true });
  const row = find();
  const cell = row && draft.controls.get(row.cells[1]);
  if (!cell) return;
  cell.focus();
  cell.scrollIntoView({ block: "nearest" });
}

// choose shows the library and resolves with what was picked, or null.
async function choose(classes, here) {
  let picked = null, asked = 0;
  const search = el("input", { id: "pick-q", type: "search", autocomplete: "off", placeholder: "文字或拼音首字母", input: () => find() });
  const only = el("select", { id: "pick-class", change: () => find() }, el("option", { value: "" }, "全部"),
    ...[...classes].map((c) => el("option", { selected: c === here }, c)));
  const said = el("p", { role: "status" });
  const list = el("ul", { class: "picks", "aria-label": "找到的指标" });
  const take = (chosen) => {
    picked = chosen;
    list.closest("dialog").close();
  };

  async function find() {
    const mine = ++asked;
    let found = null;
    try {
      const r = await fetch(`/indicators?${new URLSearchParams({ q: search.value, class: only.value })}`, { headers: { Accept: "application/json" } });
      if (r.ok) found = await r.json();
    } catch { /* said below */ }
    if (mine !== asked) return;
    if (!found) {
      said.textContent = "暂时查不到，请稍后再试";
      return;
    }
    list.replaceChildren(...found.slice(0, SHOWN).map((i) => el("li", {}, el("button", { type: "button", click: () => take(i) },
      i.name, el("small", {}, `${i.class}，${i.owner}，如 ${i.example}。${i.explanation}`)))));
    said.textContent = `找到 ${found.length} 条${found.length > SHOWN ? `，先列出 ${SHOWN} 条` : ""}`;
  }

  const keys = (event) => {
    if (composing(event)) return;
    const buttons = $$("button", list);
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && buttons[at + 1]) buttons[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (buttons[at - 1] || search).focus();
    else if (event.key !== "Enter" || at >= 0) return;
    else if (buttons.length) buttons[0].focus();
    event.preventDefault();
  };
  search.addEventListener("keydown", keys);
  list.addEventListener("keydown", keys);
  const closed = ask("挑选指标", [
    el("p", {}, el("label", { for: "pick-q" }, "查找指标"), search),
    el("p", {}, el("label", { for: "pick-class" }, "二级指标"), only),
    said, list,
  ], "", "关闭");
  search.focus();
  find();
  await closed;
  return picked;
}
