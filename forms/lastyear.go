package forms

import (
	"strconv"
	"strings"

	"jixiao/models"
)

// CopyLastYear takes over into the blank cells of d what the same project's
// declaration of the year before says: the texts, goals and indicators, the
// attribute and the period. Amounts, people and dates are of their year and
// stay behind. foreign are the rows whose class this form does not have.
func (l *Layout) CopyLastYear(d, last *models.Document) (n Copied, foreign []models.Indicator) {
	for _, in := range l.Grid(&models.Document{}).Inputs() {
		if !lasts(in.Spec()) {
			continue
		}
		switch text := in.Text(last); {
		case models.Blank(text):
		case models.Blank(in.Text(d)):
			in.Copy(d, last)
			n.Filled++
		case in.Text(d) != text:
			n.Kept++
		}
	}
	for _, b := range l.tree(last) {
		for _, c := range b.classes {
			if l.level1Of(c.name) != b.name {
				foreign = append(foreign, filledRows(last, c)...)
				continue
			}
			taken := map[int]bool{}
			for k := range c.height() {
				n.add(l.copyPair(d, pairAt(last, c, k), taken))
			}
		}
	}
	return n, foreign
}

// lasts reports whether what stands in a blank is taken over from year to year.
func lasts(s *Spec) bool {
	return s.Part == PartNarrative || s.Part == PartGoals || s.Path == "project.attribute" || s.Path == "project.period"
}

func filledRows(d *models.Document, c *class) (rows []models.Indicator) {
	for _, half := range c.rows {
		for _, i := range half {
			if !d.Indicators[i].Empty() {
				rows = append(rows, d.Indicators[i])
			}
		}
	}
	return rows
}

// pairAt returns the filled rows that stand side by side at a place of a class.
func pairAt(d *models.Document, c *class, k int) (pair []models.Indicator) {
	for _, half := range c.rows {
		if k < len(half) && !d.Indicators[half[k]].Empty() {
			pair = append(pair, d.Indicators[half[k]])
		}
	}
	return pair
}

// copyPair copies rows that stand side by side to the place where one of them
// is already, else to the first place that is blank on both halves, so that
// they stand side by side again.
func (l *Layout) copyPair(d *models.Document, pair []models.Indicator, taken map[int]bool) (n Copied) {
	if len(pair) == 0 {
		return n
	}
	place := namedPlace(d, pair, taken)
	if place < 0 {
		for place = 0; !l.blankAt(d, pair[0], place); place++ {
		}
	}
	taken[place] = true
	for _, row := range pair {
		to := l.rowAt(d, row, place)
		if sameInYear(to.Level3, row.Level3, d.Year) {
			row.Level3 = to.Level3
		}
		n.row(to, row)
	}
	return n
}

// namedPlace returns the place of the class that has one of the rows already,
// or -1.
func namedPlace(d *models.Document, pair []models.Indicator, taken map[int]bool) int {
	for _, row := range pair {
		for k, i := range rowsLike(d, row) {
			if !taken[k] && sameInYear(d.Indicators[i].Level3, row.Level3, d.Year) {
				return k
			}
		}
	}
	return -1
}

// sameInYear reports whether now is what a name of the year before is called
// this year: 2023年培训人次 for 2022年培训人次.
func sameInYear(now, before string, year int) bool {
	moved := strings.ReplaceAll(models.Halfwidth(before), strconv.Itoa(year-1), strconv.Itoa(year))
	return models.SameText(now, before) || models.SameText(now, moved)
}

// Beside returns what stood a year before where the blanks of d stand now, by
// the names of the inputs. A row stands where its name stands, else at the next
// free place of its class; rest are the rows for which d has no place.
func (l *Layout) Beside(d, last *models.Document) (cells map[string]string, rest []models.Indicator) {
	cells = map[string]string{}
	for _, in := range l.Grid(&models.Document{}).Inputs() {
		if s := in.Spec(); s.Part == PartFunding || lasts(s) {
			cells[s.Name] = in.Text(last)
		}
	}
	for _, b := range l.tree(last) {
		for _, c := range b.classes {
			for _, half := range c.rows {
				rest = append(rest, besideRows(cells, d, last, half)...)
			}
		}
	}
	return cells, rest
}

// besideRows finds places for the rows of one class and half.
func besideRows(cells map[string]string, d, last *models.Document, half []int) (rest []models.Indicator) {
	put := func(at int, row models.Indicator) {
		id := d.Indicators[at].ID
		cells[RowInput(id, "level3")], cells[RowInput(id, "value")] = row.Level3, row.Value
	}
	taken := map[int]bool{}
	for _, named := range []bool{true, false} {
		var left []int
		for _, i := range half {
			row := last.Indicators[i]
			at := freePlace(d, row, taken, named)
			switch {
			case row.Empty():
			case at < 0 && named:
				left = append(left, i)
			case at < 0:
				rest = append(rest, row)
			default:
				taken[at] = true
				put(at, row)
			}
		}
		half = left
	}
	return rest
}

// freePlace returns where in d's list the first row of the same class and half
// stands that is not taken, or of the same name, or -1.
func freePlace(d *models.Document, row models.Indicator, taken map[int]bool, named bool) int {
	for _, i := range rowsLike(d, row) {
		if !taken[i] && (!named || sameInYear(d.Indicators[i].Level3, row.Level3, d.Year)) {
			return i
		}
	}
	return -1
}
