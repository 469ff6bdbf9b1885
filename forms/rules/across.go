package rules

import "jixiao/models"

// Neighbours are the declarations of one unit and year, indexed once for the
// checks of all of them.
type Neighbours struct {
	docs []*models.Document
}

// Among indexes the declarations of one unit and year. The one that is checked
// may be among them, it is known by its address.
func Among(docs []*models.Document) *Neighbours { return &Neighbours{docs: docs} }

func acrossRules() []*Rule {
	return []*Rule{
		{
			ID: "budget-project-undeclared", Severity: models.SeverityWarning, Basis: Complete, Across: true,
			Title:   "预算表中的项目没有申报",
			Explain: "项目支出预算表中的每个项目都应有绩效目标申报表。名称写法不同的可以手工对应。",
			Wrong:   "预算表有“兴县蔡家崖乡村e镇1” 93.51 万元，没有这个项目的申报表", Right: "补报，或与已有的申报表手工对应",
		},
		{
			ID: "unit-sum-differs", Severity: models.SeverityWarning, Basis: ReviewHabit, Across: true,
			Title:   "单位申报合计与预算表合计不一致",
			Explain: "一个单位已申报项目的年度资金合计，应与项目支出预算表中对应各行的合计一致，每行允许相差 50 元。",
			Wrong:   "申报合计 4,061,900 元，预算表对应 8 行合计 346.49 万元", Right: "逐项核对后两者相等",
		},
	}
}
