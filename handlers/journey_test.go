package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

// typed returns what a person types to fill in a document, by label. Unit and
// department are chosen, not typed.
func typed(t testing.TB, d *models.Document) map[string]string {
	t.Helper()
	l := must(forms.LayoutByID(d.Layout))(t)
	texts := map[string]string{}
	for _, in := range l.Grid(d).Inputs() {
		if text := in.Text(d); text != "" && in.Spec().Kind != forms.OrgRef {
			texts[in.Spec().Label] = text
		}
	}
	return texts
}

// idIn returns the identity in the path of a declaration's page.
func idIn(t testing.TB, path string) int64 {
	t.Helper()
	parts := strings.Split(path, "/")
	return must(strconv.ParseInt(parts[2], 10, 64))(t)
}

// sendIn sends a declaration in from its form, confirming the warnings.
func (b *browser) sendIn(id int64) *page {
	b.Helper()
	p := b.press(b.declaration(id), "送审", nil).answered(http.StatusSeeOther, http.StatusOK)
	confirmed := map[string]string{}
	if len(p.problems("warning")) > 0 {
		confirmed["已逐条核对"] = "yes"
	}
	return b.press(p, "送审", confirmed).answered(http.StatusSeeOther, http.StatusOK).says("已送审")
}

func TestTheWayOfADeclarationFromTheFirstBlankToThe批复(t *testing.T) {
	onBoth(t, theWayOfADeclarationFromTheFirstBlankToThe批复)
}

func theWayOfADeclarationFromTheFirstBlankToThe批复(t *testing.T, s *site) {
	jingban, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
	doc := sample(t, "电商村级站建设")

	p := jingban.press(jingban.get("/declarations"), "查找", nil)
	p = jingban.get(p.link("新建申报表"))
	p = jingban.press(p, "新建", map[string]string{"年度": "2023年", "实施单位": "026001 兴县电子商务服务中心"})
	p.answered(http.StatusSeeOther, http.StatusOK)
	id := idIn(t, p.path)

	// What is known is filled in.
	for label, want := range map[string]string{
		"经办人": "李经办", "联系电话": "0358-0000001", "填报日期": "2023年1月5日", "项目名称": "", "实施期资金／资金总额": "",
	} {
		if got := p.blank(label).value(); got != want {
			t.Errorf("a new form has %q as %s, want %q", got, label, want)
		}
	}

	// A form of 2023 as it was, with its faults and one more.
	texts := typed(t, &doc)
	delete(texts, "填报日期")
	texts["联系电话"] = ""
	p = jingban.press(p, "保存", texts).answered(http.StatusSeeOther, http.StatusOK).says("已保存")
	for label, text := range texts {
		if got := p.blank(label).value(); got != text {
			t.Errorf("%s was typed as %q and saved as %q", label, text, got)
		}
	}
	faults := []string{"项目属性", "实施期资金总额没有填写", "联系电话"}
	p = jingban.press(p, "检查", nil).answered(http.StatusSeeOther, http.StatusOK).complains("error", faults...)
	p = jingban.press(p, "送审", nil).answered(http.StatusUnprocessableEntity).complains("error", faults...).complains("warning")
	if d := s.now(id); d.Status != models.Draft || d.Version != 0 {
		t.Fatalf("sent in with errors: %s, version %d", d.Status, d.Version)
	}

	// Corrected, on the page that told them all.
	p = jingban.press(p, "送审", map[string]string{
		"项目属性": "一次性项目(当年结束)", "实施期资金／资金总额": "62万", "联系电话": "0358-0000001",
	}).answered(http.StatusSeeOther, http.StatusOK)
	if errors := p.problems("error"); len(errors) > 0 {
		t.Fatalf("still wrong: %v", errors)
	}
	p.complains("warning", "内容相同").says("620,000", "兴县工业和信息化局")
	p = jingban.press(p, "送审", nil).answered(http.StatusUnprocessableEntity).says("请先确认")
	p = jingban.press(p, "送审", map[string]string{"已逐条核对": "yes", "说明": "各项内容确实一样"})
	p.answered(http.StatusSeeOther, http.StatusOK).says("已送审，待兴县工业和信息化局审核。请打印，负责人签字、加盖公章后报送", "版本 1")

	// Returned, with an opinion and not without.
	p = zhuguan.get("/declarations").says("待审核 1", doc.Project.Name)
	p = zhuguan.get(p.link(doc.Project.Name)).says("各项内容确实一样")
	p = zhuguan.press(p, "退回", map[string]string{"审核意见": "  "}).answered(http.StatusUnprocessableEntity).says("退回需要写明意见")
	const opinion = "数量指标不够具体，\n请写明村数。"
	p = zhuguan.press(p, "退回", map[string]string{"审核意见": opinion})
	p.answered(http.StatusSeeOther, http.StatusOK).says("已退回兴县电子商务服务中心修改")

	// The opinion is seen, the form corrected and sent in again.
	p = jingban.get("/declarations?tab=returned").says("被退回 1")
	p = jingban.get(p.link(doc.Project.Name)).says("退回意见", "数量指标不够具体， 请写明村数。", "王主管")
	jingban.press(p, "保存", map[string]string{"项目概况": "为全县 120 个村级站更新设备。"}).says("已保存")
	jingban.sendIn(id).says("版本 2")

	p = zhuguan.press(zhuguan.declaration(id).says("为全县 120 个村级站更新设备。"), "审核通过", nil)
	p.answered(http.StatusSeeOther, http.StatusOK).says("待财政审核")
	caizheng.press(caizheng.declaration(id), "审核通过", nil).says("财政已审")

	// 批复 for several at once.
	other := s.draft(ready(t))
	jingban.sendIn(other.ID)
	zhuguan.press(zhuguan.declaration(other.ID), "审核通过", nil)
	caizheng.press(caizheng.declaration(other.ID), "审核通过", nil)
	p = caizheng.get("/declarations?tab=finance-reviewed")
	p = caizheng.press(p, "批复", map[string]string{"选择 " + doc.Project.Name: "yes", "选择 " + other.Document.Project.Name: "yes"})
	p.answered(http.StatusOK).says("将批复 2 份", doc.Project.Name, other.Document.Project.Name)
	ruled := map[string]string{"批复文号": "兴财预〔2023〕1号", "批复日期": "二月三十日"}
	p = caizheng.press(p, "批复", ruled).answered(http.StatusUnprocessableEntity).says("请填写批复日期", "将批复 2 份")
	if got := p.blank("批复日期").value(); got != "二月三十日" {
		t.Errorf("the wrong date was lost: %q", got)
	}
	if got := p.blank("批复文号").value(); got != ruled["批复文号"] {
		t.Errorf("the number was lost: %q", got)
	}
	p = caizheng.press(p, "批复", map[string]string{"批复文号": "", "批复日期": "2023年2月20日"}).says("请填写批复文号")
	p = caizheng.press(p, "批复", map[string]string{"批复文号": "兴财预〔2023〕1号"}).answered(http.StatusOK)
	if n := strings.Count(p.text(), "已批复"); n != 2 {
		t.Errorf("%d were approved: %s", n, p.text())
	}
	jingban.declaration(id).says("已批复", "批复文号 兴财预〔2023〕1号，2023年2月20日")

	// All of it is in the history, the last first.
	p = jingban.get(at(id, "/history"))
	p.says("批复文号 兴财预〔2023〕1号，批复日期 2023年2月20日", "数量指标不够具体， 请写明村数。", "各项内容确实一样", "版本 1", "版本 2")
	var actions []models.Action
	for _, e := range must(s.Events(t.Context(), id))(t) {
		actions = append(actions, e.Action)
	}
	want := []models.Action{
		models.Create, models.Submit, models.Return, models.Submit, models.Pass, models.Pass, models.Approve,
	}
	if !slices.Equal(actions, want) {
		t.Errorf("events %v, want %v", actions, want)
	}
}

