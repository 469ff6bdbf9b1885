// What the rules say: beside the cell once it was left, and in a list that
// stays in sight. Nothing here takes the focus from where somebody types.

import { $, $$, drawn, el, memory, released } from "./page.js";

const OPEN = "jixiao findings";
const wide = matchMedia("(min-width: 100rem)");

export function startCheck(draft) {
  let said = {}; // what the rules say at the cells, as last heard
  const left = new Set(); // cells that somebody was in
  const panel = el("details", { class: "findings" }, el("summary"), el("div", { class: "found" }));
  const later = $("details.later");
  const first = $("#problems");
  draft.form.append(panel);
  $(".dock").before(panel);
  if (first) fill(panel, first);
  if (later) later.remove();
  panel.open = wide.matches || Boolean(memory.get(OPEN)) || Boolean(first && !later);
  panel.addEventListener("toggle", () => memory.set(OPEN, panel.open));
  panel.addEventListener("click", jump);
  foot(panel);

  // A blank cell that nobody has come to yet is not reproached for it, until
  // somebody asks for the check.
  let asked = Boolean(first && !later);
  if (asked) $("summary", panel).focus({ preventScroll: true });
  const all = () => steady(() => {
    for (const [name, c] of draft.controls) {
      const html = asked || c.value || left.has(name) ? said[name] : "";
      show(c, html, c === document.activeElement);
    }
  });
  const drawnAnew = () => {
    said = {};
    for (const [name, c] of draft.controls) {
      const ul = document.getElementById(c.id + "-m");
      if (ul) said[name] = ul.outerHTML;
    }
    all();
  };
  draft.form.addEventListener("redrawn", drawnAnew);
  drawnAnew();

  draft.form.addEventListener("answered", ({ detail }) => {
    if (detail.rail) $(".rail").replaceWith(drawn(detail.rail));
    if (detail.problems !== undefined) refresh(panel, detail.problems);
    if (detail.messages) said = detail.messages;
    all();
  });
  draft.form.addEventListener("focusout", async ({ target }) => {
    if (!draft.controls.has(target.name)) return;
    left.add(target.name);
    await released();
    // What was typed just now is not known to the rules yet.
    if (target.isConnected && !draft.changed().includes(target.name)) steady(() => show(target, said[target.name]));
  });
  draft.does.check = async () => {
    await draft.queue.now();
    panel.open = asked = true;
    all();
    $("summary", panel).focus();
  };
}

// foot keeps what sticks to the window's lower edge from hiding a cell that
// one goes to.
function foot(panel) {
  const dock = $(".dock");
  const set = (name, px) => document.documentElement.style.setProperty(name, px + "px");
  const seen = new ResizeObserver(() => {
    set("--dock", dock.offsetHeight);
    const stuck = getComputedStyle(dock).position === "sticky" ? dock.offsetHeight : 0;
    set("--foot", stuck + (wide.matches ? 0 : panel.offsetHeight));
  });
  seen.observe(dock);
  seen.observe(panel);
}

function fill(panel, section) {
  const head = $("h2", section);
  $("summary", panel).textContent = head ? head.textContent : "没有发现问题";
  panel.className = "findings " + section.className;
  section.className = "";
  $(".found", panel).textContent = "";
  $(".found", panel).append(section);
}

// refresh keeps the place in the list: the link one is at, and how far it was
// scrolled.
function refresh(panel, html) {
  const at = panel.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const list = $(".found", panel);
  const top = list.scrollTop;
  fill(panel, drawn(html) || el("section", { class: "problems good", id: "problems" }, el("h2", {}, "没有发现问题")));
  list.scrollTop = top;
  if (at) (($$("a", list).find((a) => a.getAttribute("href") === at)) || $("summary", panel)).focus({ preventScroll: true });
}

// steady keeps the cell that somebody is in where it is in the window while
// messages come and go above it.
function steady(change) {
  const at = document.activeElement;
  const { top } = at.getBoundingClientRect();
  change();
  scrollBy(0, at.getBoundingClientRect().top - top);
}

// show puts the messages at a cell. In the cell somebody is in they only go,
// they do not come.
function show(c, html, inIt) {
  const id = c.id + "-m";
  const had = document.getElementById(id);
  if (inIt && html && !had) return;
  const ul = html ? drawn(html) : null;
  if (had && ul) had.replaceWith(ul);
  else if (had) had.remove();
  else if (ul) c.closest("td").insertBefore(ul, $(".tools", c.closest("td")));
  const bad = Boolean(ul && $(".error", ul));
  c.closest("td").classList.toggle("invalid", bad);
  for (const [name, value] of [["aria-invalid", bad && "true"], ["aria-describedby", [ul && id, c.dataset.beside].filter(Boolean).join(" ")]]) {
    if (value) c.setAttribute(name, value);
    else c.removeAttribute(name);
  }
}

// jump goes to the cell of a link, clear of what sticks to the window's edges.
function jump(event) {
  const a = event.target.closest("a[href^='#']");
  const target = a && document.getElementById(decodeURIComponent(a.getAttribute("href").slice(1)));
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}
