package forms

import "jixiao/models"

// Pick puts an indicator, whose value is yet to be filled in, into the first
// pair of rows of its class that is blank on both halves, or into a new pair
// behind the others. It returns the identity of the row of 实施期; ok is false
// when the layout has no such class.
func (l *Layout) Pick(d *models.Document, class, name string) (id string, ok bool) {
	row := models.Indicator{Level1: l.level1Of(class), Level2: class}
	if row.Level1 == "" {
		return "", false
	}
	place := 0
	for !l.blankAt(d, row, place) {
		place++
	}
	for i, h := range l.Halves {
		row.Side = h.Side
		for len(rowsLike(d, row)) <= place {
			row.ID = models.NewRowID()
			l.Insert(d, row)
		}
		picked := &d.Indicators[rowsLike(d, row)[place]]
		picked.Level3 = name
		if i == 0 {
			id = picked.ID
		}
	}
	return id, true
}

// level1Of returns the 一级指标 of a class, or "".
func (l *Layout) level1Of(class string) string {
	for _, level1 := range l.Tree {
		for _, name := range level1.Classes {
			if name == class {
				return level1.Name
			}
		}
	}
	return ""
}

// blankAt reports whether at that place of a class both halves have no row, or
// a blank one.
func (l *Layout) blankAt(d *models.Document, class models.Indicator, place int) bool {
	for _, h := range l.Halves {
		class.Side = h.Side
		if rows := rowsLike(d, class); place < len(rows) && !d.Indicators[rows[place]].Empty() {
			return false
		}
	}
	return true
}

// rowsLike returns the places of the rows of the same class and half.
func rowsLike(d *models.Document, row models.Indicator) (places []int) {
	for i := range d.Indicators {
		if have := &d.Indicators[i]; have.Side == row.Side && have.Level1 == row.Level1 && have.Level2 == row.Level2 {
			places = append(places, i)
		}
	}
	return places
}
