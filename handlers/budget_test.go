package handlers_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/assets"
)

// table sends a budget table for 2023 as a browser does.
func (b *browser) table(data []byte) *page {
	b.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("file", "预算表")
	if err == nil {
		_, err = file.Write(data)
	}
	err = errors.Join(err, form.WriteField("csrf", b.token()), form.WriteField("year", "2023"), form.Close())
	if err != nil {
		b.Fatal(err)
	}
	return b.ask(http.MethodPost, "/budget/import", &body, http.Header{"Content-Type": {form.FormDataContentType()}})
}

// workbook returns the sample's budget table as a sheet.
func workbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	for y, line := range strings.Split(strings.TrimSpace(string(assets.SampleBudget)), "\n") {
		for x, cell := range strings.Split(strings.TrimSpace(line), ",") {
			at, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err == nil {
				err = f.SetCellValue("Sheet1", at, cell)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTheBudgetTableIsImportedAfterShowingWhatChanges imports the table in each
// of the forms in which offices keep it.
func TestTheBudgetTableIsImportedAfterShowingWhatChanges(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(assets.SampleBudget)
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"CSV in UTF-8":                  assets.SampleBudget,
		"CSV with a mark, as WPS saves": append([]byte("\ufeff"), assets.SampleBudget...),
		"CSV in GB18030":                gb,
		"a workbook":                    workbook(t),
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			caizheng := s.as("caizheng")
			shown := caizheng.table(file).says("新增 9 行", "兴县蔡家崖乡村e镇1", "93.51")
			if lines := must(s.BudgetLines(t.Context(), 2023, ""))(t); len(lines) != 0 {
				t.Fatalf("%d lines are there before anybody confirmed", len(lines))
			}
			caizheng.press(shown, "导入", nil).says("已导入 2023 年预算表 9 行")
			if lines := must(s.BudgetLines(t.Context(), 2023, ""))(t); len(lines) != 9 || lines[4].Sum().Wan() != "100.00" {
				t.Errorf("lines %+v", lines)
			}
			changed := bytes.ReplaceAll(assets.SampleBudget, []byte("100.00"), []byte("160.00"))
			changed = bytes.ReplaceAll(changed, []byte("12,兴县电子商务服务中心,培育蔡家崖乡村e镇,50.00,,,,\n"), nil)
			caizheng.table(changed).says("金额改变 1 行", "去掉 1 行", "不变 7 行")
		})
	}
}

func TestAFaultyBudgetTableIsRefusedWhole(t *testing.T) {
	s := newSite(t)
	broken := strings.NewReplacer("60.00", "六十万", "62.00", "-62").Replace(string(assets.SampleBudget))
	s.as("caizheng").table([]byte(broken)).says("文件有 2 处错误，没有导入", "第 5 行", "第 7 行")
	for name, data := range map[string][]byte{
		"an old workbook":     []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"a damaged workbook":  []byte("PK\x03\x04 and nothing else"),
		"a picture":           []byte("\x89PNG\r\n\x1a\n\xff\xff\xff"),
		"a file with no rows": {},
	} {
		t.Run(name, func(t *testing.T) {
			p := s.as("caizheng").table(data)
			if p.status != http.StatusUnprocessableEntity {
				t.Errorf("status %d", p.status)
			}
		})
	}
	if lines := must(s.BudgetLines(t.Context(), 2023, ""))(t); len(lines) != 0 {
		t.Errorf("%d lines were imported", len(lines))
	}
}

// TestTableAndDeclarationsStandSideBySide compares the sample, links a line by
// hand, and keeps the link at the next import.
func TestTableAndDeclarationsStandSideBySide(t *testing.T) {
	s := newSite(t)
	drafts := map[string]int64{}
	for _, doc := range must(eleven())(t) {
		drafts[doc.Project.Name] = s.draft(doc.Clone()).ID
	}
	caizheng := s.as("caizheng")
	caizheng.press(caizheng.table(assets.SampleBudget), "导入", nil)
	unit := "/budget?year=2023&unit=" + "兴县电子商务服务中心"
	caizheng.get(unit).says("申报比预算表多 600,000 元", "申报比预算表少 3,000 元", "预算表有 93.51 万元，没有申报表", "预算表里没有的申报表")

	// 乡村e镇1 is the project that was declared as 乡村e镇.
	id := strconv.FormatInt(drafts["兴县蔡家崖乡村e镇"], 10)
	line := "true\t兴县电子商务服务中心\t兴县蔡家崖乡村e镇1"
	caizheng.post("/budget/links", values("csrf", caizheng.token(), "year", "2023", "line", line, "id", id, "do", "link")).says("已保存“兴县蔡家崖乡村e镇1”的对应")
	caizheng.press(caizheng.table(assets.SampleBudget), "导入", nil)
	caizheng.get(unit).says("手工对应", "申报比预算表少 935,100 元").conceals("没有申报表")

	s.as("jingban").get("/budget").says("电商物流费用", "多 600,000 元").conceals("改对应", "导入预算表")
	for _, login := range []string{"jingban", "zhuguan", "admin"} {
		b := s.as(login)
		if p := b.post("/budget/links", values("csrf", b.token(), "year", "2023", "line", line, "do", "unlink")); p.status != http.StatusForbidden {
			t.Errorf("%s may link: %d", login, p.status)
		}
	}
}

// TestTheBudgetTableSpeaksAtTheForm shows the difference at its cell, and takes
// the amount of the table at a click.
func TestTheBudgetTableSpeaksAtTheForm(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	caizheng := s.as("caizheng")
	caizheng.press(caizheng.table(assets.SampleBudget), "导入", nil)
	jingban := s.as("jingban")
	p := jingban.declaration(d.ID).says("年度资金总额 1,600,000 元", "100.00 万元（1,000,000 元），多 600,000 元")
	jingban.press(p, "年度资金总额按预算表填 1,000,000", nil).says("已按提示更正")
	if got := s.now(d.ID).Document.Funding.Annual.Amount.String(); got != "1,000,000" {
		t.Errorf("the annual total is %s", got)
	}
}
