package forms

import (
	"slices"

	"jixiao/models"
)

// rank returns where an indicator's class stands in the layout's tree; classes
// that the layout does not have come last.
func (l *Layout) rank(row *models.Indicator) int {
	n := 0
	for _, level1 := range l.Tree {
		for _, name := range level1.Classes {
			if level1.Name == row.Level1 && name == row.Level2 {
				return n
			}
			n++
		}
	}
	return n
}

// Insert puts rows of one class and half into d: behind the last row of the
// class, else behind the rows of the classes before it. The other rows keep
// their order.
func (l *Layout) Insert(d *models.Document, rows ...models.Indicator) {
	for _, row := range rows {
		d.Indicators = slices.Insert(d.Indicators, l.place(d, &row), row)
	}
}

// InsertAt puts a row into d so that it becomes the row of that place, from 1,
// in its class; behind the last row where the class is shorter.
func (l *Layout) InsertAt(d *models.Document, row models.Indicator, place int) {
	n := 0
	for i := range d.Indicators {
		have := &d.Indicators[i]
		if have.Side == row.Side && have.Level1 == row.Level1 && have.Level2 == row.Level2 {
			if n++; n == place {
				d.Indicators = slices.Insert(d.Indicators, i, row)
				return
			}
		}
	}
	l.Insert(d, row)
}

// place returns where in d's list a new row belongs.
func (l *Layout) place(d *models.Document, row *models.Indicator) int {
	first, behind := -1, -1
	for i := range d.Indicators {
		have := &d.Indicators[i]
		if have.Side != row.Side {
			continue
		}
		if first < 0 {
			first = i
		}
		if have.Level1 == row.Level1 && have.Level2 == row.Level2 || l.rank(have) < l.rank(row) {
			behind = i
		}
	}
	switch {
	case behind >= 0:
		return behind + 1
	case first >= 0:
		return first
	case row.Side == models.Total:
		return 0
	}
	return len(d.Indicators)
}

// AddRow makes a class one row longer, on both halves.
func (l *Layout) AddRow(d *models.Document, level1, level2 string) {
	height := 1
	for _, b := range l.tree(d) {
		for _, c := range b.classes {
			if b.name == level1 && c.name == level2 {
				height = c.height()
			}
		}
	}
	for _, h := range l.Halves {
		have := 0
		for i := range d.Indicators {
			if row := &d.Indicators[i]; row.Side == h.Side && row.Level1 == level1 && row.Level2 == level2 {
				have++
			}
		}
		for ; have <= height; have++ {
			l.Insert(d, models.Indicator{ID: models.NewRowID(), Side: h.Side, Level1: level1, Level2: level2})
		}
	}
}

// RemoveRows takes the rows with these identities out of d. Unknown identities
// are rows that were never kept.
func RemoveRows(d *models.Document, ids ...string) {
	d.Indicators = slices.DeleteFunc(d.Indicators, func(row models.Indicator) bool {
		return slices.Contains(ids, row.ID)
	})
}
