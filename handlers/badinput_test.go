package handlers_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jixiao/models"
)

// aRow is the identity of a row that no declaration has.
const aRow = "zzzzzzzzzzzzzzzz"

func TestAPostThatNoPageSendsChangesNothing(t *testing.T) {
	onBoth(t, aPostThatNoPageSendsChangesNothing)
}

func aPostThatNoPageSendsChangesNothing(t *testing.T, s *site) {
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	before := s.contents()
	for _, c := range []struct {
		name   string
		change func(url.Values)
		status int
		says   string
	}{
		{"a state smuggled in", func(v url.Values) { v.Set("status", "approved") }, 422, "没有名为“status”的项"},
		{"a version smuggled in", func(v url.Values) { v.Set("version", "9") }, 422, "没有名为“version”的项"},
		{"an owner smuggled in", func(v url.Values) { v.Set("unit_id", "9") }, 422, "没有名为“unit_id”的项"},
		{"the year", func(v url.Values) { v.Set("year", "2024") }, 422, "没有名为“year”的项"},
		{"a row's class", func(v url.Values) { v.Set("row."+aRow+".level1", "x") }, 422, "没有名为"},
		{"a row's identity with a path in it", func(v url.Values) { v.Set("row.../../x.level3", "x") }, 422, "没有名为"},
		{"a name that is a script", func(v url.Values) { v.Set("<script>alert(1)</script>", "x") }, 422, "没有名为“<script>"},
		{"no revision", func(v url.Values) { v.Del("revision") }, 400, "没有保存"},
		{"a revision that is no number", func(v url.Values) { v.Set("revision", "1 OR 1=1") }, 400, "没有保存"},
		{"a revision beyond all numbers", func(v url.Values) { v.Set("revision", "99999999999999999999") }, 400, "没有保存"},
		{"a place that cannot be read", func(v url.Values) { v.Set("row."+aRow+".level3.at", "total|x") }, 422, "指标行的位置"},
		{"a half that does not exist", func(v url.Values) {
			v.Set("row."+aRow+".level3.at", "both|产出指标|数量指标|1")
			v.Set("row."+aRow+".level3", "x")
		}, 422, "指标行的位置"},
		{"a unit of somebody else", func(v url.Values) { v.Set("unit.name", "org:5") }, 422, "不在机构目录中"},
		{"a unit that is not there", func(v url.Values) { v.Set("unit.name", "org:4711") }, 422, "不在机构目录中"},
		{"a unit by its text", func(v url.Values) { v.Set("unit.name", "兴县公安局") }, 422, "不在机构目录中"},
		{"no unit", func(v url.Values) { v.Set("unit.name", "") }, 422, "实施单位不能为空"},
		{"a unit as the department", func(v url.Values) { v.Set("department.name", "org:5") }, 422, "不在机构目录中"},
		{"broken UTF-8", func(v url.Values) { v.Set("project.name", "\xff\xfe项目") }, 422, "不是 UTF-8"},
		{"broken UTF-8 in a name", func(v url.Values) { v.Set("\xff", "x") }, 422, "不是 UTF-8"},
		{"half a character", func(v url.Values) { v.Set("project.name", "项目"[:4]) }, 422, "不是 UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			action, _, fields := b.fields(form, "保存", nil)
			fields.Set("narrative.overview", "同时改了概况")
			c.change(fields)
			p := b.post(action, fields)
			if p.status != c.status {
				t.Errorf("status %d, want %d: %s", p.status, c.status, short(p.text()))
			}
			p.says(c.says)
			s.unchanged(t, before)
		})
	}
}

func TestAWrongBodyIsRefused(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	token := b.token()
	before := s.contents()
	for _, c := range []struct {
		name, kind, body string
		status           int
	}{
		{"no body", "application/x-www-form-urlencoded", "", http.StatusForbidden},
		{"JSON", "application/json", `{"revision":1,"project.name":"x"}`, http.StatusForbidden},
		{"percent signs that mean nothing", "application/x-www-form-urlencoded", "csrf=%zz", http.StatusBadRequest},
		{"a multipart body without a boundary", "multipart/form-data", "x", http.StatusBadRequest},
		{"a multipart body that breaks off", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx", http.StatusBadRequest},
		{"a token alone", "application/x-www-form-urlencoded", url.Values{"csrf": {token}}.Encode(), http.StatusBadRequest},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := b.ask(http.MethodPost, at(d.ID), strings.NewReader(c.body), http.Header{"Content-Type": {c.kind}})
			if p.status != c.status || !number.MatchString(p.text()) {
				t.Errorf("status %d, want %d: %s", p.status, c.status, short(p.text()))
			}
			s.unchanged(t, before)
		})
	}
}

