package rules

import (
	"strings"

	"jixiao/models"
)

// Facts is what the rules may know beyond the declaration itself. The caller
// fetches it; the rules that need a fact are silent without it.
type Facts struct {
	// Neighbours are the declarations of the same unit and year.
	Neighbours *Neighbours
	// Budget is the part of the budget table that the declaration is linked to.
	Budget *models.BudgetGroup
	// LastYear is the same project's declaration of the year before.
	LastYear *models.Document
	// Departments is the table of departments.
	Departments []models.OrgName
	// MissingAttachments are the documents that the round asks for and that are
	// not attached.
	MissingAttachments []string
	// Glyphs returns the characters of a text that cannot be printed.
	Glyphs func(text string) []rune
	// HandedOut says that the declaration was made from a form handed out by
	// the finance bureau.
	HandedOut bool
	// Words are the office's units of measure and words; nil means the built-in.
	Words *models.Words
	// Round holds the settings of the round; the zero value is the default.
	Round Settings
}

// Off is the severity of a rule that a round does not use.
const Off models.Severity = "off"

// Setting is what a round decides about one rule.
type Setting struct {
	Severity models.Severity // "" leaves the rule's own, Off silences it
	Reason   *bool           // whether a warning needs a reason (须说明); nil leaves the default
}

// Settings are the settings of a round by the rules' ids.
type Settings map[string]Setting

// NeedsReason reports whether a warning of the rule must be given a reason
// when sending in: what the round says, else the rules about funding do.
func (s Settings) NeedsReason(rule string) bool {
	if r := s[rule].Reason; r != nil {
		return *r
	}
	return strings.HasPrefix(rule, "funding-")
}

// rank orders severities from silent to grave.
func rank(s models.Severity) int {
	switch s {
	case models.SeverityError:
		return 3
	case models.SeverityWarning:
		return 2
	case models.SeverityNote:
		return 1
	}
	return 0
}

// grade returns the severity of a finding of rule r under the settings. A round
// that lowers a rule caps all its findings; one that raises it lifts the
// findings that had the rule's own severity, and leaves its milder ones.
func (s Settings) grade(r *Rule, own models.Severity) models.Severity {
	set := s[r.ID].Severity
	switch {
	case set == "":
		return own
	case rank(set) < rank(own), own == r.Severity:
		return set
	}
	return own
}
