package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
)

// Page of the sheet: A4, in inches, with the margins of the official print.
const (
	paperA4 = 9
	margin  = 15 / 25.4
	footer  = 8 / 25.4
)

// keys writes the hidden row and column by which the cells are known again.
func (p *page) keys() {
	behind := len(p.grid.Columns)
	for col := range behind {
		p.text(p.at(col, keyRow), strconv.Itoa(col))
	}
	key, err := keyText(keyOf(p.sheet, p.layout))
	p.must(err)
	parts := pieces(key)
	for i, part := range parts {
		p.text(p.at(behind+i, keyRow), part)
	}
	blanks := make([][]string, len(p.grid.Rows))
	for i := range p.cells {
		if c := &p.cells[i]; c.Input != nil {
			blanks[c.Row] = append(blanks[c.Row], blankKey(c.Col, c.Input.Spec().Path))
		}
	}
	for y, names := range blanks {
		p.text(p.at(behind, p.starts[y]), strings.Join(names, " "))
	}
	p.must(p.file.SetRowVisible(p.name, keyRow, false))
	first, err := excelize.ColumnNumberToName(behind + 1)
	p.must(err)
	last, err := excelize.ColumnNumberToName(behind + len(parts))
	p.must(err)
	p.must(p.file.SetColVisible(p.name, first+":"+last, false))
}

// setUp sets widths, paper, what is printed, and what is locked.
func (p *page) setUp() {
	for i, mm := range p.grid.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		p.must(err)
		p.must(p.file.SetColWidth(p.name, name, name, columnWidth(mm)))
	}
	one, none, size, begin := 1, 0, paperA4, uint(1)
	portrait := "portrait"
	yes, edge, foot := true, margin, footer
	p.must(p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &portrait, FitToWidth: &one, FitToHeight: &none, FirstPageNumber: &begin,
	}))
	p.must(p.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	p.must(p.file.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Top: &edge, Bottom: &edge, Left: &edge, Right: &edge, Footer: &foot, Header: &foot, Horizontally: &yes,
	}))
	p.must(p.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&C&9第 &P 页"}))
	p.printed()
	p.must(p.file.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true,
		FormatColumns: true, FormatRows: true, FormatCells: true, InsertRows: true,
	}))
	hidden := false
	p.must(p.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: &hidden}))
}

// printed names what is printed, and the heads that stand again on each page.
func (p *page) printed() {
	quoted := "'" + strings.ReplaceAll(p.name, "'", "''") + "'!"
	last, err := excelize.ColumnNumberToName(len(p.grid.Columns))
	p.must(err)
	end := p.starts[len(p.starts)-1] - 1
	p.must(p.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: p.name,
		RefersTo: quoted + "$A$" + strconv.Itoa(titleRow) + ":$" + last + "$" + strconv.Itoa(end),
	}))
	for y := range p.grid.Rows {
		if p.grid.Rows[y].Head {
			p.must(p.file.SetDefinedName(&excelize.DefinedName{
				Name: "_xlnm.Print_Titles", Scope: p.name,
				RefersTo: quoted + "$" + strconv.Itoa(p.starts[y]) + ":$" + strconv.Itoa(p.starts[y+1]-1),
			}))
		}
	}
}

// columnWidth returns a width in mm in the unit of sheets: digits of the
// standard type, seven dots of 1/96 inch each, and five dots of padding.
func columnWidth(mm float64) float64 { return (mm/25.4*96 - 5) / 7 }

// choices offers the choices of a blank. Others may be typed: what people
// filled in elsewhere has to be kept.
func (p *page) choices(at string, spec *forms.Spec) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at)
	if strings.Contains(strings.Join(spec.Choices, ""), ",") || v.SetDropList(spec.Choices) != nil {
		return // a list that a sheet cannot hold is left to be typed
	}
	v.SetError(excelize.DataValidationErrorStyleInformation, spec.Caption, "这不是表上列出的"+spec.Caption+"，可以保留，送审前请核对。")
	p.must(p.file.AddDataValidation(p.name, v))
}