func TestAFormOfFiveMillionBytesOfChineseIsKept(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	long := strings.Repeat("县", 5<<20/3)
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": long}).says("已保存")
	if got := s.now(d.ID).Document.Narrative.Overview; got != long {
		t.Errorf("kept are %d of %d bytes", len(got), len(long))
	}
}

// endless is a body of so many letters.
func endless(n int64) io.Reader { return io.LimitReader(letters{}, n) }

type letters struct{}

// Read fills p with letters.
func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestABodyOf50MBIsRefusedInChineseAndTheServerLives(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	token := b.token()
	before := s.contents()
	for _, c := range []struct {
		name string
		body func() io.Reader
	}{
		{"with its length told", func() io.Reader {
			return strings.NewReader("csrf=" + token + "&project.name=" + strings.Repeat("a", 50<<20))
		}},
		{"without", func() io.Reader {
			return io.MultiReader(strings.NewReader("csrf="+token+"&project.name="), endless(50<<20))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := b.ask(http.MethodPost, at(d.ID), c.body(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
			p.says("内容太大", "没有保存")
			if p.status != http.StatusRequestEntityTooLarge {
				t.Errorf("status %d", p.status)
			}
			s.unchanged(t, before)
			b.declaration(d.ID).answered(http.StatusOK).says(d.Document.Project.Name)
		})
	}
}

// hostile is what a text may be made of without being anything but text.
const hostile = `<script>alert("1")</script>'" onclick=x <b>{{.CSRF}}</b>&amp;</textarea>`

func TestAScriptInEveryTextIsShownAsText(t *testing.T) {
	s := newSite(t)
	doc := ready(t)
	b, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
	doc.Project.Name, doc.Project.Period = hostile, "1年"
	for _, text := range []*string{
		&doc.Narrative.Overview, &doc.Narrative.Basis, &doc.Narrative.Necessity, &doc.Narrative.Measures, &doc.Narrative.Plan,
		&doc.Goals.Total, &doc.Goals.Annual, &doc.Signoff.Handler, &doc.Project.Attribute,
	} {
		*text += hostile
	}
	for i := range doc.Indicators {
		doc.Indicators[i].Level3 += hostile
		doc.Indicators[i].Value += hostile
	}
	doc.Funding.Annual.Sources.Other = models.ParseAmount(hostile)
	d := s.draft(doc)
	// Whatever the rules say of it, it is sent in, returned and seen by all.
	edit := b.declaration(d.ID)
	if got := edit.blank("项目名称").value(); got != hostile {
		t.Errorf("the name stands in its blank as %q", got)
	}
	if got := edit.blank("年度资金／其他资金").value(); got != hostile {
		t.Errorf("what is no amount stands in its blank as %q", got)
	}
	b.press(edit, "保存", map[string]string{"项目期": hostile}).says("已保存")
	if got := s.now(d.ID).Document.Narrative.Overview; got != doc.Narrative.Overview {
		t.Errorf("the overview became %q", got)
	}
	clean := s.draft(ready(t))
	b.sendIn(clean.ID)
	zhuguan.press(zhuguan.declaration(clean.ID), "退回", map[string]string{"审核意见": hostile}).says("已退回")
	pages := []*page{
		b.declaration(d.ID), b.get(at(d.ID, "?check=1")), b.get(at(d.ID, "/submit")), b.get(at(d.ID, "/history")),
		b.get("/declarations?tab=all"), b.get("/declarations?q=" + url.QueryEscape(hostile)), zhuguan.declaration(d.ID),
		b.declaration(clean.ID), b.get(at(clean.ID, "/history")), caizheng.get("/declarations?tab=" + url.QueryEscape(hostile)),
		s.browser().get("/signin?next=" + url.QueryEscape("/"+hostile)),
		b.get("/" + url.PathEscape(hostile)),
	}
	for _, p := range pages {
		p.isInert()
	}
	for _, p := range []*page{pages[0], pages[2], pages[4], pages[6], pages[7]} {
		p.says(strings.Join(strings.Fields(hostile), " "))
	}
}

func TestRareCharactersAreKeptAsTyped(t *testing.T) { onBoth(t, rareCharactersAreKeptAsTyped) }

func rareCharactersAreKeptAsTyped(t *testing.T, s *site) {
	d := s.draft(ready(t))
	b := s.as("jingban")
	for _, c := range []struct{ name, typed string }{
		{"an emoji", "乡村e镇😀"},
		{"a character outside the BMP", "𠮷县项目"},
		{"a family of joined emoji", "👨‍👩‍👧项目"},
		{"letters written from right to left", "مشروع\u202e项目"},
		{"spaces at both ends", "　 项目 　"},
		{"control characters", "项目\u0001\u001f"},
		{"a replacement character", "项目\ufffd"},
		{"a line separator", "项目\u2028一"},
		{"a byte order mark", "\ufeff项目"},
		{"combining marks", "é́́项目"},
		{"what looks like an entity", "&lt;项目&#0;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := b.press(b.declaration(d.ID), "保存", map[string]string{"项目名称": c.typed, "项目概况": c.typed})
			p.says("已保存")
			kept := s.now(d.ID).Document
			if kept.Project.Name != c.typed || kept.Narrative.Overview != c.typed {
				t.Errorf("kept as %q and %q, typed %q", kept.Project.Name, kept.Narrative.Overview, c.typed)
			}
			if got := p.blank("项目名称").value(); got != c.typed {
				t.Errorf("shown as %q, typed %q", got, c.typed)
			}
		})
	}
}

func TestANULIsToldAtItsCellAndNothingTypedIsLost(t *testing.T) {
	onBoth(t, aNULIsToldAtItsCellAndNothingTypedIsLost)
}

func aNULIsToldAtItsCellAndNothingTypedIsLost(t *testing.T, s *site) {
	d := s.draft(ready(t))
	b := s.as("jingban")
	before := s.contents()
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{"项目概况": "新写的概况"})
	fields.Set("project.name", "项目\x00一")
	p := b.post(action, fields).answered(http.StatusUnprocessableEntity).complains("error", "空字符")
	if got := p.blank("项目概况").value(); got != "新写的概况" {
		t.Errorf("the overview was lost: %q", got)
	}
	s.unchanged(t, before)
	// On the page that told it, the name is corrected and all is saved.
	b.press(p, "保存", map[string]string{"项目名称": "项目一"}).answered(http.StatusSeeOther, http.StatusOK).says("已保存")
	now := s.now(d.ID).Document
	if now.Project.Name != "项目一" || now.Narrative.Overview != "新写的概况" {
		t.Errorf("kept as %q and %q", now.Project.Name, now.Narrative.Overview)
	}
}

