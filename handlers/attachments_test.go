package handlers_test

import (
	"bytes"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/handlers"
	"jixiao/models"
	"jixiao/models/files"
)

// upload sends a file with a form of the page, as a browser without scripts
// does, and goes on to where it leads.
func (b *browser) upload(p *page, button, name string, content []byte, filled map[string]string) *page {
	b.Helper()
	action, _, fields := b.fields(p, button, filled)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, texts := range fields {
		if field == "file" {
			continue
		}
		for _, text := range texts {
			if err := form.WriteField(field, text); err != nil {
				b.Fatal(err)
			}
		}
	}
	_, err := must(form.CreateFormFile("file", name))(b).Write(content)
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	return b.follow(b.ask(http.MethodPost, action, &body, http.Header{"Content-Type": {form.FormDataContentType()}}))
}

// papers opens the page of what hangs on a declaration.
func (b *browser) papers(d models.Declaration) *page {
	b.Helper()
	return b.get(at(d.ID, "/files"))
}

const contract = "%PDF-1.4\n合同"

// attached is a draft with a contract.
func (s *site) attached(doc models.Document) models.Declaration {
	s.Helper()
	d := s.draft(doc)
	b := s.as("jingban")
	b.upload(b.papers(d), "添加附件", "合同.pdf", []byte(contract), map[string]string{"种类": "合同"}).says("已添加合同《合同.pdf》")
	return d
}

func TestDocumentsAreAddedWhileFillingInAndReadBesideTheBasis(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		d := s.attached(ready(t))
		b, zhuguan := s.as("jingban"), s.as("zhuguan")
		p := b.papers(d).says("合同.pdf", "PDF，1 KB", "李经办")
		b.upload(p, "添加附件", `C:\资料\测算.pdf`, []byte("%PDF-1.4\n测算"), map[string]string{"种类": "测算明细"}).says("测算.pdf")
		b.press(b.papers(d), "撤下《测算.pdf》", nil).says("已撤下《测算.pdf》，记录还在")
		zhuguan.papers(d).answered(http.StatusForbidden).conceals("合同.pdf")

		b.sendIn(d.ID)
		seen := zhuguan.declaration(d.ID)
		for _, cell := range seen.all(element("td")) {
			if strings.HasPrefix(words(cell), "立项依据") != strings.Contains(words(cell), "合同.pdf") {
				t.Errorf("the cell says %s", words(cell))
			}
		}
		file := zhuguan.get(seen.link("合同.pdf")).answered(http.StatusOK)
		how, names, err := mime.ParseMediaType(file.header.Get("Content-Disposition"))
		if file.body != contract || how != "attachment" || names["filename"] != "合同.pdf" || err != nil {
			t.Errorf("handed out %q as %s %v", file.body, how, names)
		}
		for name, want := range map[string]string{
			"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store",
		} {
			if got := file.header.Get(name); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		for _, button := range b.papers(d).says("退回或撤回后才能改").buttons() {
			if strings.HasPrefix(button, "添加") || strings.HasPrefix(button, "撤下") {
				t.Errorf("what was sent in offers %s", button)
			}
		}

		zhuguan.press(seen, "退回", map[string]string{"审核意见": "换合同"})
		b.press(b.papers(d), "撤下《合同.pdf》", nil)
		b.upload(b.papers(d), "添加附件", "新合同.pdf", []byte("%PDF-1.4\n新合同"), map[string]string{"种类": "合同"})
		zhuguan.declaration(d.ID).says("合同.pdf").conceals("新合同.pdf")
		zhuguan.papers(d).says("合同.pdf").conceals("新合同.pdf")
		b.sendIn(d.ID)
		zhuguan.declaration(d.ID).says("新合同.pdf")
		zhuguan.get(at(d.ID, "/versions/1")).says("合同.pdf").conceals("新合同.pdf")
	})
}

