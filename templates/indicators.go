package templates

import (
	"time"

	"jixiao/models"
)

// Indicators is the library of indicators, to be searched.
type Indicators struct {
	Base
	Search   string
	Classes  []Option // 二级指标, the first one stands for all
	Fields   []Option // of the work, likewise
	Owners   []Option // likewise
	Filtered bool     // something is looked for
	Rows     []LibraryRow
	Retired  []RetiredRow // what is out of use, for those who look after it
	Total    int          // in the whole library, as the person sees it
	// From is the declaration into which indicators are picked, 0 for none, and
	// Revision its present one.
	From, Revision int64
}

// View returns "indicators".
func (*Indicators) View() string { return "indicators" }

// LibraryRow is one indicator of the library, on the page and for scripts.
type LibraryRow struct {
	models.LibraryIndicator
	Owner  string    `json:"owner"` // whose it is, in words
	ID     int64     `json:"-"`
	Keeper bool      `json:"-"` // the person may put it out of use
	By     string    `json:"-"` // who took it in
	At     time.Time `json:"-"`
}

// RetiredRow is one indicator that is out of use.
type RetiredRow struct {
	Name, Class, Owner, By string
	At                     time.Time
}

// Collect lists the indicators of an approved declaration, to be taken into the
// library.
type Collect struct {
	Base
	Subject Subject
	Owners  []Option // whose library
	Rows    []CollectRow
	Problem string
}

// CollectRow is one indicator that can be taken in.
type CollectRow struct {
	models.LibraryIndicator
	ID     string // of the row
	Chosen bool
	Fields []Option
	Has    string // whose library has it already; "" for none
}

// View returns "collect".
func (*Collect) View() string { return "collect" }
