package pdf

import "strconv"

// The texts of the table of contents.
const (
	contentsTitle    = "目　录"
	contentsCaptions = "序号项目名称实施单位页码页数…"
)

// contentColumns are the widths of the columns of the table, in mm: number,
// project, unit, page.
var contentColumns = []float64{14, 94, 54, 18}

// entry is a form's line in the table of contents.
type entry struct {
	name, unit   string
	link         int
	first, pages int // of the form among all pages of forms, from 0
	page         int // of the PDF, on which the line stands
	top, height  float64
	cells        [3]*text
	lines        [3][]line
}

// contents is the table of contents. Its pages are begun before the forms, as
// nothing can be put before what is drawn, and filled in after them.
type contents struct {
	entries []entry
	pitch   float64
}

// contents breaks the lines of the table and begins its pages.
func (p *printer) contents(b *Booklet) *contents {
	sheets := b.Sheets
	c := &contents{entries: make([]entry, len(sheets)), pitch: contentSize * 1.45 * point}
	y := pageHeight
	for i := range sheets {
		e := &c.entries[i]
		d := sheets[i].Document
		e.name, e.unit, e.link = d.Project.Name, d.Unit.Name, p.AddLink()
		lines := 1
		for k, s := range []string{strconv.Itoa(b.Before + i + 1), named(e.name, ""), named(e.unit, "")} {
			e.cells[k], e.lines[k] = p.short(s, ems(contentSize, contentColumns[k]-2*sidePad))
			lines = max(lines, len(e.lines[k]))
		}
		e.height = float64(lines)*c.pitch + 2.4
		if y+e.height > pageHeight-margin {
			p.AddPage()
			y = p.contentsHead(c, i == 0)
		}
		e.page, e.top = p.PageNo(), y
		y += e.height
	}
	return c
}

// contentLines is how many lines a name has in the table at most. The form
// itself has all of it; the table only leads there.
const contentLines = 4

func (p *printer) short(s string, width int) (*text, []line) {
	t := newText(p.fonts.regular, s)
	lines := t.wrap(width)
	for cut := 1; len(lines) > contentLines; cut++ {
		t = newText(p.fonts.regular, string(t.runes[:lines[contentLines-1].end-cut])+"…")
		lines = t.wrap(width)
	}
	return t, lines
}

// contentsHead draws what stands above the lines and returns where they begin.
func (p *printer) contentsHead(c *contents, first bool) float64 {
	y := margin
	if first {
		p.centred(p.fonts.bold, 20, pageWidth/2, y+8, contentsTitle)
		y += 16
	}
	height := c.pitch + 2.4
	x := margin
	for i, caption := range []string{"序号", "项目名称", "实施单位", p.pageCaption()} {
		t := newText(p.fonts.regular, caption)
		p.text(p.fonts.regular, contentSize, x+(contentColumns[i]-long(t, contentSize))/2, y+height*0.68, t.runes)
		x += contentColumns[i]
	}
	p.rules(y, y+height)
	return y + height
}

// pageCaption names the last column: in a booklet whose forms count their own
// pages a page's number leads nowhere on paper, so it says how many there are.
func (p *printer) pageCaption() string {
	if p.numbering == Throughout {
		return "页码"
	}
	return "页数"
}

// rules draws the lines around one row of the table.
func (p *printer) rules(top, bottom float64) {
	var lines path
	right := margin
	for _, width := range contentColumns {
		lines.line(right, top, right, bottom)
		right += width
	}
	lines.line(right, top, right, bottom)
	lines.line(margin, top, right, top)
	lines.line(margin, bottom, right, bottom)
	p.stroke(&lines)
}

// fillIn draws the lines of the table, now that the pages are known, links
// them to the forms, and makes the outline.
func (p *printer) fillIn(c *contents, b *Booklet) {
	for i := range c.entries {
		e := &c.entries[i]
		p.turnTo(e.page)
		p.rules(e.top, e.top+e.height)
		number := e.pages
		if b.Numbering == Throughout {
			number = b.page(e.first)
		}
		x := margin
		for k, t := range e.cells {
			p.cellLines(t, e.lines[k], x, contentColumns[k], e, c.pitch, k != 1)
			x += contentColumns[k]
		}
		t := newText(p.fonts.regular, strconv.Itoa(number))
		p.cellLines(t, t.wrap(ems(contentSize, contentColumns[3])), x, contentColumns[3], e, c.pitch, true)
		p.Link(margin, e.top, pageWidth-2*margin, e.height, e.link)
		p.SetLink(e.link, 0, p.drawn[e.first].number)
		p.outline(c, i, b.Before)
	}
}

// cellLines draws the lines of one cell of the table, in the middle of its
// height.
func (p *printer) cellLines(t *text, lines []line, x, width float64, e *entry, pitch float64, centred bool) {
	y := e.top + (e.height-float64(len(lines))*pitch)/2
	for _, l := range lines {
		at := x + sidePad
		if centred {
			at = x + (width-float64(l.width)/1000*contentSize*point)/2
		}
		p.text(p.fonts.regular, contentSize, at, y+pitch*0.5+contentSize*point*0.38, t.runes[l.start:l.drawn])
		y += pitch
	}
}
