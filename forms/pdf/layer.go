package pdf

import (
	"jixiao/forms"
	"jixiao/models"
)

// layer lays out forms. It keeps the captions, which are the same on all of
// them.
type layer struct {
	fonts    *Fonts
	captions map[string]*text
}

func (f *Fonts) layer() *layer { return &layer{fonts: f, captions: map[string]*text{}} }

// caption is newCaption, remembered.
func (l *layer) caption(s string) *text {
	t := l.captions[s]
	if t == nil {
		t = newCaption(l.fonts.regular, s)
		l.captions[s] = t
	}
	return t
}

// form places the cells of a grid over the width of the area and takes their
// texts.
func (l *layer) form(g *forms.Grid, d *models.Document, a area) (*form, error) {
	placed, err := forms.Place(g)
	if err != nil {
		return nil, err
	}
	f := &form{grid: g, cells: make([]*cell, len(placed)), lefts: []float64{a.left}}
	scale := (a.right - a.left) / sum(g.Columns)
	for i, width := range g.Columns {
		f.lefts = append(f.lefts, f.lefts[i]+scale*width)
	}
	cells := make([]cell, len(placed))
	for i, p := range placed {
		c := &cells[i]
		c.Placed = p
		switch {
		case p.Input != nil:
			c.text = newText(l.fonts.regular, p.Text(d))
			if p.Style == forms.Sign {
				c.text.keepSigned(len([]rune(p.Caption)))
			}
		case p.Caption != "":
			c.text, c.again = l.caption(p.Caption), l.caption(p.Caption+continued)
		default:
			c.text = l.caption("")
		}
		f.cells[i] = c
	}
	return f, nil
}

func sum(list []float64) (total float64) {
	for _, v := range list {
		total += v
	}
	return total
}
