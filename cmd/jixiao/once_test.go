package main

import "testing"

// TestSendingInIsPressedOnce keeps the form on its page, to look at what the
// second press would do.
func TestSendingInIsPressedOnce(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/10")
	w.fill("经办人", "李经办")
	w.fill("联系电话", "0358-0000001")
	w.press("保存")
	w.see("已保存")
	w.goTo("/declarations/10/submit")
	w.until("count what is sent", `(() => { window.sent = [];
		addEventListener("submit", (e) => { if (!e.defaultPrevented) sent.push(e.submitter.value); e.preventDefault(); }); return true })()`)
	const button = `document.querySelector("form.once button.primary")`
	w.until("press twice", `(() => { `+button+`.click(); `+button+`.click(); return true })()`)
	w.until("it is sent once, with what it does", `sent.join() === "submit"`)
	w.until("the button is closed, and it is said", button+`.disabled && document.querySelector(".told[role=status]").textContent === "正在送审，请稍候"`)
	w.quiet()
}
