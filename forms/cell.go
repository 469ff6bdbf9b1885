package forms

import "jixiao/models"

// Style says how a cell looks on paper and screen.
type Style int

// The styles.
const (
	Caption Style = iota // a printed caption, centred
	Head                 // the caption of a column of the indicators
	Value                // a short text, centred
	Prose                // a long text, from the left
	Sum                  // an amount, to the right
	Sign                 // a blank of the sign-off row, behind its caption
)

// Cell is one box of the grid: a printed caption, a blank, or both.
type Cell struct {
	Cols, Rows int    // columns and rows it covers, at least 1
	Caption    string // printed text
	Input      Input  // nil when nobody fills the cell
	Style      Style
	// Row and Class tell the cell's place in the tree of indicators; both are
	// zero elsewhere.
	RowID string // identity of the indicator row, where Input is of one
	Class Class  // of an indicator row's cells and captions
}

// Class is a place in the tree of indicators, on one half.
type Class struct {
	Side   models.Side
	Level1 string
	Level2 string
	Place  int // of the row in its class, from 1; 0 for captions
}

// Text returns everything that the cell shows for d.
func (c *Cell) Text(d *models.Document) string {
	if c.Input == nil {
		return c.Caption
	}
	return c.Caption + c.Input.Text(d)
}

// Row is one row of the grid: its boxes from left to right, as in an HTML
// table. Boxes that reach down from rows above are not repeated.
type Row struct {
	Part  Part
	Cells []Cell
	// Head marks the rows that are printed again on each page on which their
	// part goes on.
	Head bool
	// Keep marks a row that stays on the page of the row above it.
	Keep bool
}

// Grid is a form as boxes, ready to be drawn.
type Grid struct {
	Title   string    // of the form
	Year    string    // below the title: (2023年度)
	Columns []float64 // widths in mm
	Rows    []Row
}

// Inputs returns the blanks of the grid in the order of the form.
func (g *Grid) Inputs() []Input {
	var all []Input
	for _, r := range g.Rows {
		for _, c := range r.Cells {
			if c.Input != nil {
				all = append(all, c.Input)
			}
		}
	}
	return all
}
