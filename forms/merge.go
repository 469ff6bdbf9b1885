package forms

import (
	"slices"
	"strings"

	"jixiao/models"
)

// Conflict is a cell that two people changed in different ways.
type Conflict struct {
	Name               string // of the input
	Base, Mine, Theirs string // what stood there before both, and what each made of it
	// Gone says that one of the two took the whole row away; the texts are then
	// those of all its cells.
	Gone bool
}

// Merge puts together what two people made of base: cells that only one of
// them changed are taken over; where both did, mine stands in the result and
// the conflict tells what theirs is. Rows go by their identity. A row that one
// took away and the other changed stays, and is a conflict.
func (l *Layout) Merge(base, mine, theirs *models.Document) (merged models.Document, conflicts []Conflict) {
	merged = theirs.Clone()
	blank := models.Document{Layout: base.Layout, Year: base.Year}
	for _, in := range l.Grid(&blank).Inputs() {
		if c, ok := mergeInput(in, base, mine, &merged); ok {
			conflicts = append(conflicts, c)
		}
	}
	return merged, append(conflicts, l.mergeRows(base, mine, &merged)...)
}

// mergeInput merges one cell that every document has.
func mergeInput(in Input, base, mine, merged *models.Document) (Conflict, bool) {
	b, m, t := in.Text(base), in.Text(mine), in.Text(merged)
	if m == b || m == t {
		return Conflict{}, false
	}
	in.Copy(merged, mine)
	return Conflict{Name: in.Spec().Name, Base: b, Mine: m, Theirs: t}, t != b
}

func rowsByID(d *models.Document) map[string]models.Indicator {
	rows := make(map[string]models.Indicator, len(d.Indicators))
	for _, row := range d.Indicators {
		rows[row.ID] = row
	}
	return rows
}

func (l *Layout) mergeRows(base, mine, merged *models.Document) (conflicts []Conflict) {
	before, others := rowsByID(base), rowsByID(merged)
	kept := rowsByID(mine)
	for _, row := range mine.Indicators {
		old, known := before[row.ID]
		_, there := others[row.ID]
		switch {
		case there:
			conflicts = append(conflicts, mergeRow(merged, old, row)...)
		case !known:
			l.Insert(merged, row)
		case row != old:
			l.Insert(merged, row)
			conflicts = append(conflicts, Conflict{
				Name: RowInput(row.ID, "level3"), Base: words(old), Mine: words(row), Theirs: "", Gone: true,
			})
		}
	}
	for id, old := range before {
		row, there := others[id]
		if _, mineToo := kept[id]; mineToo || !there {
			continue
		}
		if row == old {
			RemoveRows(merged, id)
			continue
		}
		conflicts = append(conflicts, Conflict{
			Name: RowInput(id, "level3"), Base: words(old), Mine: "", Theirs: words(row), Gone: true,
		})
	}
	return conflicts
}

// words are all texts of a row, for a conflict about the whole of it.
func words(row models.Indicator) string {
	texts := []string{row.Level3, row.Value, row.Weight}
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "，")
}

// mergeRow merges the cells of a row that both documents have.
func mergeRow(merged *models.Document, old, mine models.Indicator) (conflicts []Conflict) {
	for i := range merged.Indicators {
		row := &merged.Indicators[i]
		if row.ID != mine.ID {
			continue
		}
		for _, cell := range []struct {
			name string
			b, m string
			t    *string
		}{
			{"level3", old.Level3, mine.Level3, &row.Level3},
			{"value", old.Value, mine.Value, &row.Value},
			{"weight", old.Weight, mine.Weight, &row.Weight},
		} {
			if cell.m == cell.b || cell.m == *cell.t {
				continue
			}
			if *cell.t != cell.b {
				conflicts = append(conflicts, Conflict{
					Name: RowInput(mine.ID, cell.name), Base: cell.b, Mine: cell.m, Theirs: *cell.t,
				})
			}
			*cell.t = cell.m
		}
	}
	return conflicts
}

// RowInput returns the name of the input of one value of an indicator row.
func RowInput(id, value string) string { return "row." + id + "." + value }
