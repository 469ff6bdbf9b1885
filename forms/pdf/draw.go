package pdf

import (
	"bytes"
	"strconv"

	"jixiao/forms"
)

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

// centred draws a line around an axis.
func (p *printer) centred(f *face, size, middle, y float64, s string) {
	t := newText(f, s)
	p.text(f, size, middle-long(t, size)/2, y, t.runes)
}

// text draws a line from x on, with its gaps between Chinese and Latin. Each
// run of one font without a gap is one piece; gaps are too narrow to be read as
// spaces.
func (p *printer) text(f *face, size, x, y float64, runes []rune) {
	start, width, font := 0, 0, f
	flush := func(end, extra int) {
		if end > start {
			p.set(font, size)
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
		if needed := f.of(r); needed != font {
			flush(i, 0)
			font = needed
		}
		width += f.width(r)
	}
	flush(len(runes), 0)
}

// set makes a font the one that is drawn with, if it is not already.
func (p *printer) set(f *face, size float64) {
	if f != p.font || size != p.size {
		p.font, p.size = f, size
		p.SetFont(p.families[f].key, "", size)
	}
}
