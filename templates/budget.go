package templates

// Budget sets the budget table of one unit and year beside its declarations.
type Budget struct {
	Base
	Year     int
	Years    []Option
	Units    []Option
	Unit     string
	Groups   []BudgetGroup
	Missing  []BudgetDeclaration // declarations that no line pays for
	Budgeted string              // sums in 万元
	Declared string
	Finance  bool // may import and link
	Sums     []BudgetUnit
}

// BudgetUnit is one unit in the list of all.
type BudgetUnit struct {
	URL, Name                      string
	Lines, Declarations            int
	Budgeted, Declared, Difference string // 万元
	Undeclared                     int
	Differs                        bool
}

// BudgetGroup is what belongs together: lines and the declarations that they
// pay for.
type BudgetGroup struct {
	Lines        []BudgetLine
	Declarations []BudgetDeclaration
	Verdict      string // 一致, or what differs with the figures
	Kind         string // good, bad or open
}

// BudgetLine is one line of the table, with what it may be linked to.
type BudgetLine struct {
	Key      string // names the line in posts
	Table    string
	Project  string
	Sum      string // 万元
	Carried  bool
	Hand     bool // linked by hand
	Choices  []Option
	ChosenBy string
}

// BudgetDeclaration is one declaration beside the lines.
type BudgetDeclaration struct{ URL, Project, Annual string }

// View returns "budget".
func (*Budget) View() string { return "budget" }

// BudgetImport shows what an import will change, or why it is refused.
type BudgetImport struct {
	Base
	Year    int
	Faults  []string
	Added   []BudgetLine
	Changed []BudgetChange
	Removed []BudgetLine
	Same    int
	Units   []string
	Content string // of the file, for the post that confirms
}

// BudgetChange is a line whose amounts change.
type BudgetChange struct{ Unit, Project, Old, New string }

// View returns "budgetimport".
func (*BudgetImport) View() string { return "budgetimport" }
