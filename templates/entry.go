package templates

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"jixiao/forms"
	"jixiao/models"
)

// Entry shows a declaration cell by cell, for typing it again in the national
// system.
type Entry struct {
	Base
	Subject Subject
	Version int // shown; 0 for a draft
	Parts   []EntryPart
	Limits  EntryLimits
	Over    int  // cells that are too long for the other system
	Setting bool // the person may change the limits
}

// View returns "entry".
func (*Entry) View() string { return "entry" }

// EntryLimits are how many characters the other system takes; 0 means any
// number.
type EntryLimits struct {
	Text int `json:"text"` // of a text or goal
	Name int `json:"name"` // of a 三级指标
}

// EntryPart is the cells of one part of the form.
type EntryPart struct {
	Name  forms.Part
	ID    string
	Cells []EntryCell
}

// EntryCell is one text to be copied.
type EntryCell struct {
	ID, Label, Text string
	Long            bool   // a text of several lines
	Count, Limit    int    // characters, where the other system counts them
	Note            string // what has no box of its own there
}

// Over returns by how many characters the text is too long.
func (c *EntryCell) Over() int {
	if c.Limit == 0 {
		return 0
	}
	return max(0, c.Count-c.Limit)
}

// Rows returns how many lines the box of a text needs.
func (c *EntryCell) Rows() int {
	box := FormInput{Value: c.Text, Width: 50}
	return box.Rows()
}

// Fill puts the cells of d on the page, in the order of the form.
func (e *Entry) Fill(l *forms.Layout, d *models.Document) {
	for _, in := range l.Grid(d).Inputs() {
		cells := e.cells(d, in)
		if spec := in.Spec(); len(e.Parts) == 0 || e.Parts[len(e.Parts)-1].Name != spec.Part {
			e.Parts = append(e.Parts, EntryPart{Name: spec.Part, ID: "entry-" + strconv.Itoa(len(e.Parts)+1)})
		}
		part := &e.Parts[len(e.Parts)-1]
		for _, c := range cells {
			c.ID = part.ID + "-" + strconv.Itoa(len(part.Cells)+1)
			part.Cells = append(part.Cells, c)
			if c.Over() > 0 {
				e.Over++
			}
		}
	}
}

// cells returns what is copied of one blank. Amounts go without commas, and a
// value in its three parts.
func (e *Entry) cells(d *models.Document, in forms.Input) []EntryCell {
	spec := in.Spec()
	c := EntryCell{Label: spec.Label, Text: in.Text(d), Long: spec.Kind == forms.Text}
	if amount, ok := in.(*forms.Field[models.Amount]); ok {
		c.Text = amount.At(d).Text()
	}
	switch {
	case strings.HasSuffix(spec.Path, "].value"):
		return valueCells(strings.TrimSuffix(spec.Label, spec.Caption), c.Text)
	case strings.HasSuffix(spec.Path, "].level3"):
		c.Limit = e.Limits.Name
	case spec.Kind == forms.Text:
		c.Limit = e.Limits.Text
	}
	c.Count = utf8.RuneCountInString(c.Text)
	return []EntryCell{c}
}

// valueCells splits 指标值 into 计算符号, 指标值 and 计量单位.
func valueCells(row, typed string) []EntryCell {
	p := models.ParseValue(typed).Parts()
	value := EntryCell{Label: row + "指标值", Text: p.Number}
	if p.Beside != "" {
		value.Note = "表上写的是“" + strings.TrimSpace(typed) + "”，其中“" + p.Beside + "”没有对应的格，请写进三级指标或说明。"
	}
	return []EntryCell{{Label: row + "计算符号", Text: p.Sign}, value, {Label: row + "计量单位", Text: p.Unit}}
}
