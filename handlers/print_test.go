package handlers_test

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
	"jixiao/forms/pdf"
	"jixiao/models"
)

// paper returns the text of a PDF, without white space.
func (p *page) paper() string {
	p.Helper()
	reader := gaps.Need(p, "pdftotext")
	file := filepath.Join(p.TempDir(), "print.pdf")
	if err := os.WriteFile(file, []byte(p.body), 0o600); err != nil {
		p.Fatal(err)
	}
	out := must(exec.CommandContext(p.Context(), reader, "-raw", file, "-").Output())(p)
	return strings.Join(strings.Fields(string(out)), "")
}

// isPDF fails unless the answer is a PDF to look at.
func (p *page) isPDF() *page {
	p.Helper()
	p.answered(http.StatusOK)
	if kind := p.header.Get("Content-Type"); kind != "application/pdf" {
		p.Errorf("%s has the type %s", p.path, kind)
	}
	if !strings.HasPrefix(p.body, "%PDF-") || !bytes.Contains([]byte(p.body), []byte("%%EOF")) {
		p.Errorf("%s is no PDF: %.40q", p.path, p.body)
	}
	return p
}

func TestADraftPrintsWithAWatermarkAndAVersionWithout(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	p := jingban.declaration(d.ID)
	draft := jingban.get(p.link("打印")).isPDF()

	p = jingban.sendIn(d.ID)
	version := jingban.get(p.link("打印")).isPDF()
	again := jingban.get(at(d.ID, "/print")).isPDF()
	if version.body != again.body {
		t.Error("the declaration that was sent in prints otherwise than its version")
	}
	zhuguan.press(zhuguan.declaration(d.ID), "退回", map[string]string{"审核意见": "请改"})
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目概况": "正在修改的概况"})
	corrected := jingban.get(at(d.ID, "/print")).isPDF()
	now := s.now(d.ID)
	seen := zhuguan.get(at(d.ID, "/print")).isPDF()
	if seen.body != version.body {
		t.Error("the reviewer prints something else than what was sent in")
	}
	for _, c := range []struct {
		name string
		page *page
		is   pdf.Sheet
		says string
	}{
		{"a draft", draft, pdf.Sheet{Document: &d.Document, Draft: true}, "人员类项目"},
		{"what was sent in", version, s.sheet(d.ID, 1), "版本1"},
		{"a returned form being corrected", corrected, pdf.Sheet{Document: &now.Document, Draft: true}, "正在修改的概况"},
	} {
		var want bytes.Buffer
		if err := must(printing())(t).Write(&want, c.is); err != nil {
			t.Fatal(err)
		}
		if c.page.body != want.String() {
			t.Errorf("%s does not print with its mark", c.name)
		}
		if paper := c.page.paper(); !strings.Contains(paper, c.says) {
			t.Errorf("%s does not print %s: %s", c.name, c.says, paper)
		}
	}
}

func TestTheNameOfAPrintedFileCannotBreakItsHeader(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	for _, c := range []struct{ name, project, file string }{
		{"quotes", `项目"; filename="a.exe`, "项目_; filename=_a.exe"},
		{"line ends", "项目\nSet-Cookie: session=1", "项目_Set-Cookie_ session=1"},
		{"percent signs, apostrophes and semicolons", "100%''; 项目+1", "100%''; 项目+1"},
		{"slashes", "../../项目\\一", ".._.._项目_一"},
		{"no name", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := ready(t)
			doc.Project.Name = c.project
			p := b.get(at(s.draft(doc).ID, "/print")).isPDF()
			header := p.header.Get("Content-Disposition")
			kind, names, err := mime.ParseMediaType(header)
			if err != nil || kind != "inline" {
				t.Fatalf("%s: %v", header, err)
			}
			if want := c.file + "（2023年度）绩效目标申报表.pdf"; names["filename"] != want {
				t.Errorf("the file is named %q, want %q", names["filename"], want)
			}
			if p.header.Get("Set-Cookie") != "" && strings.Contains(p.header.Get("Set-Cookie"), "session=1") {
				t.Error("a header was smuggled in")
			}
		})
	}
}

