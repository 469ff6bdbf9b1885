// Everything works without scripts; they make filling in quicker. This module
// starts the others by what is on the page.

import { startCheck } from "./check.js";
import { startEntry } from "./entry.js";
import { startKeys } from "./keys.js";
import { startLook } from "./look.js";
import { startMoney } from "./money.js";
import { $, $$, memory, tell } from "./page.js";
import { startPaste } from "./paste.js";
import { startPick } from "./pick.js";
import { startPoll } from "./poll.js";
import { startRows } from "./rows.js";
import { Draft } from "./save.js";
import { startTexts } from "./text.js";

document.documentElement.classList.add("js");
startLook();

const form = $("form.fill[data-declaration]");
let draft = null;
if (form) {
  // Money first: what is understood is written out before a cell is left.
  draft = new Draft(form);
  for (const start of [startMoney, startRows, startPaste, startPick, startTexts, startCheck]) start(draft);
}
startKeys(draft);
const entry = $(".entry");
if (entry) startEntry(entry);
const job = $("form[data-poll]");
if (job) startPoll(job);

// Who signs out leaves nothing in the tab, and is asked before text is dropped
// that could not be saved.
const out = $("form.who");
if (out) {
  out.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (draft) await draft.queue.now();
    if (memory.owned().length && !confirm("还有没保存的文字，退出后会丢失。仍要退出吗？")) return;
    memory.owned().forEach((key) => memory.set(key, null));
    if (draft) draft.passing = draft.gone = true;
    out.submit();
  });
}

// Sending in and 批复 happen once, however often the button is pressed.
for (const once of $$("form.once")) {
  once.addEventListener("submit", (event) => {
    if (once.dataset.sent) event.preventDefault();
    once.dataset.sent = "yes";
    tell(once.dataset.busy);
    // Later: a button that is disabled now would not be sent along.
    setTimeout(() => { event.submitter.disabled = true; });
  });
  tell(""); // there before it speaks
  addEventListener("pageshow", (event) => event.persisted && once.dataset.sent && location.reload());
}
