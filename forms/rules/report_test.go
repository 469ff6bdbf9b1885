package rules_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/forms/rules"
	"jixiao/models"
)

func TestReportMakesDeclarationsEachOthersStore(t *testing.T) {
	c := checker(t)
	first, second, last := honest(), honest(), honest()
	last.Year = 2022
	put("indicators[8].value", "≥350人")(&last)
	lines := c.Report([]models.Document{first, second, last}, nil, rules.Facts{}, nil)
	if len(lines) != 3 {
		t.Fatalf("%d lines, want one a declaration and none for a budget table", len(lines))
	}
	want := []string{"warning project-duplicate project.name", "warning target-below-last-year indicators[8].value"}
	for i, line := range lines[:2] {
		if got := sketch(line.Findings); !slices.Equal(got, want) {
			t.Errorf("declaration %d: got %q, want %q", i, got, want)
		}
	}
	if slices.ContainsFunc(lines[2].Findings, func(f models.Finding) bool { return f.Rule == "project-duplicate" }) {
		t.Error("last year's declaration is taken for a duplicate of this year's")
	}
}

func TestALineOfCheckIsAsScriptsExpectIt(t *testing.T) {
	d := honest()
	put("funding.annual.sources.county", "150000")(&d)
	lines := checker(t).Report([]models.Document{d, honest()}, nil, rules.Facts{}, nil)
	text, err := json.Marshal(lines[0])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"project":"电商人才培训","year":2023,"findings":[` +
		`{"rule":"project-duplicate","severity":"warning","cells":["project.name"],"message":"本单位 2023 年度另有 1 份同名的申报表“电商人才培训”。请核对是否重复申报。"},` +
		`{"rule":"funding-sum","severity":"error","cells":["funding.annual.amount"],"message":"年度资金总额 200,000 元，各项来源合计 150,000 元，总额多 50,000 元。请核对总额和各项来源。"}]}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestBudgetLinesThatBelongToNoDeclaration(t *testing.T) {
	const head = "table,unit,project,general_public_budget_wan\n"
	for name, e := range map[string]struct {
		table string
		want  []string // of the extra line
	}{
		"a project without declaration": {"12,兴县电子商务服务中心,电商人才培训,20\n12,兴县电子商务服务中心,直播基地,30\n", []string{"budget-project-undeclared “直播基地” 30.00 万元"}},
		"one carried over":              {"13,兴县电子商务服务中心,直播基地,30\n", []string{"budget-project-undeclared （上年结转） “直播基地”"}},
		"a similar name is declared":    {"12,兴县电子商务服务中心,电商（人才）培训,20\n", nil},
		"a unit that declares nothing":  {"12,兴县教育局,校舍维修,30\n", nil},
		"sums that differ":              {"12,兴县电子商务服务中心,电商人才培训,18.5\n", []string{"unit-sum-differs 200,000 元 18.50 万元（185,000 元） 多 15,000 元"}},
		"50 元 a line":                   {"12,兴县电子商务服务中心,电商人才培训,10\n13,兴县电子商务服务中心,电商人才培训,10.01\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			budget, err := models.ReadBudget([]byte(head + e.table))
			if err != nil {
				t.Fatal(err)
			}
			lines := checker(t).Report([]models.Document{honest()}, budget, rules.Facts{}, nil)
			extra := lines[len(lines)-1]
			if extra.Project != "" || len(extra.Findings) != len(e.want) {
				t.Fatalf("got %+v, want %d findings", extra, len(e.want))
			}
			for i, want := range e.want {
				f := extra.Findings[i]
				for _, part := range strings.Fields(strings.ReplaceAll(want, " 万元", "_万元")) {
					if part = strings.ReplaceAll(part, "_", " "); part != f.Rule && !strings.Contains(f.Message, part) {
						t.Errorf("%s: %q does not say %q", f.Rule, f.Message, part)
					}
				}
			}
			speaks(t, extra.Findings)
		})
	}
}

func TestABudgetMismatchSaysWhatItSuspects(t *testing.T) {
	c := checker(t)
	for name, e := range map[string]struct {
		annual string
		budget models.Fen
		want   string
	}{
		"with the figures":   {"200000", 1500, "年度资金总额 200,000 元，项目支出预算表为 15.00 万元（150,000 元），多 50,000 元。请核对申报金额；确需调整的，先调整预算。"},
		"万元 typed as 元":      {"20", 2000, "年度资金总额 20 元，项目支出预算表为 20.00 万元（200,000 元），少 199,980 元。疑似把万元填成元，请核对。"},
		"元 typed as 万元":      {"2000000000", 2000, "年度资金总额 2,000,000,000 元，项目支出预算表为 20.00 万元（200,000 元），多 1,999,800,000 元。疑似把元填成万元，请核对。"},
		"two lines together": {"200000", -1, "年度资金总额 200,000 元，项目支出预算表中“电商人才培训”“电商人才培训”合计为 15.00 万元（150,000 元），多 50,000 元。请核对申报金额；确需调整的，先调整预算。"},
	} {
		t.Run(name, func(t *testing.T) {
			d := honest()
			funds(e.annual, e.annual)(&d)
			facts := budgetOf(false, e.budget)(&d)
			if e.budget < 0 {
				facts = budgetOf(false, 1000, 500)(&d)
			}
			said := ""
			for _, f := range c.Check(&d, facts) {
				if f.Rule == "funding-budget-mismatch" {
					said = f.Message
				}
			}
			if said != e.want {
				t.Errorf("got  %s\nwant %s", said, e.want)
			}
		})
	}
}

func TestReportOfManyTellsItsProgress(t *testing.T) {
	docs := slices.Repeat(sample(t), 3)
	last := 0
	ticks := make(chan int, len(docs))
	lines := checker(t).Report(docs, nil, rules.Facts{}, func(done, all int) {
		if all != len(docs) {
			t.Errorf("%d of %d", done, all)
		}
		ticks <- done
	})
	close(ticks)
	for n := range ticks {
		last = max(last, n)
	}
	if last != len(docs) || len(lines) != len(docs) {
		t.Errorf("told %d of %d, %d lines", last, len(docs), len(lines))
	}
	for i := range lines {
		if lines[i].Project != docs[i].Project.Name {
			t.Errorf("line %d is of %s, want %s", i, lines[i].Project, docs[i].Project.Name)
		}
	}
}

// BenchmarkReport checks a round of 10,000 declarations of a thousand units
// with their budget table; the figure to reach is 10 s on two processors.
func BenchmarkReport(b *testing.B) {
	c, docs := checker(b), sample(b)
	budget, err := models.ReadBudget(assets.SampleBudget)
	if err != nil {
		b.Fatal(err)
	}
	var round []models.Document
	var lines []models.BudgetLine
	for unit := 0; len(round) < 10_000; unit++ {
		name := "单位" + strings.Repeat("甲", unit%7) + string(rune('一'+unit))
		for _, d := range docs {
			d.Unit.Name = name
			round = append(round, d)
		}
		for _, l := range budget {
			l.Unit = name
			lines = append(lines, l)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Report(round, lines, rules.Facts{}, nil)
	}
}
