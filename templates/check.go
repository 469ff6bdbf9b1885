package templates

// CheckPrint is the page on which anybody finds out whether a print is what was
// sent in. It shows no more than project, unit, year, version and state.
type CheckPrint struct {
	Base
	Number, Code string // as they were typed
	Problem      string // why nothing could be checked
	Answer       *PrintAnswer
}

// View returns "check".
func (*CheckPrint) View() string { return "check" }

// PrintAnswer says what became of a print.
type PrintAnswer struct {
	Heading string // 一致, 已有新版本, 内容不符 or 查无此件
	Good    bool
	Text    string
	Facts   []PrintFact
	Cells   []string // that a file has otherwise
}

// PrintFact is one line about the version.
type PrintFact struct{ Name, Text string }
