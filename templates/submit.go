package templates

import "jixiao/models"

// Submit shows the form once more before it is sent in.
type Submit struct {
	Base
	Subject   Subject
	Form      *Form
	Next      string   // who will have it
	Reasons   []string // titles of the rules whose warnings want a reason
	Reason    string
	Confirmed bool
	Open      int // opinions that were not answered
	Problem   string
}

// View returns "submit".
func (*Submit) View() string { return "submit" }

// SubmitMany shows several declarations that are to be sent in together, and
// what became of those that were.
type SubmitMany struct {
	Base
	Rows    []SubmitRow
	Ready   int // of the rows, how many have no error
	Sent    int // of the results, how many were sent in
	Results []MoveResult
}

// SubmitRow is one declaration that is to be sent in.
type SubmitRow struct {
	ID, Revision  int64
	URL           string
	Project, Unit string
	Year          int
	Annual        string
	Status        models.Status
	Errors        int
	Warnings      []string
	Reasons       []string // as of Submit
	Open          int      // likewise
	Reason        string
	Confirmed     bool
	Ready         bool
	Closed        string // why it cannot be sent in at all
}

// View returns "submitmany".
func (*SubmitMany) View() string { return "submitmany" }

// Choosing says what is done with rows of a list that are chosen.
type Choosing struct{ Action, Label, Hint string }
