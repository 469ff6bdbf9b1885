package templates

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// Years lists the places where a declaration speaks of the year before, to be
// changed one by one.
type Years struct {
	Base
	Subject  Subject
	Problem  string
	From, To int
	Sure     int // places that nothing speaks against changing
	Places   []YearPlace
}

// YearPlace is one of them: the cell, the text around the year, and why it may
// be right as it is.
type YearPlace struct{ Key, Label, Before, Text, After, Doubt string }

// View returns "years".
func (*Years) View() string { return "years" }

// YearBefore is the year before that of the form.
func (e *Edit) YearBefore() int { return e.Subject.Year - 1 }

// givenTexts returns what a template says, by the names of the inputs. Unit and
// people are none of it.
func givenTexts(l *forms.Layout, d *models.Document) map[string]string {
	if d == nil {
		return nil
	}
	texts := map[string]string{}
	for _, in := range l.Grid(d).Inputs() {
		if s := in.Spec(); s.Kind != forms.OrgRef && s.Part != forms.PartSignoff {
			texts[s.Name] = in.Text(d)
		}
	}
	return texts
}

// Notes returns the ids of what stands below a cell whatever the rules say.
func (i *FormInput) Notes() string {
	var ids []string
	if i.Given {
		ids = append(ids, i.ID+"-g")
	}
	if i.LastYear != nil {
		ids = append(ids, i.ID+"-l")
	}
	return strings.Join(ids, " ")
}

// Described returns the ids of all that describes a cell.
func (i *FormInput) Described() string {
	if len(i.Messages) == 0 {
		return i.Notes()
	}
	return strings.TrimSpace(i.ID + "-m " + i.Notes())
}
