package forms

import "fmt"

// Placed is a cell with its place in the grid.
type Placed struct {
	*Cell
	Row, Col int // of its upper left corner, from 0
}

// Place finds the column of every cell, as HTML does for the cells of a
// table, and fails unless the cells tile the rectangle exactly: no gap, no
// overlap, nothing beyond the edges. The cells come row by row, left to right.
func Place(g *Grid) ([]Placed, error) {
	width, height := len(g.Columns), len(g.Rows)
	taken := make([]bool, width*height)
	placed := make([]Placed, 0, 4*height)
	for y := range g.Rows {
		x := 0
		for i := range g.Rows[y].Cells {
			for x < width && taken[y*width+x] {
				x++
			}
			p := Placed{Cell: &g.Rows[y].Cells[i], Row: y, Col: x}
			if err := p.take(taken, width, height); err != nil {
				return nil, err
			}
			placed = append(placed, p)
		}
	}
	for i, t := range taken {
		if !t {
			return nil, fmt.Errorf("forms: no cell at row %d, column %d", i/width, i%width)
		}
	}
	return placed, nil
}

// take marks the squares that the cell covers.
func (p *Placed) take(taken []bool, width, height int) error {
	if p.Cols < 1 || p.Rows < 1 || p.Col+p.Cols > width || p.Row+p.Rows > height {
		return fmt.Errorf("forms: cell %q at row %d, column %d (%d×%d) leaves the grid of %d×%d",
			p.Caption, p.Row, p.Col, p.Cols, p.Rows, width, height)
	}
	for y := p.Row; y < p.Row+p.Rows; y++ {
		for x := p.Col; x < p.Col+p.Cols; x++ {
			if taken[y*width+x] {
				return fmt.Errorf("forms: cell %q at row %d, column %d overlaps another", p.Caption, p.Row, p.Col)
			}
			taken[y*width+x] = true
		}
	}
	return nil
}
