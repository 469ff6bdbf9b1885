package forms

import (
	"strings"

	"jixiao/models"
)

// Layout is what differs between official forms, as data. A layout once
// released keeps its meaning: a declaration remembers its layout's ID and
// prints for ever as it was filled.
type Layout struct {
	ID     string // permanent, e.g. shanxi-county
	Name   string // for people
	Issued string // the document that issued the form
	Title  func(region string) string

	Columns    []float64     // widths in mm
	MoneyUnit  string        // printed in the caption of the funds: 元
	Halves     [2]Half       // 实施期 and 年度
	Sources    []SourceBlank // sources of funds
	Texts      []TextBlank   // the texts, each over the whole width
	Attributes []string      // 项目属性
	Tree       []Level1      // of indicators
	TextLimit  int           // characters of a text or goal that may be sent in
	NameLimit  int           // characters of a name or value that may be sent in
}

// Half is one of the two halves of a form.
type Half struct {
	Side  models.Side
	Name  string // 实施期, in labels of indicators
	Funds string // 实施期资金, in labels of amounts
	Total string // 实施期资金总额, printed
	Goal  string // 实施期目标
}

// SourceBlank is a source of funds: its name in labels and what is printed.
type SourceBlank struct {
	Source  models.Source
	Name    string // 中央财政资金
	Printed string // 其中:中央财政资金
}

// TextBlank is one of the texts.
type TextBlank struct {
	Path    string
	Caption string
	Tag     string // rules that look at it alone
	At      func(*models.Document) *string
}

// Level1 is a 一级指标 with its classes (二级指标).
type Level1 struct {
	Name    string
	Classes []string
}

// HasAttribute reports whether value is one of the layout's 项目属性 or the
// part of one before its bracket.
func (l *Layout) HasAttribute(value string) bool {
	value = models.Plain(value)
	for _, a := range l.Attributes {
		short, _, _ := strings.Cut(a, "(")
		if value == models.Plain(a) || value == models.Plain(short) {
			return true
		}
	}
	return false
}

// Layouts lists the layouts that this program knows. The first one is used
// for new declarations.
func Layouts() []*Layout { return []*Layout{&shanxiCounty} }

// LayoutByID returns the layout with that ID, or an Invalid error.
func LayoutByID(id string) (*Layout, error) {
	for _, l := range Layouts() {
		if l.ID == id {
			return l, nil
		}
	}
	return nil, models.Refuse(models.Invalid, "没有名为“"+id+"”的申报表样式，请核对 layout 一项")
}
