package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/forms/pdf"
	"jixiao/models"
	"jixiao/models/store"
)

// archive is a database with declarations that were sent in, and the key that
// its prints are marked with.
type archive struct {
	database string
	sheets   []pdf.Sheet
	fonts    *pdf.Fonts
}

// sentIn keeps the first declarations of the sample as sent in.
func sentIn(t *testing.T, database string, count int) *archive {
	t.Helper()
	a := &archive{database: office(t, database)}
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	if a.fonts, err = pdf.FontsFrom(""); err != nil {
		t.Fatal(err)
	}
	key, err := databaseFlag{Database: database}.makeKey()
	if err != nil {
		t.Fatal(err)
	}
	s := look(t, database)
	for _, doc := range docs[:count] {
		d := models.Declaration{Status: models.Draft, Document: doc}
		if err := s.CreateDeclaration(t.Context(), &d, models.Event{Action: models.Create, To: models.Draft, PersonName: "李经办"}); err != nil {
			t.Fatal(err)
		}
		version := &models.Version{Number: 1, Document: doc, PersonName: "李经办"}
		_, err := s.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
			d.Version, d.Status = 1, models.FinanceReview
			sent := &models.Event{Action: models.Submit, From: models.Draft, To: d.Status, Version: 1, PersonName: "李经办"}
			return store.Change{Event: sent, Version: version}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		kept, err := s.Version(t.Context(), d.ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := pdf.SheetOf(&kept, key, nil)
		if err != nil {
			t.Fatal(err)
		}
		a.sheets = append(a.sheets, sheet)
	}
	return a
}

// write prints sheets into a file.
func (a *archive) write(t *testing.T, sheets ...pdf.Sheet) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.fonts.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	return file(t, "print.pdf", b.String())
}

func (a *archive) verify(t *testing.T, name string) result {
	t.Helper()
	return jixiao(t, "", "verify-print", "--database", a.database, name)
}

func TestAPrintIsVerifiedAgainstItsVersion(t *testing.T) {
	a := sentIn(t, databases["sqlite"](t), 3)
	done(t, a.verify(t, a.write(t, a.sheets[0])), "一致：2023-1 版本 1 “电商物流费用”")
	if r := a.verify(t, a.write(t, a.sheets...)); r.code != 0 || strings.Count(r.stdout, "一致：") != 3 {
		t.Errorf("three in one file: %d, %s", r.code, r.stdout)
	}
	changed := a.sheets[1]
	doc := changed.Document.Clone()
	doc.Narrative.Plan += "改"
	changed.Document = &doc
	r := a.verify(t, a.write(t, a.sheets[0], changed))
	if r.code != exitFound || r.stderr != "" || !strings.Contains(r.stdout, "“项目实施计划”：送审的是“") || strings.Count(r.stdout, "不一致：") != 1 {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
}

// A file in which another program changed one character of an amount.
func TestAFileThatAnotherProgramChangedIsTold(t *testing.T) {
	qpdf := gaps.Need(t, "qpdf")
	a := sentIn(t, databases["sqlite"](t), 1)
	plain := filepath.Join(t.TempDir(), "plain.pdf")
	if said, err := exec.Command(qpdf, "--qdf", "--object-streams=disable", a.write(t, a.sheets[0]), plain).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	content, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	done(t, a.verify(t, plain), "一致")
	utf16 := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(strings.ToLower(hex16(r)))
		}
		return b.String()
	}
	amount := a.sheets[0].Document.Funding.Annual.Amount.String()
	forged := bytes.Replace(content, []byte(utf16(amount)), []byte(utf16("9"+amount[1:])), 1)
	if bytes.Equal(forged, content) {
		t.Fatalf("the amount %s was not found in the file", amount)
	}
	r := a.verify(t, file(t, "forged.pdf", string(forged)))
	if r.code != exitFound || !strings.Contains(r.stdout, "资金／资金总额”：送审的是“"+amount+"”，文件里是“9"+amount[1:]+"”") {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
}

func hex16(r rune) string {
	const digits = "0123456789abcdef"
	return string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}

func TestVerifyPrintRefusesWhatItDidNotPrint(t *testing.T) {
	a := sentIn(t, databases["sqlite"](t), 1)
	stranger := a.sheets[0]
	stranger.Number = "2023-99"
	for _, c := range []struct{ name, file, want string }{
		{"a text", file(t, "a.pdf", "hello"), "不是 PDF"},
		{"a draft", a.write(t, pdf.Sheet{Document: a.sheets[0].Document, Draft: true}), "不是本系统打印的，或者是草稿"},
		{"the public print", a.write(t, a.sheets[0].Public()), "公开版"},
		{"a declaration that is not there", a.write(t, stranger), "没有编号 2023-99 的版本 1"},
		{"a file that is not there", "nothing.pdf", "没有这个文件"},
	} {
		t.Run(c.name, func(t *testing.T) { refused(t, a.verify(t, c.file), c.want) })
	}
	if err := os.Remove(a.database + ".key"); err != nil {
		t.Fatal(err)
	}
	refused(t, a.verify(t, a.write(t, a.sheets[0])), "找不到密钥文件")
}

// The pages of a booklet are counted through all its forms.
func TestABookletIsVerifiedFormByForm(t *testing.T) {
	a := sentIn(t, databases["sqlite"](t), 3)
	var b bytes.Buffer
	err := a.fonts.WriteBooklet(&b, pdf.Booklet{Title: "汇编", Lines: []string{"2023年"}, Sheets: a.sheets, Numbering: pdf.Throughout})
	if err != nil {
		t.Fatal(err)
	}
	r := a.verify(t, file(t, "booklet.pdf", b.String()))
	if r.code != 0 || strings.Count(r.stdout, "一致：") != 3 || strings.Contains(r.stdout, "不一致") {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
}
