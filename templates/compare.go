package templates

import (
	"jixiao/forms"
	"jixiao/models"
)

// Compare shows what one version of a declaration changes of another.
type Compare struct {
	Base
	Subject  Subject
	From, To []Option // the versions to choose from
	Changes  Changes
}

// View returns "compare".
func (*Compare) View() string { return "compare" }

// Changes are the cells that two versions fill differently, by the parts of
// the form.
type Changes struct {
	From, To string // the names of the two: 版本 1, 现在的草稿
	URL      string // of the page that shows them, "" on that page itself
	Count    int
	Parts    []ChangedPart
}

// ChangedPart is one part of the form with its changes.
type ChangedPart struct {
	Name  forms.Part
	Cells []ChangedCell
}

// ChangedCell is one cell with what became of its text.
type ChangedCell struct {
	Label  string
	Mark   string // 新增的行, 删除的行, 移动的行; "" for a cell of a row that stays
	Pieces []Piece
	Amount string // 增加 100,000; "" where the cell is no amount
}

var rowMarks = map[forms.RowChange]string{
	forms.RowAdded: "新增的行", forms.RowRemoved: "删除的行", forms.RowMoved: "移动的行",
}

// NewChanges puts changes into the parts of the form, in their order.
func NewChanges(from, to string, changes []forms.Change) Changes {
	c := Changes{From: from, To: to, Count: len(changes)}
	for i := range changes {
		change := &changes[i]
		if n := len(c.Parts); n == 0 || c.Parts[n-1].Name != change.Part {
			c.Parts = append(c.Parts, ChangedPart{Name: change.Part})
		}
		part := &c.Parts[len(c.Parts)-1]
		part.Cells = append(part.Cells, changedCell(change))
	}
	return c
}

func changedCell(c *forms.Change) ChangedCell {
	cell := ChangedCell{Label: c.Label, Mark: rowMarks[c.Row]}
	switch {
	case c.Kind == forms.Money, c.Row == forms.RowMoved:
		cell.Pieces = hunk{deleted: []string{c.Before}, added: []string{c.After}}.pieces(nil)
	default:
		cell.Pieces = Pieces(c.Before, c.After)
	}
	if c.Kind == forms.Money {
		cell.Amount = difference(models.ParseAmount(c.Before), models.ParseAmount(c.After))
	}
	return cell
}

// difference says by how much an amount went up or down; "" unless both are
// understood.
func difference(before, after models.Amount) string {
	switch {
	case !before.Known || !after.Known:
		return ""
	case after.Fen > before.Fen:
		return "增加 " + (after.Fen - before.Fen).String()
	}
	return "减少 " + (before.Fen - after.Fen).String()
}
