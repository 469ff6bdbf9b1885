package pdf

import (
	"fmt"
	"io"
	"strings"
)

// Numbering says how the pages of a booklet are counted.
type Numbering int

// The ways of counting pages.
const (
	ByForm     Numbering = iota // each form by itself
	Throughout                  // all forms in one count, from the first one on
)

// Booklet is many declarations bound into one PDF: a cover, a table of
// contents, and the forms. The table's lines lead to the forms; so does the
// outline, by unit and project.
type Booklet struct {
	Title     string   // on the cover
	Lines     []string // below on the cover: whose declarations, which year, the day
	Sheets    []Sheet
	Numbering Numbering
	First     int // Throughout: number of the first form's first page, where volumes go before; 0 means 1
	Total     int // Throughout: pages in all volumes; 0 means those of this one
	Before    int // forms in the volumes before: the table goes on counting
	// Step is called after each form; its error ends the printing. nil for none.
	Step func() error
}

// Sizes of cover and contents, in points.
const (
	coverSize   = 28.0
	coverLines  = 16.0
	contentSize = 10.5
)

// WriteBooklet prints a booklet. It fails as Write does. gofpdf holds every
// page until the end: more than a thousand forms are better made volumes.
func (f *Fonts) WriteBooklet(w io.Writer, b Booklet) error {
	grids, err := gridsOf(b.Sheets)
	if err != nil {
		return err
	}
	p, err := f.open(b.Sheets, grids, b.extra())
	if err != nil {
		return err
	}
	p.numbering = b.Numbering
	p.SetTitle(b.Title, true)
	p.cover(&b)
	c := p.contents(&b)
	for i := range b.Sheets {
		before := len(p.drawn)
		if err := p.sheet(&b.Sheets[i], grids[i]); err != nil {
			return err
		}
		c.entries[i].first, c.entries[i].pages = before, len(p.drawn)-before
		grids[i] = nil // there may be a thousand of them
		if b.Step == nil {
			continue
		}
		if err := b.Step(); err != nil {
			return err
		}
	}
	last := p.PageNo()
	p.number(&b)
	p.fillIn(c, &b)
	p.SetPage(last) // gofpdf writes the pages up to the present one
	return p.close(w)
}

func (b *Booklet) extra() extra {
	return extra{regular: strings.Join(b.Lines, "") + contentsCaptions + "0123456789", bold: b.Title + contentsTitle}
}

// cover draws the first page: the title in the upper half, the lines in the
// lower one.
func (p *printer) cover(b *Booklet) {
	p.AddPage()
	width := pageWidth - 2*margin
	draw := func(f *face, s string, size, y float64) float64 {
		t := newCaption(f, s)
		for _, l := range balance(t, t.wrap(ems(size, width)), ems(size, width)) {
			p.centred(f, size, pageWidth/2, y, string(t.runes[l.start:l.drawn]))
			y += size * 1.6 * point
		}
		return y
	}
	draw(p.fonts.bold, b.Title, coverSize, pageHeight*0.30)
	y := pageHeight * 0.68
	for _, line := range b.Lines {
		y = draw(p.fonts.regular, line, coverLines, y) + 2
	}
}

// number draws the page numbers that run through all forms, once it is known
// how many pages there are.
func (p *printer) number(b *Booklet) {
	if b.Numbering != Throughout {
		return
	}
	for i, page := range p.drawn {
		p.turnTo(page.number)
		p.centred(p.fonts.regular, footSize, page.middle(), page.foot, pageNumber(b.page(i), b.total(len(p.drawn))))
	}
}

// page returns the number of the i-th page of the forms.
func (b *Booklet) page(i int) int { return max(1, b.First) + i }

func (b *Booklet) total(drawn int) int {
	if b.Total > 0 {
		return b.Total
	}
	return max(1, b.First) + drawn - 1
}

// turnTo goes back to a page that was begun before; no font is set there.
func (p *printer) turnTo(page int) {
	p.SetPage(page)
	p.font, p.size = nil, 0
}

// outline marks where a form begins: units on the first level, projects below.
func (p *printer) outline(c *contents, i, before int) {
	e := &c.entries[i]
	page := p.drawn[e.first].number
	if i == 0 || c.entries[i-1].unit != e.unit {
		p.bookmark(named(e.unit, "未填实施单位"), 0, page)
	}
	p.bookmark(fmt.Sprintf("%d. %s", before+i+1, e.name), 1, page)
}

// bookmark puts a line into the outline that leads to a page.
func (p *printer) bookmark(title string, level, page int) {
	now := p.PageNo()
	p.SetPage(page)
	p.Bookmark(named(title, "未填项目名称"), level, 0)
	p.SetPage(now)
}

// named returns what a person typed, on one line, or a word for a blank.
func named(typed, blank string) string {
	if s := strings.Join(strings.Fields(typed), " "); s != "" {
		return s
	}
	return blank
}
