package handlers_test

import (
	"archive/zip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jixiao/models"
)

const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// unzipped returns everything in a workbook one after the other.
func unzipped(t testing.TB, body string) string {
	t.Helper()
	z := must(zip.NewReader(strings.NewReader(body), int64(len(body))))(t)
	var b strings.Builder
	for _, entry := range z.File {
		r := must(entry.Open())(t)
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return b.String()
}

// isSheet fails unless the page is a workbook, which it opens.
func (p *page) isSheet() *excelize.File {
	p.Helper()
	if p.status != http.StatusOK || p.header.Get("Content-Type") != sheetType {
		p.Fatalf("%s is no workbook: %d %s", p.path, p.status, short(p.text()))
	}
	f := must(excelize.OpenReader(strings.NewReader(p.body)))(p)
	p.Cleanup(func() { _ = f.Close() })
	return f
}

// cell returns what a cell of the first form of a workbook shows.
func cellOf(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	return must(f.GetCellValue(sheet, at))(t)
}

func TestADeclarationIsExportedAsASheet(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.Returned)
	jingban := s.as("jingban")
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目概况": "改过的概况"})
	edit := jingban.declaration(d.ID)
	p := jingban.get(edit.link("导出 Excel"))
	if got := cellOf(t, p.isSheet(), "人员类项目", "B13"); got != "改过的概况" {
		t.Errorf("the draft's sheet says %q", got)
	}
	if name := p.header.Get("Content-Disposition"); !strings.HasPrefix(name, "attachment") || !strings.HasSuffix(name, ".xlsx") {
		t.Errorf("the file is named %q", name)
	}
	sent := ready(t).Narrative.Overview
	for _, path := range []string{at(d.ID, "/versions/1/sheet"), at(d.ID, "/sheet")} {
		if got := cellOf(t, s.as("zhuguan").get(path).isSheet(), "人员类项目", "B13"); got != sent {
			t.Errorf("%s says %q to a reviewer", path, got)
		}
	}
	s.as("zhuguan").get(at(s.draft(ready(t)).ID, "/sheet")).answered(http.StatusForbidden).says("还没有送审，现在不能导出")
	jingban.get(jingban.get(at(d.ID, "/history")).link("导出 Excel")).isSheet()
}

func TestAListIsExportedWithWhatThePersonMayRead(t *testing.T) {
	s := newSite(t)
	for i, status := range []models.Status{models.Draft, models.DepartmentReview, models.Returned} {
		doc := ready(t)
		doc.Project.Name = fmt.Sprintf("第%d个项目", i)
		s.put(doc, status)
	}
	jingban := s.as("jingban")
	f := jingban.get(jingban.get("/declarations?tab=all").link("导出 Excel")).isSheet()
	if got := strings.Join(f.GetSheetList(), " "); got != "目录 第2个项目 第1个项目 第0个项目" {
		t.Errorf("sheets %s", got)
	}
	f = jingban.get(jingban.get("/declarations?tab=all&q=第1个").link("导出 Excel")).isSheet()
	if got := strings.Join(f.GetSheetList(), " "); got != "第1个项目" {
		t.Errorf("sheets of a search: %s", got)
	}
	s.as("zhuguan").get("/declarations/sheets?tab=department-returned").isSheet()
	s.as("admin").get("/declarations/sheets").answered(http.StatusForbidden)
	s.as("linju").get("/declarations/sheets?tab=all").answered(http.StatusNotFound)
}
