package templates

import (
	"time"

	"jixiao/models"
)

// Prints asks how to print what was chosen, and lets it be narrowed.
type Prints struct {
	Base
	What        string // is chosen, in words
	Number      int
	Problem     string
	Tab, Search string
	Chosen      bool // one by one, not by a filter
	IDs         []int64
	Public      bool // print as they are published
	Kinds       []Option
	Years       []Option
	Departments []Option
	Units       []Option
	AtOnce      int // so many come at once
}

// View returns "prints".
func (*Prints) View() string { return "prints" }

// Jobs lists a person's own jobs.
type Jobs struct {
	Base
	Jobs []JobRow
	Days int // that files are kept
}

// JobRow is one job.
type JobRow struct {
	ID          int64
	URL         string
	Title, Kind string
	State       models.JobState
	Done, Total int
	At          time.Time
	Problem     string
	File, Size  string    // "" while there is no file
	Until       time.Time // when the file is removed
	Left        int       // declarations that were left out
}

// View returns "jobs".
func (*Jobs) View() string { return "jobs" }

// Job shows how far one job is and what came of it.
type Job struct {
	Base
	Job  JobRow
	Left []LeftOut
}

// LeftOut is a declaration that was not printed.
type LeftOut struct{ Project, URL, Reason string }

// View returns "job".
func (*Job) View() string { return "job" }
