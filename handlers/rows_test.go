package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
)

// pressValue presses the button that sends that value: several may have one
// name.
func (b *browser) pressValue(p *page, value string, filled map[string]string) *page {
	b.Helper()
	for _, n := range p.all(element("button")) {
		if attribute(n, "value") == value {
			f := p.formOf(n)
			for label, text := range filled {
				p.control(f, label).fill(b, text)
			}
			fields := p.fields(f)
			fields.Set("do", value)
			return b.post(attribute(f, "action"), fields)
		}
	}
	b.Fatalf("%s has no button that sends %s", p.path, value)
	return nil
}

// rowsOf returns the rows of a class and half.
func rowsOf(d models.Declaration, side models.Side, level2 string) []models.Indicator {
	var rows []models.Indicator
	for _, row := range d.Document.Indicators {
		if row.Side == side && row.Level2 == level2 {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestRowsAreAddedAndTakenAwayByPlainPosts(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商村级站建设"))
	b := s.as("jingban")
	first := rowsOf(d, models.Total, "数量指标")
	p := b.pressValue(b.declaration(d.ID), "add:产出指标/数量指标", map[string]string{"项目概况": "同时改的概况"})
	p.answered(http.StatusSeeOther, http.StatusOK)
	if got := s.now(d.ID).Document.Narrative.Overview; got != "同时改的概况" {
		t.Errorf("adding a row did not save the overview: %q", got)
	}
	n := len(first) + 1
	p = b.press(p, "保存", map[string]string{
		"实施期／数量指标／" + itoa(n) + "／三级指标": "新增的指标", "实施期／数量指标／" + itoa(n) + "／指标值": "≥3个",
	})
	rows := rowsOf(s.now(d.ID), models.Total, "数量指标")
	if len(rows) != n || rows[n-1].Level3 != "新增的指标" || rows[n-1].Value != "≥3个" {
		t.Fatalf("the rows are %v", rows)
	}
	for i, row := range first {
		if rows[i] != row {
			t.Errorf("row %d became %v, was %v", i, rows[i], row)
		}
	}
	// The first is taken away; the others keep their identities.
	p = b.press(p, "删除 数量指标第1行", nil).answered(http.StatusSeeOther, http.StatusOK)
	left := rowsOf(s.now(d.ID), models.Total, "数量指标")
	if len(left) != n-1 || left[len(left)-1] != rows[n-1] {
		t.Errorf("left are %v", left)
	}
	if got := p.blank("实施期／数量指标／" + itoa(n-1) + "／三级指标").value(); got != "新增的指标" {
		t.Errorf("the last row shows %q", got)
	}
}

func TestCopyingFillsTheBlankCellsOfTheYearAlone(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商村级站建设")
	doc.Funding.Total.Amount = models.ParseAmount("620000")
	doc.Funding.Annual.Amount = models.Amount{}
	doc.Goals.Annual = "写好的年度目标"
	d := s.draft(doc)
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "复制实施期到年度", nil).answered(http.StatusSeeOther, http.StatusOK).says("复制到年度的空格里")
	if got := p.blank("年度资金／资金总额").value(); got != "620,000" {
		t.Errorf("the amount is %q", got)
	}
	if got := p.blank("年度目标").value(); got != doc.Goals.Annual {
		t.Errorf("the goal became %q", got)
	}
}

func TestAPageThatIsSentTwiceMakesNoRowTwice(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商村级站建设")
	doc.Indicators = nil
	d := s.draft(doc)
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{
		"实施期／数量指标／1／三级指标": "站点数量", "实施期／数量指标／1／指标值": "12个", "年度／质量指标／1／三级指标": "完好率",
	})
	b.post(action, fields).says("已保存")
	once := s.now(d.ID).Document.Indicators
	p := b.post(action, fields)
	if p.status != http.StatusConflict && p.status != http.StatusOK {
		t.Errorf("status %d", p.status)
	}
	b.press(p, "保存", nil)
	twice := s.now(d.ID).Document.Indicators
	if len(once) != 2 || len(twice) != 2 || once[0] != twice[0] || once[1] != twice[1] {
		t.Errorf("once %v, twice %v", once, twice)
	}
}

func TestTheIdentityOfARowIsTheOneOnThePage(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商村级站建设")
	doc.Indicators = nil
	d := s.draft(doc)
	b := s.as("jingban")
	p := b.declaration(d.ID)
	name := attribute(p.blank("实施期／数量指标／1／三级指标").Node, "name")
	b.press(p, "保存", map[string]string{"实施期／数量指标／1／三级指标": "站点数量"})
	rows := s.now(d.ID).Document.Indicators
	if len(rows) != 1 || name != "row."+rows[0].ID+".level3" {
		t.Errorf("the input was %s, the row is %v", name, rows)
	}
}

func TestARowOfAnotherDeclarationIsNotReached(t *testing.T) {
	s := newSite(t)
	own, other := s.draft(ready(t)), s.draft(sample(t, "电商村级站建设"))
	b := s.as("jingban")
	foreign := s.now(other.ID).Document.Indicators[0]
	action, _, fields := b.fields(b.declaration(own.ID), "保存", nil)
	name := "row." + foreign.ID + "."
	fields.Set(name+"level3", "改了别表的指标")
	fields.Set(name+"value", "1个")
	fields.Set(name+"level3.at", "total|产出指标|数量指标|1")
	b.post(action, fields)
	if got := s.now(other.ID); got.Revision != other.Revision || got.Document.Indicators[0] != foreign {
		t.Errorf("the other declaration became %v", got.Document.Indicators[0])
	}
	fields.Set("do", "remove:"+foreign.ID)
	b.post(action, fields)
	if got := s.now(other.ID); got.Document.Indicators[0] != foreign {
		t.Errorf("the other declaration became %v", got.Document.Indicators[0])
	}
}

func TestAScriptAddsManyRowsAtOnce(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商村级站建设")
	doc.Indicators = nil
	d := s.draft(doc)
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
	ask := url.Values{"csrf": fields["csrf"], "revision": fields["revision"], "do": {"rows"}}
	for i, name := range []string{"甲", "乙", "丙"} {
		id := "abcdefgh" + itoa(i)
		ask.Set("row."+id+".level3", name)
		ask.Set("row."+id+".level3.at", "total|产出指标|数量指标|"+itoa(i+1))
	}
	status, a := b.script(action, ask)
	rows := rowsOf(s.now(d.ID), models.Total, "数量指标")
	if status != http.StatusOK || len(rows) != 3 || rows[2].Level3 != "丙" {
		t.Errorf("%d %s, the rows are %v", status, a.Problem, rows)
	}
	if !strings.Contains(a.Form, "abcdefgh2") {
		t.Error("the form is not drawn anew")
	}
}

func TestRowsThatWereNotSentStay(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	b.post(at(d.ID), values("csrf", b.token(), "revision", "1", "do", "save", "project.period", "2年")).says("已保存")
	now := s.now(d.ID).Document
	want := s.document(d)
	want.Project.Period = "2年"
	if len(now.Indicators) != len(want.Indicators) || now.Narrative != want.Narrative || now.Goals != want.Goals || now.Project != want.Project {
		t.Errorf("what was not sent has changed: %+v", now)
	}
}

// document returns a copy of the text of a declaration.
func (s *site) document(d models.Declaration) models.Document { return d.Document.Clone() }

func TestAClassThatTheFormLacksIsKeptUnderItsOwnName(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
	fields.Set("row."+aRow+".level3.at", "total|产出指标|社会成本指标|1")
	fields.Set("row."+aRow+".level3", "别处来的指标")
	p := b.post(action, fields).says("已保存").isInert()
	if got := p.blank("实施期／社会成本指标／1／三级指标").value(); got != "别处来的指标" {
		t.Errorf("the row shows %q", got)
	}
}

func TestBadButtonsDoNothing(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	for _, do := range []string{
		"", "approve", "pass", "remove:", "remove:,,,", "remove:../..", "add:", "add:/", "mend:", "mend:%zz", "mend:status=approved", "mend:unit.name=x",
		"lastyear:x", "copy:x", "copy:/", "copy:,", "restore:0", "restore:-1", "restore:x", "back:x", strings.Repeat("x", 10_000),
	} {
		t.Run(short(do), func(t *testing.T) {
			action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
			fields.Set("do", do)
			if p := b.post(action, fields); p.status >= 500 {
				t.Errorf("%s is answered with %d: %s", do, p.status, p.text())
			}
			now := s.now(d.ID)
			if now.Status != models.Draft || now.UnitID != d.UnitID || now.Document.Unit != d.Document.Unit || now.Document.Project != d.Document.Project {
				t.Errorf("%s made it %s of %v", do, now.Status, now.Document.Unit)
			}
		})
	}
	p := b.declaration(d.ID)
	if n := len(p.all(func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "value"), "add:") })); n == 0 {
		t.Error("there is no button to add a row")
	}
}
