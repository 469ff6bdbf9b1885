package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestAnIndicatorIsPickedWithTheKeyboardAlone(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/1")
	w.fill("项目概况", "写到一半")
	w.until("come to the button", `(() => {
		const b = document.querySelector("button[value=pick]"); b.focus(); return document.activeElement === b })()`)
	w.must(chromedp.KeyEvent("\r"))
	w.until("the library is open", `document.activeElement.id === "pick-q" && document.querySelectorAll(".picks button").length === 50`)
	w.fill("查找指标", "qqqq")
	w.until("nothing is found", `document.querySelector("dialog [role=status]").textContent === "找到 0 条"`)
	w.fill("查找指标", "cypxrc")
	w.until("one is found by its initials", `document.querySelector(".picks").innerText.includes("村医培训人次") && document.querySelectorAll(".picks button").length === 1`)
	w.until("an input method keeps its Enter", `(() => {
		const q = document.getElementById("pick-q");
		q.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}));
		return document.activeElement === q })()`)
	w.must(chromedp.KeyEvent(kb.ArrowDown))
	w.until("the arrow goes to what was found", `document.activeElement.matches(".picks button")`)
	w.must(chromedp.KeyEvent("\r"))
	w.see("已加入“村医培训人次”")
	w.until("the value is to be filled in", `!document.querySelector("dialog") &&
		document.activeElement.labels[0].textContent.startsWith("实施期／可持续影响指标／") && document.activeElement.labels[0].textContent.endsWith("／指标值")`)
	w.until("its cell shows sign and unit, and holds nothing", `document.activeElement.placeholder === "≥ … 人次" && document.activeElement.value === ""`)
	w.until("an input method keeps the keys of the page too", `(() => {
		const cell = document.activeElement;
		for (const key of ["Enter", "z"]) {
			cell.dispatchEvent(new KeyboardEvent("keydown", {key, ctrlKey: true, keyCode: 229, bubbles: true, cancelable: true}));
		}
		return document.activeElement === cell })()`)
	const ctrl = 2 // as the protocol of the browser numbers it
	const picked = `[...document.querySelectorAll("form.fill textarea")].filter(e => e.value === "村医培训人次").length`
	w.must(chromedp.KeyEvent("z", chromedp.KeyModifiers(ctrl)))
	w.until("one key takes the pick back", picked+` === 0 && document.activeElement.value === "pick"`)
	w.must(chromedp.KeyEvent("\r"))
	w.until("the library is open again", `document.activeElement.id === "pick-q"`)
	w.fill("查找指标", "cypxrc")
	w.until("it is found again", `document.querySelectorAll(".picks button").length === 1`)
	w.must(chromedp.KeyEvent(kb.ArrowDown))
	w.must(chromedp.KeyEvent("\r"))
	w.until("it is picked again", picked+` === 2`)
	w.goTo("/declarations/1")
	w.until("name and text are kept", `[...document.querySelectorAll("form.fill textarea")].filter(e => e.value === "村医培训人次").length === 2 &&
		`+field("项目概况")+`.value === "写到一半"`)
	w.quiet()
}
