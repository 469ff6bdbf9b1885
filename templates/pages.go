package templates

import (
	"time"

	"jixiao/models"
)

// Subject is what every page about one declaration shows at its head.
type Subject struct {
	ID       int64
	Revision int64
	Version  int
	Project  string
	Unit     string
	Year     int
	Status   models.Status
	Holder   string // who has it, their telephone: 待兴县工业和信息化局审核（张某，0358-…）
	Since    time.Time
	Standing string   // which approved version stands during a 调整
	Opinion  *Opinion // of the return, while it is being corrected
}

// Opinion is what a reviewer wrote.
type Opinion struct {
	Person, Action, Text, Note string
	At                         time.Time
}

// Button is one action that is open to the person.
type Button struct {
	Action  models.Action
	Label   string
	Opinion bool   // needs an opinion
	Primary bool   // what most people do here
	Danger  bool   // ends something
	Closed  string // why it is not open; "" when it is
	Silent  bool   // the next button is closed for the same reason, and says it
}

// Edit is the form being filled in.
type Edit struct {
	Base
	Subject Subject
	Form    *Form
	Checked bool // the findings were asked for
	Buttons []Button
	Remarks Remarks
	Stale   bool // somebody else saved meanwhile
	// Untouched says that nothing was filled in yet.
	Untouched bool
	SavedAt   time.Time
	// Years counts the places that speak of the year before; Asked says that
	// they were just copied, so that the question is put.
	Years    int
	Asked    bool
	LastYear bool // there is last year's declaration of the project
	Beside   bool // its text is shown beside the cells
	// Login signs the same person in again where a session ran out.
	Login string
}

// View returns "edit".
func (*Edit) View() string { return "edit" }

// Review is the form as it was sent in, for reading and reviewing.
type Review struct {
	Base
	Subject Subject
	Form    *Form
	Buttons []Button
	Opinion string // kept when a move is refused
	Problem string
	Remarks Remarks
	// Previous and Following are what else waits for this reviewer, "" for
	// none; Waiting is how many there are.
	Previous, Following string
	Waiting             int64
	Phrases             []string // opinions to choose from
	Writing             bool     // opinions on cells may be written
	Straight            bool     // the return may go straight to finance
	Adjust              bool     // a 调整 may be begun
	Collect             bool     // its indicators may be taken into the library
	Number              string
	Version             int  // shown; 0 when it is a draft
	Latest              bool // no newer version was sent in
	Summary             *SummaryOnly
	Reason              string // given for the warnings when it was sent in
	SentAt              time.Time
	SentBy              string
	Changes             *Changes // since the version before; nil where there is none
	Scan                *ScanState
}

// SummaryOnly is what reviewers see of a draft that was never sent in.
type SummaryOnly struct{ Project, Unit, Department, Total, Annual string }

// View returns "review".
func (*Review) View() string { return "review" }

// Ruling asks for number and date of a 批复 for several declarations.
type Ruling struct {
	Base
	Rows    []ListRow
	Sum     string // of the annual amounts, 元
	Number  string
	Date    string
	Problem string
	Results []MoveResult // after it was done
}

// MoveResult is what became of one declaration of several.
type MoveResult struct {
	Project, URL, Text string
	OK                 bool
}

// View returns "ruling".
func (*Ruling) View() string { return "ruling" }

// History lists what happened to a declaration.
type History struct {
	Base
	Subject  Subject
	Events   []EventRow
	Versions []VersionRow
}

// EventRow is one entry.
type EventRow struct {
	At                             time.Time
	Person, Action, From, To, Note string
	Opinion, Ruling                string
	Version                        int
}

// VersionRow is one version that was sent in.
type VersionRow struct {
	Number     int
	At         time.Time
	Person     string
	URL, Print string
	Sheet      string // URL of the workbook
	Filed      bool   // its stamped scan is there
}

// View returns "history".
func (*History) View() string { return "history" }

// Saved lists the saved states of a draft, or shows one of them.
type Saved struct {
	Base
	Subject  Subject
	States   []StateRow
	Form     *Form // of the one that is shown
	Shown    StateRow
	Editable bool // it may be brought back
}

// StateRow is one saved state.
type StateRow struct {
	Revision int64
	At       time.Time
	Person   string
	URL      string
}

// View returns "saved".
func (*Saved) View() string { return "saved" }

// Rules lists what is checked.
type Rules struct {
	Base
	Groups  []RuleGroup
	Version string
}

// RuleGroup is the rules of one severity of a part.
type RuleGroup struct {
	Name  string
	Rules []RuleRow
}

// RuleRow is one rule.
type RuleRow struct {
	ID, Title, Basis, Explain, Wrong, Right string
	Severity                                models.Severity
	Across                                  bool
}

// View returns "rules".
func (*Rules) View() string { return "rules" }

// Gallery shows each partial in every state, in development only.
type Gallery struct {
	Base
	Form    *Form
	Buttons []Button
	Rows    []ListRow
	Flashes []Flash
}

// View returns "gallery".
func (*Gallery) View() string { return "gallery" }
