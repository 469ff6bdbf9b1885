package templates

import "time"

// TemplateList lists the templates (模板) that a person may hand out.
type TemplateList struct {
	Base
	Owners []Option // in whose name the person may make one
	Rows   []TemplateRow
}

// TemplateRow is one template of the list.
type TemplateRow struct {
	URL, Name, Owner, Person string
	At                       time.Time
	Withdrawn                bool
}

// View returns "templates".
func (*TemplateList) View() string { return "templates" }

// TemplatePage is one template: its text, and the units it may be handed out
// to.
type TemplatePage struct {
	Base
	ID, Revision int64
	Name, Owner  string
	Withdrawn    bool
	Person       string // who saved it last
	SavedAt      time.Time
	Form         *Form
	Problem      string
	Met          []MetCell // cells that somebody else saved meanwhile
	Years, Units []Option
	Results      []MoveResult // after it was handed out
	Done         int          // units that have got it
}

// MetCell is a cell that is saved with another text than was typed.
type MetCell struct{ Name, Theirs string }

// View returns "template".
func (*TemplatePage) View() string { return "template" }
