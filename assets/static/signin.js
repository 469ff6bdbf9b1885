// A session that ran out: the password is asked for in place, and the work
// goes on with nothing lost.

import { ask, el } from "./page.js";

const field = (id, label, attributes) => el("p", {}, el("label", { for: id }, label), el("input", { id, required: true, ...attributes }));

// signIn asks until the server accepts, and reports false when it was closed.
export async function signIn(draft) {
  let problem = "登录已过期。登录后继续，填写的文字都在。";
  const login = draft.form.dataset.login || "";
  for (;;) {
    const given = await ask("请重新登录", [
      el("p", { class: "flash problem", role: "alert" }, problem),
      field("ask-login", "用户名", { name: "login", autocomplete: "username", value: login, readonly: Boolean(login) }),
      field("ask-password", "密码", { name: "password", type: "password", autocomplete: "current-password", autofocus: true }),
    ], "登录并继续");
    if (!given) return false;
    const answer = await tryOnce(draft, given);
    if (answer.ok) return true;
    problem = answer.problem;
  }
}

async function tryOnce(draft, given, again = true) {
  try {
    const r = await fetch("/signin", {
      method: "POST", headers: { Accept: "application/json" }, credentials: "same-origin",
      body: new URLSearchParams({ csrf: draft.csrf.value, ...given }),
    });
    if (r.status === 403 && again && await freshToken(draft)) return tryOnce(draft, given, false);
    const answer = await r.json();
    if (r.ok) renew(answer.csrf);
    return { ok: r.ok, problem: answer.problem };
  } catch {
    return { ok: false, problem: "连不上服务器，请稍后再试。" };
  }
}

// renew puts a new token into every form of the page.
function renew(token) {
  for (const i of document.querySelectorAll("input[name=csrf]")) i.value = token;
}

// freshToken fetches a token when the page's own has run out, and reports
// whether it is another one.
export async function freshToken(draft) {
  try {
    const r = await fetch("/signin", { credentials: "same-origin" });
    const m = /name="csrf" value="([^"]+)"/.exec(await r.text());
    if (!m || m[1] === draft.csrf.value) return false;
    renew(m[1]);
    return true;
  } catch {
    return false;
  }
}
