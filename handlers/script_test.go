package handlers_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
)

// answer is what a script reads of the server's answer.
type answer struct {
	Revision int64
	Merged   bool
	Closed   bool
	Problem  string
	Problems string
	Rail     string
	Form     string
	Cells    map[string]string
	Messages map[string]string

	Conflicts []struct{ Name, Label, Base, Mine, Theirs string }
}

// script posts fields as a script of the page does.
func (b *browser) script(path string, fields url.Values) (int, answer) {
	b.Helper()
	p := b.ask(http.MethodPost, path, strings.NewReader(fields.Encode()), http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"},
	})
	var a answer
	if kind := p.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		b.Fatalf("a script is answered with %d %s: %s", p.status, kind, short(p.text()))
	}
	if err := json.Unmarshal([]byte(p.body), &a); err != nil {
		b.Fatalf("%v: %s", err, p.body)
	}
	return p.status, a
}

func TestAScriptIsToldWhatWasKept(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{"实施期资金／其他资金": "1万", "项目概况": hostile})
	status, a := b.script(action, fields)
	if status != http.StatusOK || a.Revision != d.Revision+1 || a.Merged || a.Problem != "" {
		t.Fatalf("%d %+v", status, a)
	}
	for name, want := range map[string]string{"funding.total.sources.other": "10,000", "narrative.overview": hostile} {
		if a.Cells[name] != want {
			t.Errorf("%s shows %q", name, a.Cells[name])
		}
	}
	fragments := maps.Clone(a.Messages)
	fragments["problems"], fragments["rail"], fragments["form"] = a.Problems, a.Rail, a.Form
	for name, fragment := range fragments {
		if strings.Contains(fragment, "<script") || strings.Contains(fragment, " onclick=") || strings.Contains(fragment, " style=") {
			t.Errorf("%s does something by itself: %s", name, fragment)
		}
	}
	if !strings.Contains(a.Problems, "项目属性") {
		t.Errorf("the summary is %s", a.Problems)
	}
	// The same again changes nothing.
	fields.Set("revision", itoa(int(a.Revision)))
	if status, again := b.script(action, fields); status != http.StatusOK || again.Revision != a.Revision {
		t.Errorf("the same again: %d, revision %d", status, again.Revision)
	}
}

func TestAScriptThatComesSecondMergesOrIsShownBothTexts(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	action, _, second := yi.fields(yi.declaration(d.ID), "保存", map[string]string{"项目实施计划": "乙的计划"})
	_, _, third := yi.fields(yi.declaration(d.ID), "保存", map[string]string{"项目概况": "乙的概况"})
	jia.press(jia.declaration(d.ID), "保存", map[string]string{"项目概况": "甲的概况"})
	status, a := yi.script(action, second)
	if status != http.StatusOK || !a.Merged || a.Cells["narrative.overview"] != "甲的概况" || a.Cells["narrative.plan"] != "乙的计划" {
		t.Fatalf("%d merged %v: %v", status, a.Merged, a.Cells)
	}
	before := s.contents()
	status, a = yi.script(action, third)
	if status != http.StatusConflict || len(a.Conflicts) != 1 {
		t.Fatalf("%d with %v", status, a.Conflicts)
	}
	c := a.Conflicts[0]
	if c.Label != "项目概况" || c.Mine != "乙的概况" || c.Theirs != "甲的概况" || c.Base != d.Document.Narrative.Overview {
		t.Errorf("the conflict is %+v", c)
	}
	s.unchanged(t, before)
}

func TestRefusalsOfAScriptAreReadableToIt(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	sent := s.put(ready(t), models.DepartmentReview)
	b, linju, nobody := s.as("jingban"), s.as("linju"), s.browser()
	action, _, base := b.fields(b.declaration(d.ID), "保存", map[string]string{"项目概况": "改过"})
	before := s.contents()
	for _, c := range []struct {
		name   string
		b      *browser
		path   string
		change func(url.Values)
		status int
		says   string
	}{
		{"nobody", nobody, action, func(v url.Values) { v.Set("csrf", nobody.token()) }, 401, "登录已过期"},
		{"without a token", b, action, func(v url.Values) { v.Del("csrf") }, 403, "这一页已过期"},
		{"somebody else's", linju, action, func(v url.Values) { v.Set("csrf", linju.token()) }, 404, "没有这份申报表"},
		{"an unknown field", b, action, func(v url.Values) { v.Set("status", "approved") }, 422, "status"},
		{"a NUL", b, action, func(v url.Values) { v.Set("narrative.plan", "\x00") }, 422, "空字符"},
		{"broken UTF-8", b, action, func(v url.Values) { v.Set("narrative.plan", "\xff") }, 422, "UTF-8"},
		{"one that was sent in", b, at(sent.ID), func(v url.Values) { v.Set("narrative.plan", "改过的计划") }, 409, "改过的计划"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fields := url.Values(maps.Clone(base))
			c.change(fields)
			status, a := c.b.script(c.path, fields)
			if status != c.status || !strings.Contains(a.Problem, c.says) {
				t.Errorf("%d %q", status, a.Problem)
			}
			if a.Closed != (c.status == 409) {
				t.Errorf("closed is %v", a.Closed)
			}
			s.unchanged(t, before)
		})
	}
}

func TestAScriptIsAnsweredWhileTheDatabaseIsAway(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{"项目概况": "改过"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if status, a := b.script(action, fields); status != http.StatusServiceUnavailable || !strings.Contains(a.Problem, "请过一会儿再试") {
		t.Errorf("%d %q", status, a.Problem)
	}
}

// TestAScriptThatAddsRowsIsShownTheFormWithThem: rows that a script makes, of a
// pasted block or of a deletion taken back, come with the texts of a save.
func TestAScriptThatAddsRowsIsShownTheFormWithThem(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
	fields.Set("do", "rows")
	fields.Set("row.abcdefghijklmnop.level3", "配送行政村数")
	fields.Set("row.abcdefghijklmnop.level3.at", "total|产出指标|数量指标|2")
	status, a := b.script(action, fields)
	if status != http.StatusOK || !strings.Contains(a.Form, "配送行政村数") {
		t.Errorf("%d %q, the form is %d bytes", status, a.Problem, len(a.Form))
	}
}

func TestAFragmentIsThePartOfThePage(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
	fields.Set("do", "add:产出指标/数量指标")
	status, a := b.script(action, fields)
	if status != http.StatusOK || a.Form == "" {
		t.Fatalf("%d, the form is %q", status, a.Form)
	}
	fragment := &page{TB: t, path: "fragment", root: must(html.Parse(strings.NewReader(a.Form)))(t)}
	fragment.isInert()
	whole := b.declaration(d.ID)
	count := func(p *page) int {
		return len(p.all(func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "name"), "row.") }))
	}
	if count(fragment) != count(whole) || count(whole) == 0 {
		t.Errorf("the fragment has %d inputs of rows, the page %d", count(fragment), count(whole))
	}
}
