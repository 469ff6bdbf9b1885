package templates

// Adjust asks for the reason and the document of a 调整.
type Adjust struct {
	Base
	Subject       Subject
	Reason, Basis string
	Problem       string
}

// View returns "adjust".
func (*Adjust) View() string { return "adjust" }
