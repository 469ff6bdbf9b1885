package templates

import "jixiao/models"

// Rounds lists the rounds.
type Rounds struct {
	Base
	Rounds  []RoundRow
	Year    int
	Problem string
}

// RoundRow is one round.
type RoundRow struct {
	URL, Name   string
	Year        int
	SkipFinance bool
}

// View returns "rounds".
func (*Rounds) View() string { return "rounds" }

// Round shows what a round decides about the rules, and what they found.
type Round struct {
	Base
	ID      int64
	Name    string
	Year    int
	Rules   []RoundRule
	Log     []RuleDecision
	Counts  []RuleCount // in what was sent in
	Survey  *Survey     // the last check of all texts as they stand
	Problem string
	// NeedsScan and Wanted are what the round asks for beside the form.
	NeedsScan bool
	Wanted    []Option
}

// RoundRule is one rule with what the round decides about it.
type RoundRule struct {
	ID, Title string
	Own       models.Severity
	Severity  []Option
	Reason    []Option
	Changed   bool
}

// RuleDecision is one entry of the record of decisions.
type RuleDecision struct{ At, Person, Title, What string }

// RuleCount says how often a rule spoke.
type RuleCount struct {
	ID, Title                             string
	Declarations, Errors, Warnings, Notes int
}

// Survey is a check of all declarations of a round.
type Survey struct {
	Done, All int
	Running   bool
	At        string
	Counts    []RuleCount
	Problem   string
}

// View returns "round".
func (*Round) View() string { return "round" }
