package models

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

const budgetHead = "table,unit,project,general_public_budget_wan,government_fund_wan,state_capital_wan,fiscal_account_wan,unit_funds_wan\n"

func TestReadBudget(t *testing.T) {
	data, err := os.ReadFile("../assets/sample/budget-2023.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := ReadBudget(data)
	if err != nil {
		t.Fatal(err)
	}
	var current, carried Fen
	for _, l := range lines {
		if l.Carried {
			carried += l.Sum()
		} else {
			current += l.Sum()
		}
	}
	if len(lines) != 9 || current != 337*Wan || carried != 103*Wan {
		t.Errorf("%d lines, this year %s, carried over %s 万元; the published table has 9, 337.00 and 103.00", len(lines), current.Wan(), carried.Wan())
	}
	if l := lines[8]; l.Row != 10 || l.Project != "兴县蔡家崖乡村e镇2" || l.Sum() != 94_900*Yuan {
		t.Errorf("last line: %+v", l)
	}
}

func TestBudgetTablesThatAreRead(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want Fen
	}{
		"with a byte order mark":             {"\ufeff" + budgetHead + "12,甲单位,项目一,5.00,,,,\n", 5 * Wan},
		"with Chinese heads in any order":    {"单位名称,表号,一般公共预算,项目名称\n甲单位,12,5,项目一\n", 5 * Wan},
		"with separators and the unit":       {budgetHead + "12,甲单位,项目一,\"1,234.5万元\",,,,\n", 12_345_000 * Yuan},
		"with full-width digits":             {budgetHead + "12,甲单位,项目一,５．００,,,,\n", 5 * Wan},
		"with several funds":                 {budgetHead + "12,甲单位,项目一,1,2,3,4,5.01\n", 15*Wan + 100*Yuan},
		"to the 分":                           {budgetHead + "12,甲单位,项目一,27.152833,,,,\n", 27_152_833},
		"with sums of the unit left out":     {budgetHead + "12,甲单位,甲单位,5,,,,\n12,甲单位,项目一,5,,,,\n12,甲单位,合 计,5,,,,\n", 5 * Wan},
		"with empty rows":                    {budgetHead + ",,,,,,,\n\n12,甲单位,项目一,5,,,,\n", 5 * Wan},
		"with a sum that agrees":             {"表号,单位,项目,一般公共预算,单位资金,合计\n13,甲单位,项目一,5,1,6.00\n", 6 * Wan},
		"with the table called by its words": {budgetHead + "项目支出预算表（上年结转）,甲单位,项目一,5,,,,\n", 5 * Wan},
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := ReadBudget([]byte(c.file))
			if err != nil {
				t.Fatal(err)
			}
			if len(lines) != 1 || lines[0].Sum() != c.want || lines[0].Project != "项目一" {
				t.Errorf("%+v, want one line of %s", lines, c.want)
			}
		})
	}
}

func TestBudgetTablesThatAreRefusedWhole(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"an empty file":              {"", []string{"文件是空的"}},
		"a head alone":               {budgetHead, []string{"没有项目"}},
		"another encoding":           {budgetHead + "12,\xbc\xd7,x,5,,,,\n", []string{"UTF-8"}},
		"a missing column":           {"table,unit,project\n12,甲,乙\n", []string{"第 1 行：表头缺少“general_public_budget_wan”"}},
		"an unknown column":          {"表号,单位,项目,一般公共预算,备用金\n", []string{"不认识的列“备用金”"}},
		"a quotation mark left open": {budgetHead + "12,甲单位,\"项目一,5,,,,\n", []string{"引号不成对"}},
		"every fault with its row": {
			budgetHead + "12,甲单位,项目一,五十,,,,\n14,甲单位,项目二,5,,,,\n12,,项目三,5,,,,\n12,甲单位,,5,,,,\n12,甲单位,项目五,,,,,\n12,甲单位,项目六,-5,,,,\n12,甲单位,项目七,5,,,,,,9\n",
			[]string{"第 2 行：一般公共预算“五十”", "第 3 行：表号“14”", "第 4 行：没有单位名称", "第 5 行：没有项目名称", "第 6 行：项目“项目五”没有金额", "第 7 行：一般公共预算“-5”：金额不能为负数", "第 8 行：这一行比表头多出内容"},
		},
		"a sum that differs": {"表号,单位,项目,一般公共预算,合计\n12,甲,乙,5,6\n", []string{"第 2 行：合计 6.00 万元，各项资金相加为 5.00 万元"}},
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := ReadBudget([]byte(c.file))
			var faults RowFaults
			if lines != nil || !errors.As(err, &faults) {
				t.Fatalf("got %v, %v; want faults", lines, err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
		})
	}
}

