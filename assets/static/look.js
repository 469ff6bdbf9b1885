// Three sizes of text and a theme of high contrast, for every page, kept in
// this browser.

import { $, el } from "./page.js";

const KEY = "jixiao look";
const SIZES = ["标准字", "大字", "特大字"];

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
}

function keep(look) {
  try { localStorage.setItem(KEY, JSON.stringify(look)); } catch { /* for this page only */ }
}

export function startLook() {
  const look = stored();
  const root = document.documentElement;
  const sizes = SIZES.map((name, i) => el("button", {
    type: "button", class: "size", title: name, "aria-label": name, click: () => change({ size: i }),
  }, "字"));
  const contrast = el("button", { type: "button", click: () => change({ theme: look.theme ? "" : "contrast" }) }, "高对比");
  const apply = () => {
    root.dataset.size = look.size || 0;
    root.dataset.theme = look.theme || "";
    sizes.forEach((b, i) => b.setAttribute("aria-pressed", String(i === (look.size || 0))));
    contrast.setAttribute("aria-pressed", String(Boolean(look.theme)));
    dispatchEvent(new Event("resize"));
  };
  const change = (what) => {
    Object.assign(look, what);
    keep(look);
    apply();
  };
  const bar = $(".bar");
  if (bar) bar.insertBefore(el("div", { class: "look", role: "group", "aria-label": "字号和颜色" }, ...sizes, contrast), $(".who", bar));
  apply();
}
