package templates

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// Form is the official grid as a table of HTML, and what the rules say about
// it.
type Form struct {
	Title, Year string
	Editable    bool
	Parts       []FormPart
	Problems    Problems
	Widths      []int // of the columns, in percent
	// Rest are the rows of last year for which this form has no place.
	Rest []models.Indicator
	// Given says that some of its texts are those of a template.
	Given bool
}

// FormPart is one part of the form: a section on narrow screens, an entry of
// the rail.
type FormPart struct {
	Name     forms.Part
	ID       string
	Errors   int
	Blanks   int // errors that are nothing but blanks to be filled
	Warnings int
	Rows     []FormRow
}

// Wrong counts the errors that are more than blanks to be filled.
func (p *FormPart) Wrong() int { return p.Errors - p.Blanks }

// FormRow is one row of the grid.
type FormRow struct{ Cells []FormCell }

// RowTools are the buttons of an indicator row.
type RowTools struct {
	Pair  string // identities of the rows that stand side by side, for taking them away
	Class string // 一级/二级, for adding a row; only on the last row of a class
	Named string // class and place in words, for the buttons' names
}

// FormCell is one box.
type FormCell struct {
	Cols, Rows int
	ID         string // anchor of captions that findings link to
	Caption    string
	Style      string
	Input      *FormInput
	Copy       string    // 一级/二级 of a caption of 年度 over several rows, for copying them from 实施期
	Tools      *RowTools // in the last cell of an indicator row that can be changed
}

// FormInput is one blank.
type FormInput struct {
	ID, Name, Label, Caption string
	Value                    string
	Kind                     string // line, text, money, choice, date, org
	Hint                     string // what belongs here, while it is blank
	Width                    int    // characters that fit, for the height of the box
	Limit                    int
	Count                    int // characters that stand there
	Choices                  []Option
	Place                    string  // side|一级|二级|place of an indicator row, sent with its name
	LastYear                 *Before // nil where it is not shown
	Given                    bool    // the text is that of the template, and nobody here chose it
	Messages                 []CellMessage
	Beside                   []PaperRow // documents
	Theirs                   *Theirs
	Remarks                  []models.Remark // of reviewers
	Box                      *Box            // for the reviewer's opinion
	Invalid                  bool            // an error points here
	Readonly                 bool
}

// Rows returns how many lines the box of a text needs at the start.
func (i *FormInput) Rows() int {
	n := 0
	for _, line := range strings.Split(i.Value, "\n") {
		n += 1 + (2*len([]rune(line)))/max(2*i.Width, 1)
	}
	return max(n, 1)
}

// BoxPrefix stands before the name of an input in the name of the box for the
// opinion on it.
const BoxPrefix = "cell."

// Box takes a reviewer's opinion on a cell.
type Box struct{ Name, Text string }

// Theirs is what somebody else saved meanwhile in a cell that was changed here
// too.
type Theirs struct {
	Person, Base, Text string
	NoBase             bool // nobody knows what stood there before both
}

// Before is what stood in a cell a year before.
type Before struct{ Text string }

// CellMessage is what a rule says at a cell.
type CellMessage struct {
	Severity models.Severity
	Text     string
	Rule     string
}

// FormOptions says how a form is to be shown.
type FormOptions struct {
	Editable    bool
	Findings    []models.Finding
	Mends       [][]Mending // for each finding the corrections that are certain
	HandedOut   bool
	Calm        bool // was just begun: blanks are to be filled, not reproached
	Departments []Option
	Units       []Option
	Theirs      map[string]Theirs      // by input name
	LastYear    *models.Document       // to be shown beside the cells
	Hints       map[string]string      // by indicator row: what a blank value may look like
	Remarks     []models.Remark        // shown at their cells
	Boxes       map[string]string      // by input name what a reviewer has typed; nil where nobody reviews
	Given       *models.Document       // the text of the template that it was made from
	Fixed       func(*forms.Spec) bool // blanks that nobody fills in here
	Beside      []PaperRow             // documents that are shown at 立项依据
}

var kinds = map[forms.Kind]string{
	forms.Line: "line", forms.Text: "text", forms.Money: "money",
	forms.Choice: "choice", forms.Date: "date", forms.OrgRef: "org",
}

var styles = map[forms.Style]string{
	forms.Caption: "caption", forms.Head: "head", forms.Value: "value",
	forms.Prose: "prose", forms.Sum: "sum", forms.Sign: "sign",
}

// NewForm draws a document into the grid of its layout. An editable form has
// inputs in its cells, also in the empty ones of its indicators.
func NewForm(l *forms.Layout, d *models.Document, o FormOptions) (*Form, error) {
	shown := d.Clone()
	if o.Editable {
		shown = l.Padded(d)
	}
	grid := l.Grid(&shown)
	placed, err := forms.Place(grid)
	if err != nil {
		return nil, err
	}
	f := &Form{Title: grid.Title, Year: grid.Year, Editable: o.Editable, Widths: percents(grid.Columns)}
	b := builder{form: f, doc: &shown, own: len(d.Indicators), options: &o, ids: map[string]string{}, labels: map[string]string{}}
	if o.LastYear != nil {
		b.lastYear, f.Rest = l.Beside(&shown, o.LastYear)
	}
	b.given = givenTexts(l, o.Given)
	for _, p := range placed {
		b.add(grid, p)
	}
	b.findings(o.Findings)
	f.Problems.HandedOut = o.HandedOut
	return f, nil
}

func percents(columns []float64) []int {
	sum := 0.0
	for _, c := range columns {
		sum += c
	}
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = int(c/sum*100 + 0.5)
	}
	return out
}

// Inputs returns the blanks of the form, in its order.
func (f *Form) Inputs() []*FormInput {
	var all []*FormInput
	for _, part := range f.Parts {
		for _, row := range part.Rows {
			for i := range row.Cells {
				if in := row.Cells[i].Input; in != nil {
					all = append(all, in)
				}
			}
		}
	}
	return all
}
