package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"jixiao/forms"
	"jixiao/models"
)

// printer draws on the pages of one PDF.
type printer struct {
	*gofpdf.Fpdf
	fonts *Fonts
	layer *layer

	families map[*face]family

	font *face   // set last on this page
	size float64 // set last on this page

	numbering Numbering
	drawn     []int // pages of forms, drawn so far
}

// epoch stands for all dates in the file: the same sheets give the same bytes.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// extra is text beside that of the sheets.
type extra struct{ regular, bold string }

// open checks every character that will be printed and begins a PDF whose
// fonts hold them and no others.
func (f *Fonts) open(sheets []Sheet, grids []*forms.Grid, more extra) (*printer, error) {
	var regular, bold charset
	var missing GlyphErrors
	if lacking := append(f.regular.lacks(more.regular), f.bold.lacks(more.bold)...); len(lacking) > 0 {
		missing = append(missing, &GlyphError{Project: more.bold, Label: "封面", Runes: lacking})
	}
	regular.add(more.regular)
	bold.add(more.bold)
	for i := range sheets {
		s, grid := &sheets[i], grids[i]
		missing = append(missing, f.check(s.Document, grid)...)
		if lacking := f.Lacks(s.Number + s.Check); len(lacking) > 0 {
			missing = append(missing, &GlyphError{Project: s.Document.Project.Name, Label: "编号", Runes: lacking})
		}
		collect(s.Document, grid, &regular)
		bold.add(grid.Title)
		regular.add(grid.Year + strings.Join(s.marks(), "　"))
	}
	if len(missing) > 0 {
		return nil, missing
	}
	regular.add(continued + pageNumber(1234567890, 0))
	bold.add(continued)
	p := f.begin(f.regular.cut(&regular), f.bold.cut(&bold))
	p.describe(sheets)
	return p, p.Error()
}

// begin begins a PDF with these fonts. gofpdf writes into their bytes.
func (f *Fonts) begin(regular, bold []byte) *printer {
	p := &printer{fonts: f, layer: f.layer(), families: map[*face]family{}, Fpdf: gofpdf.New("P", "mm", "A4", "")}
	p.SetCatalogSort(true)
	p.SetCreationDate(epoch)
	p.SetModificationDate(epoch)
	p.SetProducer("jixiao", true)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetDisplayMode("default", "continuous") // the finisher puts the language there
	p.add(f.regular, 'r', regular)
	p.add(f.bold, 'b', bold)
	return p
}

func (p *printer) add(f *face, mark byte, cut []byte) {
	p.families[f] = familyOf(f, mark, cut)
	p.AddUTF8FontFromBytes(p.families[f].key, "", cut)
}

// collect adds everything that the grid prints for d to the set.
func collect(d *models.Document, g *forms.Grid, to *charset) {
	for i := range g.Rows {
		for k := range g.Rows[i].Cells {
			to.add(g.Rows[i].Cells[k].Text(d))
		}
	}
}

// describe sets what a file manager shows of the file.
func (p *printer) describe(sheets []Sheet) {
	if len(sheets) == 0 {
		return
	}
	d := sheets[0].Document
	title := d.Project.Name
	if len(sheets) > 1 {
		title = fmt.Sprintf("%s等%d份申报表", title, len(sheets))
	}
	p.SetTitle(title, true)
	p.SetSubject(fmt.Sprintf("项目支出绩效目标申报表(%d年度)", d.Year), true)
	p.SetAuthor(d.Unit.Name, true)
}

// close writes the PDF, whole or not at all.
func (p *printer) close(w io.Writer) error {
	p.Close()
	if err := p.Error(); err != nil {
		return fmt.Errorf("pdf: draw: %w", err)
	}
	last := finisher{w: w, names: map[string]string{}}
	for _, f := range p.families {
		last.names["utf8"+f.key] = f.name
	}
	return p.Output(&last)
}

// AddPage begins a page; no font is set on it yet.
func (p *printer) AddPage() {
	p.Fpdf.AddPage()
	p.font, p.size = nil, 0
}

// boxes draws the grid of a page: lines, each once, so that all look alike,
// the frame, and the texts one after the other, each line in order, so that
// whoever copies a cell gets it whole.
func (p *printer) boxes(k look, boxes []box) {
	lines := path{make([]byte, 0, 64*len(boxes))}
	left, top, right, bottom := pageWidth, pageHeight, 0.0, 0.0
	for i := range boxes {
		b := &boxes[i]
		lines.line(b.x, b.y+b.h, b.x+b.w, b.y+b.h)
		lines.line(b.x+b.w, b.y, b.x+b.w, b.y+b.h)
		left, top = min(left, b.x), min(top, b.y)
		right, bottom = max(right, b.x+b.w), max(bottom, b.y+b.h)
	}
	p.stroke(&lines)
	p.SetLineWidth(frame)
	p.Rect(left, top, right-left, bottom-top, "D")
	for i := range boxes {
		p.box(k, &boxes[i])
	}
}

// path is a list of lines in the language of PDF pages. gofpdf draws each line
// by itself, in three times the space.
type path struct{ data []byte }

func (p *path) line(x1, y1, x2, y2 float64) {
	p.data = p.point(p.data, x1, y1, "m ")
	p.data = p.point(p.data, x2, y2, "l\n")
}

// point appends a place in hundredths of a point, which is how exact gofpdf is.
func (*path) point(b []byte, x, y float64, what string) []byte {
	for _, v := range [2]float64{x, pageHeight - y} {
		n := int64(v/point*100 + 0.5)
		b = append(strconv.AppendInt(b, n/100, 10), '.', byte('0'+n/10%10), byte('0'+n%10), ' ')
	}
	return append(b, what...)
}

// stroke draws the lines.
func (p *printer) stroke(lines *path) {
	p.SetLineWidth(thin)
	p.RawWriteBuf(bytes.NewReader(append(lines.data, "S\n"...)))
}

func (p *printer) box(k look, b *box) {
	y := b.y + (b.h-float64(len(b.lines))*k.leading)/2
	if b.top {
		y = b.y + k.pad
	}
	for _, l := range b.lines {
		free := b.w - float64(l.width)/1000*k.size*point
		x := b.x + free/2
		switch b.cell.Style {
		case forms.Prose, forms.Sign:
			x = b.x + sidePad
		case forms.Sum:
			x = b.x + free - sidePad
		}
		p.text(p.fonts.regular, k.size, x, y+k.baseline(), b.text.runes[l.start:l.drawn])
		y += k.leading
	}
}

// centred draws a line in the middle of the page.
func (p *printer) centred(f *face, size, y float64, s string) {
	t := newText(f, s)
	p.text(f, size, (pageWidth-long(t, size))/2, y, t.runes)
}

// text draws a line from x on, with its gaps between Chinese and Latin. Each
// run without a gap is one piece; gaps are too narrow to be read as spaces.
func (p *printer) text(f *face, size, x, y float64, runes []rune) {
	if f != p.font || size != p.size {
		p.font, p.size = f, size
		p.SetFont(p.families[f].key, "", size)
	}
	start, width := 0, 0
	flush := func(end, extra int) {
		if end > start {
			p.Text(x, y, string(runes[start:end]))
		}
		x += float64(width+extra) / 1000 * size * point
		start, width = end, 0
	}
	for i, r := range runes {
		switch {
		case r == '\t':
			flush(i, tab)
			start = i + 1
			continue
		case i > start && gapped(runes[i-1], r):
			flush(i, gap)
		}
		width += f.width(r)
	}
	flush(len(runes), 0)
}