func TestACharacterThatCannotBePrintedIsNamedWithItsCell(t *testing.T) {
	s := newSite(t)
	doc := ready(t)
	doc.Project.Name = "𠮷县项目😀"
	d := s.draft(doc)
	b := s.as("jingban")
	p := b.get(at(d.ID, "/print")).answered(http.StatusUnprocessableEntity).says("项目名称")
	if strings.HasPrefix(p.body, "%PDF") {
		t.Error("half a document was handed out")
	}
	p = b.press(b.declaration(d.ID), "检查", nil).complains("error", "打印不出来")
	if got := p.blank("项目名称").value(); got != doc.Project.Name {
		t.Errorf("the name became %q", got)
	}
	if got := s.now(d.ID).Document.Project.Name; got != doc.Project.Name {
		t.Errorf("the name is kept as %q", got)
	}
	if got := s.now(d.ID).Status; got != models.Draft {
		t.Errorf("it is %s", got)
	}
}

// sheet returns a version as it is to be printed.
func (s *site) sheet(id int64, number int) pdf.Sheet {
	s.Helper()
	v := must(s.Version(s.Context(), id, number))(s)
	return must(pdf.SheetOf(&v, printKey, must(s.PrintDecisions(s.Context()))(s)))(s)
}

func TestAPrintCarriesNumberCodeAndQRAndThePublicOneNone(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban := s.as("jingban")
	if paper := jingban.get(at(d.ID, "/print")).isPDF().paper(); strings.Contains(paper, "校验码") || strings.Contains(paper, "编号") {
		t.Errorf("a draft carries a code: %s", paper)
	}
	jingban.get(at(d.ID, "/print?public=1")).answered(http.StatusConflict).says("还没有送审")
	jingban.sendIn(d.ID)
	sheet := s.sheet(d.ID, 1)
	paper := jingban.get(at(d.ID, "/print")).isPDF().paper()
	for _, want := range []string{"编号" + sheet.Number, "版本1", "校验码" + sheet.Check, "李经办", "0358-0000001"} {
		if !strings.Contains(paper, want) {
			t.Errorf("the print lacks %s", want)
		}
	}
	page := s.as("zhuguan").declaration(d.ID)
	public := s.as("zhuguan").get(page.link("公开版打印")).isPDF()
	paper = public.paper()
	for _, secret := range []string{"编号", "校验码", "李经办", "0358-0000001"} {
		if strings.Contains(paper, secret) {
			t.Errorf("the public print names %s", secret)
		}
	}
	if !strings.Contains(paper, "人员类项目") || !strings.Contains(paper, "版本1") {
		t.Errorf("the public print reads %s", paper)
	}
	var want bytes.Buffer
	if err := must(printing())(t).Write(&want, sheet.Public()); err != nil {
		t.Fatal(err)
	}
	if public.body != want.String() {
		t.Error("the public print shows a QR code or something else that is not public")
	}
}

// A character that has no glyph stops 送审 wherever on the paper it would
// stand, not only in the cells that people fill.
func TestNothingIsSentInThatCannotBePrinted(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	cell, title := ready(t), ready(t)
	cell.Narrative.Overview += "𠮷"
	title.Region = "𠮷县"
	for _, c := range []struct {
		name string
		doc  models.Document
		says string
	}{{"in a cell", cell, "“项目概况”里有打印不出来的字符"}, {"in the title", title, "“地区”中有不能打印的字符"}} {
		t.Run(c.name, func(t *testing.T) {
			d := s.draft(c.doc)
			fields := values("csrf", b.token(), "revision", fmt.Sprint(d.Revision), "do", "submit", "confirmed", "yes", "opinion", "已核对")
			b.post(at(d.ID, "/moves"), fields).answered(http.StatusUnprocessableEntity).says(c.says)
			if now := s.now(d.ID); now.Status != models.Draft || now.Version != 0 {
				t.Errorf("it is %s with %d versions", now.Status, now.Version)
			}
		})
	}
}
