// Package rules holds what reviewers of 申报表 look at, each thing as one small
// named rule: an id that never changes, a severity, the cells it points at, and
// a Chinese sentence with the figures that says what would be right.
//
// All rules stand in one slice, in the order of the form (All). A Checker runs
// them all and returns every finding at once. A rule looks at one blank alone
// (Rule.Blank, run as a validator tag) or at a Case, which is one declaration
// with everything that several rules need from it. What a rule needs beyond the
// declaration stands in Facts; where a fact is missing, the rules that need it
// are silent.
//
// To add a rule, write a Rule beside its check, name it in the list of its part
// (headRules, fundingRules, …), and give it two texts that fire it and two near
// misses in the trials of that part. Give it a new id for ever: findings are
// kept with the versions that they were made of. Change Version whenever a rule
// begins to judge differently.
//
// Where a text cannot be read, a rule says nothing: a wrong alarm costs more
// trust than a missed fault.
package rules
