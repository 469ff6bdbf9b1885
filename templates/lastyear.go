package templates

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
