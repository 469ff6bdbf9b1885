package xlsx

import (
	"errors"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/models"
)

// contentsHeads are the heads of the list of contents with their widths in mm.
var contentsHeads = []struct {
	name  string
	mm    float64
	style forms.Style
}{
	{"序号", 14, forms.Value},
	{"项目名称", 66, forms.Prose},
	{"实施单位", 50, forms.Prose},
	{"年度", 14, forms.Value},
	{"年度资金(元)", 36, forms.Sum},
}

// contents fills the first sheet with a list of the others.
func (b *book) contents(sheets []Sheet) error {
	p := &page{book: b, name: firstSheet, grid: &forms.Grid{}}
	for i, h := range contentsHeads {
		p.grid.Columns = append(p.grid.Columns, h.mm)
		p.text(p.box(i, 1, 2, 1, kind{style: forms.Head, size: textSize}), h.name)
	}
	p.text(p.box(0, len(contentsHeads), 1, 1, kind{heading: true, size: titleSize}), "绩效目标申报表目录")
	p.must(p.file.SetRowHeight(p.name, 1, titleSize*leading+3*padding))
	for i := range sheets {
		p.contentsRow(i, &sheets[i])
	}
	for i, mm := range p.grid.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		p.must(err)
		p.must(p.file.SetColWidth(p.name, name, name, columnWidth(mm)))
	}
	one, none, size, yes := 1, 0, paperA4, true
	p.must(p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &size, FitToWidth: &one, FitToHeight: &none}))
	p.must(p.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	return errors.Join(p.errs...)
}

// contentsRow lists the i-th sheet.
func (p *page) contentsRow(i int, s *Sheet) {
	d, row := s.Document, i+3
	cells := []string{strconv.Itoa(i + 1), d.Project.Name, d.Unit.Name, strconv.Itoa(d.Year), ""}
	high := 0.0
	for col, h := range contentsHeads {
		at := p.box(col, 1, row, 1, kind{style: h.style, blank: h.style == forms.Sum, asText: true, size: textSize})
		p.text(at, shorten(visible(cells[col]), longestCell))
		high = max(high, height(cells[col], textSize, p.width(col, 1)))
	}
	if sum, known := d.Funding.Annual.Effective(); known {
		p.amount(p.at(len(cells)-1, row), models.KnownAmount(sum))
	}
	p.must(p.file.SetRowHeight(p.name, row, min(highest, high)))
	link := "'" + strings.ReplaceAll(p.sheets[i], "'", "''") + "'!A" + strconv.Itoa(titleRow)
	p.must(p.file.SetCellHyperLink(p.name, p.at(1, row), link, "Location"))
}
