package pdf

import (
	"io"
	"strconv"

	"jixiao/forms"
	"jixiao/models"
)

// Sheet is one declaration to be printed.
type Sheet struct {
	Document *models.Document
	Version  int    // printed small at the foot; 0 means none
	Draft    bool   // the watermark 草稿 lies under every page
	Number   string // printed at the foot; may be blank
}

// Write prints sheets into one PDF. Each declaration begins on a new page and
// counts its pages by itself: 第 1 页 共 2 页. The same sheets give the same
// bytes. Characters that cannot be printed are GlyphErrors, and an unknown
// layout an Invalid error; then nothing is written.
func (f *Fonts) Write(w io.Writer, sheets ...Sheet) error {
	p, err := f.open(sheets)
	if err != nil {
		return err
	}
	for i := range sheets {
		if err := p.sheet(&sheets[i]); err != nil {
			return err
		}
	}
	return p.close(w)
}

// laid is a sheet with everything in its place.
type laid struct {
	*Sheet
	form    *form
	heading *heading
	look    look
	pages   [][]box
}

// lay sets a sheet in the largest type that needs no more pages than the
// densest look does.
func (f *Fonts) lay(s *Sheet) (*laid, error) {
	layout, err := forms.LayoutByID(s.Document.Layout)
	if err != nil {
		return nil, err
	}
	grid := layout.Grid(s.Document)
	form, err := newForm(grid, s.Document)
	if err != nil {
		return nil, err
	}
	width := form.lefts[len(form.lefts)-1] - margin
	l := &laid{Sheet: s, form: form, heading: newHeading(f.bold, grid.Title, grid.Year, width)}
	fewest := 0
	for i := len(looks) - 1; i >= 0; i-- {
		form.measure(f.regular, looks[i])
		pages := form.lay(margin+l.heading.height, margin, pageHeight-margin)
		if fewest == 0 {
			fewest = len(pages)
		}
		if len(pages) > fewest {
			break
		}
		l.look, l.pages = looks[i], pages
	}
	return l, nil
}

// sheet lays a sheet and draws it.
func (p *printer) sheet(s *Sheet) error {
	l, err := p.fonts.lay(s)
	if err != nil {
		return err
	}
	for i, boxes := range l.pages {
		p.AddPage()
		if s.Draft {
			p.draft()
		}
		if i == 0 {
			p.heading(l.heading)
		} else {
			p.running(l.heading, l.form.grid.Title, s.Document.Project.Name)
		}
		p.boxes(l.look, boxes)
		p.foot(s, i+1, len(l.pages))
	}
	return p.Error()
}

// foot draws the page number and, at the left, number and version. The right
// stays free for the seal.
func (p *printer) foot(s *Sheet, page, pages int) {
	p.centred(p.fonts.regular, footSize, footLine, pageNumber(page, pages))
	x := margin
	for _, part := range s.marks() {
		p.text(p.fonts.regular, smallSize, x, footLine, []rune(part))
		x += float64(p.fonts.regular.measure([]rune(part))+1000) / 1000 * smallSize * point
	}
}

func pageNumber(page, pages int) string {
	return "第 " + strconv.Itoa(page) + " 页 共 " + strconv.Itoa(pages) + " 页"
}

// marks are the small texts at the foot.
func (s *Sheet) marks() (list []string) {
	if s.Number != "" {
		list = append(list, s.Number)
	}
	if s.Version > 0 {
		list = append(list, "版本 "+strconv.Itoa(s.Version))
	}
	return list
}
