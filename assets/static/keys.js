// Keys for the whole page. While an input method composes none of them works.

import { composing, lastTyped, takeBack } from "./page.js";

const typing = (e) => e.matches && e.matches("input, select, textarea, [contenteditable]");

export function startKeys(draft) {
  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const acts = draft ? {
      s: ctrl && (() => draft.queue.now()),
      Enter: ctrl && (() => draft.does.check()),
      z: ctrl && lastTyped() && takeBack,
    } : {};
    const act = acts[event.key] || event.key === "?" && !typing(event.target) && help;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function help() {
  if (location.pathname === "/help") location.hash = "keys";
  else open("/help#keys", "_blank", "noopener");
}
