package templates

import (
	"time"

	"jixiao/models"
)

// Base is what every page has.
type Base struct {
	Title   string // of the page, before the program's name
	CSRF    string // token for the page's forms
	Person  string // who is signed in; "" for nobody
	Roles   string // of that person, for the head of the page
	Section string // which entry of the navigation is the present one
	Filler  bool   // may fill in declarations
	Finance bool   // reviews for the finance bureau
	Admin   bool   // keeps accounts and settings
	Flash   *Flash // what the last action did
	Sample  bool   // the database is the sample
	// Templates says that the person hands out templates.
	Templates bool
	// PersonID keeps what one person typed apart from what another did in the
	// same tab.
	PersonID int64
}

// Flash is one sentence about what the last action did.
type Flash struct {
	Kind string // done or problem
	Text string
	Undo int64 // revision that takes it back; 0 for none
}

// Option is one choice of a select.
type Option struct {
	Value, Text string
	Selected    bool
}

// SignIn asks for name and password.
type SignIn struct {
	Base
	Login    string
	Problem  string
	Next     string // path to go on to
	Accounts []Account
}

// Account is one of the sample's accounts, shown on the sign-in page.
type Account struct{ Login, Role, Password string }

// View returns "signin".
func (*SignIn) View() string { return "signin" }

// List is a desk: tabs with their counts, and the declarations of one tab.
type List struct {
	Base
	Heading string
	Tabs    []Tab
	Search  string
	Tab     string
	Rows    []ListRow
	Next    string    // URL of the next page, "" on the last
	First   string    // URL of the first page, "" when this is it
	Empty   string    // what to do when there is nothing
	Choose  *Choosing // what is done with chosen rows; nil: none can be chosen
	CanNew  bool
	Sheets  string // URL of the list as a workbook, "" when nothing is in it
}

// Tab is one tab of a desk.
type Tab struct {
	Name, URL string
	Count     int64
	Present   bool
}

// ListRow is one declaration in a list.
type ListRow struct {
	ID               int64
	Revision         int64
	URL              string
	Project          string
	Unit, Department string
	Annual, Total    string // amounts in 元 as the form prints them
	Status           models.Status
	Since            time.Time
	Year             int
}

// View returns "list".
func (*List) View() string { return "list" }

// NewDeclaration asks for unit and year of a new declaration.
type NewDeclaration struct {
	Base
	Units   []Option
	Years   []Option
	Problem string
	Again   []AgainYear
	// Offered are the templates that the person's units may use.
	Offered []Option
}

// AgainYear lists what was declared the year before and is not declared yet.
type AgainYear struct {
	Year int
	Rows []ListRow
}

// Before is the year in which it was declared.
func (a AgainYear) Before() int { return a.Year - 1 }

// View returns "new".
func (*NewDeclaration) View() string { return "new" }

// Message is a page that only says something: a refusal, or that a thing was
// not found.
type Message struct {
	Base
	Heading string
	Text    string
	Ways    []Link // the way on
	Number  string // of the request, for asking the administrator
}

// Link is a place to go.
type Link struct{ URL, Text string }

// View returns "message".
func (*Message) View() string { return "message" }

// Outdated is the plain page for a browser in IE mode.
type Outdated struct{ Base }

// View returns "outdated".
func (*Outdated) View() string { return "outdated" }

// Help explains the work and the keys.
type Help struct {
	Base
	Moves []MoveRow
}

// MoveRow is one line of the table of moves.
type MoveRow struct{ From, Action, To, Role, Terms string }

// View returns "help".
func (*Help) View() string { return "help" }
