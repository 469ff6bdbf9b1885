package forms

import "jixiao/models"

// Copied counts what became of the cells that were to be copied.
type Copied struct {
	Filled int // cells that were blank and are filled now
	Kept   int // cells that hold another text already, and stay as they are
}

// CopyToAnnual copies what stands on 实施期 into the blank cells of 年度: amounts,
// goal, and indicators row by row. What is filled stays as it is.
func (l *Layout) CopyToAnnual(d *models.Document) (n Copied) {
	from, to := &d.Funding.Total, &d.Funding.Annual
	n.amount(&to.Amount, from.Amount)
	for _, s := range l.Sources {
		n.amount(to.Sources.At(s.Source), *from.Sources.At(s.Source))
	}
	n.text(&d.Goals.Annual, d.Goals.Total)
	for _, b := range l.tree(d) {
		for _, c := range b.classes {
			n.add(l.CopyClassToAnnual(d, b.name, c.name))
		}
	}
	return n
}

// CopyClassToAnnual does so with the rows of one class alone.
func (l *Layout) CopyClassToAnnual(d *models.Document, level1, level2 string) (n Copied) {
	of := models.Indicator{Side: models.Total, Level1: level1, Level2: level2}
	for k := range rowsLike(d, of) {
		n.add(l.copyPlace(d, of, k))
	}
	return n
}

// CopyRowToAnnual does so with the row that has this identity alone. ok is
// false when there is no such row on 实施期.
func (l *Layout) CopyRowToAnnual(d *models.Document, id string) (n Copied, ok bool) {
	for _, row := range d.Indicators {
		if row.ID != id || row.Side != models.Total {
			continue
		}
		for k, i := range rowsLike(d, row) {
			if d.Indicators[i].ID == id {
				return l.copyPlace(d, row, k), true
			}
		}
	}
	return n, false
}

// copyPlace copies the k-th row of a class of 实施期 to the row beside it.
func (l *Layout) copyPlace(d *models.Document, of models.Indicator, k int) (n Copied) {
	source := d.Indicators[rowsLike(d, of)[k]]
	if source.Empty() {
		return n
	}
	of.Side = models.Annual
	n.row(l.rowAt(d, of, k), source)
	return n
}

// rowAt returns the row of a class and half at a place, from 0, and makes the
// class as long as it must be.
func (l *Layout) rowAt(d *models.Document, of models.Indicator, place int) *models.Indicator {
	for len(rowsLike(d, of)) <= place {
		l.Insert(d, models.Indicator{ID: models.NewRowID(), Side: of.Side, Level1: of.Level1, Level2: of.Level2})
	}
	return &d.Indicators[rowsLike(d, of)[place]]
}

func (n *Copied) add(more Copied) {
	n.Filled += more.Filled
	n.Kept += more.Kept
}

// row copies name, value and weight into a row that is blank, and into the
// blank cells of a row of the same name: the value of one indicator is none of
// another.
func (n *Copied) row(to *models.Indicator, from models.Indicator) {
	if to.Empty() || models.SameText(to.Level3, from.Level3) {
		if models.Blank(to.Level3) {
			n.text(&to.Level3, from.Level3)
		}
		n.text(&to.Value, from.Value)
		if models.Blank(to.Weight) {
			to.Weight = from.Weight
		}
		return
	}
	for _, pair := range [][2]string{{to.Level3, from.Level3}, {to.Value, from.Value}} {
		if pair[0] != pair[1] && !models.Blank(pair[1]) {
			n.Kept++
		}
	}
}

func (n *Copied) amount(to *models.Amount, from models.Amount) {
	switch {
	case from.Blank():
	case to.Blank():
		*to = from
		n.Filled++
	case *to != from:
		n.Kept++
	}
}

func (n *Copied) text(to *string, from string) {
	switch {
	case models.Blank(from):
	case models.Blank(*to):
		*to = from
		n.Filled++
	case *to != from:
		n.Kept++
	}
}
