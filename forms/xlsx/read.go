package xlsx

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/models"
)

// Form is a form as it was read from a sheet.
type Form struct {
	Sheet    string          // its name
	Document models.Document // what stands on it; Year is 0 where the sheet does not say
	// Origin says which declaration the sheet was exported from. It is zero
	// for a sheet of other origin.
	Origin Origin
	// Found are the addresses of the blanks that the sheet has, by path.
	Found map[string]string
	// Rows says that the sheet has indicators, be it none.
	Rows bool
	// Left is what stands on the sheet and has no place on the form.
	Left []Leftover
	// Wan says that the amounts were read as 万元.
	Wan bool
}

// Leftover is a cell that could not be placed.
type Leftover struct{ Address, Text string }

// Skipped is a sheet that is no form, with the reason.
type Skipped struct {
	Sheet  string
	Reason string
	// Empty says that nothing stands on it, or nothing but the list of the
	// other sheets.
	Empty bool
}

// Read reads the forms of a workbook, each sheet by itself. Sheets that were
// exported give back what they were made of; others are read by the captions
// that stand on them. Formulas are their values. A file that is no workbook,
// is damaged, locked or too large is Invalid.
func Read(data []byte) (read []Form, skipped []Skipped, err error) {
	f, err := openBook(data)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }()
	for _, name := range f.GetSheetList() {
		list, err := readListSheet(f, name)
		if err == nil && list != nil {
			read = append(read, list...)
			continue
		}
		var form *Form
		var why Skipped
		if err == nil {
			form, why, err = readSheet(f, name)
		}
		var refusal *models.Error
		switch {
		case errors.As(err, &refusal):
			skipped = append(skipped, Skipped{Sheet: name, Reason: refusal.Message})
		case err != nil:
			return nil, nil, err
		case form == nil:
			why.Sheet = name
			skipped = append(skipped, why)
		default:
			read = append(read, *form)
		}
	}
	return read, skipped, nil
}

// readSheet reads one sheet; form is nil where it is none.
func readSheet(f *excelize.File, name string) (form *Form, why Skipped, err error) {
	c, err := readCells(f, name)
	if err != nil {
		return nil, why, err
	}
	if len(c.all) == 0 {
		return nil, Skipped{Reason: "空的工作表", Empty: true}, nil
	}
	if strings.HasSuffix(c.all[0].text, "申报表"+contentsName) {
		return nil, Skipped{Reason: contentsName, Empty: true}, nil
	}
	r := &reader{cells: c, form: &Form{Sheet: name, Found: map[string]string{}}}
	if err := r.begin(); err != nil {
		return nil, why, err
	}
	r.units()
	r.keyedBlanks()
	r.title()
	r.captions()
	r.indicators()
	if _, ok := r.form.Found["project.name"]; !ok || len(r.form.Found) < 3 {
		return nil, Skipped{Reason: "没有找到申报表的栏目（项目名称、项目属性……），不是申报表"}, nil
	}
	r.finish()
	return r.form, why, nil
}

// reader reads one sheet.
type reader struct {
	*cells
	form    *Form
	layout  *forms.Layout
	printed map[string]bool // captions, as they are compared

	keyRow, keyCol int             // of the hidden cells, 0 where there are none
	columns        map[int]int     // of the grid, from 0, to those of the sheet
	named          map[[2]int]bool // cells with the name of an indicator that is known
	keyedRows      map[int]bool    // rows of the sheet that name their blanks
	wan            bool
}

// begin looks for the hidden cells.
func (r *reader) begin() (err error) {
	r.layout = forms.Layouts()[0]
	r.columns, r.named, r.keyedRows = map[int]int{}, map[[2]int]bool{}, map[int]bool{}
	for _, s := range r.all {
		if !strings.HasPrefix(s.text, keyMark) {
			continue
		}
		text := s.text
		for col := s.col + 1; r.in(s.row, col) != nil; col++ {
			text += r.in(s.row, col).text
		}
		k := readKey(text)
		if k == nil {
			continue
		}
		if r.layout, err = forms.LayoutByID(k.Shape.Layout); err != nil {
			return err
		}
		r.form.Document, r.form.Origin = k.Shape, k.Origin
		r.keyRow, r.keyCol = s.row, s.col
		for _, mark := range r.all {
			if mark.row != s.row {
				continue
			}
			mark.used = true
			if n, err := strconv.Atoi(mark.text); err == nil && mark.col < s.col {
				r.columns[n] = mark.col
			}
		}
		break
	}
	if r.keyCol == 0 {
		r.form.Document.Layout = r.layout.ID
	}
	r.printed = captionSet(r.layout)
	return nil
}

