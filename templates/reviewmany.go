package templates

// ReviewMany passes or returns several declarations together.
type ReviewMany struct {
	Base
	Rows     []ReviewRow
	Sum      string // of the annual amounts, 元
	Opinion  string
	Phrases  []string
	Straight bool // the return may go straight to finance
	Problem  string
	Results  []MoveResult // after it was done
	Done     int
}

// View returns "reviewmany".
func (*ReviewMany) View() string { return "reviewmany" }

// ReviewRow is one of several declarations to be reviewed.
type ReviewRow struct {
	ListRow
	Warnings []string // with which it was sent in
	Reason   string   // what the unit said of them
	Remarks  int      // opinions on its cells that go out with the move
}

// Phrases shows the opinions to choose from; a reviewer's own can be changed.
type Phrases struct {
	Base
	Standard []string
	Own      string // one a line
	Problem  string
}

// View returns "phrases".
func (*Phrases) View() string { return "phrases" }
