package models

// Severity says what a finding does to sending in.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // 错误: stops 送审
	SeverityWarning Severity = "warning" // 提醒: confirmed at 送审
	SeverityNote    Severity = "note"    // 提示: folded away, asks for nothing
)

// Label returns the severity's name on the pages.
func (s Severity) Label() string {
	switch s {
	case SeverityError:
		return "错误"
	case SeverityWarning:
		return "提醒"
	case SeverityNote:
		return "提示"
	}
	return string(s)
}

// Finding is one thing that a rule has to say about a declaration.
type Finding struct {
	Rule     string   `json:"rule"` // permanent id of the rule
	Severity Severity `json:"severity"`
	// Cells are paths into the interchange document, e.g. funding.annual.amount
	// or indicators[3].value, in the order of the form. A finding about a whole
	// half names none.
	Cells   []string `json:"cells"`
	Message string   `json:"message"` // Chinese, with the figures
	// Side is the half that a finding without cells speaks of, else "".
	Side Side `json:"-"`
	// Class is the 二级指标 that a finding without cells asks for, else "".
	Class string `json:"-"`
}
