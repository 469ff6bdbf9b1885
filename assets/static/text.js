// Long texts grow with what is typed, and say how long they are. Nothing is
// ever cut.

import { $, $$, el } from "./page.js";

export const points = (s) => [...s].length;

// counted says how long a text is.
export const counted = (n, limit) => `已写 ${n} / 上限 ${limit}` + (n > limit ? `，超出 ${n - limit} 字` : "");

export function startTexts(draft) {
  const { form } = draft;
  const all = () => {
    fit($$("textarea", draft.sheet));
    $$("select", draft.sheet).forEach(whole);
    $$("textarea[data-limit]", draft.sheet).forEach(count);
  };
  const one = ({ target }) => {
    if (target.tagName === "SELECT") whole(target);
    if (target.tagName !== "TEXTAREA") return;
    fit([target]);
    if (target.dataset.limit) count(target);
  };
  form.addEventListener("input", one);
  form.addEventListener("settled", one);
  form.addEventListener("redrawn", all);
  addEventListener("resize", () => fit($$("textarea", draft.sheet)));
  all();
}

// fit measures all boxes at once, so that the page is laid out only twice.
function fit(boxes) {
  for (const box of boxes) box.style.height = "auto";
  const heights = boxes.map((box) => box.scrollHeight);
  boxes.forEach((box, i) => { box.style.height = heights[i] + 2 + "px"; });
}

// whole writes what is chosen over the box, which cannot break a line itself.
function whole(select) {
  select.previousElementSibling.textContent = select.selectedOptions[0].text;
}

// count keeps the counter of a long text; a short one gets a counter only when
// it is too long.
function count(box) {
  const n = points(box.value);
  const limit = Number(box.dataset.limit);
  const over = n > limit;
  let line = $(`[data-count-for="${box.id}"]`, box.parentNode);
  if (!line && !over) return;
  if (!line) box.after(line = el("span", { class: "count", "data-count-for": box.id }));
  // Read out when the limit is crossed, not at every key.
  const was = line.classList.contains("over");
  line.setAttribute("aria-live", over !== was ? "polite" : "off");
  line.classList.toggle("over", over);
  line.textContent = counted(n, limit);
}