// blankAt is a blank with the cell of the grid that it stands in.
type blankAt struct {
	input forms.Input
	cell  *forms.Cell
}

// keyedBlanks fills the blanks that the hidden cells name.
func (r *reader) keyedBlanks() {
	if r.keyCol == 0 {
		return
	}
	doc := &r.form.Document
	blanks := map[string]blankAt{}
	grid := r.layout.Grid(doc)
	for y := range grid.Rows {
		for i := range grid.Rows[y].Cells {
			if c := &grid.Rows[y].Cells[i]; c.Input != nil {
				blanks[c.Input.Spec().Path] = blankAt{c.Input, c}
			}
		}
	}
	for _, key := range r.all {
		if key.col != r.keyCol || key.used {
			continue
		}
		for name := range strings.FieldsSeq(key.text) {
			n, path, _ := strings.Cut(name, "=")
			col, err := strconv.Atoi(n)
			b, known := blanks[path]
			if err != nil || !known || r.columns[col] == 0 {
				continue
			}
			key.used = true
			if _, twice := r.form.Found[path]; twice {
				continue // the row was copied: what stands there is new
			}
			r.keyedRows[key.row] = true
			r.fill(b, key.row, r.columns[col])
			if strings.HasSuffix(path, ".level3") {
				r.named[[2]int{key.row, r.columns[col]}] = true
			}
		}
	}
	r.removeMissing()
}

// removeMissing takes the rows away that are no longer on the sheet.
func (r *reader) removeMissing() {
	var gone []string
	for i, row := range r.form.Document.Indicators {
		if _, found := r.form.Found[fmt.Sprintf("indicators[%d].level3", i)]; !found {
			gone = append(gone, row.ID)
		}
	}
	forms.RemoveRows(&r.form.Document, gone...)
}

// fill puts what stands in a cell into its blank.
func (r *reader) fill(b blankAt, row, col int) {
	r.place(b, r.in(row, col), row, col)
}

// place fills a blank of that place with a cell, or with nothing.
func (r *reader) place(b blankAt, s *spot, row, col int) {
	address, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return
	}
	r.form.Found[b.input.Spec().Path] = address
	text := ""
	if s != nil {
		s.used = true
		text = s.text
	}
	if b.cell.Style == forms.Sign {
		if rest, ok := behind(text, b.cell.Caption); ok {
			text = rest
		}
		if next := r.in(row, col+1); text == "" && s != nil && !next.blank() && !next.used && !signing(next) {
			next.used = true
			s, text = next, next.text // the caption was left alone in its cell
		}
	}
	r.put(b.input, s, text)
}

// put fills a blank with what a cell says.
func (r *reader) put(in forms.Input, s *spot, text string) {
	doc := &r.form.Document
	switch spec := in.Spec(); {
	case spec.Kind == forms.Money:
		text = s.amount(r.wan)
	case spec.Kind == forms.Date && s != nil && text == s.text:
		text = s.date()
	case spec.Kind == forms.OrgRef:
		r.org(in, text)
		return
	}
	if own(in.Text(doc)) != given(text) {
		in.Fill(doc, text)
	}
}

// org fills an organisation, whose code may stand before its name.
func (r *reader) org(in forms.Input, text string) {
	doc := &r.form.Document
	if own(in.Text(doc)) == given(text) {
		return
	}
	in.Fill(doc, text)
	field, ok := in.(*forms.Field[models.OrgName])
	if !ok {
		return
	}
	trimmed := strings.TrimSpace(models.Halfwidth(text))
	name := strings.TrimLeft(trimmed, "0123456789")
	if code := trimmed[:len(trimmed)-len(name)]; len(code) >= 3 && strings.TrimSpace(name) != "" {
		*field.At(doc) = models.OrgName{Code: code, Name: strings.TrimSpace(name)}
	}
}

// finish lists what has no place.
func (r *reader) finish() {
	r.form.Wan = r.wan
	for _, s := range r.all {
		if s.used || s.blank() || r.printed[s.plain] {
			continue
		}
		r.form.Left = append(r.form.Left, Leftover{s.address(), s.text})
	}
}
