package forms

import (
	"strings"

	"jixiao/models"
)

// Kind says how a blank is filled and shown.
type Kind int

// The kinds of blank.
const (
	Line   Kind = iota // a short text
	Text               // a long text
	Money              // an amount in 元
	Choice             // one of Spec.Choices, or a value from elsewhere
	Date               // a day
	OrgRef             // an organisation of the tree; filled by whoever knows the tree
)

// Part is a part of the form, as headings and the progress rail name it.
type Part string

// The parts in the order of the form.
const (
	PartHead       Part = "基本信息"
	PartFunding    Part = "项目资金"
	PartNarrative  Part = "项目说明"
	PartGoals      Part = "总体目标"
	PartIndicators Part = "绩效指标"
	PartSignoff    Part = "签署"
)

// Parts lists the parts in the order of the form.
var Parts = []Part{PartHead, PartFunding, PartNarrative, PartGoals, PartIndicators, PartSignoff}

// Spec is what everybody needs to know about a blank.
type Spec struct {
	Path    string   // into the interchange document: funding.annual.amount
	Name    string   // of the input; a row's carries the row's identity
	Label   string   // full official name, parts joined by ／
	Caption string   // short name, for messages beside the label's context
	Part    Part     // the part of the form it stands in
	Kind    Kind     // how it is filled
	Tag     string   // validator tag: the rules that look at this blank alone
	Limit   int      // characters that may be sent in; 0 means no limit
	Choices []string // for a Choice
}

// Input is a Field of any type: one blank of the form.
type Input interface {
	// Spec returns the blank's description.
	Spec() *Spec
	// Text returns what the blank shows and prints.
	Text(d *models.Document) string
	// Copy puts the value that stands in from into to, as it is.
	Copy(to, from *models.Document)
	// Fill puts what a person typed into d. Filling in what Text returned
	// changes nothing.
	Fill(d *models.Document, typed string)
}

// Field binds a blank to a value of a document.
type Field[T any] struct {
	spec Spec
	at   func(*models.Document) *T // address of the value
	show func(T) string
	read func(string) T
}

// Spec returns the blank's description.
func (f *Field[T]) Spec() *Spec { return &f.spec }

// At returns the address of the value in d.
func (f *Field[T]) At(d *models.Document) *T { return f.at(d) }

// Text returns what the blank shows and prints.
func (f *Field[T]) Text(d *models.Document) string { return f.show(*f.at(d)) }

// Copy puts the value that stands in from into to, as it is.
func (f *Field[T]) Copy(to, from *models.Document) { *f.at(to) = *f.at(from) }

// Fill puts what a person typed into d, unless it is what the blank shows
// already: browsers change line ends, and that is not typing.
func (f *Field[T]) Fill(d *models.Document, typed string) {
	if lines(typed) != lines(f.Text(d)) {
		*f.at(d) = f.read(lines(typed))
	}
}

// lines returns s with the line ends of a browser's form made plain.
func lines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func textField(s Spec, at func(*models.Document) *string) *Field[string] {
	return &Field[string]{spec: s, at: at, show: same, read: same}
}

func dateField(s Spec, at func(*models.Document) *string) *Field[string] {
	return &Field[string]{spec: s, at: at, show: models.ShowDate, read: models.ReadDate}
}

func moneyField(s Spec, at func(*models.Document) *models.Amount) *Field[models.Amount] {
	return &Field[models.Amount]{spec: s, at: at, show: models.Amount.String, read: models.ParseAmount}
}

func orgField(s Spec, at func(*models.Document) *models.OrgName, show func(models.OrgName) string) *Field[models.OrgName] {
	return &Field[models.OrgName]{
		spec: s, at: at, show: show,
		read: func(typed string) models.OrgName { return models.OrgName{Name: typed} },
	}
}

func same(s string) string { return s }
