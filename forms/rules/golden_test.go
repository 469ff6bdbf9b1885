package rules_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"jixiao/assets"
	"jixiao/forms/rules"
	"jixiao/models"
)

// expected is one entry of findings-2023.json.
type expected struct {
	Rule    string   `json:"rule"`
	Project string   `json:"project"`
	Cells   []string `json:"cells"`
	Why     string   `json:"why"`
}

type expectation struct {
	Must    []expected `json:"must"`
	MustNot []expected `json:"must_not"`
}

// expectations reads what reviewers say about the eleven declarations.
func expectations(t *testing.T) map[string]expectation {
	t.Helper()
	data, err := os.ReadFile("testdata/findings-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	delete(raw, "note")
	all := map[string]expectation{}
	for project, text := range raw {
		var e expectation
		if err := json.Unmarshal(text, &e); err != nil {
			t.Fatal(err)
		}
		all[project] = e
	}
	return all
}

// fires reports whether one of the findings is of the rule and names at least
// one of the cells.
func fires(findings []models.Finding, want expected) bool {
	return slices.ContainsFunc(findings, func(f models.Finding) bool {
		return f.Rule == want.Rule && (len(want.Cells) == 0 || slices.ContainsFunc(f.Cells, func(cell string) bool {
			return slices.Contains(want.Cells, cell)
		}))
	})
}

func compare(t *testing.T, findings []models.Finding, e expectation) {
	t.Helper()
	for _, want := range e.Must {
		if !fires(findings, want) {
			t.Errorf("%s does not fire at %v: %s", want.Rule, want.Cells, want.Why)
		}
	}
	for _, not := range e.MustNot {
		if fires(findings, expected{Rule: not.Rule}) {
			t.Errorf("%s fires: %s", not.Rule, not.Why)
		}
	}
}

func TestTheElevenDeclarationsReadAsAReviewerReadsThem(t *testing.T) {
	c, all := checker(t), expectations(t)
	for _, d := range sample(t) {
		t.Run(d.Project.Name, func(t *testing.T) {
			e, ok := all[d.Project.Name]
			if !ok {
				t.Fatal("nothing is expected of it")
			}
			compare(t, c.Check(&d, rules.Facts{}), e)
		})
	}
}

func TestTheBudgetTableAndTheElevenDeclarations(t *testing.T) {
	budget, err := models.ReadBudget(assets.SampleBudget)
	if err != nil {
		t.Fatal(err)
	}
	lines := checker(t).Report(sample(t), budget, rules.Facts{}, nil)
	across := expectations(t)["across"]
	for _, line := range lines {
		e := expectation{}
		for _, want := range across.Must {
			if want.Project == line.Project || line.Project == "" && want.Rule == "budget-project-undeclared" {
				e.Must = append(e.Must, want)
			}
		}
		for _, not := range across.MustNot {
			if not.Project == line.Project {
				e.MustNot = append(e.MustNot, not)
			}
		}
		compare(t, line.Findings, e)
	}
	extra := lines[len(lines)-1]
	if extra.Project != "" || extra.Year != 2023 {
		t.Errorf("the last line is %q of %d, want the one without a project of 2023", extra.Project, extra.Year)
	}
	undeclared := 0
	for _, f := range extra.Findings {
		if f.Rule == "budget-project-undeclared" {
			undeclared++
		}
	}
	if undeclared != 1 {
		t.Errorf("%d lines of the table are said to be undeclared, want 兴县蔡家崖乡村e镇1 alone", undeclared)
	}
}

func TestTemplatesOfTheProvinceHaveNoErrorOnceSigned(t *testing.T) {
	c := checker(t)
	for _, d := range sample(t) {
		if d.Project.Name != "人员类项目" && d.Project.Name != "公用经费项目" {
			continue
		}
		d.Signoff.Handler, d.Signoff.Phone = "甲", "0358-0000000"
		for _, f := range c.Check(&d, rules.Facts{}) {
			if f.Severity == models.SeverityError {
				t.Errorf("%s: %s: %s", d.Project.Name, f.Rule, f.Message)
			}
		}
	}
}
