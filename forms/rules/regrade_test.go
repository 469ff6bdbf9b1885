package rules_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/forms/rules"
	"jixiao/models"
)

func TestARoundRegradesRules(t *testing.T) {
	c := checker(t)
	broken := change(put("narrative.basis", "按照上级有关规定", "narrative.plan", "按文件精神组织培训"), funds("200000", "0"), period("3年"))
	for name, e := range map[string]struct {
		round rules.Settings
		want  []string
	}{
		"as the rules are": {nil, []string{"warning funding-annual-zero", "warning text-basis-vague", "note text-plan-unscheduled"}},
		"off is silent":    {rules.Settings{"text-basis-vague": {Severity: rules.Off}}, []string{"warning funding-annual-zero", "note text-plan-unscheduled"}},
		"raised to an error": {
			rules.Settings{"text-basis-vague": {Severity: models.SeverityError}, "text-plan-unscheduled": {Severity: models.SeverityWarning}},
			[]string{"warning funding-annual-zero", "error text-basis-vague", "warning text-plan-unscheduled"},
		},
		"lowered to a note, the milder case too":      {rules.Settings{"funding-annual-zero": {Severity: models.SeverityNote}}, []string{"note funding-annual-zero", "warning text-basis-vague", "note text-plan-unscheduled"}},
		"an error again leaves the milder case as is": {rules.Settings{"funding-annual-zero": {Severity: models.SeverityError}}, []string{"warning funding-annual-zero", "warning text-basis-vague", "note text-plan-unscheduled"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := honest()
			broken(&d)
			var got []string
			for _, f := range c.Check(&d, rules.Facts{Round: e.round}) {
				if slices.ContainsFunc(e.want, func(w string) bool { return strings.HasSuffix(w, f.Rule) }) || f.Rule == "text-basis-vague" {
					got = append(got, string(f.Severity)+" "+f.Rule)
				}
			}
			if !slices.Equal(got, e.want) {
				t.Errorf("got %q, want %q", got, e.want)
			}
		})
	}
}

func TestReasonsAreAskedForWhereTheRoundSaysSo(t *testing.T) {
	yes, no := true, false
	round := rules.Settings{"text-basis-vague": {Reason: &yes}, "funding-magnitude": {Reason: &no}}
	for rule, want := range map[string]bool{
		"funding-text-mismatch": true, "text-basis-vague": true, "funding-magnitude": false, "indicator-vague": false,
	} {
		if got := round.NeedsReason(rule); got != want {
			t.Errorf("%s needs a reason: %v, want %v", rule, got, want)
		}
	}
}

func TestWhatTheProvinceHandedOutIsOnlyNoted(t *testing.T) {
	c := checker(t)
	broken := change(
		put("project.attribute", "", "narrative.plan", "", "funding.annual.sources.county", "1", "narrative.basis", "无", "signoff.handler", ""),
	)
	for name, e := range map[string]struct {
		project   string
		handedOut bool
		template  bool
	}{
		"a project of that name":         {"公用经费项目", false, true},
		"a form handed out":              {"电商人才培训", true, true},
		"a name that only holds it":      {"公用经费项目补助", false, false},
		"a project of the unit's choice": {"电商人才培训", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := honest()
			d.Project.Name = e.project
			broken(&d)
			found := c.Check(&d, rules.Facts{HandedOut: e.handedOut})
			got := map[string]models.Severity{}
			for _, f := range found {
				got[f.Rule] = f.Severity
			}
			soft := models.SeverityError
			if e.template {
				soft = models.SeverityNote
			}
			for rule, want := range map[string]models.Severity{
				"head-required": models.SeverityError, "funding-sum": models.SeverityError, "signoff-required": models.SeverityError,
				"text-required": soft, "text-basis-missing": soft,
			} {
				if got[rule] != want {
					t.Errorf("%s is %q, want %q", rule, got[rule], want)
				}
			}
			line := c.TemplateLine(&d, e.handedOut, found)
			if e.template != (line == "本表为统一模板，以下 2 项为模板自带，可不修改") || !e.template && line != "" {
				t.Errorf("the line says %q", line)
			}
		})
	}
}

func TestRulesExplainThemselves(t *testing.T) {
	for _, r := range rules.All() {
		for what, text := range map[string]string{"title": r.Title, "explanation": r.Explain, "wrong example": r.Wrong, "right example": r.Right, "ground": string(r.Basis), "severity": string(r.Severity)} {
			if text == "" {
				t.Errorf("%s has no %s", r.ID, what)
			}
		}
		if !strings.HasSuffix(r.Explain, "。") {
			t.Errorf("%s: %q is no sentence", r.ID, r.Explain)
		}
		if r.Blank != nil && r.Sentence == "" {
			t.Errorf("%s has no sentence for single blanks", r.ID)
		}
	}
}
