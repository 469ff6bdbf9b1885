package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
)

// entries returns the texts to be copied, each behind its label, in the order
// of the page.
func (p *page) entries() (cells [][2]string) {
	p.Helper()
	for _, box := range p.all(func(n *html.Node) bool { return classed(n, "entry") }) {
		for _, n := range below(box, element("input", "textarea")) {
			if !has(n, "readonly") {
				p.Errorf("%s can be changed", p.label(n))
			}
			cells = append(cells, [2]string{p.label(n), control{n}.value()})
		}
	}
	return cells
}

func TestADeclarationIsListedCellByCellForTypingItAgain(t *testing.T) {
	s := newSite(t)
	doc := ready(t)
	doc.Indicators = append(doc.Indicators[:0:0], doc.Indicators...)
	doc.Indicators[0].Level3, doc.Indicators[0].Value = "在职人员工资发放人数", "每月不少于 12 人"
	doc.Funding.Annual.Amount = models.ParseAmount("265万")
	d := s.put(doc, models.DepartmentReview)
	p := s.as("jingban").get(s.as("jingban").declaration(d.ID).link("一体化录入对照")).answered(http.StatusOK)
	p.says("版本 1", "没有对应的格")

	got := p.entries()
	at := func(label string) int {
		for i, c := range got {
			if c[0] == label {
				return i
			}
		}
		t.Fatalf("no cell %s among %v", label, got)
		return 0
	}
	for label, want := range map[string]string{
		"项目名称": "人员类项目", "年度资金／资金总额": "2650000.00",
		"实施期／数量指标／1／三级指标": "在职人员工资发放人数",
		"实施期／数量指标／1／计算符号": "≥", "实施期／数量指标／1／指标值": "12", "实施期／数量指标／1／计量单位": "人",
	} {
		if text := got[at(label)][1]; text != want {
			t.Errorf("%s is %q, want %q", label, text, want)
		}
	}
	order := []string{"项目名称", "主管部门", "实施期资金／资金总额", "项目概况", "实施期目标", "实施期／数量指标／1／三级指标", "实施期／数量指标／1／计算符号", "实施期／数量指标／1／指标值", "实施期／数量指标／1／计量单位", "经办人"}
	for i := 1; i < len(order); i++ {
		if at(order[i]) <= at(order[i-1]) {
			t.Errorf("%s stands before %s", order[i], order[i-1])
		}
	}
}

func TestWhatIsTooLongForTheOtherSystemIsSaidWithItsCount(t *testing.T) {
	s := newSite(t)
	doc := ready(t)
	doc.Narrative.Overview = strings.Repeat("字", 145)
	doc.Narrative.Basis = strings.Repeat("据", 144)
	doc.Indicators[0].Level3 = strings.Repeat("名", 13)
	d := s.draft(doc)
	jingban := s.as("jingban")
	jingban.get(jingban.declaration(d.ID).link("一体化录入对照")).says("草稿", "145 字 / 上限 144，超出 1 字", "144 字 / 上限 144", "13 字 / 上限 12，超出 1 字")

	sent := s.put(ready(t), models.FinanceReview)
	finance := s.as("caizheng")
	p := finance.press(finance.get(at(sent.ID, "/entry")), "保存上限", map[string]string{"说明和目标（字）": "５00", "三级指标（字）": "0"})
	p.says("已保存：说明和目标上限 500 字，三级指标上限 0 字。")
	jingban.get(at(d.ID, "/entry")).says("145 字 / 上限 500").conceals("超出", "13 字")
}

func TestOnlyTheFinanceBureauSetsTheLimitsAndOnlyToWholeNumbers(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.FinanceReview)
	before := s.contents()
	fields := func(b *browser, text string) url.Values {
		return url.Values{"csrf": {b.token()}, "text": {text}, "name": {"12"}}
	}
	for _, login := range []string{"jingban", "zhuguan"} {
		b := s.as(login)
		b.get(at(d.ID, "/entry")).answered(http.StatusOK).conceals("保存上限")
		b.post(at(d.ID, "/entry"), fields(b, "100")).answered(http.StatusForbidden).says("由财政局设定")
	}
	finance := s.as("caizheng")
	for _, typed := range []string{"", "很多", "-1", "10001", "1.5"} {
		finance.post(at(d.ID, "/entry"), fields(finance, typed)).answered(http.StatusUnprocessableEntity).says("没有保存", typed)
	}
	s.unchanged(t, before)
}

func TestReviewersTypeNoDraftAgain(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	s.as("zhuguan").get(at(d.ID, "/entry")).answered(http.StatusForbidden).says("还没有送审")
	s.as("linju").get(at(d.ID, "/entry")).answered(http.StatusNotFound)
}
