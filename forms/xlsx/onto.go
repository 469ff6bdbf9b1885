package xlsx

import (
	"jixiao/forms"
	"jixiao/models"
)

// Onto returns d with what stands on the sheet: blanks that the sheet does not
// have stay as they are, and so do rows that both have, with their identities.
// Rows that d has and the sheet does not are left out.
func (f *Form) Onto(d *models.Document) (models.Document, error) {
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		return models.Document{}, err
	}
	out := d.Clone()
	for _, in := range l.Grid(&models.Document{Layout: d.Layout}).Inputs() {
		_, found := f.Found[in.Spec().Path]
		if found && own(in.Text(&f.Document)) != own(in.Text(&out)) {
			in.Copy(&out, &f.Document)
		}
	}
	if f.Rows {
		f.rowsOnto(l, &out)
	}
	return out, nil
}

// sameRow says how surely two rows of one class are the same.
var sameRow = []func(a, b *models.Indicator) bool{
	func(a, b *models.Indicator) bool { return a.ID == b.ID },
	func(a, b *models.Indicator) bool { return a.Level3 == b.Level3 && a.Value == b.Value },
	func(a, b *models.Indicator) bool { return models.SameText(a.Level3, b.Level3) },
	func(a, b *models.Indicator) bool { return true },
}

// rowsOnto puts the rows of the sheet in the place of those of out: the surest
// pairs are found first, in the end the rows that stand in the same place.
func (f *Form) rowsOnto(l *forms.Layout, out *models.Document) {
	pairs := map[int]int{} // of the sheet to those of out
	taken := map[int]bool{}
	for _, same := range sameRow {
		for i := range f.Document.Indicators {
			if _, done := pairs[i]; done {
				continue
			}
			for k := range out.Indicators {
				a, b := &f.Document.Indicators[i], &out.Indicators[k]
				if !taken[k] && classOf(a) == classOf(b) && same(a, b) {
					pairs[i], taken[k] = k, true
					break
				}
			}
		}
	}
	var gone []string
	for k, row := range out.Indicators {
		if !taken[k] && !row.Empty() {
			gone = append(gone, row.ID)
		}
	}
	for i, k := range pairs {
		out.Indicators[k].Level3, out.Indicators[k].Value = f.Document.Indicators[i].Level3, f.Document.Indicators[i].Value
	}
	places := map[forms.Class]int{}
	for i, row := range f.Document.Indicators {
		places[classOf(&row)]++
		if _, old := pairs[i]; !old {
			row.ID = models.NewRowID()
			l.InsertAt(out, row, places[classOf(&row)])
		}
	}
	forms.RemoveRows(out, gone...)
}

func classOf(row *models.Indicator) forms.Class {
	return forms.Class{Side: row.Side, Level1: row.Level1, Level2: row.Level2}
}
