package handlers_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jixiao/cmd/gaps"
	"jixiao/forms/pdf"
	"jixiao/models"
)

// markOf returns the marks of a version.
func (s *site) markOf(id int64, number int) models.Mark {
	s.Helper()
	v := must(s.Version(s.Context(), id, number))(s)
	return must(printKey.Mark(&v))(s)
}

func checkURL(number, code string) string {
	return "/check?number=" + url.QueryEscape(number) + "&code=" + url.QueryEscape(code)
}

func TestAStrangerFindsAPrintAndLearnsNoMoreThanItSays(t *testing.T) {
	s := newSite(t)
	d := s.put(secret(t), models.FinanceReview)
	mark := s.markOf(d.ID, 1)
	b := s.browser()
	b.get("/signin").says("核对打印件")
	p := b.get("/check").answered(http.StatusOK).says("核对打印件", "编号", "校验码")
	for _, c := range []struct{ name, number, code string }{
		{"as it is printed", mark.Number, mark.Printed()},
		{"in small letters without dashes", strings.ToLower(mark.Number), strings.ToLower(mark.Code)},
		{"with O and I for digits", mark.Number, strings.NewReplacer("0", "O", "1", "i").Replace(mark.Printed())},
		{"with blanks", " " + mark.Number + " ", strings.ReplaceAll(mark.Printed(), "-", " - ")},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := b.press(p, "核对", map[string]string{"编号": c.number, "校验码": c.code}).answered(http.StatusOK)
			p.says("一致", secretName, "兴县电子商务服务中心", "2023年", "版本 1", "待财政审核")
			p.conceals(secretText, secretAmount, "李经办", "申报表列表")
		})
	}
	b.get(strings.TrimPrefix(mark.Link(""), "JIXIAO")).answered(http.StatusOK).says("一致", secretName)
}

func TestAnOlderPrintIsToldFromTheNewest(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	jingban.sendIn(d.ID)
	zhuguan.press(zhuguan.declaration(d.ID), "退回", map[string]string{"审核意见": "请改"})
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目概况": "改过的概况"})
	jingban.sendIn(d.ID)
	b := s.browser()
	old, now := s.markOf(d.ID, 1), s.markOf(d.ID, 2)
	b.get(checkURL(old.Number, old.Code)).says("已有新版本", "最新的是版本 2").conceals("一致")
	b.get(checkURL(now.Number, now.Code)).says("一致", "版本 2")
	b.get("/C/" + old.Number + "/1/" + old.Code).says("已有新版本")
	b.get("/C/" + old.Number + "/2/" + old.Code).answered(http.StatusNotFound).says("查无此件")
}

func TestWhatDoesNotVerifyIsNotFound(t *testing.T) {
	s := newSite(t)
	d := s.put(secret(t), models.FinanceReview)
	draft := s.draft(secret(t))
	mark := s.markOf(d.ID, 1)
	changed := must(s.Version(t.Context(), d.ID, 1))(t)
	changed.Document.Narrative.Overview += "改"
	forged := must(printKey.Mark(&changed))(t)
	unsent := models.Version{DeclarationID: draft.ID, Number: 1, Document: draft.Document}
	b := s.browser()
	for _, c := range []struct {
		name, number, code string
		status             int
		says               string
	}{
		{"the code of a changed copy", forged.Number, forged.Code, 404, "查无此件"},
		{"another code", mark.Number, "0000-0000-0000-0000", 404, "查无此件"},
		{"the code of another key", mark.Number, must(models.MarkKey("other").Mark(&changed))(t).Code, 404, "查无此件"},
		{"a draft", models.NumberOf(draft.ID, &draft.Document), must(printKey.Mark(&unsent))(t).Code, 404, "查无此件"},
		{"another number", "2023-4711", mark.Code, 404, "查无此件"},
		{"the number of another year", strings.Replace(mark.Number, "2023", "2024", 1), mark.Code, 404, "查无此件"},
		{"no number", "", mark.Code, 422, "编号应写成"},
		{"half a code", mark.Number, mark.Code[:8], 422, "校验码是 16 位"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.get(checkURL(c.number, c.code)).answered(c.status).says(c.says).conceals(secretName, secretText, "兴县电子商务服务中心")
		})
	}
}

func TestWhoGuessesCodesHasToWaitAndShutsNobodyOut(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.FinanceReview)
	mark := s.markOf(d.ID, 1)
	b := s.browser()
	for range 30 {
		b.get(checkURL(mark.Number, "0000-0000-0000-0000")).answered(http.StatusNotFound)
	}
	b.get(checkURL(mark.Number, mark.Code)).answered(http.StatusTooManyRequests).says("15 分钟后")
	b.uploadAs("/check", values("csrf", b.token()), "x.pdf", []byte("%PDF-1.4")).answered(http.StatusTooManyRequests)
	s.as("jingban").declaration(d.ID)
	s.clock.pass(16 * time.Minute)
	b.get(checkURL(mark.Number, mark.Code)).says("一致")
}

// show sends a file to be checked.
func (b *browser) show(name string, content []byte) *page {
	b.Helper()
	return b.uploadAs("/check", values("csrf", b.token()), name, content)
}

func TestAPrintedFileIsCheckedCellByCell(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.FinanceReview)
	b := s.browser()
	sheet := s.sheet(d.ID, 1)
	printed := func(sheets ...pdf.Sheet) []byte {
		var file bytes.Buffer
		if err := must(printing())(t).Write(&file, sheets...); err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
	b.show("a.pdf", printed(sheet)).answered(http.StatusOK).says("一致", "人员类项目")
	doc := sheet.Document.Clone()
	doc.Funding.Annual.Amount = models.ParseAmount("999999999")
	forged := sheet
	forged.Document = &doc
	b.show("a.pdf", printed(forged)).says("内容不符", "年度资金／资金总额").conceals("一致：", "999,999,999")
	other := sheet
	other.Number = "2023-026001-4711"
	b.show("a.pdf", printed(other)).answered(http.StatusNotFound).says("查无此件")
	b.show("a.pdf", printed(sheet, other)).answered(http.StatusUnprocessableEntity).says("不止一份")
	b.show("a.pdf", printed(sheet.Public())).answered(http.StatusUnprocessableEntity).says("没有认出二维码")
	b.show("a.txt", []byte("hello")).answered(http.StatusUnprocessableEntity).says("不能上传")
	b.show("a.pdf", nil).answered(http.StatusUnprocessableEntity)
}

func TestAPhotographIsChecked(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.FinanceReview)
	var file bytes.Buffer
	if err := must(printing())(t).Write(&file, s.sheet(d.ID, 1)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	picture := must(exec.CommandContext(t.Context(), gaps.Need(t, "pdftoppm"), "-r", "150", "-l", "1", "-png", name).Output())(t)
	s.browser().show("a.png", picture).answered(http.StatusOK).says("一致", "人员类项目", "版本 1")
}
