package pdf

import (
	"io"
	"sort"

	"jixiao/forms"
	"jixiao/models"
)

// Sheet is one declaration to be printed.
type Sheet struct {
	Document *models.Document
	Version  int    // printed small at the foot; 0 means none
	Draft    bool   // the watermark 草稿 lies under every page
	Number   string // printed at the foot; may be blank
	Check    string // check code, printed at the foot; may be blank
	QR       string // what the QR code at the left foot says; blank for none
	Settings models.PrintSettings
}

// SheetOf returns a version as it is printed, with its marks, by the settings
// that were in force when it was sent in: the same version prints alike for
// ever. Without a key there is neither check code nor QR code.
func SheetOf(v *models.Version, key models.MarkKey, decided models.PrintDecisions) (Sheet, error) {
	s := Sheet{Document: &v.Document, Version: v.Number, Settings: decided.At(v.At)}
	mark, err := key.Mark(v)
	if err != nil {
		return s, err
	}
	s.Number = mark.Number
	if mark.Code != "" && !s.Settings.NoCode {
		s.Check, s.QR = mark.Printed(), mark.Link(s.Settings.Server)
	}
	return s, nil
}

// Public returns the sheet as it may be published with a unit's budget:
// without the handler, the telephone, number, check code and QR code.
func (s Sheet) Public() Sheet {
	d := s.Document.Clone()
	d.Signoff.Handler, d.Signoff.Phone = "", ""
	s.Document, s.Number, s.Check, s.QR = &d, "", "", ""
	return s
}

// Write prints sheets into one PDF. Each declaration begins on a new page and
// counts its pages by itself: 第 1 页 共 2 页; of several, the outline names the
// projects. The same sheets give the same
// bytes. Characters that cannot be printed are GlyphErrors, and an unknown
// layout an Invalid error; then nothing is written.
func (f *Fonts) Write(w io.Writer, sheets ...Sheet) error {
	grids, err := gridsOf(sheets)
	if err != nil {
		return err
	}
	p, err := f.open(sheets, grids, extra{})
	if err != nil {
		return err
	}
	for i := range sheets {
		first := p.PageNo() + 1
		if err := p.sheet(&sheets[i], grids[i]); err != nil {
			return err
		}
		if len(sheets) > 1 {
			p.bookmark(sheets[i].Document.Project.Name, 0, first)
		}
		grids[i] = nil // there may be a thousand of them
	}
	return p.close(w)
}

// gridsOf returns the grid of each sheet.
func gridsOf(sheets []Sheet) ([]*forms.Grid, error) {
	if len(sheets) == 0 {
		return nil, models.Refuse(models.Invalid, "没有可打印的申报表")
	}
	list := make([]*forms.Grid, len(sheets))
	for i := range sheets {
		layout, err := forms.LayoutByID(sheets[i].Document.Layout)
		if err != nil {
			return nil, err
		}
		list[i] = layout.Grid(sheets[i].Document)
		list[i].Reword(sheets[i].Settings.Captions)
	}
	return list, nil
}

// laid is a sheet with everything in its place.
type laid struct {
	*Sheet
	area    area
	form    *form
	heading *heading
	look    look
	pages   [][]box
	squares *squares // of the QR code, nil for none
}

// lay sets a sheet in the largest type that needs no more pages than the
// densest look does.
func (l *layer) lay(s *Sheet, grid *forms.Grid) (*laid, error) {
	area := areaOf(s.Settings.Margins, s.QR != "")
	form, err := l.form(grid, s.Document, area)
	if err != nil {
		return nil, err
	}
	set := &laid{Sheet: s, area: area, form: form, heading: newHeading(l.fonts.bold, grid.Title, grid.Year, area.right-area.left)}
	if s.QR != "" {
		if set.squares, err = encode(s.QR); err != nil {
			return nil, err
		}
	}
	set.choose()
	return set, nil
}

// choose lays the form in the largest look that needs no more pages than the
// densest does; the larger the look, the more pages it takes.
func (l *laid) choose() {
	first := l.area.top + l.heading.height
	count := func(k look) int {
		l.form.measure(k)
		return len(l.form.paginate(first, l.area.top, l.area.bottom))
	}
	fewest := count(looks[len(looks)-1])
	best := sort.Search(len(looks)-1, func(i int) bool { return count(looks[i]) <= fewest })
	l.look = looks[best]
	l.form.measure(l.look)
	l.form.even()
	l.pages = l.form.lay(first, l.area.top, l.area.bottom)
	if len(l.pages) == 1 {
		l.spread(first)
	}
}

// spread gives the rows of a form of one page some of the room that is left.
func (l *laid) spread(first float64) {
	boxes := l.pages[0]
	left := l.area.bottom - boxes[len(boxes)-1].y - boxes[len(boxes)-1].h
	l.look.pad += min(airy, 0.8*left/2/float64(len(l.form.rows)))
	l.form.look = l.look
	l.pages = l.form.lay(first, l.area.top, l.area.bottom)
}

// sheet lays a sheet and draws it.
func (p *printer) sheet(s *Sheet, grid *forms.Grid) error {
	l, err := p.layer.lay(s, grid)
	if err != nil {
		return err
	}
	for i, boxes := range l.pages {
		p.AddPage()
		if s.Draft {
			p.draft()
		}
		if i == 0 {
			p.heading(l.area, l.heading)
		} else {
			p.running(l.area, l.form.grid.Title, s.Document.Project.Name)
		}
		p.boxes(l.look, boxes)
		p.foot(l, i+1, len(l.pages))
	}
	return p.Error()
}
