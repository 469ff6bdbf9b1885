package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// withoutScripts lets the pages of a window run no script.
func (w *window) withoutScripts() *window {
	w.t.Helper()
	w.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	return w
}

func TestTheWholeJobIsDoneWithoutScripts(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	d := typedIn(t)
	unit := open(t, s.address).withoutScripts()
	department, finance := unit.beside().withoutScripts(), unit.beside().withoutScripts()
	path := unit.fillsIn(t, &d)
	unit.worksOnRowsByPosts(path)
	unit.sendsIn(path, "已送审，待兴县工业和信息化局审核")
	unit.until("no script has run", `!document.documentElement.classList.contains("js")`)
	department.returns(d.Project.Name)
	unit.correctsAndSendsInAgain(path)
	department.passes(d.Project.Name, "待财政审核")
	finance.passes(d.Project.Name, "财政已审")
	finance.approves(d.Project.Name)
	unit.prints(t, path, &d)
	for _, w := range []*window{unit, department, finance} {
		w.quiet()
	}
}

// worksOnRowsByPosts adds rows, fills the year from the period, deletes a row
// and takes an indicator from the library, each by a plain post of the form.
func (w *window) worksOnRowsByPosts(path string) {
	w.t.Helper()
	w.goTo(path)
	w.fill("项目实施计划", "写到一半的计划")
	w.press("增加一行")
	w.until("a row is added", field("实施期／数量指标／2／三级指标"))
	w.until("what was typed is kept", field("项目实施计划")+`.value === "写到一半的计划"`)
	w.fill("实施期／数量指标／2／三级指标", "配送车辆数")
	w.fill("实施期／数量指标／2／指标值", "≥12辆")
	w.press("复制实施期到年度")
	w.until("the year has it too", field("年度／数量指标／2／三级指标")+`.value === "配送车辆数"`)
	w.press("增加一行")
	w.until("a third row is there", field("实施期／数量指标／3／三级指标"))
	w.press("删除 数量指标第2行")
	w.until("the row is gone", "!"+field("实施期／数量指标／3／三级指标")+` && ![...document.querySelectorAll("textarea")].some(e => e.value === "配送车辆数")`)
	w.press("挑选指标")
	w.fill("查找指标", "cypxrc")
	w.press("查找")
	w.press("加入 村医培训人次")
	w.until("the name is in the form", `[...document.querySelectorAll("textarea")].filter(e => e.value === "村医培训人次").length === 2`)
	w.fill("实施期／可持续影响指标／1／指标值", "≥20人次")
	w.fill("年度／可持续影响指标／1／指标值", "≥20人次")
	w.press("保存")
	w.see("已保存")
	w.press("检查")
	w.see("没有错误")
}
