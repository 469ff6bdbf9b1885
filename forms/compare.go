package forms

import "jixiao/models"

// RowChange says what became of a whole indicator row.
type RowChange int

// What becomes of a row.
const (
	RowKept RowChange = iota
	RowAdded
	RowRemoved
	RowMoved // to another place among the rows that both texts have, or to another class
)

// Change is one cell that two texts of a declaration fill differently.
type Change struct {
	Part          Part
	Name          string // of the input
	Label         string // as in the newer text; of a removed row as in the older
	Kind          Kind
	Before, After string // what the cell shows; of a RowMoved its two places
	Row           RowChange
}

// Compare returns what after changes of before, in the order of the form.
// Rows go by their identity, so that an inserted row shifts nothing; a removed
// one is told behind the class in which it stood.
func (l *Layout) Compare(before, after *models.Document) []Change {
	was, is := l.Grid(before), l.Grid(after)
	c := comparison{before: before, after: after, was: map[string]Input{}, moved: l.moved(before, after)}
	for _, in := range was.Inputs() {
		c.was[in.Spec().Name] = in
	}
	kept := rowsByID(after)
	c.gone = removed(was, kept)
	for _, row := range is.Rows {
		for i := range row.Cells {
			c.cell(&row.Cells[i])
		}
	}
	c.remove(c.last)
	for _, at := range l.order(before) {
		c.remove(at)
	}
	return c.changes
}

// comparison collects the changes in the order of the newer grid.
type comparison struct {
	before, after *models.Document
	was           map[string]Input  // of the older grid, by name
	gone          map[Class][]Input // inputs of removed rows, by class
	moved         map[string]Change // by the identity of the row
	last          Class             // of the newer grid's row that was met last
	changes       []Change
}

// cell compares one box of the newer grid.
func (c *comparison) cell(cell *Cell) {
	if at := classOf(cell); at != c.last && at.Level2 != "" {
		c.remove(c.last)
		c.last = at
	}
	if cell.Input == nil {
		return
	}
	spec := cell.Input.Spec()
	if move, ok := c.moved[cell.RowID]; ok {
		c.changes = append(c.changes, move)
		delete(c.moved, cell.RowID)
	}
	change := Change{Part: spec.Part, Name: spec.Name, Label: spec.Label, Kind: spec.Kind, After: cell.Input.Text(c.after)}
	if old, ok := c.was[spec.Name]; ok {
		change.Before = old.Text(c.before)
	} else {
		change.Row = RowAdded
	}
	if change.Before != change.After {
		c.changes = append(c.changes, change)
	}
}

// remove tells the rows of a class that the newer text does not have.
func (c *comparison) remove(at Class) {
	for _, in := range c.gone[at] {
		spec := in.Spec()
		text := in.Text(c.before)
		if text == "" {
			continue
		}
		c.changes = append(c.changes, Change{
			Part: spec.Part, Name: spec.Name, Label: spec.Label, Kind: spec.Kind, Before: text, Row: RowRemoved,
		})
	}
	delete(c.gone, at)
}

// classOf returns the class in which a cell stands, on whichever half.
func classOf(cell *Cell) Class {
	return Class{Level1: cell.Class.Level1, Level2: cell.Class.Level2}
}

// removed returns the inputs of the rows of g that are not among kept.
func removed(g *Grid, kept map[string]models.Indicator) map[Class][]Input {
	gone := map[Class][]Input{}
	for _, row := range g.Rows {
		for i := range row.Cells {
			cell := &row.Cells[i]
			if _, there := kept[cell.RowID]; cell.Input == nil || cell.RowID == "" || there {
				continue
			}
			gone[classOf(cell)] = append(gone[classOf(cell)], cell.Input)
		}
	}
	return gone
}

// order returns the classes of d in the order of the form.
func (l *Layout) order(d *models.Document) []Class {
	var all []Class
	for _, b := range l.tree(d) {
		for _, c := range b.classes {
			all = append(all, Class{Level1: b.name, Level2: c.name})
		}
	}
	return all
}

// moved returns the rows of both texts that stand in another class, or in
// another order among the rows that the class has in both.
func (l *Layout) moved(before, after *models.Document) map[string]Change {
	was, is := l.places(before, rowsByID(after)), l.places(after, rowsByID(before))
	labels := map[string][2]string{}
	for i, d := range []*models.Document{before, after} {
		for _, in := range l.Grid(d).Inputs() {
			if spec := in.Spec(); spec.Part == PartIndicators {
				pair := labels[spec.Name]
				pair[i] = spec.Label
				labels[spec.Name] = pair
			}
		}
	}
	moved := map[string]Change{}
	for id, place := range is {
		if was[id] == place {
			continue
		}
		name := RowInput(id, "level3")
		moved[id] = Change{
			Part: PartIndicators, Name: name, Label: labels[name][1],
			Before: labels[name][0], After: labels[name][1], Row: RowMoved,
		}
	}
	return moved
}

// places returns for each row that others has too its class and its place
// among those rows of the class.
func (l *Layout) places(d *models.Document, others map[string]models.Indicator) map[string]Class {
	places := map[string]Class{}
	count := map[Class]int{}
	for _, row := range d.Indicators {
		if _, both := others[row.ID]; !both {
			continue
		}
		at := Class{Side: row.Side, Level1: row.Level1, Level2: row.Level2}
		count[at]++
		at.Place = count[at]
		places[row.ID] = at
	}
	return places
}
