package templates

import "jixiao/models"

// Opinions shows the opinions on the cells of a declaration with their
// answers.
type Opinions struct {
	Base
	Subject  Subject
	Remarks  []Remark
	Editable bool // the unit may answer
	Problem  string
}

// View returns "opinions".
func (*Opinions) View() string { return "opinions" }

// Remark is one opinion on a cell.
type Remark struct {
	models.Remark
	URL string // of the cell; "" when the form has it no longer
}

// Remarks are the opinions of a declaration as its form lists them.
type Remarks struct {
	List []Remark
	Open int    // not answered yet
	URL  string // of the page with the answers
	Unit bool   // shown to those who answer
}
