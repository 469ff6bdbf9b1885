package rules_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
)

// apply puts the texts of a mend into a copy of d.
func apply(t *testing.T, d *models.Document, m rules.Mend) models.Document {
	t.Helper()
	healed := d.Clone()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range m.Texts {
		found := false
		for _, in := range l.Grid(&healed).Inputs() {
			if in.Spec().Path == text.Path {
				in.Fill(&healed, text.Text)
				found = true
			}
		}
		if !found {
			t.Errorf("%q fills %s, which is no blank", m.Label, text.Path)
		}
	}
	return healed
}

// stands reports whether the finding is still there.
func stands(findings []models.Finding, f models.Finding, cell string) bool {
	return slices.ContainsFunc(findings, func(g models.Finding) bool {
		return g.Rule == f.Rule && slices.Contains(g.Cells, cell)
	})
}

func TestEachMendTakesItsFindingAway(t *testing.T) {
	c := checker(t)
	offered := map[string]int{}
	for _, try := range append(trials(), mendTrials()...) {
		d := honest()
		if try.change != nil {
			try.change(&d)
		}
		facts := rules.Facts{}
		if try.facts != nil {
			facts = try.facts(&d)
		}
		found := c.Check(&d, facts)
		for i, mends := range c.Mends(&d, facts, found) {
			for _, m := range mends {
				offered[found[i].Rule]++
				healed := apply(t, &d, m)
				after := facts
				if facts.Budget != nil {
					after.Budget = &models.BudgetGroup{Lines: facts.Budget.Lines, Docs: []*models.Document{&healed}}
				}
				if !strings.HasPrefix(m.Label, "符号写成") && stands(c.Check(&healed, after), found[i], m.Texts[0].Path) {
					t.Errorf("%s: %q leaves %s", try.name, m.Label, found[i].Rule)
				}
			}
		}
	}
	for _, rule := range []string{"funding-total-missing", "funding-sum", "funding-budget-mismatch", "indicator-sign", "indicator-unit-missing"} {
		if offered[rule] == 0 {
			t.Errorf("no mend was offered for %s", rule)
		}
	}
}

func mendTrials() []trial {
	return []trial{
		{rule: "indicator-sign", name: "> where the others use ≥", change: put("indicators[9].value", ">90%")},
		{rule: "indicator-unit-missing", name: "people without unit", change: put("indicators[1].value", "≥300")},
		{rule: "indicator-unit-missing", name: "a rate without %", change: put("indicators[2].value", "≥90", "indicators[9].value", "≥90")},
	}
}

func TestMendsSayWhatTheyFillIn(t *testing.T) {
	c := checker(t)
	for name, e := range map[string]struct {
		change func(*models.Document)
		facts  func(*models.Document) rules.Facts
		want   []rules.Mend
	}{
		"a total that is missing": {
			put("funding.annual.amount", "", "funding.annual.sources.central", "0", "funding.annual.sources.provincial", "0", "funding.annual.sources.self_raised", "0", "funding.annual.sources.other", "0"), nil,
			[]rules.Mend{{Label: "年度资金总额填各项来源的合计 200,000", Texts: []rules.Text{{Path: "funding.annual.amount", Text: "200,000"}}}},
		},
		"another amount in the budget table": {
			nil, budgetOf(false, 1500),
			[]rules.Mend{{Label: "年度资金总额按预算表填 150,000", Texts: []rules.Text{{Path: "funding.annual.amount", Text: "150,000"}, {Path: "funding.annual.sources.county", Text: "150,000"}}}},
		},
		"≥ typed as >= in a cell that a finding names": {
			put("indicators[8].level3", "培训人数", "indicators[8].value", ">= 0人", "goals.annual", "举办培训班5期。"), nil,
			[]rules.Mend{{Label: "符号写成“≥”：≥0人", Texts: []rules.Text{{Path: "indicators[8].value", Text: "≥0人"}}}},
		},
		">= alone is no finding":                      {put("indicators[8].value", ">=300人"), nil, nil},
		"a source that cannot be read offers nothing": {put("funding.annual.amount", "", "funding.annual.sources.central", "若干"), nil, nil},
		"words offer nothing":                         {put("narrative.basis", "无"), nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := honest()
			if e.change != nil {
				e.change(&d)
			}
			facts := rules.Facts{}
			if e.facts != nil {
				facts = e.facts(&d)
			}
			var got []rules.Mend
			for _, mends := range c.Mends(&d, facts, c.Check(&d, facts)) {
				got = append(got, mends...)
			}
			if !slices.EqualFunc(got, e.want, func(a, b rules.Mend) bool { return a.Label == b.Label && slices.Equal(a.Texts, b.Texts) }) {
				t.Errorf("got %+v, want %+v", got, e.want)
			}
		})
	}
}