func TestWithdrawingBringsTheFormBack(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	p := b.press(b.sendIn(d.ID), "撤回", nil).answered(http.StatusSeeOther, http.StatusOK)
	p.says("已撤回，可以修改后再送审", "草稿")
	b.press(p, "保存", map[string]string{"项目概况": "改过的概况"}).says("已保存")
	b.sendIn(d.ID).says("改过的概况", "版本 2")
	b.get(at(d.ID, "/versions/1")).answered(http.StatusOK).conceals("改过的概况").says("这是版本 1")
}

func TestAfterTheDepartmentHasPassedItTheUnitCannotWithdraw(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	sent := jingban.sendIn(d.ID)
	zhuguan.press(zhuguan.declaration(d.ID), "审核通过", nil)
	p := jingban.press(sent, "撤回", nil)
	if p.status != http.StatusConflict {
		t.Errorf("status %d", p.status)
	}
	fields := values("csrf", jingban.token(), "do", "withdraw", "revision", strconv.FormatInt(s.now(d.ID).Revision, 10))
	jingban.post(at(d.ID, "/moves"), fields).answered(http.StatusConflict).says("主管部门已审核，不能撤回，请联系审核人退回")
	if got := s.now(d.ID).Status; got != models.FinanceReview {
		t.Errorf("it is %s now", got)
	}
}

func TestFinanceReturnsStraightOrByWayOfTheDepartment(t *testing.T) {
	for _, c := range []struct {
		name, route string
		then        models.Status
	}{
		{"by way of the department unless chosen otherwise", "", models.DepartmentReview},
		{"straight to finance when chosen", "改后直接送财政", models.FinanceReview},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			d := s.draft(ready(t))
			jingban, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
			jingban.sendIn(d.ID)
			zhuguan.press(zhuguan.declaration(d.ID), "审核通过", nil)
			filled := map[string]string{"审核意见": "请核对金额"}
			p := caizheng.declaration(d.ID)
			action, _, fields := caizheng.fields(p, "退回", filled)
			if c.route != "" {
				fields.Set("route", "finance")
			}
			caizheng.post(action, fields).says("已退回")
			jingban.sendIn(d.ID)
			if got := s.now(d.ID).Status; got != c.then {
				t.Errorf("then it is %s, want %s", got, c.then)
			}
		})
	}
}
