package rules_test

import (
	"jixiao/forms/rules"
	"jixiao/models"
)

// budgetOf links the declaration to lines of a budget table, in 万元.
func budgetOf(carried bool, wan ...models.Fen) func(*models.Document) rules.Facts {
	return func(d *models.Document) rules.Facts {
		g := &models.BudgetGroup{Docs: []*models.Document{d}}
		for _, w := range wan {
			g.Lines = append(g.Lines, &models.BudgetLine{
				Carried: carried, Unit: d.Unit.Name, Project: d.Project.Name, Funds: [5]models.Fen{w * models.Wan / 100},
			})
		}
		return rules.Facts{Budget: g}
	}
}

func period(typed string) func(*models.Document) { return put("project.period", typed) }

// noMoneyTalk takes the amounts out of texts and targets.
var noMoneyTalk = put("narrative.overview", "面向全县电商从业人员开展技能培训，全年举办培训班，费用用于师资、教材和场地。",
	"indicators[4].value", "≤500元/人天", "indicators[11].value", "≤500元/人天")

func fundingTrials() []trial {
	const (
		total, annual = "funding.total.amount", "funding.annual.amount"
		both          = " " + total + " " + annual
		county        = "funding.annual.sources.county"
	)
	overview := func(s string) func(*models.Document) { return put("narrative.overview", s) }
	strange := []string{"warning funding-text-mismatch narrative.overview"}
	return []trial{
		{rule: "funding-format", name: "words", change: put(county, "二十万左右"), want: []string{"error funding-format " + county}},
		{rule: "funding-format", name: "three decimals", change: put(county, "200000.001"), want: []string{"error funding-format " + county}},
		{rule: "funding-format", name: "a negative amount", change: put(county, "-5"), want: []string{"error funding-format " + county}},
		{rule: "funding-format", name: "above 9,999 亿元", change: put(county, "9999.01亿元"), want: []string{"error funding-format " + county}},
		{rule: "funding-format", name: "separators", change: put(annual, "200,000")},
		{rule: "funding-format", name: "万元", change: put(annual, "20万元")},
		{rule: "funding-format", name: "full width", change: put(annual, "２００，０００．００")},

		{rule: "funding-total-missing", name: "a source is filled", change: put(annual, ""), want: []string{"error funding-total-missing " + annual}},
		{rule: "funding-total-missing", name: "both totals are blank", change: put(total, "", annual, ""), want: []string{"error funding-total-missing" + both}},
		{
			rule: "funding-total-missing", name: "nothing is filled at all", change: change(noMoneyTalk, funds("", "")),
			want: []string{"error funding-total-missing" + both, "error funding-annual-zero " + annual},
		},
		{rule: "funding-total-missing", name: "a total that cannot be read is not blank", change: put(annual, "待定"), want: []string{"error funding-format " + annual}},
		{rule: "funding-total-missing", name: "the total alone, without sources", change: put("funding.total.sources.county", "", county, "")},

		{rule: "funding-sum", name: "a source too little", change: put(county, "150000"), want: []string{"error funding-sum " + annual}},
		{rule: "funding-sum", name: "one 分", change: put(county, "199999.99"), want: []string{"error funding-sum " + annual}},
		{rule: "funding-sum", name: "several sources that add up", change: put(county, "150000", "funding.annual.sources.self_raised", "50000", "funding.total.sources.self_raised", "50000", "funding.total.sources.county", "150000")},
		{rule: "funding-sum", name: "a source that cannot be read", change: put(county, "若干"), want: []string{"error funding-format " + county}},

		{
			rule: "funding-annual-exceeds-total", name: "in a project of three years", change: change(period("3年"), funds("200000", "200000.01")),
			want: []string{"error funding-annual-exceeds-total" + both, "error funding-source-exceeds-total funding.total.sources.county " + county},
		},
		{
			rule: "funding-annual-exceeds-total", name: "in a project of one year both findings tell", change: change(funds("200000", "300000"), put("indicators[11].value", "≤30万元")),
			want: []string{"error funding-annual-exceeds-total" + both, "warning funding-one-year-differs" + both, "error funding-source-exceeds-total funding.total.sources.county " + county},
		},
		{rule: "funding-annual-exceeds-total", name: "less than the whole", change: threeYears},
		{rule: "funding-annual-exceeds-total", name: "the whole is blank, with a smaller source", change: put(total, "", "funding.total.sources.county", "100000", "indicators[4].value", "≤10万元"), want: []string{"error funding-total-missing " + total, "error funding-source-exceeds-total funding.total.sources.county " + county}},

		{rule: "funding-source-exceeds-total", name: "another source in the year", change: put("funding.annual.sources.central", "50000", county, "150000", "funding.total.sources.central", "0"), want: []string{"error funding-source-exceeds-total funding.total.sources.central funding.annual.sources.central"}},
		{
			rule: "funding-source-exceeds-total", name: "two sources", change: put("funding.annual.sources.central", "200000", county, "0", "funding.total.sources.central", "100000", "funding.total.sources.county", "100000"),
			want: []string{"error funding-source-exceeds-total funding.total.sources.central funding.annual.sources.central"},
		},
		{rule: "funding-source-exceeds-total", name: "the whole period's source is blank", change: put("funding.total.sources.county", "")},
		{rule: "funding-source-exceeds-total", name: "equal sources", change: put("funding.total.sources.other", "0", "funding.annual.sources.other", "0")},

		{rule: "funding-annual-zero", name: "0 in a project of one year", change: funds("200000", "0"), want: []string{"warning funding-one-year-differs" + both, "error funding-annual-zero " + annual}},
		{rule: "funding-annual-zero", name: "blank with no source filled", change: funds("200000", ""), want: []string{"error funding-annual-zero " + annual}},
		{rule: "funding-annual-zero", name: "0 in a project of three years", change: change(period("3年"), funds("200000", "0")), want: []string{"warning funding-annual-zero " + annual}},
		{
			rule: "funding-annual-zero", name: "0 where the money is carried over", change: funds("200000", "0"), facts: budgetOf(true, 2000),
			want: []string{"warning funding-one-year-differs" + both, "warning funding-annual-zero " + annual, "warning funding-budget-mismatch " + annual},
		},
		{rule: "funding-annual-zero", name: "blank with a source filled", change: put(annual, ""), want: []string{"error funding-total-missing " + annual}},
		{rule: "funding-annual-zero", name: "the whole period is 0", change: change(noMoneyTalk, put(total, "", "funding.total.sources.county", "")), want: nil},

		{rule: "funding-one-year-differs", name: "one year", change: change(period("1年"), funds("200000", "150000"), put("indicators[11].value", "≤15万元")), want: []string{"warning funding-one-year-differs" + both}},
		{rule: "funding-one-year-differs", name: "the year itself", change: change(period("当年"), funds("300000", "200000"), put("indicators[4].value", "30万元")), want: []string{"warning funding-one-year-differs" + both}},
		{rule: "funding-one-year-differs", name: "two years", change: change(period("2年"), funds("400000", "200000"), put("indicators[4].value", "40万元"))},
		{rule: "funding-one-year-differs", name: "one total is blank", change: put(total, ""), want: []string{"error funding-total-missing " + total}},

		{rule: "funding-multi-year-equal", name: "three years", change: period("3年"), want: []string{"warning funding-multi-year-equal" + both}},
		{rule: "funding-multi-year-equal", name: "for good", change: period("长期"), want: []string{"warning funding-multi-year-equal" + both}},
		{rule: "funding-multi-year-equal", name: "twelve months", change: period("12个月")},
		{rule: "funding-multi-year-equal", name: "one total is blank", change: change(period("3年"), put(total, "")), want: []string{"error funding-total-missing " + total}},

		{rule: "funding-magnitude", name: "20 元", change: change(noMoneyTalk, funds("20", "20")), want: []string{"warning funding-magnitude" + both}},
		{rule: "funding-magnitude", name: "999.99 元 in the sources alone", change: change(noMoneyTalk, funds("2000", "999.99"), period("2年"), put(annual, "")), want: []string{"error funding-total-missing " + annual, "warning funding-magnitude " + annual}},
		{rule: "funding-magnitude", name: "1,000 元", change: change(noMoneyTalk, funds("1000", "1000"))},
		{rule: "funding-magnitude", name: "0", change: change(noMoneyTalk, period("2年"), funds("2000", "0")), want: []string{"warning funding-annual-zero " + annual}},

		{rule: "funding-text-mismatch", name: "another amount with 经费", change: overview("开展培训，申请经费30万元。"), want: strange},
		{rule: "funding-text-mismatch", name: "an amount with the project's name", change: overview("电商人才培训2023年30万。"), want: strange},
		{rule: "funding-text-mismatch", name: "amounts that add up to something else", change: overview("需要资金：师资费10万元、教材费4万元。"), want: strange},
		{
			rule: "funding-text-mismatch", name: "the same amount in two texts is one cause",
			change: put("narrative.overview", "全年申请资金2万元用于培训。", "narrative.necessity", "培训急需资金2万元，请予安排。"),
			want:   []string{"warning funding-text-mismatch narrative.overview narrative.necessity"},
		},
		{rule: "funding-text-mismatch", name: "an amount per person", change: overview("培训经费标准为每人每天550元，申请资金20万元。")},
		{rule: "funding-text-mismatch", name: "amounts of which one is a total", change: overview("申请资金20万元，其中师资费12万元、教材费8万元。")},
		{rule: "funding-text-mismatch", name: "an amount of which the total is a part", change: overview("年度付息资金770万元，其中申请本级资金20万元。")},
		{rule: "funding-text-mismatch", name: "an amount of which another is a part", change: overview("年度付息资金770万元，其中申请本级资金30万元。"), want: strange},
		{rule: "funding-text-mismatch", name: "amounts that add up", change: overview("需要资金：师资费12万元、教材费5万元、场地费3万元。")},
		{rule: "funding-text-mismatch", name: "what was spent before", change: overview("已投入资金80万元，上年拨付资金30万元。")},
		{rule: "funding-text-mismatch", name: "the total investment", change: overview("项目总投资1.2亿元，合同资金9800万元。")},
		{rule: "funding-text-mismatch", name: "what people earn", change: overview("带动网络销售产值500万元，户均增收资金3000元。")},
		{rule: "funding-text-mismatch", name: "an amount that stands with nothing", change: overview("全县网络零售额达到3亿元。")},
		{rule: "funding-text-mismatch", name: "amounts beside unit prices that add up", change: overview("购电脑20台，单价5000元，需10万元；租场地，单价2万元，需10万元。")},
		{rule: "funding-text-mismatch", name: "money that the project draws along", change: overview("申请资金20万元，带动社会投入资金200万元。")},
		{rule: "funding-text-mismatch", name: "the same sum in another unit", change: overview("所需费用200,000元。")},

		{rule: "funding-budget-mismatch", name: "more than the budget", facts: budgetOf(false, 1500), want: []string{"error funding-budget-mismatch " + annual}},
		{rule: "funding-budget-mismatch", name: "two lines that add up to less", facts: budgetOf(false, 1000, 900), want: []string{"error funding-budget-mismatch " + annual}},
		{rule: "funding-budget-mismatch", name: "carried over", facts: budgetOf(true, 1500), want: []string{"warning funding-budget-mismatch " + annual}},
		{rule: "funding-budget-mismatch", name: "50 元 of rounding", change: change(funds("200050", "200050"), overview("全年举办培训班。")), facts: budgetOf(false, 2000)},
		{rule: "funding-budget-mismatch", name: "two lines that add up", facts: budgetOf(false, 1000, 1000)},
		{rule: "funding-budget-mismatch", name: "no budget table"},
	}
}
