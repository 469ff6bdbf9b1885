package rules_test

import (
	"slices"

	"jixiao/models"
)

// yearsOfProject makes the project one of several years with that money.
func yearsOfProject(typed string) func(*models.Document) {
	return change(period(typed), funds("600000", "200000"), put("indicators[4].value", "≤60万元"))
}

func costTrials() []trial {
	const annual = "indicators[11].value"
	return slices.Concat(
		tries("cost-lower-bound",
			trial{name: "at least", change: target(costRow, "", "≥20万元"), want: []string{on("error cost-lower-bound", costRow, "value")}},
			trial{name: "in words", change: target(costRow, "", "不低于200000元"), want: []string{on("error cost-lower-bound", costRow, "value")}},
			trial{name: "a price", change: more("成本指标", "场地租用标准", "≥500元/天"), want: []string{"error cost-lower-bound indicators[14].value indicators[15].value"}},
			trial{name: "what is saved", change: more("成本指标", "节约成本", "≥2万元")},
			trial{name: "a rate of saving", change: more("成本指标", "费用压减率", "≥5%")},
			trial{name: "a count among the costs", change: more("成本指标", "印制教材", "≥300册")},
		),
		tries("cost-exceeds-funding",
			trial{name: "in 万元", change: annualTarget(costRow, "", "265万元"), want: []string{"error cost-exceeds-funding " + annual}},
			trial{name: "in 元 with separators", change: annualTarget(costRow, "", "≤2，650，000元"), want: []string{"error cost-exceeds-funding " + annual}},
			trial{name: "by the unit in the name", change: target(costRow, "培训总成本(万元)", "265"), want: []string{on("error cost-exceeds-funding", costRow, "value")}},
			trial{name: "of standard fields, which are no standard", change: annualTarget(costRow, "高标准农田建设成本", "265万元"), want: []string{"warning indicator-pair-mismatch indicators[4].level3 indicators[11].level3", "error cost-exceeds-funding " + annual}},
			trial{name: "by the upper end of a range", change: annualTarget(costRow, "", "19-21万元"), want: []string{"error cost-exceeds-funding " + annual}},
			trial{name: "more than the sources where the total is blank", change: change(put("funding.annual.amount", ""), annualTarget(costRow, "", "20.01万元")), want: []string{"error funding-total-missing funding.annual.amount", "error cost-exceeds-funding " + annual}},
			trial{name: "which a text calls 总投资", change: change(put("narrative.necessity", "项目总投资265万元，分年实施。"), annualTarget(costRow, "", "265万元")), want: []string{"warning cost-exceeds-funding " + annual}},
			trial{name: "by more than rounding", change: change(funds("17791.63", "17791.63"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "", "1.8万元"), annualTarget(costRow, "", "1.79万元")), want: []string{"error cost-exceeds-funding " + annual}},
			trial{name: "the total rounded", change: change(funds("17791.63", "17791.63"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "", "1.78万元"))},
			trial{name: "exactly the total", change: target(costRow, "", "200000.00元")},
			trial{name: "a price above the total", change: change(funds("10000", "10000"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "", "≤20000元/车年"))},
			trial{name: "per head by the name", change: change(funds("10000", "10000"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "人均培训费用", "20000元"))},
			trial{name: "no total and no source", change: change(noMoneyTalk, funds("", ""), annualTarget(costRow, "", "265万元")), want: []string{
				"error funding-total-missing funding.total.amount funding.annual.amount", "error funding-annual-zero funding.annual.amount",
			}},
		),
		tries("cost-items-exceed-funding",
			trial{name: "two items", change: change(target(costRow, "师资费", "15万元"), more("成本指标", "教材费", "≤6万元")), want: []string{
				"error cost-items-exceed-funding indicators[4].value indicators[11].value indicators[14].value indicators[15].value",
			}},
			trial{name: "three items on one half", change: change(annualTarget(costRow, "", "15万元"), func(d *models.Document) {
				annualTarget(costRow, "师资费", "15万元")(d)
				more("成本指标", "教材费", "40000元")(d)
				more("成本指标", "场地费", "2万元")(d)
				d.Indicators[14].Value, d.Indicators[16].Value, d.Indicators[4].Value = "≤50元/册", "≤500元/天", "≤20万元"
			}), want: []string{"warning indicator-pair-mismatch indicators[4].level3 indicators[11].level3", "error cost-items-exceed-funding indicators[11].value indicators[15].value indicators[17].value"}},
			trial{name: "an item of an office called 总", change: change(target(costRow, "总工会活动费", "15万元"), more("成本指标", "教材费", "≤6万元")), want: []string{
				"error cost-items-exceed-funding indicators[4].value indicators[11].value indicators[14].value indicators[15].value",
			}},
			trial{name: "two items that are rounded", change: change(funds("17791.63", "17791.63"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "师资费", "1.58万元"), more("成本指标", "教材费", "≤0.2万元"))},
			trial{name: "two items within the total", change: change(target(costRow, "师资费", "15万元"), more("成本指标", "教材费", "≤5万元"))},
			trial{name: "the whole beside its parts", change: change(target(costRow, "培训总成本", "≤20万元"), more("成本指标", "教材费", "≤5万元"), more("成本指标", "师资费", "≤15万元"))},
			trial{name: "prices", change: change(more("成本指标", "教材费", "≤80元/册"), more("成本指标", "场地费", "≤5000元/天"))},
			trial{name: "one of them exceeds it alone", change: change(target(costRow, "师资费", "25万元"), more("成本指标", "教材费", "≤6万元")), want: []string{on("error cost-exceeds-funding", costRow, "value")}},
		),
		tries("cost-below-funding",
			trial{name: "a tenth", change: target(costRow, "", "≤2万元"), want: []string{on("warning cost-below-funding", costRow, "value")}},
			trial{name: "79 %", change: annualTarget(costRow, "", "15.8万元"), want: []string{"warning cost-below-funding " + annual}},
			trial{name: "80 %", change: target(costRow, "", "16万元")},
			trial{name: "one of two", change: change(target(costRow, "师资费", "5万元"), more("成本指标", "教材费", "≤6万元"))},
			trial{name: "a price", change: target(costRow, "", "≤500元/人天")},
			trial{name: "a price by the words of the value", change: target(costRow, "", "补助标准500元")},
			trial{name: "what is saved", change: target(costRow, "节约成本", "2万元")},
		),
		tries("cost-not-numeric",
			trial{name: "a standard without name", change: target(costRow, "", "按标准"), want: []string{on("warning cost-not-numeric", costRow, "value")}},
			trial{name: "words", change: target(costRow, "", "严格控制"), want: []string{on("warning cost-not-numeric", costRow, "value")}},
			trial{name: "the number of a document is none", change: target(costRow, "", "按财行〔2016〕540号执行"), want: []string{on("warning cost-not-numeric", costRow, "value")}},
			trial{name: "a number among words", change: target(costRow, "", "每人每天不超过400元")},
			trial{name: "a rate", change: target(costRow, "成本控制率", "≤100%")},
		),
	)
}

