package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFindingsAreShownWhereTheyAreAndInSight: beside the cell once it was left,
// in the list that stays in sight, and in the rail; and they go when they are
// put right. The same browser looks at sizes of letters and at colours.
func TestFindingsAreShownWhereTheyAreAndInSight(t *testing.T) {
	database := databases["sqlite"](t)
	s := start(t, append(own(t, database), "--sample")...)
	stage(t, look(t, database))
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/1")
	w.findingsFollow()
	w.lettersShowEverything()
	w.coloursOfTheOffice()
	w.isSentInOnce()
	w.quiet()
}

func (w *window) findingsFollow() {
	w.t.Helper()
	const attribute = `document.querySelector("#f-project\\.attribute")`
	w.until("a cell nobody came to is not reproached", attribute+` && !document.querySelector("#f-project\\.attribute-m")`)
	w.until("come to the cell", attribute+`.focus() === undefined`)
	w.must(chromedp.KeyEvent(kb.Tab))
	w.until("it is said beside the cell", `document.querySelector("#f-project\\.attribute-m .error").textContent.includes("没有填写") &&
		`+attribute+`.getAttribute("aria-describedby") === "f-project.attribute-m" && `+attribute+`.getAttribute("aria-invalid") === "true"`)
	w.press("检查")
	w.until("errors come first, by the parts of the form", `(() => {
		const lists = [...document.querySelectorAll(".found ul")].map(u => u.getAttribute("aria-label")).join();
		return lists.startsWith("错误：基本信息,错误：项目资金,错误：绩效指标,错误：签署,提醒：") })()`)
	w.until("the rail counts", `[...document.querySelectorAll(".rail a.bad")].map(a => a.textContent).join() === "基本信息1 处错误,项目资金1 处错误,绩效指标1 处错误,签署2 处错误"`)
	for _, y := range []string{"0", "1500", "document.body.scrollHeight"} {
		w.until("the list stays in sight", `(() => { scrollTo(0, `+y+`); const r = document.querySelector(".findings").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`)
	}
	w.until("follow the first", `document.querySelector(".found ul.error a").click() === undefined`)
	w.until("its cell has the focus and is in sight", `(() => { const e = document.activeElement, r = e.getBoundingClientRect();
		return e === `+attribute+` && document.elementFromPoint(r.left + 9, r.top + 9) === e })()`)
	w.fill("项目属性", "一次性项目")
	w.must(chromedp.KeyEvent(kb.Tab))
	w.until("what is put right is gone everywhere", `!document.querySelector("#f-project\\.attribute-m") && !document.querySelector(".found").textContent.includes("“项目属性”没有填写") &&
		!`+attribute+`.closest("td").matches(".invalid") && document.querySelector(".rail a").textContent === "基本信息"`)
}

// lettersShowEverything: no size of letters cuts anything or makes the page
// wider than the window, and the size that was chosen stays.
func (w *window) lettersShowEverything() {
	w.t.Helper()
	for _, size := range []string{"标准字", "大字", "特大字"} {
		w.press(size)
		w.until(size+" shows everything", `(() => {
			const cut = [...document.querySelectorAll(".chosen, .sheet textarea")].filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2));
			return document.querySelector("[aria-label=`+size+`]").getAttribute("aria-pressed") === "true" && cut.length === 0 &&
				document.documentElement.scrollWidth <= document.documentElement.clientWidth })()`)
	}
	w.goTo("/declarations/1")
	w.until("the size stays", `document.documentElement.dataset.size === "2" && `+field("主管部门")+`.previousElementSibling.textContent.includes("兴县工业和信息化局")`)
	w.press("标准字")
}

// coloursOfTheOffice: what a system with colours of its own, or with more
// contrast, asks for is given.
func (w *window) coloursOfTheOffice() {
	w.t.Helper()
	w.media("prefers-contrast", "more")
	w.until("ink is black", `getComputedStyle(document.querySelector("h1")).color === "rgb(0, 0, 0)"`)
	w.media("forced-colors", "active")
	w.until("a faulty cell is framed without colours", `(() => { const e = document.querySelector("td.invalid"), s = e && getComputedStyle(e);
		return s && s.outlineStyle === "solid" && parseFloat(s.outlineWidth) >= 2 })()`)
	w.must(chromedp.KeyEvent(kb.Tab))
	w.until("the focus shows without colours", `(() => { const s = getComputedStyle(document.activeElement);
		return s.outlineStyle === "solid" && parseFloat(s.outlineWidth) >= 2 })()`)
	w.media("forced-colors", "none")
	w.press("高对比")
	w.until("the theme is on", `document.documentElement.dataset.theme === "contrast"`)
	w.press("高对比")
}

func (w *window) media(name, value string) {
	w.t.Helper()
	w.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
		return err
	}))
}

// isSentInOnce presses the button twice.
func (w *window) isSentInOnce() {
	w.t.Helper()
	w.goTo("/declarations/11/submit")
	w.until("pressed twice", `(() => { const box = document.getElementById("confirmed"); if (box) box.click();
		const reason = document.getElementById("opinion"); if (reason) reason.value = "已核对";
		const b = [...document.querySelectorAll("form.once button")].find(b => b.value === "submit"); b.click(); b.click(); return true })()`)
	w.see("已送审")
	w.goTo("/declarations/11/history")
	w.until("sent in once", `[...document.querySelectorAll(".events b")].filter(b => b.textContent === "送审").length === 1`)
}
