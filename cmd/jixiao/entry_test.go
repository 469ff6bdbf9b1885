package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func TestAFormIsCopiedCellByCellWithTheKeyboard(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/1/entry")
	w.until("get ready", `(() => {
		window.copied = [];
		const e = () => document.activeElement;
		document.addEventListener("copy", () => copied.push(e().value.slice(e().selectionStart, e().selectionEnd)));
		const next = [...document.querySelectorAll("button")].find(b => b.textContent === "下一格");
		next.focus();
		return document.activeElement === next })()`)
	for range 8 {
		w.must(chromedp.KeyEvent("\r"))
	}
	w.until("eight cells copied in their order", `JSON.stringify(copied) === JSON.stringify(
		[...document.querySelectorAll(".entry input, .entry textarea")].slice(0, 8).map(e => e.value))`)
	w.see("已复制：")
	w.until("the cell below is copied by its button", `(() => {
		const b = document.querySelector("[aria-label='复制 项目概况']"); b.focus(); return document.activeElement === b })()`)
	w.must(chromedp.KeyEvent("\r"))
	w.see("已复制：项目概况")
	w.until("a text is copied whole", "copied[8] === "+field("项目概况")+".value")
	w.quiet()
}
