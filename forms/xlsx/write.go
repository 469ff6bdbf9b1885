package xlsx

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/models"
)

// Sheet is one declaration to be written as a sheet.
type Sheet struct {
	Document *models.Document
	// ID and Revision say which declaration it is, so that a sheet that comes
	// back meets the text it was made of; 0 where it is of no database.
	ID, Revision int64
	Version      int // that was sent in; 0 for a draft
}

// Write writes declarations as a workbook: each one a sheet like the official
// form, named for its project, and, of several, a list of contents before
// them. The same sheets give the same bytes. A text that is too long for a
// cell is Invalid; then nothing is written.
func Write(w io.Writer, sheets ...Sheet) error {
	if len(sheets) == 0 {
		return models.Refuse(models.Invalid, "没有可导出的申报表")
	}
	book, err := newBook()
	if err != nil {
		return err
	}
	defer func() { _ = book.file.Close() }()
	for i := range sheets {
		if err := book.add(&sheets[i]); err != nil {
			return err
		}
	}
	if err := book.finish(sheets); err != nil {
		return err
	}
	if err := book.file.Write(w); err != nil {
		return fmt.Errorf("xlsx: write %d sheets: %w", len(sheets), err)
	}
	return nil
}

// book is a workbook in the making.
type book struct {
	file   *excelize.File
	styles *styles
	names  namer
	sheets []string // names in order
}

// firstSheet is the name of the sheet that a new workbook has.
const firstSheet = "Sheet1"

func newBook() (*book, error) {
	f := excelize.NewFile()
	s, err := newStyles(f)
	return &book{file: f, styles: s, names: newNamer()}, err
}

func (b *book) finish(sheets []Sheet) error {
	b.file.SetActiveSheet(0)
	if len(sheets) == 1 {
		return b.file.DeleteSheet(firstSheet)
	}
	if err := b.contents(sheets); err != nil {
		return err
	}
	return b.file.SetSheetName(firstSheet, contentsName)
}

// page is one sheet in the making.
type page struct {
	*book
	sheet  *Sheet
	name   string
	layout *forms.Layout
	grid   *forms.Grid
	cells  []forms.Placed
	starts []int // first row of the sheet of each row of the grid; and behind the last
	highs  []float64
	errs   []error
}

// Rows above the grid: the hidden one, title and year.
const (
	keyRow    = 1
	titleRow  = 2
	yearRow   = 3
	gridFirst = 4
)

func (b *book) add(s *Sheet) error {
	l, err := forms.LayoutByID(s.Document.Layout)
	if err != nil {
		return err
	}
	p := &page{book: b, sheet: s, layout: l, grid: l.Grid(s.Document)}
	if p.cells, err = forms.Place(p.grid); err != nil {
		return err
	}
	if err := p.tooLong(); err != nil {
		return err
	}
	p.name = b.names.name(s.Document.Project.Name)
	b.sheets = append(b.sheets, p.name)
	if _, err := b.file.NewSheet(p.name); err != nil {
		return err
	}
	p.measure()
	p.keys()
	p.draw()
	p.setUp()
	return errors.Join(p.errs...)
}

// longestCell is how many UTF-16 units a cell holds.
const longestCell = 32_767

// tooLong refuses texts that a cell would cut.
func (p *page) tooLong() error {
	for i := range p.cells {
		c := &p.cells[i]
		if n := len(utf16.Encode([]rune(c.Text(p.sheet.Document)))); n > longestCell {
			return models.Refuse(models.Invalid, fmt.Sprintf(
				"“%s”的%s有 %d 个字，Excel 的一格最多 %d 个字，不能不丢字地写进工作簿。请删减这一格，或导出 JSON",
				p.sheet.Document.Project.Name, label(c), n, longestCell))
		}
	}
	return nil
}

