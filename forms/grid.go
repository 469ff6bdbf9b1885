package forms

import (
	"fmt"
	"strconv"

	"jixiao/models"
)

// Grid turns the layout and a document into rows of cells.
func (l *Layout) Grid(d *models.Document) *Grid {
	g := &Grid{
		Title:   l.Title(d.Region),
		Year:    "(" + strconv.Itoa(d.Year) + "年度)",
		Columns: l.Columns,
	}
	g.Rows = append(g.Rows, l.head()...)
	g.Rows = append(g.Rows, l.funding()...)
	g.Rows = append(g.Rows, l.narrative()...)
	g.Rows = append(g.Rows, l.goals()...)
	g.Rows = append(g.Rows, l.indicators(d)...)
	g.Rows = append(g.Rows, l.signoff())
	return g
}

func caption(text string, cols, rows int) Cell {
	return Cell{Cols: cols, Rows: rows, Caption: text, Style: Caption}
}

func (l *Layout) head() []Row {
	line := func(path, label, tag string, at func(*models.Document) *string) Input {
		return textField(Spec{
			Path: path, Name: path, Label: label, Caption: label, Part: PartHead,
			Tag: tag, Limit: l.NameLimit,
		}, at)
	}
	org := func(path, label string, at func(*models.Document) *models.OrgName, show func(models.OrgName) string) Input {
		return orgField(Spec{
			Path: path, Name: path, Label: label, Caption: label, Part: PartHead,
			Kind: OrgRef, Tag: "head-required", Limit: l.NameLimit,
		}, at, show)
	}
	name := line("project.name", "项目名称", "head-required", func(d *models.Document) *string { return &d.Project.Name })
	period := line("project.period", "项目期", "head-required,period-format", func(d *models.Document) *string { return &d.Project.Period })
	attribute := line("project.attribute", "项目属性", "head-required,attribute-unknown", func(d *models.Document) *string { return &d.Project.Attribute })
	attribute.Spec().Kind, attribute.Spec().Choices = Choice, l.Attributes
	department := org("department.name", "主管部门", func(d *models.Document) *models.OrgName { return &d.Department }, models.OrgName.Printed)
	unit := org("unit.name", "实施单位", func(d *models.Document) *models.OrgName { return &d.Unit }, func(o models.OrgName) string { return o.Name })
	return []Row{
		{Part: PartHead, Cells: []Cell{caption("项目名称", 2, 1), {Cols: 6, Rows: 1, Input: name, Style: Value}}},
		{Part: PartHead, Cells: []Cell{
			caption("主管部门及代码", 2, 1),
			{Cols: 2, Rows: 1, Input: department, Style: Value},
			caption("实施单位", 1, 1),
			{Cols: 3, Rows: 1, Input: unit, Style: Value},
		}},
		{Part: PartHead, Cells: []Cell{
			caption("项目属性", 2, 1),
			{Cols: 2, Rows: 1, Input: attribute, Style: Value},
			caption("项目期", 1, 1),
			{Cols: 3, Rows: 1, Input: period, Style: Value},
		}},
	}
}

func (l *Layout) funding() []Row {
	first := Row{Part: PartFunding, Cells: []Cell{caption("项目资金("+l.MoneyUnit+")", 1, 1+len(l.Sources))}}
	for i, h := range l.Halves {
		total := l.money(h, "amount", "资金总额", func(f *models.Funds) *models.Amount { return &f.Amount })
		first.Cells = append(first.Cells, caption(h.Total, 2, 1), Cell{Cols: 1 + i, Rows: 1, Input: total, Style: Sum})
	}
	rows := []Row{first}
	for _, s := range l.Sources {
		row := Row{Part: PartFunding}
		for i, h := range l.Halves {
			in := l.money(h, "sources."+string(s.Source), s.Name, func(f *models.Funds) *models.Amount { return f.Sources.At(s.Source) })
			row.Cells = append(row.Cells, caption(s.Printed, 2, 1), Cell{Cols: 1 + i, Rows: 1, Input: in, Style: Sum})
		}
		rows = append(rows, row)
	}
	return rows
}

func (l *Layout) money(h Half, path, name string, at func(*models.Funds) *models.Amount) Input {
	full := "funding." + string(h.Side) + "." + path
	return moneyField(Spec{
		Path: full, Name: full, Label: h.Funds + "／" + name, Caption: name,
		Part: PartFunding, Kind: Money, Tag: "funding-format",
	}, func(d *models.Document) *models.Amount { return at(d.Funds(h.Side)) })
}

func (l *Layout) narrative() []Row {
	rows := make([]Row, 0, len(l.Texts))
	for _, t := range l.Texts {
		in := textField(Spec{
			Path: t.Path, Name: t.Path, Label: t.Caption, Caption: t.Caption, Part: PartNarrative,
			Kind: Text, Tag: t.Tag, Limit: l.TextLimit,
		}, t.At)
		rows = append(rows, Row{Part: PartNarrative, Cells: []Cell{
			caption(t.Caption, 1, 1), {Cols: len(l.Columns) - 1, Rows: 1, Input: in, Style: Prose},
		}})
	}
	return rows
}

// halfCols are the columns that each half of goals and indicators covers,
// behind the caption at the left.
var halfCols = [2]int{4, 3}

func (l *Layout) goals() []Row {
	heads := Row{Part: PartGoals, Cells: []Cell{caption("总体目标", 1, 2)}}
	texts := Row{Part: PartGoals, Keep: true}
	for i, h := range l.Halves {
		heads.Cells = append(heads.Cells, Cell{Cols: halfCols[i], Rows: 1, Caption: h.Goal, Style: Head})
		path := "goals." + string(h.Side)
		in := textField(Spec{
			Path: path, Name: path, Label: h.Goal, Caption: h.Goal, Part: PartGoals,
			Kind: Text, Limit: l.TextLimit,
		}, func(d *models.Document) *string { return d.Goal(h.Side) })
		texts.Cells = append(texts.Cells, Cell{Cols: halfCols[i], Rows: 1, Input: in, Style: Prose})
	}
	return []Row{heads, texts}
}

func (l *Layout) signoff() Row {
	blank := func(path, label, printed, tag string, at func(*models.Document) *string) Cell {
		in := textField(Spec{
			Path: path, Name: path, Label: label, Caption: label, Part: PartSignoff, Tag: tag, Limit: l.NameLimit,
		}, at)
		return Cell{Cols: 2, Rows: 1, Caption: printed, Input: in, Style: Sign}
	}
	filled := dateField(Spec{
		Path: "signoff.filled_at", Name: "signoff.filled_at", Label: "填报日期", Caption: "填报日期",
		Part: PartSignoff, Kind: Date, Limit: l.NameLimit,
	}, func(d *models.Document) *string { return &d.Signoff.FilledAt })
	return Row{Part: PartSignoff, Keep: true, Cells: []Cell{
		blank("signoff.head", "负责人", "负责人:", "", func(d *models.Document) *string { return &d.Signoff.Head }),
		blank("signoff.handler", "经办人", "经办人:", "signoff-required", func(d *models.Document) *string { return &d.Signoff.Handler }),
		blank("signoff.phone", "联系电话", "联系电话:", "signoff-required,signoff-phone", func(d *models.Document) *string { return &d.Signoff.Phone }),
		{Cols: 2, Rows: 1, Caption: "填报日期:", Input: filled, Style: Sign},
	}}
}

// indicatorPath returns the path of one value of the i-th indicator.
func indicatorPath(i int, value string) string { return fmt.Sprintf("indicators[%d].%s", i, value) }
