package templates

import "time"

// Papers shows what hangs on a declaration.
type Papers struct {
	Base
	Subject  Subject
	Problem  string
	Latest   int  // version that was sent in last; 0 when never
	Filed    bool // its stamped scan is there
	Asked    bool // the round asks for it
	MayScan  bool
	Scans    []PaperRow // the newest first
	Versions []Option
	Papers   []PaperRow // of the version that is shown
	Others   []PaperRow // of other versions, or removed
	Missing  []string   // kinds that the round asks for
	Editable bool
	Kinds    []Option
}

// PaperRow is one file.
type PaperRow struct {
	ID                      int64
	Order                   int
	Kind, Name, URL, Format string
	Size, Person, Mark      string
	At                      time.Time
	Version                 int
	Unfiled                 bool // a scan of which nobody knows the version yet
	MayRemove               bool
}

// View returns "papers".
func (*Papers) View() string { return "papers" }

// ScanState says of the version that is shown whether its stamped scan is
// there.
type ScanState struct {
	Filed bool
	Asked bool // the round asks for it
	URL   string
}