func timeTrials() []trial {
	const annual = "indicators[10].value"
	return slices.Concat(
		tries("timeliness-date",
			trial{name: "after the year", change: target(timeRow, "", "2024年6月底前"), want: []string{on("error timeliness-date", timeRow, "value")}},
			trial{name: "after the year, in figures", change: target(timeRow, "", "2024.03.31"), want: []string{on("error timeliness-date", timeRow, "value")}},
			trial{name: "in a sentence", change: target(timeRow, "", "2024年1月开班，2024年5月结业"), want: []string{on("error timeliness-date", timeRow, "value")}},
			trial{name: "before the year", change: annualTarget(timeRow, "", "2022年12月底前"), want: []string{"error timeliness-date " + annual}},
			trial{name: "another year of the project", change: change(yearsOfProject("3年"), annualTarget(timeRow, "", "2024年6月底前")), want: []string{"error timeliness-date " + annual}},
			trial{name: "a range beyond the project", change: target(timeRow, "", "2023年9月至2024年3月"), want: []string{on("error timeliness-date", timeRow, "value")}},
			trial{name: "the whole project, on its half", change: change(yearsOfProject("2022-2024年"), put("indicators[3].value", "2024年12月底前"))},
			trial{name: "a range that touches the year", change: change(yearsOfProject("2022-2024年"), annualTarget(timeRow, "", "2022年9月至2023年5月"))},
			trial{name: "before the first day of the next year", change: target(timeRow, "", "2024年1月1日前")},
			trial{name: "without a year", change: target(timeRow, "", "12月底前")},
			trial{name: "within the year", change: target(timeRow, "", "本年内")},
			trial{name: "a year to compare with", change: target(timeRow, "", "较2021年提前10天")},
			trial{name: "a project without end", change: change(yearsOfProject("长期"), put("indicators[3].value", "2030年底"))},
			trial{name: "a guarantee", change: target(timeRow, "设备质保期截止", "2026年12月31日")},
		),
		tries("timeliness-period",
			trial{name: "two years of one", change: target(timeRow, "培训服务周期", "两年"), want: []string{on("error timeliness-period", timeRow, "value")}},
			trial{name: "months", change: target(timeRow, "培训服务周期", "24个月"), want: []string{on("error timeliness-period", timeRow, "value")}},
			trial{name: "among the costs", change: more("成本指标", "平台运维周期", "3年"), want: []string{"error timeliness-period indicators[14].value indicators[15].value"}},
			trial{name: "a year of one month", change: change(period("1月"), target(timeRow, "培训服务周期", "≤1年")), want: []string{on("error timeliness-period", timeRow, "value")}},
			trial{name: "as long as the project", change: target(timeRow, "培训服务周期", "12个月")},
			trial{name: "a guarantee", change: target(timeRow, "设备质保期", "3年")},
			trial{name: "working days", change: target(timeRow, "报名审核", "30个工作日")},
			trial{name: "a project without end", change: change(yearsOfProject("长期"), target(timeRow, "培训服务周期", "3年"))},
		),
	)
}