func TestARoundAsksForDocuments(t *testing.T) {
	s := newSite(t)
	caizheng, jingban := s.as("caizheng"), s.as("jingban")
	d := s.draft(sample(t, "电商物流费用"))
	round := "/rounds/" + itoa(int(d.RoundID))
	caizheng.press(caizheng.get(round), "保存要求", map[string]string{"合同": "yes", "立项文件": "yes"}).says("已保存本批次要求的材料")
	jingban.get(at(d.ID, "?check=1")).says("本批次要求的附件还没有上传：立项文件、合同。请在“附件”页补传")
	jingban.papers(d).says("本批次要求附上：立项文件、合同，还没有")
	jingban.upload(jingban.papers(d), "添加附件", "a.pdf", []byte(contract), map[string]string{"种类": "合同"}).says("本批次要求附上：立项文件，还没有")
	if p := jingban.get(at(d.ID, "?check=1")); strings.Contains(p.text(), "立项文件、合同") {
		t.Error("the contract is missed although it is there")
	}
}

func TestWhatIsNoDocumentIsRefusedWithTheReason(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	before := s.contents()
	for name, trial := range map[string]struct{ content, says string }{
		"网页.pdf": {"<!DOCTYPE html><script>alert(1)</script>", "不能上传：这是网页"},
		"程序.pdf": {"MZ\x90\x00", "不能上传：这是程序"},
		"旧.doc":  {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "加了密码的办公文档"},
		"空.pdf":  {"", "文件是空的"},
		"大.pdf":  {"%PDF-1.4\n" + strings.Repeat("x", files.MaxBytes), "文件有 20.0 MB，超过了 20 MB"},
		"很大.pdf": {"%PDF-1.4\n" + strings.Repeat("x", files.MaxBytes+4<<20), "文件有 24.0 MB，超过了 20 MB"},
	} {
		p := b.upload(b.papers(d), "添加附件", name, []byte(trial.content), map[string]string{"种类": "合同"})
		if p.status != http.StatusUnprocessableEntity && p.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s is answered with %d", name, p.status)
		}
		p.says(trial.says)
	}
	b.press(b.papers(d), "添加附件", nil).says("没有选择文件")
	s.unchanged(t, before)
}

func TestFilesAreHandedOutToThoseWhoMayReadThem(t *testing.T) {
	s := newSite(t)
	draft := s.attached(ready(t))
	sent := s.attached(ready(t))
	s.as("jingban").sendIn(sent.ID)
	for login, may := range map[string][2]bool{ // a draft's, what was sent in
		"jingban": {true, true}, "zhuguan": {false, true}, "caizheng": {false, true},
		"linju": {}, "jingjian": {}, "duikou": {}, "admin": {},
	} {
		b := s.as(login)
		for i, d := range []models.Declaration{draft, sent} {
			list := must(s.Attachments(t.Context(), d.ID))(t)
			p := b.get(at(d.ID, "/files/", itoa(int(list[0].ID))))
			if (p.status == http.StatusOK && p.body == contract) != may[i] {
				t.Errorf("%s gets %d of file %d", login, p.status, i)
			}
			if !may[i] {
				p.conceals("合同.pdf", "%PDF")
				b.papers(d).conceals("合同.pdf")
			}
			other := []models.Declaration{sent, draft}[i]
			if p := b.get(at(other.ID, "/files/", itoa(int(list[0].ID)))); p.status != http.StatusNotFound {
				t.Errorf("%s gets %d through another declaration", login, p.status)
			}
		}
	}
}

func TestAFileThatWasChangedOnTheServerIsNotHandedOut(t *testing.T) {
	folder := t.TempDir()
	s := newSite(t, func(c *handlers.Config) { c.Files = must(files.Open(folder))(t) })
	d := s.attached(ready(t))
	a := must(s.Attachments(t.Context(), d.ID))(t)[0]
	if err := os.WriteFile(filepath.Join(folder, "attachments", a.Sum[:2], a.Sum), []byte("%PDF-1.4\n改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := s.as("jingban").get(at(d.ID, "/files/", itoa(int(a.ID)))).says("丢失或者被改动过", "请联系管理员")
	if p.status != http.StatusInternalServerError {
		t.Errorf("answered with %d", p.status)
	}
}
