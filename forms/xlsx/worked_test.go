package xlsx_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jixiao/forms/xlsx"
	"jixiao/models"
)

// worked is a sheet in the hands of somebody who works on it.
type worked struct {
	testing.TB
	*excelize.File
	sheet string
}

// handled has people work on an exported sheet.
func handled(t testing.TB, doc models.Document, work func(w *worked)) xlsx.Form {
	t.Helper()
	f := opened(t, written(t, doc))
	w := &worked{t, f, f.GetSheetName(0)}
	w.must(f.UnprotectSheet(w.sheet))
	work(w)
	var b bytes.Buffer
	w.must(f.Write(&b))
	forms := read(t, b.Bytes())
	if len(forms) != 1 {
		t.Fatalf("%d forms", len(forms))
	}
	return forms[0]
}

func (w *worked) must(errs ...error) {
	w.Helper()
	if err := errors.Join(errs...); err != nil {
		w.Fatal(err)
	}
}

func (w *worked) set(at string, value any) {
	w.Helper()
	w.must(w.SetCellValue(w.sheet, at, value))
}

// dissolve takes all merged cells apart.
func (w *worked) dissolve() {
	w.Helper()
	merged, err := w.GetMergeCells(w.sheet)
	w.must(err)
	for _, m := range merged {
		w.must(w.UnmergeCell(w.sheet, m.GetStartAxis(), m.GetEndAxis()))
	}
}

func logistics(t testing.TB) models.Document {
	t.Helper()
	for _, d := range eleven(t) {
		if d.Project.Name == "电商物流费用" {
			return d
		}
	}
	t.Fatal("no such declaration")
	return models.Document{}
}

// unkeyed is the document as captions alone tell it: without the code of the
// project, and with the day of the date.
func unkeyed(d models.Document) models.Document {
	d = d.Clone()
	d.Project.Code, d.Unit.Code = "", ""
	d.Signoff.FilledAt = models.ReadDate(models.ShowDate(d.Signoff.FilledAt))
	return d
}

