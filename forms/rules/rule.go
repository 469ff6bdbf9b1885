package rules

import (
	"slices"

	"jixiao/forms"
	"jixiao/models"
)

// Basis is the ground of a rule. The four aspects of review are those of
// 财预〔2015〕88号; nothing else is cited.
type Basis string

// The grounds.
const (
	Form        Basis = "表样"   // the official form
	Complete    Basis = "完整性"  // aspect of review
	Relevant    Basis = "相关性"  // aspect of review
	Adequate    Basis = "适当性"  // aspect of review
	Feasible    Basis = "可行性"  // aspect of review
	ReviewHabit Basis = "审核惯例" // practice of review
)

// Rule is one thing that reviewers look at. It has Blank or Check, or both.
type Rule struct {
	ID       string          // kebab-case and permanent
	Severity models.Severity // of its findings, unless Check says otherwise
	Basis    Basis
	Title    string // short and Chinese, for lists
	Explain  string // Chinese: what it looks at, and what would be right
	Wrong    string // an example that it reports
	Right    string // the same, as it should be

	// Blank reports whether the text of one blank is right. It runs as the
	// validator tag of the rule's ID on the blanks whose Spec.Tag names it.
	Blank func(l *forms.Layout, text string) bool
	// Sentence is the rule's zh translation for Blank: {0} stands for the
	// blank's label, {1} for what was typed, {2} for Detail.
	Sentence string
	Detail   func(l *forms.Layout, text string) string

	// Check looks at the whole declaration.
	Check func(c *Case) []models.Finding

	// Kept marks the rules that keep their severity on a form handed out by
	// the province (统一模板).
	Kept bool
	// Across marks the rules that need more than the one declaration.
	Across bool
}

// Version names this set of rules. It is kept with the findings of a version
// and changes whenever a rule begins to judge differently.
const Version = "2023.1"

// All returns the rules in the order of the form.
func All() []*Rule {
	return slices.Concat(
		headRules(), fundingRules(), textRules(), indicatorRules(), signoffRules(), acrossRules(),
	)
}