func budgetDoc(unit, project string, annual Fen) *Document {
	d := &Document{Year: 2023, Unit: OrgName{Name: unit}, Project: Project{Name: project}}
	d.Funding.Annual.Amount = KnownAmount(annual)
	return d
}

func TestLinkBudget(t *testing.T) {
	line := func(project string) BudgetLine {
		return BudgetLine{Unit: "甲单位", Project: project, Funds: [5]Fen{Wan}}
	}
	for name, c := range map[string]struct {
		lines []BudgetLine
		docs  []*Document
		want  []string // of each group: its lines = its declarations
	}{
		"equal names": {
			[]BudgetLine{line("道路维修")},
			[]*Document{budgetDoc("甲单位", "道路维修", 0), budgetDoc("甲单位", "道路新建", 0)},
			[]string{"道路维修=道路维修"},
		},
		"brackets, blanks and full width are forgiven": {
			[]BudgetLine{line("道路（一期） 维修ＡＢ")},
			[]*Document{budgetDoc("甲单位", "道路【一期】维修AB", 0)},
			[]string{"道路（一期） 维修ＡＢ=道路【一期】维修AB"},
		},
		"numbers at the end are not": {
			[]BudgetLine{line("乡村e镇1"), line("乡村e镇2")},
			[]*Document{budgetDoc("甲单位", "乡村e镇", 0), budgetDoc("甲单位", "乡村e镇2", 0)},
			[]string{"乡村e镇1=", "乡村e镇2=乡村e镇2"},
		},
		"an equal name goes before a similar one": {
			[]BudgetLine{line("道路(一期)")},
			[]*Document{budgetDoc("甲单位", "道路（一期）", 0), budgetDoc("甲单位", "道路(一期)", 0)},
			[]string{"道路(一期)=道路(一期)"},
		},
		"of two similar declarations none is guessed": {
			[]BudgetLine{line("道路一期")},
			[]*Document{budgetDoc("甲单位", "道路（一期）", 0), budgetDoc("甲单位", "道路【一期】", 0)},
			[]string{"道路一期="},
		},
		"of two similar lines none is guessed": {
			[]BudgetLine{line("道路(一期)"), line("道路一期")},
			[]*Document{budgetDoc("甲单位", "道路【一期】", 0)},
			[]string{"道路(一期)=", "道路一期="},
		},
		"several lines of one name are one group": {
			[]BudgetLine{line("道路"), line("桥梁"), line("道路")},
			[]*Document{budgetDoc("甲单位", "道路", 0), budgetDoc("甲单位", "桥梁", 0)},
			[]string{"道路 道路=道路", "桥梁=桥梁"},
		},
		"several declarations of one name are one group": {
			[]BudgetLine{line("道路")},
			[]*Document{budgetDoc("甲单位", "道路", 0), budgetDoc("甲单位", "道路", 0)},
			[]string{"道路=道路 道路"},
		},
		"another unit's project is not looked at": {
			[]BudgetLine{line("道路")},
			[]*Document{budgetDoc("乙单位", "道路", 0)},
			[]string{"道路="},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sketch(LinkBudget(c.lines, c.docs, nil)); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func sketch(groups []BudgetGroup) (all []string) {
	for _, g := range groups {
		var lines, docs []string
		for _, l := range g.Lines {
			lines = append(lines, l.Project)
		}
		for _, d := range g.Docs {
			docs = append(docs, d.Project.Name)
		}
		all = append(all, strings.Join(lines, " ")+"="+strings.Join(docs, " "))
	}
	return all
}

func TestLinksMadeByHandGoBeforeNames(t *testing.T) {
	lines := []BudgetLine{
		{Unit: "甲单位", Project: "乡村e镇1", Funds: [5]Fen{93 * Wan}},
		{Unit: "甲单位", Project: "乡村e镇2", Funds: [5]Fen{10 * Wan}},
		{Unit: "甲单位", Project: "道路", Funds: [5]Fen{Wan}},
	}
	town, second, road := budgetDoc("甲单位", "乡村e镇", 100*Wan), budgetDoc("甲单位", "乡村e镇2", 3*Wan), budgetDoc("甲单位", "道路", Wan)
	hand := func(l *BudgetLine) ([]*Document, bool) {
		switch l.Project {
		case "乡村e镇1":
			return []*Document{town}, true
		case "乡村e镇2":
			return []*Document{town, second}, true
		case "道路":
			return nil, true // taken apart by hand
		}
		return nil, false
	}
	groups := LinkBudget(lines, []*Document{town, second, road}, hand)
	want := []string{"乡村e镇1 乡村e镇2=乡村e镇 乡村e镇2", "道路="}
	if got := sketch(groups); !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	declared, known := groups[0].Declared()
	if !known || declared != groups[0].Budgeted() {
		t.Errorf("declared %s (%v), budgeted %s", declared, known, groups[0].Budgeted())
	}
}

func FuzzReadBudget(f *testing.F) {
	for _, file := range []string{
		"", "\ufeff", budgetHead, budgetHead + "12,甲单位,项目一,5.00,,,,\n", budgetHead + "13,甲单位,\"项目\n一\",1e3,,,,\n", budgetHead + "\"", "表号,单位,项目,一般公共预算,合计\n12,甲,乙,5,6\n", "\xff\xfe", budgetHead + ",,,\n12\n",
	} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		lines, err := ReadBudget([]byte(file))
		if (err == nil) != (len(lines) > 0) {
			t.Fatalf("%d lines and %v", len(lines), err)
		}
		var faults RowFaults
		if err != nil && (!errors.As(err, &faults) || err.Error() == "") {
			t.Errorf("%v are no faults", err)
		}
		for _, l := range lines {
			if Blank(l.Unit) || Blank(l.Project) || l.Row < 2 || l.Sum() < 0 {
				t.Errorf("read %+v", l)
			}
		}
	})
}

func TestEveryLineIsInOneGroupAndNoDeclarationInTwo(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	names := []string{"道路", "道路1", "道路(一)", "道路（一）", "道路一", "桥梁", ""}
	pick := func() string { return names[rng.IntN(len(names))] }
	for range 500 {
		var lines []BudgetLine
		var docs []*Document
		for range rng.IntN(8) {
			lines = append(lines, BudgetLine{Unit: "甲" + pick(), Project: pick()})
		}
		for range rng.IntN(8) {
			docs = append(docs, budgetDoc("甲"+pick(), pick(), Wan))
		}
		chosen := map[string][]*Document{}
		hand := func(l *BudgetLine) ([]*Document, bool) {
			d, ok := chosen[l.Unit+"/"+l.Project]
			return d, ok
		}
		for _, l := range lines {
			if rng.IntN(4) == 0 && len(docs) > 0 {
				chosen[l.Unit+"/"+l.Project] = docs[:rng.IntN(len(docs)+1)]
			}
		}
		inLine, inDoc := map[*BudgetLine]int{}, map[*Document]int{}
		for _, g := range LinkBudget(lines, docs, hand) {
			for _, l := range g.Lines {
				inLine[l]++
			}
			for _, d := range g.Docs {
				inDoc[d]++
			}
		}
		if len(inLine) != len(lines) {
			t.Fatalf("%d of %d lines are in groups", len(inLine), len(lines))
		}
		for l, n := range inLine {
			if n != 1 {
				t.Fatalf("%s is in %d groups", l.Project, n)
			}
		}
		for d, n := range inDoc {
			if n != 1 {
				t.Fatalf("declaration %s is in %d groups", d.Project.Name, n)
			}
		}
	}
}
