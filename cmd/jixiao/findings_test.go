package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/assets"
	"jixiao/forms/rules"
	"jixiao/models"
)

// expectation is what a checker must say about a declaration, or must not.
type expectation struct {
	Rule    string
	Project string
	Cells   []string
	Why     string
}

// expectations reads what is expected of the eleven of 2023, by project;
// "across" holds what needs the budget table.
func expectations(t *testing.T) map[string]struct {
	Must    []expectation
	MustNot []expectation `json:"must_not"`
} {
	t.Helper()
	data, err := os.ReadFile("../../forms/rules/testdata/findings-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	delete(raw, "note")
	rest, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]struct {
		Must    []expectation
		MustNot []expectation `json:"must_not"`
	}
	if err := json.Unmarshal(rest, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// checked runs check and returns the findings by project.
func checked(t *testing.T, args ...string) map[string][]models.Finding {
	t.Helper()
	r := jixiao(t, "", append([]string{"check"}, args...)...)
	if r.code == exitRefused {
		t.Fatalf("refused: %s", r.stderr)
	}
	found := map[string][]models.Finding{}
	for text := range strings.Lines(r.stdout) {
		var line rules.Line
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		found[line.Project] = line.Findings
	}
	return found
}

func TestCheckFindsWhatIsWrongWithTheElevenOf2023(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(assets.SampleBudget)
	if err != nil {
		t.Fatal(err)
	}
	found := checked(t, "--budget", file(t, "budget.csv", string(gb)), sampleFile(t, nil))
	if len(found) != 12 {
		t.Errorf("%d projects, want eleven and a line for the budget table", len(found))
	}
	known := map[string]bool{}
	for _, r := range rules.All() {
		known[r.ID] = true
	}
	for project, expected := range expectations(t) {
		for _, e := range expected.Must {
			where := project
			if project == "across" {
				where = e.Project
			}
			if known[e.Rule] && !fires(e, where, found) {
				t.Errorf("%s: %s should fire: %s", where, e.Rule, e.Why)
			}
		}
		for _, e := range expected.MustNot {
			where := project
			if project == "across" {
				where = e.Project
			}
			if fires(expectation{Rule: e.Rule, Why: e.Why}, where, found) {
				t.Errorf("%s: %s should not fire: %s", where, e.Rule, e.Why)
			}
		}
	}
}

// fires reports whether a rule fires at one of the cells. What belongs to no
// declaration names its project in the message.
func fires(e expectation, project string, found map[string][]models.Finding) bool {
	of := found[project]
	if e.Rule == "budget-project-undeclared" {
		of = found[""]
	}
	return slices.ContainsFunc(of, func(f models.Finding) bool {
		if f.Rule != e.Rule || e.Rule == "budget-project-undeclared" && !strings.Contains(f.Message, "“"+project+"”") {
			return false
		}
		return len(e.Cells) == 0 || slices.ContainsFunc(f.Cells, func(cell string) bool { return slices.Contains(e.Cells, cell) })
	})
}

func TestFormsOfTheProvinceHaveNoErrorOnceTheyAreSigned(t *testing.T) {
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		docs[i].Signoff.Handler, docs[i].Signoff.Phone = "李经办", "0358-0000001"
	}
	var signed bytes.Buffer
	if err := models.WriteDocuments(&signed, docs); err != nil {
		t.Fatal(err)
	}
	found := checked(t, file(t, "signed.json", signed.String()))
	for _, project := range []string{"人员类项目", "公用经费项目"} {
		if len(found[project]) == 0 {
			t.Errorf("%s was not checked", project)
		}
		for _, f := range found[project] {
			if f.Severity == models.SeverityError {
				t.Errorf("%s: %s", project, f.Message)
			}
		}
	}
}

func TestCheckRefusesABrokenBudgetTable(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"a missing column":           {"table,unit,project\n12,x,y\n", "第 1 行"},
		"an amount that is none":     {"table,unit,project,general_public_budget_wan\n12,某中心,某项目,五十\n", "第 2 行"},
		"bytes of no encoding":       {"table\xff\xff\xff", "另存为"},
		"a quote that is not closed": {"table,unit,project,general_public_budget_wan\n12,\"某中心,x,1\n", "引号"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, jixiao(t, "", "check", "--budget", file(t, "b.csv", c.content), sampleFile(t, nil)), c.want)
		})
	}
}
