package templates

// Upload asks for a sheet that is to fill a draft, and shows what it changes
// before anything is written.
type Upload struct {
	Base
	Subject   Subject
	Problem   string // why the file was not read
	Read      bool   // a sheet was read
	Changes   Changes
	Conflicts int  // cells that somebody else changed too
	Stale     bool // the declaration was saved after the sheet was exported
	Revision  int64
	Fields    []PostedField // what the button posts
	Removed   string        // identities of the rows that it takes away
	Left      []LeftCell
	Notes     []string
}

// PostedField is one field of a form that the page posts unseen.
type PostedField struct{ Name, Text string }

// LeftCell is a cell of a sheet that has no place on the form.
type LeftCell struct{ Address, Text string }

// View returns "upload".
func (*Upload) View() string { return "upload" }
