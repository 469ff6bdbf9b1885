package rules_test

import (
	"jixiao/forms/rules"
	"jixiao/models"
)

// staff gives the honest declaration a row of staff in post, and a neighbour
// that has another.
func staff(own, others string) (func(*models.Document), func(*models.Document) rules.Facts) {
	row := func(name, value string) func(*models.Document) {
		return put("indicators[1].level3", name, "indicators[1].value", value, "indicators[8].level3", name, "indicators[8].value", value,
			"goals.total", "举办培训班5期。", "goals.annual", "举办培训班5期。")
	}
	return row("在职人员数量", own), func(d *models.Document) rules.Facts {
		other := honest()
		other.Project.Name = "办公保障"
		row("保障在职人员数量", others)(&other)
		return rules.Facts{Neighbours: rules.Among([]*models.Document{d, &other})}
	}
}

func lastYear(pairs ...string) func(*models.Document) rules.Facts {
	return func(*models.Document) rules.Facts {
		last := honest()
		last.Year = 2022
		put(pairs...)(&last)
		return rules.Facts{LastYear: &last}
	}
}

func attachments(missing ...string) func(*models.Document) rules.Facts {
	return func(*models.Document) rules.Facts { return rules.Facts{MissingAttachments: missing} }
}

func acrossTrials() []trial {
	const (
		head, below, above, attached = "unit-headcount-differs", "target-below-last-year", "cost-above-last-year", "attachment-missing"
	)
	threeSix, six := staff("6人", "3人")
	range6, range3 := staff("6~8人", "3人")
	same, three := staff("3人", "3人")
	unit := put("indicators[4].value", "≤500元/人天", "indicators[11].value", "≤500元/人天")
	return []trial{
		{rule: head, name: "6 here and 3 there", change: threeSix, facts: six, want: []string{"warning unit-headcount-differs indicators[1].value indicators[8].value"}},
		{rule: head, name: "6 of one half here and 3 there", change: change(threeSix, withoutRow(8)), facts: six, want: []string{"warning unit-headcount-differs indicators[1].value"}},
		{rule: head, name: "the same number", change: same, facts: three},
		{rule: head, name: "a range", change: range6, facts: range3},

		{rule: below, name: "both halves", facts: lastYear("indicators[2].value", "≥95%", "indicators[9].value", "≥95%"), want: []string{"warning target-below-last-year indicators[2].value indicators[9].value"}},
		{rule: below, name: "the year", facts: lastYear("indicators[8].value", "≥350人"), want: []string{"warning target-below-last-year indicators[8].value"}},
		{rule: below, name: "another unit", facts: lastYear("indicators[8].value", "≥350场")},
		{rule: below, name: "another name", facts: lastYear("indicators[8].level3", "参训人次", "indicators[8].value", "≥350人")},
		{rule: below, name: "a lower one last year", facts: lastYear("indicators[8].value", "≥250人")},

		{rule: above, name: "both halves", change: unit, facts: lastYear("indicators[4].value", "≤450元/人天", "indicators[11].value", "≤450元/人天"), want: []string{"warning cost-above-last-year indicators[4].value indicators[11].value"}},
		{rule: above, name: "the year", change: unit, facts: lastYear("indicators[11].value", "≤450元/人天"), want: []string{"warning cost-above-last-year indicators[11].value"}},
		{rule: above, name: "a total is no unit cost", facts: lastYear("indicators[11].value", "≤18万元")},
		{rule: above, name: "a higher one last year", change: unit, facts: lastYear("indicators[11].value", "≤550元/人天")},

		{rule: attached, name: "one document", facts: attachments("立项批文"), want: []string{"warning attachment-missing"}},
		{rule: attached, name: "two documents", facts: attachments("立项批文", "资金测算表"), want: []string{"warning attachment-missing"}},
		{rule: attached, name: "none is asked for"},
		{rule: attached, name: "all are there", facts: attachments()},
	}
}

// withoutRow takes one row away.
func withoutRow(i int) func(*models.Document) {
	return func(d *models.Document) { d.Indicators = append(d.Indicators[:i:i], d.Indicators[i+1:]...) }
}
