package forms

import (
	"slices"
	"strconv"

	"jixiao/models"
)

// class is one 二级指标 of the form with its rows: for each half the places in
// Document.Indicators, in order.
type class struct {
	name string
	rows [2][]int
}

// height returns how many rows of the grid the class takes.
func (c *class) height() int { return max(1, len(c.rows[0]), len(c.rows[1])) }

// branch is one 一级指标 of the form with its classes.
type branch struct {
	name    string
	classes []*class
}

func (b *branch) height() (n int) {
	for _, c := range b.classes {
		n += c.height()
	}
	return n
}

// tree sorts the document's indicators into the layout's tree. Every class of
// the layout is there also when it is empty; a class that the layout does not
// have comes behind the classes of its 一级指标, and a 一级指标 that it does not
// have behind the others.
func (l *Layout) tree(d *models.Document) []*branch {
	branches := make([]*branch, 0, len(l.Tree))
	for _, level1 := range l.Tree {
		b := &branch{name: level1.Name}
		for _, name := range level1.Classes {
			b.classes = append(b.classes, &class{name: name})
		}
		branches = append(branches, b)
	}
	for i := range d.Indicators {
		row := &d.Indicators[i]
		b := find(&branches, func(b *branch) bool { return b.name == row.Level1 }, &branch{name: row.Level1})
		c := find(&b.classes, func(c *class) bool { return c.name == row.Level2 }, &class{name: row.Level2})
		half := slices.Index(models.Sides, row.Side)
		c.rows[half] = append(c.rows[half], i)
	}
	return branches
}

// find returns the element of list that is meant, or appends fresh.
func find[T any](list *[]*T, meant func(*T) bool, fresh *T) *T {
	if i := slices.IndexFunc(*list, meant); i >= 0 {
		return (*list)[i]
	}
	*list = append(*list, fresh)
	return fresh
}

// indicators expands the tree into rows: 一级指标 reaches over all its rows and
// is shared by both halves, 二级指标 over the rows of its class on each half.
func (l *Layout) indicators(d *models.Document) []Row {
	branches := l.tree(d)
	height := 1
	for _, b := range branches {
		height += b.height()
	}
	heads := Row{Part: PartIndicators, Head: true, Cells: []Cell{
		caption("绩效指标", 1, height), {Cols: 1, Rows: 1, Caption: "一级指标", Style: Head},
	}}
	for range l.Halves {
		for _, name := range []string{"二级指标", "三级指标", "指标值"} {
			heads.Cells = append(heads.Cells, Cell{Cols: 1, Rows: 1, Caption: name, Style: Head})
		}
	}
	rows := []Row{heads}
	for _, b := range branches {
		first := len(rows)
		for _, c := range b.classes {
			rows = append(rows, l.classRows(d, b, c)...)
		}
		level1 := caption(b.name, 1, b.height())
		level1.Class = Class{Level1: b.name}
		rows[first].Cells = slices.Insert(rows[first].Cells, 0, level1)
	}
	return rows
}

func (l *Layout) classRows(d *models.Document, b *branch, c *class) []Row {
	rows := make([]Row, c.height())
	for k := range rows {
		rows[k].Part = PartIndicators
		for half, h := range l.Halves {
			at := Class{Side: h.Side, Level1: b.name, Level2: c.name}
			if k == 0 {
				level2 := caption(c.name, 1, c.height())
				level2.Class = at
				rows[k].Cells = append(rows[k].Cells, level2)
			}
			at.Place = k + 1
			index := -1
			if k < len(c.rows[half]) {
				index = c.rows[half][k]
			}
			rows[k].Cells = append(rows[k].Cells, l.indicatorCells(d, h, at, index)...)
		}
	}
	return rows
}

// indicatorCells returns name and value of the indicator at index, or two
// empty boxes when index is negative.
func (l *Layout) indicatorCells(d *models.Document, h Half, at Class, index int) []Cell {
	name := Cell{Cols: 1, Rows: 1, Style: Prose, Class: at}
	value := Cell{Cols: 1, Rows: 1, Style: Value, Class: at}
	if index >= 0 {
		id := d.Indicators[index].ID
		name.RowID, value.RowID = id, id
		name.Input = l.indicatorField(h, at, index, id, "level3", "三级指标", func(i *models.Indicator) *string { return &i.Level3 })
		value.Input = l.indicatorField(h, at, index, id, "value", "指标值", func(i *models.Indicator) *string { return &i.Value })
	}
	return []Cell{name, value}
}

func (l *Layout) indicatorField(h Half, at Class, index int, id, value, name string, of func(*models.Indicator) *string) Input {
	return textField(Spec{
		Path: indicatorPath(index, value), Name: RowInput(id, value),
		Label:   h.Name + "／" + at.Level2 + "／" + strconv.Itoa(at.Place) + "／" + name,
		Caption: name, Part: PartIndicators, Limit: l.NameLimit,
	}, func(d *models.Document) *string { return of(&d.Indicators[index]) })
}

// Padded returns a copy of d for filling in: on both halves each class has the
// same number of rows and at least one. The rows that it adds stand behind all
// others, so that the places of the document's own rows stay what they are.
func (l *Layout) Padded(d *models.Document) models.Document {
	padded := d.Clone()
	for _, b := range l.tree(d) {
		for _, c := range b.classes {
			for half, h := range l.Halves {
				for k := len(c.rows[half]); k < c.height(); k++ {
					padded.Indicators = append(padded.Indicators, models.Indicator{
						ID: models.NewRowID(), Side: h.Side, Level1: b.name, Level2: c.name,
					})
				}
			}
		}
	}
	return padded
}
