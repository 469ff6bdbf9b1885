package forms

import (
	"math"
	"slices"
	"strings"

	"jixiao/models"
)

// Order tells where in the form a path stands.
type Order map[string]int

// Order returns the places of all paths of the grid. Those of a row's classes
// stand where the row stands; the half of a class, and the half itself, where
// their captions stand.
func (g *Grid) Order() Order {
	order := Order{}
	n := 0
	put := func(key string) {
		if _, ok := order[key]; !ok {
			order[key] = n
		}
	}
	for _, r := range g.Rows {
		if r.Head {
			n++
			put(halfKey(models.Total, ""))
			put(halfKey(models.Annual, ""))
		}
		for i := range r.Cells {
			c := &r.Cells[i]
			n++
			if c.Class.Level2 != "" {
				put(halfKey(c.Class.Side, c.Class.Level2))
			}
			if c.Input == nil {
				continue
			}
			path := c.Input.Spec().Path
			put(path)
			if row, ok := strings.CutSuffix(path, ".level3"); ok {
				put(row + ".level1")
				put(row + ".level2")
				put(row + ".weight")
			}
		}
	}
	return order
}

func halfKey(side models.Side, class string) string { return string(side) + "/" + class }

// Of returns the place of a finding: of its first cell, or of the half and
// class that it speaks of. What speaks of neither comes last.
func (o Order) Of(f *models.Finding) int {
	key := halfKey(f.Side, f.Class)
	if len(f.Cells) > 0 {
		key = f.Cells[0]
	}
	if n, ok := o[key]; ok {
		return n
	}
	if n, ok := o[halfKey(f.Side, "")]; ok {
		return n
	}
	return math.MaxInt
}

// Sort puts findings into the order of the form, and the cells of each.
func (o Order) Sort(findings []models.Finding) {
	for i := range findings {
		slices.SortStableFunc(findings[i].Cells, func(a, b string) int { return o[a] - o[b] })
	}
	slices.SortStableFunc(findings, func(a, b models.Finding) int { return o.Of(&a) - o.Of(&b) })
}