// measure solves how high the rows are, and cuts rows that are higher than a
// sheet allows into several.
func (p *page) measure() {
	p.highs = make([]float64, len(p.grid.Rows))
	for i := range p.highs {
		p.highs[i] = textSize*leading + 2*padding
		if p.grid.Rows[i].Part == forms.PartSignoff {
			p.highs[i] = signLeast
		}
	}
	for _, tall := range []bool{false, true} {
		for i := range p.cells {
			c := &p.cells[i]
			if (c.Rows > 1) != tall {
				continue
			}
			lack := height(c.Text(p.sheet.Document), textSize, p.width(c.Col, c.Cols))
			for y := c.Row; y < c.Row+c.Rows; y++ {
				lack -= p.highs[y]
			}
			for y := c.Row; y < c.Row+c.Rows && lack > 0; y++ {
				p.highs[y] += lack / float64(c.Rows)
			}
		}
	}
	p.starts = []int{gridFirst}
	for i, high := range p.highs {
		parts := 1 + int(high/highest)
		p.starts = append(p.starts, p.starts[i]+parts)
	}
}

// width returns the width of some columns in points.
func (p *page) width(col, cols int) (points float64) {
	for _, mm := range p.grid.Columns[col : col+cols] {
		points += mm * pointsPerMM
	}
	return points
}

// must notes an error; the sheet is not handed out then.
func (p *page) must(err error) {
	if err != nil {
		p.errs = append(p.errs, fmt.Errorf("xlsx: sheet %s: %w", p.name, err))
	}
}

// at returns the address of a column of the grid, from 0, in a row of the sheet.
func (p *page) at(col, row int) string {
	address, err := excelize.CoordinatesToCellName(col+1, row)
	p.must(err)
	return address
}

// box writes one merged box of the sheet and returns its address.
func (p *page) box(col, cols, row, rows int, k kind) string {
	first, last := p.at(col, row), p.at(col+cols-1, row+rows-1)
	style, err := p.styles.of(k)
	p.must(err)
	p.must(p.file.SetCellStyle(p.name, first, last, style))
	if first != last {
		p.must(p.file.MergeCell(p.name, first, last))
	}
	return first
}

// text writes a text. It stays text whatever it begins with.
func (p *page) text(at, text string) {
	if text = visible(text); text != "" {
		p.must(p.file.SetCellStr(p.name, at, text))
	}
}

func (p *page) draw() {
	last := len(p.grid.Columns)
	for _, h := range []struct {
		row  int
		text string
		size float64
	}{{titleRow, p.grid.Title, titleSize}, {yearRow, p.grid.Year, yearSize}} {
		p.text(p.box(0, last, h.row, 1, kind{heading: true, size: h.size}), h.text)
		p.must(p.file.SetRowHeight(p.name, h.row, min(highest, height(h.text, h.size, p.width(0, last))+padding)))
	}
	for i := range p.highs {
		parts := p.starts[i+1] - p.starts[i]
		for row := p.starts[i]; row < p.starts[i+1]; row++ {
			p.must(p.file.SetRowHeight(p.name, row, p.highs[i]/float64(parts)))
		}
	}
	for i := range p.cells {
		p.cell(&p.cells[i])
	}
}

// cell draws one cell of the grid.
func (p *page) cell(c *forms.Placed) {
	d := p.sheet.Document
	k := kind{style: c.Style, blank: c.Input != nil || c.Class.Place > 0, size: textSize}
	shown := c.Text(d)
	k.asText = k.blank && (c.Style != forms.Prose || c.Class.Place > 0 || strings.ContainsAny(firstOf(shown), "=+-@"))
	row := p.starts[c.Row]
	at := p.box(c.Col, c.Cols, row, p.starts[c.Row+c.Rows]-row, k)
	if money, ok := c.Input.(*forms.Field[models.Amount]); ok {
		p.amount(at, *money.At(d))
		return
	}
	p.text(at, shown)
	if c.Input != nil && c.Input.Spec().Kind == forms.Choice {
		p.choices(at, c.Input.Spec())
	}
}

func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// amount writes a sum as a number, exact to the 分, and what was not
// understood as the text that it is.
func (p *page) amount(at string, a models.Amount) {
	if !a.Known {
		p.text(at, a.Typed)
	} else {
		p.must(p.file.SetCellDefault(p.name, at, plainDecimal(a.Fen.Decimal())))
	}
	p.must(p.file.SetConditionalFormat(p.name, at, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "MOD(" + at + ",1)=0", Format: &p.styles.dxf},
	}))
}

// label names a cell in a sentence.
func label(c *forms.Placed) string {
	if c.Input == nil {
		return "“" + c.Caption + "”一格"
	}
	return "“" + c.Input.Spec().Label + "”"
}