// compare fails unless the form holds the document, whatever the identities of
// its rows are, and nothing is left over but those texts.
func compare(t *testing.T, form xlsx.Form, want models.Document, left ...string) {
	t.Helper()
	a, b := strings.Split(asJSON(t, form.Document), "\n"), strings.Split(asJSON(t, want), "\n")
	for k := range min(len(a), len(b)) {
		if a[k] != b[k] {
			t.Errorf("%q, want %q", a[k], b[k])
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d lines, want %d", len(a), len(b))
	}
	var texts []string
	for _, l := range form.Left {
		texts = append(texts, l.Address+" "+l.Text)
	}
	if got := strings.Join(texts, "; "); got != strings.Join(left, "; ") {
		t.Errorf("left over: %s", got)
	}
}

func TestSheetsThatPeopleWorkedOnAreRead(t *testing.T) {
	doc := logistics(t)
	spaced := strings.NewReplacer("项目名称", "项 目 名 称", "实施单位", " 实施单位：", "年度目标", "年 度 目 标", "数量指标", "数量\n指标")
	for name, c := range map[string]struct {
		work   func(w *worked)
		change func(d *models.Document)
		left   []string
	}{
		"rows inserted": {work: func(w *worked) {
			w.must(w.InsertRows(w.sheet, 13, 1), w.InsertRows(w.sheet, 8, 2), w.InsertRows(w.sheet, 5, 1))
		}},
		"a row deleted with its text": {
			work:   func(w *worked) { w.must(w.RemoveRow(w.sheet, 24)) },
			change: func(d *models.Document) { remove(d, "成本指标") },
		},
		"columns widened and one inserted": {work: func(w *worked) {
			w.must(w.SetColWidth(w.sheet, "A", "H", 40), w.InsertCols(w.sheet, "B", 1), w.InsertCols(w.sheet, "G", 1))
		}},
		"captions with blanks": {work: func(w *worked) {
			rows, err := w.GetRows(w.sheet)
			w.must(err)
			for y, row := range rows[3:] {
				for x, text := range row[:min(8, len(row))] {
					if at, _ := excelize.CoordinatesToCellName(x+1, y+4); spaced.Replace(text) != text && len(text) < 20 {
						w.set(at, spaced.Replace(text))
					}
				}
			}
		}},
		"merged cells dissolved": {work: func(w *worked) { w.dissolve() }},
		"a title row on top": {work: func(w *worked) {
			w.must(w.InsertRows(w.sheet, 1, 1))
			w.set("A1", "附件2")
		}, left: []string{"A1 附件2"}},
		"amounts as text and in 万元": {
			work: func(w *worked) {
				w.set("D7", "265万元")
				w.set("D10", "2，650，000")
				w.set("G7", "１６０万")
			},
		},
		"everything in 万元": {work: func(w *worked) {
			w.set("A7", "项目资金(万元)")
			w.set("D7", 265)
			w.set("D10", 265.0)
			w.set("G7", "160.00")
			w.set("G10", "160万元")
		}},
		"sums that a formula left": {work: func(w *worked) {
			w.set("D7", 2649999.9999999995)
			w.must(w.SetCellFormula(w.sheet, "G7", "SUM(G8:G12)"))
		}},
		"the sign-off in cells of its own": {work: func(w *worked) {
			w.dissolve()
			w.set("C30", "经办人：")
			w.set("D30", "李经办")
			w.set("E30", "联系 电话:  0358-0000001")
		}, change: func(d *models.Document) { d.Signoff.Handler, d.Signoff.Phone = "李经办", "0358-0000001" }},
		"indicators in more rows, typed into empty boxes": {work: func(w *worked) {
			w.must(w.InsertRows(w.sheet, 22, 1))
			w.set("D22", "新增的指标")
			w.set("E22", "3个")
			w.set("H22", "4个")
			w.set("G26", "年度经济效益")
		}, change: func(d *models.Document) {
			insert(d, 1, models.Indicator{Side: models.Total, Level1: "产出指标", Level2: "数量指标", Level3: "新增的指标", Value: "3个"})
			insert(d, 8, models.Indicator{Side: models.Annual, Level1: "产出指标", Level2: "数量指标", Value: "4个"})
			insert(d, 12, models.Indicator{Side: models.Annual, Level1: "效益指标", Level2: "经济效益指标", Level3: "年度经济效益"})
		}},
		"a remark beside the form": {
			work: func(w *worked) { w.set("K9", "请核对"); w.set("D33", "附注") },
			left: []string{"K9 请核对", "D33 附注"},
		},
		"another date and a percentage": {work: func(w *worked) {
			w.set("E22", "≥95%")
			w.set("G30", "填报日期：2022-12-01")
		}, change: func(d *models.Document) {
			d.Indicators[1].Value = "≥95%"
			d.Signoff.FilledAt = models.ReadDate("2022年12月1日")
		}},
	} {
		for _, keys := range []string{" with the hidden cells", " by the captions alone"} {
			t.Run(name+keys, func(t *testing.T) {
				want := doc.Clone()
				if keys == " by the captions alone" {
					want = unkeyed(want)
				}
				form := handled(t, doc, func(w *worked) {
					c.work(w)
					if keys == " by the captions alone" {
						forget(w)
					}
				})
				if c.change != nil {
					c.change(&want)
				}
				compare(t, form, want, c.left...)
			})
		}
	}
}

// forget empties the hidden cells wherever they are now.
func forget(w *worked) {
	rows, err := w.GetRows(w.sheet)
	w.must(err)
	marks := 0
	for y, row := range rows {
		for x, text := range row {
			at, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if strings.HasPrefix(text, "jixiao/1 ") {
				marks = y + 1
			}
			if strings.HasPrefix(text, "jixiao/1 ") || strings.Contains(text, "=project.") || strings.Contains(text, "=funding.") ||
				strings.Contains(text, "=narrative.") || strings.Contains(text, "=goals.") || strings.Contains(text, "=indicators[") ||
				strings.Contains(text, "=signoff.") || strings.Contains(text, "=department.") {
				w.set(at, nil)
			}
		}
	}
	for x := range rows[marks-1] {
		at, _ := excelize.CoordinatesToCellName(x+1, marks)
		w.set(at, nil)
	}
}

func remove(d *models.Document, class string) {
	var kept []models.Indicator
	for _, row := range d.Indicators {
		if row.Level2 != class {
			kept = append(kept, row)
		}
	}
	d.Indicators = kept
}

func insert(d *models.Document, at int, row models.Indicator) {
	d.Indicators = append(d.Indicators[:at:at], append([]models.Indicator{row}, d.Indicators[at:]...)...)
}
