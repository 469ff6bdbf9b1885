package pdf

import "jixiao/forms"

// continued marks a caption that is printed again on the next page.
const continued = "（续）"

// cell is a placed cell with its text.
type cell struct {
	forms.Placed
	text  *text
	again *text  // the caption on the pages after the first; nil for other cells
	lines []line // of text
	more  []line // of again
}

// row is what pagination has to know about a row of the grid.
type row struct {
	lines int     // height in lines
	least float64 // height in mm that the row has at least
	cells []*cell // that begin and end in the row
	keep  bool    // begins on the page on which the row above ends
	head  int     // row that is repeated above this one on a new page, or -1
}

// form is a document on its way to paper.
type form struct {
	grid  *forms.Grid
	cells []*cell
	rows  []row
	look  look
	lefts []float64 // left edges of the columns and, last, the right edge, in mm
}

// width returns the width of a cell in mm.
func (f *form) width(c *cell) float64 { return f.lefts[c.Col+c.Cols] - f.lefts[c.Col] }

// measure breaks the texts into lines of a look and solves the heights of the
// rows: each as high as its highest text, and where a cell over several rows
// needs more, its rows share the rest.
func (f *form) measure(k look) {
	f.look = k
	for _, c := range f.cells {
		ems := k.ems(f.width(c) - 2*sidePad)
		c.lines = c.text.wrapInto(c.lines[:0], ems) // no box has been made of them yet
		if c.again != nil {
			c.more = c.again.wrapInto(c.more[:0], ems)
		}
	}
	if f.rows == nil {
		f.rows = make([]row, len(f.grid.Rows))
	}
	for i := range f.rows {
		f.rows[i] = row{lines: 1, cells: f.rows[i].cells[:0], keep: f.grid.Rows[i].Keep, head: f.headOf(i)}
		if f.grid.Rows[i].Part == forms.PartSignoff {
			f.rows[i].least = signHeight
		}
	}
	for _, c := range f.cells {
		if c.Rows == 1 {
			r := &f.rows[c.Row]
			r.cells = append(r.cells, c)
			r.lines = max(r.lines, len(c.lines))
		}
	}
	for _, c := range f.cells {
		if c.Rows > 1 {
			f.stretch(c)
		}
	}
}

// even breaks the texts anew so that their lines are more even, not more.
func (f *form) even() {
	for _, c := range f.cells {
		ems := f.look.ems(f.width(c) - 2*sidePad)
		switch {
		case c.Style == forms.Prose:
			c.lines = join(c.text, c.lines, ems)
		case c.Style != forms.Sign:
			c.lines = balance(c.text, c.lines, ems)
		}
		if c.again != nil {
			c.more = balance(c.again, c.more, ems)
		}
	}
}

// headOf returns the row whose captions stand again above row i when its part
// goes on on a new page, or -1. Heads of the indicators are marked as such;
// those of the goals are known by their style.
func (f *form) headOf(i int) int {
	for j := i - 1; j >= 0 && f.grid.Rows[j].Part == f.grid.Rows[i].Part; j-- {
		cells := f.grid.Rows[j].Cells
		if f.grid.Rows[j].Head || len(cells) > 0 && cells[len(cells)-1].Style == forms.Head {
			return j
		}
	}
	return -1
}

// stretch gives the rows under a cell the lines that it needs, from the last
// row up, one after the other.
func (f *form) stretch(c *cell) {
	rows := f.rows[c.Row : c.Row+c.Rows]
	height := 0.0
	for i := range rows {
		height += f.height(&rows[i], rows[i].lines)
	}
	for i := len(rows) - 1; f.look.fits(height) < len(c.lines); i-- {
		rows[(i%len(rows)+len(rows))%len(rows)].lines++
		height += f.look.leading
	}
}

// height returns the height of so many lines of a row.
func (f *form) height(r *row, lines int) float64 {
	return max(f.look.height(lines), r.least)
}
