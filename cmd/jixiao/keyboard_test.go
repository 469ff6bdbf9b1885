package main

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jixiao/forms"
	"jixiao/models"
)

// keyboard presses keys, and looks after each where the person is. It never
// sets the focus itself.
type keyboard struct{ *window }

// here describes the element that has the focus: its name as it is read out,
// and what is wrong with how it is shown.
const here = `(() => {
	const e = document.activeElement;
	const name = (e.getAttribute("aria-label") || (e.labels && e.labels.length ? e.labels[0].textContent : e.textContent)).replace(/\s+/g, " ").trim();
	if (e === document.body) return {name: "", wrong: ""};
	const r = e.getBoundingClientRect(), s = getComputedStyle(e);
	const seen = [.1, .5, .9].some(y => [.05, .5, .95].some(x => { const at = document.elementFromPoint(r.left + x * r.width, r.top + y * r.height); return at && (e.contains(at) || at.contains(e) && at !== document.body) }));
	return {name, kind: e.tagName, wrong: !seen ? "it is hidden" : s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2 ? "nothing shows the focus" : ""};
})()`

// stop is where the focus is.
type stop struct{ Name, Kind, Wrong string }

func (k keyboard) at() stop {
	k.t.Helper()
	at, err := script[stop](k.window, here)
	if err != nil {
		k.t.Fatal(err)
	}
	return at
}

func (k keyboard) key(keys string, with ...chromedp.Modifier) {
	k.t.Helper()
	k.must(chromedp.KeyEvent(keys, chromedp.KeyModifiers(with...)))
}

// tab goes on to the next stop, which has to be in sight and marked.
func (k keyboard) tab(with ...chromedp.Modifier) stop {
	k.t.Helper()
	k.key(kb.Tab, with...)
	at := k.at()
	if at.Wrong != "" {
		k.t.Errorf("at %q %s", at.Name, at.Wrong)
	}
	return at
}

// to presses Tab until it is at the element with that name.
func (k keyboard) to(name string, with ...chromedp.Modifier) {
	k.t.Helper()
	var passed []string
	for range 200 {
		at := k.tab(with...)
		if at.Name == name {
			return
		}
		passed = append(passed, at.Name)
	}
	k.t.Fatalf("Tab does not come to %q, but to %q", name, passed)
}

// expect waits until the focus is at the element with that name.
func (k keyboard) expect(name string) {
	k.t.Helper()
	k.until("be at "+name, "("+here+").name === "+quoted(name))
}

// say types a text as an input method hands it over.
func (k keyboard) say(text string) {
	k.t.Helper()
	k.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}

// skip passes over the head of the page.
func (k keyboard) skip() {
	k.t.Helper()
	k.until("have the whole page", `document.readyState === "complete"`)
	k.to("跳到正文")
	k.key(kb.Enter)
	k.until("be at the text", `document.activeElement.id === "main"`)
}

// choose goes down a list of choices to one that holds the text.
func (k keyboard) choose(text string) {
	k.t.Helper()
	for range 12 {
		if ok, _ := script[bool](k.window, "document.activeElement.selectedOptions[0].text.includes("+quoted(text)+")"); ok {
			return
		}
		k.key(kb.ArrowDown)
	}
	k.t.Fatalf("no choice with %q", text)
}

// correct is the declaration of the journey as it is after all was put right.
func correct(t *testing.T) models.Document {
	d := typedIn(t)
	d.Project.Attribute = "一次性项目(当年结束)"
	d.Funding.Total.Amount, d.Funding.Total.Sources.County = models.ParseAmount("160万"), models.ParseAmount("160万")
	d.Narrative.Overview = "2023年为全县376个行政村开展共同配送，安排160万元，依据兴县人民政府纪要【2019】21次。"
	for i := range d.Indicators {
		if d.Indicators[i].Value == "265万元" {
			d.Indicators[i].Value = "160万元"
		}
	}
	return d
}

func TestTheWholeJobIsDoneWithTheKeyboardAlone(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	k := keyboard{open(t, s.address)}
	k.goTo("/signin")
	k.expect("用户名")
	k.say("jingban")
	k.to("密码")
	k.say(samplePassword)
	k.key(kb.Enter)
	k.see("退出")
	k.skip()
	k.to("新建申报表")
	k.key(kb.Enter)
	k.see("实施单位")
	k.to("年度")
	k.choose("2023年")
	k.to("新建")
	k.key(kb.Enter)
	k.see("在兴县电子商务服务中心填报")
	d := correct(t)
	k.fillsEveryCell(t, &d)
	k.worksOnRows()
	k.picks()
	k.isLedToTheFault()
	k.sendsInAndPrints()
	k.quiet()
}

