package pdf

// box is one rectangle of the grid on a page, with the lines in it.
type box struct {
	x, y, w, h float64 // in mm, from the upper left corner of the page
	cell       *cell
	text       *text
	lines      []line
	top        bool // the text begins at the top: its cell goes on on another page
}

// rounds is how often rows are made higher for what goes over several pages.
const rounds = 12

// lay returns the boxes of each page of a form, measured already, whose grid
// begins at first on the first page and at next on the others.
func (f *form) lay(first, next, bottom float64) [][]box {
	for round := 0; ; round++ {
		pages, short := f.boxes(f.paginate(first, next, bottom), round < rounds)
		if !short {
			return pages
		}
	}
}

// boxes cuts the cells as the rows are cut. Where a caption that goes on has no
// room for its （续）, or a cell over several rows loses the room for a line at
// a page break, it makes the row higher and reports short; with grow unset only
// for what would be lost.
func (f *form) boxes(pages []page, grow bool) (list [][]box, short bool) {
	shown := make([]int, len(f.cells))
	list = make([][]box, len(pages))
	for n, strips := range pages {
		list[n] = make([]box, 0, 6*len(strips))
		for i, c := range f.cells {
			first, last := strips.under(c)
			if first < 0 {
				continue
			}
			b := f.box(c, strips[first].top, strips[last].bottom)
			need := f.fill(&b, shown[i], strips[last].repeated)
			if extra := need - f.look.fits(b.h); extra > 0 && grow {
				f.rows[strips[last].row].lines += extra
				short = true
			}
			if !strips[last].repeated {
				shown[i] = min(len(c.lines), shown[i]+len(b.lines))
			}
			list[n] = append(list[n], b)
		}
	}
	for i, c := range f.cells {
		if missing := len(c.lines) - shown[i]; missing > 0 {
			f.rows[c.Row+c.Rows-1].lines += missing
			short = true
		}
	}
	return list, short
}

// under returns the first and last strip of a page that a cell covers, or -1.
func (p page) under(c *cell) (first, last int) {
	first, last = -1, -1
	for i, s := range p {
		if s.row >= c.Row && s.row < c.Row+c.Rows {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

func (f *form) box(c *cell, top, bottom float64) box {
	return box{x: f.lefts[c.Col], y: top, w: f.width(c), h: bottom - top, cell: c, text: c.text}
}

// longest is how many lines a caption may have to be printed again with its
// （续）; of a longer one, the name of some class that no layout has, the next
// page shows the （续） alone.
const longest = 6

// fill puts into the box what follows the lines shown before it, and returns
// how many lines high the box should be for it.
func (f *form) fill(b *box, shown int, repeated bool) (need int) {
	c, room := b.cell, f.look.fits(b.h)
	switch {
	case repeated && c.Rows == 1:
		b.lines = c.lines
	case shown < len(c.lines):
		b.lines = c.lines[shown:min(len(c.lines), shown+room)]
		b.top = len(b.lines) < len(c.lines)
	case c.again != nil && len(c.more) > min(room, longest):
		mark := c.again.mark()
		b.text, b.lines = c.again, []line{mark}
		if len(c.more) <= longest {
			return len(c.more)
		}
	case c.again != nil:
		b.text, b.lines = c.again, c.more
	}
	return 0
}

// mark returns the line that holds nothing but the （续） at the end of a
// caption.
func (t *text) mark() line {
	return t.line(len(t.runes)-len([]rune(continued)), len(t.runes))
}
