package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"jixiao/assets"
)

// uploadAs posts a form of any fields with a file.
func (b *browser) uploadAs(path string, fields url.Values, name string, content []byte) *page {
	b.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field := range fields {
		if err := w.WriteField(field, fields.Get(field)); err != nil {
			b.Fatal(err)
		}
	}
	part := must(w.CreateFormFile("file", name))(b)
	if _, err := part.Write(content); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return b.follow(b.ask(http.MethodPost, path, &body, http.Header{"Content-Type": {w.FormDataContentType()}}))
}

func TestAHostileTableIsRefusedWhole(t *testing.T) {
	s := newSite(t)
	s.draft(ready(t))
	b := s.as("caizheng")
	before := s.contents()
	for _, c := range []struct {
		name, year string
		content    string
	}{
		{"nothing", "2023", ""},
		{"no table", "2023", "hello"},
		{"broken UTF-8", "2023", "\xff\xfe\x00\x01"},
		{"a NUL", "2023", strings.Replace(string(assets.SampleBudget), "电商", "电\x00商", 1)},
		{"a zip that is no workbook", "2023", "PK\x03\x04" + strings.Repeat("\x00", 100)},
		{"a quote that never ends", "2023", "\"unit,project\n" + strings.Repeat("x,", 1000)},
		{"no year", "", string(assets.SampleBudget)},
		{"a year beyond all", "99999999999999999999", string(assets.SampleBudget)},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := b.uploadAs("/budget/import", values("csrf", b.token(), "year", c.year), "x.csv", []byte(c.content))
			if p.status > 499 || p.status < 400 && c.name != "a NUL" { // which is refused when it is to be kept
				t.Errorf("status %d: %s", p.status, short(p.text()))
			}
			fields := values("csrf", b.token(), "year", c.year, "confirmed", "yes", "content", c.content)
			if p := b.post("/budget/import", fields); p.status < 400 || p.status > 499 {
				t.Errorf("confirmed: status %d: %s", p.status, short(p.text()))
			}
			s.unchanged(t, before)
		})
	}
	p := b.uploadAs("/budget/import", values("csrf", b.token(), "year", "2023"), "x.csv", bytes.Repeat([]byte("x,"), 5<<20))
	if p.status != http.StatusRequestEntityTooLarge {
		t.Errorf("10 MB: status %d", p.status)
	}
	s.unchanged(t, before)
}

func TestBadPostsAboutRoundsChangeNothing(t *testing.T) {
	s := newSite(t)
	s.draft(ready(t))
	b := s.as("caizheng")
	before := s.contents()
	for _, c := range []struct {
		name, path string
		fields     url.Values
	}{
		{"no year", "/rounds", values("name", "二上")},
		{"no name", "/rounds", values("year", "2023", "name", "  ")},
		{"a name that is there", "/rounds", values("year", "2023", "name", "一上")},
		{"a name with a NUL", "/rounds", values("year", "2023", "name", "二\x00上")},
		{"a severity that is none", "/rounds/1/rules", values("severity.head-required", "fatal")},
		{"a round that is not there", "/rounds/99/rules", values("severity.head-required", "note")},
		{"a round that is no number", "/rounds/x/rules", values()},
		{"a check of a round that is not there", "/rounds/99/check", values()},
		{"a link without a line", "/budget/links", values("year", "2023", "id", "1")},
		{"a link of a unit that is not there", "/budget/links", values("year", "2023", "line", "false\t兴县公安局\tx", "id", "1")},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.fields.Set("csrf", b.token())
			p := b.post(c.path, c.fields)
			if p.status < 400 || p.status > 499 {
				t.Errorf("status %d: %s", p.status, short(p.text()))
			}
			s.unchanged(t, before)
		})
	}
	for _, path := range []string{"/rounds", "/rounds/1", "/budget", "/budget?year=x", "/budget?year=-1"} {
		b.get(path).answered(http.StatusOK).isInert()
	}
	b.get("/rounds/99").answered(http.StatusNotFound)
}

func TestTheBudgetTableTellsNothingOfDeclarationsMadeOutToOthers(t *testing.T) {
	s := newSite(t)
	own, other := s.draft(sample(t, "电商物流费用")), s.draft(sample(t, "兴县蔡家崖乡村e镇"))
	b := s.as("caizheng")
	preview := b.uploadAs("/budget/import", values("csrf", b.token(), "year", "2023"), "budget.csv", assets.SampleBudget)
	b.press(preview, "导入", nil).says("已导入")
	path := "/budget?year=2023&unit=" + url.QueryEscape("兴县电子商务服务中心")
	b.get(path).says(own.Document.Project.Name, other.Document.Project.Name)
	// Who reviews for one department alone sees the unit's table, with the names
	// of the declarations that are theirs.
	p := s.as("gongxin").get(path).answered(http.StatusOK).says(own.Document.Project.Name, "报其他部门的项目")
	for _, a := range p.all(element("a", "option")) {
		if words(a) == other.Document.Project.Name {
			t.Errorf("the page names %s", words(a))
		}
	}
}