func TestANULElsewhereIsRefused(t *testing.T) { onBoth(t, aNULElsewhereIsRefused) }

func aNULElsewhereIsRefused(t *testing.T, s *site) {
	d := s.draft(ready(t))
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	jingban.sendIn(d.ID)
	before := s.contents()
	p := zhuguan.declaration(d.ID)
	p = zhuguan.press(p, "退回", map[string]string{"审核意见": "请改\x00一处"})
	if p.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d: %s", p.status, p.text())
	}
	s.unchanged(t, before)
	out := s.browser()
	p = out.press(out.get("/signin"), "登录", map[string]string{"用户名": "jing\x00ban", "密码": password})
	if p.status < 400 || p.status > 499 {
		t.Errorf("status %d: %s", p.status, p.text())
	}
	for _, path := range []string{
		"/declarations?q=%00", "/declarations?q=%ff", "/declarations?after=%00", "/declarations?after=zzz", "/declarations?tab=%ff",
		"/declarations?q=" + strings.Repeat("x", 5000), "/declarations?q=%25_%27%22", "/ruling?id=%00", "/declarations/%00", "/%ff",
		"/declarations/1/versions/%ff", "/declarations/-1", "/declarations/99999999999999999999", "/declarations/1/versions/0",
		"/declarations/1/versions/99", "/declarations/1.0", "/declarations/0x1", "/declarations/%31/../1",
	} {
		if p := jingban.get(path); p.status >= 500 {
			t.Errorf("%s is answered with %d", path, p.status)
		}
	}
}

func TestTextsLongerThanTheFormTakesAreKept(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	for _, n := range []int{1999, 2000, 2001, 20_000, 200_000} {
		text := strings.Repeat("绩", n-1) + "效"
		p := b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": text, "项目名称": text}).says("已保存")
		if got := p.blank("项目概况").value(); got != text {
			t.Errorf("%d characters came back as %d", n, len([]rune(got)))
		}
		if got := s.now(d.ID).Document.Project.Name; got != text {
			t.Errorf("%d characters are kept as %d", n, len([]rune(got)))
		}
	}
	b.press(b.declaration(d.ID), "检查", nil).complains("error", "项目概况")
}

func TestAnEmptyTextAreaKeepsItsFirstLineBreaks(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	for _, text := range []string{"\n\n概况", "概况\n\n", "\n", " \n ", "一\n二\n\n三"} {
		p := b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": text})
		if got := p.blank("项目概况").value(); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}

func TestASessionEndsWithTheWorkingDay(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	s.clock.pass(100 * 365 * 24 * time.Hour)
	if p := b.get("/declarations"); p.heading() != "登录" {
		t.Errorf("after a hundred years %s is open", p.heading())
	}
}
