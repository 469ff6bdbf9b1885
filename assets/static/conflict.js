// Two people changed one cell: both texts and what stood there before are
// shown at the cell, and one chooses. Both texts are saved one after the other,
// so that the one not chosen is still among the saved states.

import { $$, el, tell, write } from "./page.js";

const shown = (text) => text || "（空白）";

// resolveConflicts shows the conflicts and stops the saving until each is
// decided.
export function resolveConflicts(draft, conflicts) {
  const open = new Map(conflicts.map((c) => [c.name, c]));
  const chosen = new Map();
  draft.held = true;
  const value = (c, text) => draft.chosen({ [c.name]: text })[c.name] || text;
  const choose = (c, theirs) => {
    chosen.set(c.name, theirs);
    const control = draft.controls.get(c.name);
    if (control && !c.gone) {
      // What was typed since the conflict was shown is mine, too.
      if (control.tagName !== "SELECT" && control.value !== c.theirs) c.mine = control.value;
      write(control, value(c, theirs ? c.theirs : c.mine));
    }
    draw(draft, c, choose, theirs);
    open.delete(c.name);
    if (open.size === 0) finish(draft, conflicts, chosen, value);
  };
  for (const c of conflicts) draw(draft, c, choose);
  return { then: "stop", problem: sentence(conflicts.length) };
}

const sentence = (n) => `有 ${n} 处与别人的改动不同，没有保存：请逐处选用哪一份`;

function draw(draft, c, choose, theirs) {
  const control = draft.controls.get(c.name);
  if (!control) return;
  const cell = control.closest("td");
  const had = cell.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
  $$(".theirs", cell).forEach((e) => e.remove());
  const button = (t, label) => el("button", {
    type: "button", class: "quiet", "aria-pressed": String(theirs === t), click: () => choose(c, t),
  }, label);
  const words = (head, text) => [el("p", {}, el("b", {}, head)), el("p", { class: "typed" }, text)];
  const buttons = el("p", { class: "actions" }, button(false, "用我的"), button(true, "用对方的"));
  cell.append(el("div", { class: "theirs", role: "group", "aria-label": `${c.label} 两份文字` },
    ...words("对方已保存为：", c.gone && !c.theirs ? "（整行已删除）" : shown(c.theirs)),
    ...words("您写的是：", c.gone && !c.mine ? "（整行已删除）" : shown(c.mine)),
    ...words("原来是：", shown(c.base)), buttons));
  if (had) buttons.children[theirs ? 1 : 0].focus();
}

// finish saves mine first where theirs was chosen, then what was chosen.
async function finish(draft, conflicts, chosen, value) {
  const theirs = conflicts.filter((c) => chosen.get(c.name));
  const row = (c) => /^row\.([^.]+)/.exec(c.name)[1];
  draft.mine = new Map(theirs.filter((c) => !c.gone).map((c) => [c.name, value(c, c.mine)]));
  draft.held = false;
  const answer = await draft.queue.now();
  if (answer.then !== "saved") return;
  const gone = conflicts.filter((c) => c.gone && (c.theirs === "") === Boolean(chosen.get(c.name))).map(row);
  if (gone.length) await draft.queue.job({ do: "remove:" + gone.join(",") });
  else await draft.queue.now();
  $$(".theirs", draft.sheet).forEach((e) => e.remove());
  const act = () => {
    for (const c of theirs) if (draft.controls.has(c.name)) write(draft.controls.get(c.name), value(c, c.mine));
    draft.queue.now();
  };
  tell("已保存，没有选用的那一份在“保存记录”里可以找回", theirs.length && !gone.length && { label: "改用我的", act });
}
