package pdf

import (
	"fmt"
	"io"
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
	drawn     []drawnPage // pages of forms, drawn so far
}

// drawnPage is a page of a form: its number in the file, and where on it things
// are.
type drawnPage struct {
	number int
	area
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
		missing = append(missing, f.lacking(s, grid)...)
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
	p.addSpare(f.regular, 's', &regular)
	p.addSpare(f.bold, 't', &bold)
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

// addSpare adds the font that prints what f lacks of the characters used.
func (p *printer) addSpare(f *face, mark byte, used *charset) {
	if f.spare == nil {
		return
	}
	var lacking charset
	some := false
	for i, in := range used {
		if in && f.of(rune(i)) != f {
			lacking[i], some = true, true
		}
	}
	if some {
		p.add(f.spare, mark, f.spare.cut(&lacking))
	}
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