// fillsEveryCell walks through the form from cell to cell.
func (k keyboard) fillsEveryCell(t *testing.T, d *models.Document) {
	t.Helper()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, in := range l.Grid(d).Inputs() {
		if spec := in.Spec(); in.Text(d) != "" && spec.Kind != forms.OrgRef && spec.Part != forms.PartSignoff {
			texts[spec.Label] = in.Text(d)
		}
	}
	k.skip()
	for at := k.tab(); at.Name != "经办人"; at = k.tab() {
		text, ok := texts[at.Name]
		switch {
		case !ok:
		case at.Kind == "SELECT":
			k.choose(text)
		default:
			k.say(text)
		}
		delete(texts, at.Name)
	}
	if len(texts) > 0 {
		t.Errorf("Tab passes over %v", texts)
	}
}

// worksOnRows adds a row, moves it, deletes it and takes that back.
func (k keyboard) worksOnRows() {
	k.t.Helper()
	k.to("年度／数量指标／1／指标值", chromedp.ModifierShift)
	k.to("增加一行")
	k.key(kb.Enter)
	k.expect("实施期／数量指标／2／三级指标")
	k.say("配送行政村数")
	k.to("实施期／数量指标／2／指标值")
	k.say("≥376个")
	k.key(kb.ArrowUp, chromedp.ModifierAlt)
	k.expect("实施期／数量指标／1／指标值")
	k.until("the row has moved", field("实施期／数量指标／1／三级指标")+`.value === "配送行政村数"`)
	k.key(kb.ArrowDown, chromedp.ModifierAlt)
	k.expect("实施期／数量指标／2／指标值")
	k.to("删除 数量指标第2行")
	k.key(kb.Enter)
	k.see("已删除数量指标第 2 行")
	k.expect("实施期／数量指标／1／三级指标")
	k.key("z", chromedp.ModifierCtrl)
	k.expect("实施期／数量指标／2／三级指标")
	k.until("the row is there again", `document.activeElement.value === "配送行政村数" && `+field("实施期／数量指标／2／指标值")+`.value === "≥376个"`)
	k.to("年度／数量指标／2／三级指标")
	k.say("配送行政村数")
	k.to("年度／数量指标／2／指标值")
	k.say("≥376个")
}

// picks takes an indicator from the library.
func (k keyboard) picks() {
	k.t.Helper()
	k.to("挑选指标")
	k.key(kb.Enter)
	k.expect("查找指标")
	k.say("cypxrc")
	k.until("it is found", `document.querySelectorAll(".picks button").length === 1`)
	k.key(kb.ArrowDown)
	k.key(kb.Enter)
	k.see("已加入“村医培训人次”")
	k.until("be at its value", `document.activeElement.labels[0].textContent.endsWith("／指标值")`)
	k.say("≥20人次")
	k.key("s", chromedp.ModifierCtrl)
	k.until("it is saved", `document.querySelector(".dock .saved").dataset.state === "saved"`)
}

// isLedToTheFault asks for the check and follows the first finding to its cell.
func (k keyboard) isLedToTheFault() {
	k.t.Helper()
	k.key(kb.Enter, chromedp.ModifierCtrl)
	k.until("the findings are listed", `document.activeElement.matches("details.findings[open] > summary") && document.activeElement.textContent.includes("错误")`)
	if at := k.tab(); !strings.Contains(at.Name, "“村医培训人次”没有填指标值") {
		k.t.Errorf("the first finding is %q", at.Name)
	}
	k.key(kb.Enter)
	k.expect("年度／可持续影响指标／1／三级指标")
	k.tab()
	k.say("≥20人次")
	k.tab()
	k.until("the finding is gone", `!document.querySelector("details.findings").textContent.includes("没有填指标值") &&
		document.querySelector("details.findings > summary").textContent.startsWith("没有错误") && !document.querySelector("td.invalid, .rail .bad")`)
}

// sendsInAndPrints confirms what there is to confirm, once, and prints.
func (k keyboard) sendsInAndPrints() {
	k.t.Helper()
	k.to("送审")
	k.key(kb.Enter)
	k.see("将要送审的申报表")
	k.until("there are warnings alone", `!document.querySelector(".problems .error")`)
	if asked, _ := script[bool](k.window, `!!document.getElementById("confirmed")`); asked {
		confirm, _ := script[string](k.window, `document.querySelector(".confirm label").textContent.trim()`)
		k.to(confirm)
		k.key(" ")
	}
	k.to("送审")
	k.key(kb.Enter)
	k.see("已送审，待兴县工业和信息化局审核")
	k.to("打印")
	path, err := script[string](k.window, "document.activeElement.getAttribute('href')")
	if err != nil {
		k.t.Fatal(err)
	}
	if pdf, _ := base64.StdEncoding.DecodeString(k.fetch(path)); !strings.HasPrefix(string(pdf), "%PDF") {
		k.t.Errorf("%s is no PDF", path)
	}
	k.until("the help opens at ?", `(() => { window.opened = ""; window.open = u => { opened = u }; return true })()`)
	k.key("?")
	k.until("the help opens at ?", `opened === "/help#keys"`)
}
