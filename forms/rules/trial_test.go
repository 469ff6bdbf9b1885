package rules_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
)

// honest returns an honest, complete declaration, which draws no finding.
func honest() models.Document {
	d := models.Document{
		Layout: "shanxi-county", Year: 2023, Region: "兴县",
		Department: models.OrgName{Code: "026", Name: "兴县工业和信息化局"},
		Unit:       models.OrgName{Name: "兴县电子商务服务中心"},
		Project:    models.Project{Name: "电商人才培训", Attribute: "一次性项目(当年结束)", Period: "1年"},
		Narrative: models.Narrative{
			Overview:  "面向全县电商从业人员开展技能培训，全年举办培训班5期，培训300人，项目资金20万元，用于师资、教材和场地。",
			Basis:     "依据《兴县电子商务发展规划》和兴政办发〔2022〕18号文件。",
			Necessity: "我县电商从业人员缺少运营和直播技能，农产品上行受到制约，需要集中培训。",
			Measures:  "制定培训方案和资金管理办法，实行学员签到和结业考核，培训经费专款专用。",
			Plan:      "3月前确定培训机构，4月至10月举办培训班，11月完成考核，12月底前支付费用。",
		},
		Goals: models.Goals{
			Total:  "举办电商培训班5期，培训电商从业人员300人，结业率达到90%以上，带动农产品网络销售。",
			Annual: "2023年举办电商培训班5期，培训电商从业人员300人，结业率达到90%以上，带动农产品网络销售。",
		},
		Signoff: models.Signoff{Handler: "甲", Phone: "0000000", FilledAt: "2022-11-08T10:00:00+08:00"},
	}
	funds("200000", "200000")(&d)
	for _, side := range models.Sides {
		for _, row := range [][4]string{
			{"产出指标", "数量指标", "举办培训班期数", "≥5期"},
			{"产出指标", "数量指标", "培训人数", "≥300人"},
			{"产出指标", "质量指标", "培训结业率", "≥90%"},
			{"产出指标", "时效指标", "培训完成时间", "2023年11月底前"},
			{"产出指标", "成本指标", "培训总成本", "≤20万元"},
			{"效益指标", "社会效益指标", "学员开办网店数量", "≥30个"},
			{"满意度指标", "服务对象满意度指标", "参训学员满意度", "≥95%"},
		} {
			d.Indicators = append(d.Indicators, models.Indicator{
				ID: models.NewRowID(), Side: side, Level1: row[0], Level2: row[1], Level3: row[2], Value: row[3],
			})
		}
	}
	return d
}

// The places of the honest declaration's rows of the period; those of the year
// stand seven behind.
const (
	classesRow, peopleRow, rateRow, timeRow, costRow, shopsRow, contentRow = 0, 1, 2, 3, 4, 5, 6
	yearRows                                                               = 7
)

// trial changes one thing of the honest declaration and names every finding
// that follows, as "severity rule cells…".
type trial struct {
	rule   string // the rule that it tries
	name   string
	change func(*models.Document)
	facts  func(*models.Document) rules.Facts
	want   []string // none: a near miss
}

// change returns several changes as one.
func change(all ...func(*models.Document)) func(*models.Document) {
	return func(d *models.Document) {
		for _, c := range all {
			c(d)
		}
	}
}

// funds fills both totals, and one source as much.
func funds(total, annual string) func(*models.Document) {
	return func(d *models.Document) {
		fill(&d.Funding.Total, total)
		fill(&d.Funding.Annual, annual)
	}
}

func fill(f *models.Funds, amount string) {
	f.Amount = models.ParseAmount(amount)
	f.Sources = models.Sources{County: f.Amount}
}

// put fills blanks by their paths: path, text, path, text.
func put(pairs ...string) func(*models.Document) {
	return func(d *models.Document) {
		l, _ := forms.LayoutByID(d.Layout)
		for i := 0; i < len(pairs); i += 2 {
			found := false
			for _, in := range l.Grid(d).Inputs() {
				if in.Spec().Path == pairs[i] {
					in.Fill(d, pairs[i+1])
					found = true
				}
			}
			if !found {
				panic("no blank " + pairs[i])
			}
		}
	}
}

// trials are those of all rules.
func trials() []trial {
	return slices.Concat(headTrials(), fundingTrials(), textTrials(), signoffTrials(), acrossTrials(), indicatorTrials())
}

// sketch writes findings as trials name them.
func sketch(findings []models.Finding) []string {
	lines := []string{}
	for _, f := range findings {
		lines = append(lines, strings.Join(append([]string{string(f.Severity), f.Rule}, f.Cells...), " "))
	}
	return lines
}

func TestTheHonestDeclarationHasNoFinding(t *testing.T) {
	d := honest()
	for _, f := range checker(t).Check(&d, rules.Facts{}) {
		t.Errorf("%s %v: %s", f.Rule, f.Cells, f.Message)
	}
}

func TestRules(t *testing.T) {
	c := checker(t)
	for _, try := range trials() {
		t.Run(try.rule+"/"+try.name, func(t *testing.T) {
			d := honest()
			if try.change != nil {
				try.change(&d)
			}
			facts := rules.Facts{}
			if try.facts != nil {
				facts = try.facts(&d)
			}
			found := c.Check(&d, facts)
			if got := sketch(found); !slices.Equal(got, try.want) && len(got)+len(try.want) > 0 {
				t.Errorf("got  %q\nwant %q", got, try.want)
				for _, f := range found {
					t.Log(f.Rule, f.Message)
				}
			}
			cellsExist(t, &d, found)
			speaks(t, found)
		})
	}
}

// cellsExist fails for a finding whose cells are not in the grid.
func cellsExist(t *testing.T, d *models.Document, findings []models.Finding) {
	t.Helper()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	order := l.Grid(d).Order()
	for _, f := range findings {
		for _, cell := range f.Cells {
			if _, ok := order[cell]; !ok {
				t.Errorf("%s names %s, which is not in the grid", f.Rule, cell)
			}
		}
	}
}

// speaks fails for a message that is no sentence.
func speaks(t *testing.T, findings []models.Finding) {
	t.Helper()
	for _, f := range findings {
		if !strings.HasSuffix(f.Message, "。") || strings.Contains(f.Message, "%!") || strings.Contains(f.Message, "。。") {
			t.Errorf("%s: %q is no sentence", f.Rule, f.Message)
		}
	}
}

func TestEveryRuleHasTwoTextsThatFireItAndTwoNearMisses(t *testing.T) {
	fire, miss := map[string]int{}, map[string]int{}
	for _, try := range trials() {
		fires := slices.ContainsFunc(try.want, func(w string) bool { return strings.Fields(w)[1] == try.rule })
		if fires {
			fire[try.rule]++
		} else {
			miss[try.rule]++
		}
	}
	for _, r := range rules.All() {
		if triedElsewhere(r.ID) {
			continue
		}
		if fire[r.ID] < 2 || miss[r.ID] < 2 {
			t.Errorf("%s: %d texts fire it and %d are near misses, want two of each", r.ID, fire[r.ID], miss[r.ID])
		}
	}
}

// triedElsewhere reports whether a rule belongs to no declaration and is tried
// in the tests of the budget table.
func triedElsewhere(id string) bool {
	return id == "budget-project-undeclared" || id == "unit-sum-differs"
}
