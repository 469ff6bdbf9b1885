package rules_test

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/models"
)

// target gives the row at that place another name, where one is given, and
// another value, on both halves.
func target(row int, name, value string) func(*models.Document) {
	return func(d *models.Document) {
		for _, i := range []int{row, row + yearRows} {
			if name != "" {
				d.Indicators[i].Level3 = name
			}
			d.Indicators[i].Value = value
		}
	}
}

// annualTarget is target for the annual half alone.
func annualTarget(row int, name, value string) func(*models.Document) {
	return func(d *models.Document) {
		if name != "" {
			d.Indicators[row+yearRows].Level3 = name
		}
		d.Indicators[row+yearRows].Value = value
	}
}

// classed files the row on both halves in another class.
func classed(row int, level1, level2 string) func(*models.Document) {
	return func(d *models.Document) {
		for _, i := range []int{row, row + yearRows} {
			d.Indicators[i].Level1, d.Indicators[i].Level2 = level1, level2
		}
	}
}

// more adds a row to both halves: to the period as 14, to the year as 15, and
// so on.
func more(class, name, value string) func(*models.Document) {
	level1 := level1Of(class)
	return func(d *models.Document) {
		for _, side := range models.Sides {
			d.Indicators = append(d.Indicators, models.Indicator{ID: models.NewRowID(), Side: side, Level1: level1, Level2: class, Level3: name, Value: value})
		}
	}
}

// classless takes the rows of a class away from the halves named.
func classless(class string, sides ...models.Side) func(*models.Document) {
	return func(d *models.Document) {
		d.Indicators = slices.DeleteFunc(d.Indicators, func(i models.Indicator) bool {
			return (i.Level2 == class || i.Level1 == class) && slices.Contains(sides, i.Side)
		})
	}
}

// on names the cells of a row on both halves, one finding.
func on(finding string, row int, cells ...string) string {
	for _, i := range []int{row, row + yearRows} {
		for _, cell := range cells {
			finding += fmt.Sprintf(" indicators[%d].%s", i, cell)
		}
	}
	return finding
}

func tries(rule string, list ...trial) []trial {
	for i := range list {
		list[i].rule = rule
	}
	return list
}

// indicatorTrials are tried with goals that name no figures, so that a change
// of an indicator leaves none of them without its own.
func indicatorTrials() []trial {
	all := slices.Concat(missingTrials(), filledTrials(), numberTrials(), sameTrials(), wordTrials(), unitTrials(), costTrials(), timeTrials())
	goals := put("goals.total", "开展电商培训，带动农产品网络销售。", "goals.annual", "本年开展电商培训，带动农产品网络销售。")
	for i := range all {
		own := all[i].change
		all[i].change = goals
		if own != nil {
			all[i].change = change(goals, own)
		}
	}
	return all
}

func missingTrials() []trial {
	both := models.Sides
	return slices.Concat(
		tries("indicator-side-empty",
			trial{name: "the year has money and no row", change: withoutRows(models.Annual), want: []string{"error indicator-side-empty"}},
			trial{name: "the year has rows with nothing in them", change: emptied(models.Annual), want: []string{"error indicator-side-empty"}},
			trial{name: "the period of a project of one year", change: withoutRows(models.Total), want: []string{"warning indicator-side-empty"}},
			trial{name: "a side without money", change: change(withoutRows(models.Annual), funds("200000", "0"), put("funding.annual.sources.county", "")), want: []string{
				"warning funding-one-year-differs funding.total.amount funding.annual.amount", "error funding-annual-zero funding.annual.amount",
			}},
			trial{name: "a row half filled is a row", change: func(d *models.Document) {
				withoutRows(models.Annual)(d)
				d.Indicators = append(d.Indicators, models.Indicator{ID: models.NewRowID(), Side: models.Annual, Level1: "产出指标", Level2: "数量指标", Level3: "培训人数"})
			}, want: []string{
				"note indicator-count", "error indicator-incomplete indicators[7].level3 indicators[7].value", "warning indicator-output-missing", "warning indicator-output-missing",
				"error indicator-output-missing", "error indicator-level1-missing", "warning indicator-level1-missing",
			}},
		),
		tries("indicator-level1-missing",
			trial{name: "no 效益指标 on either half", change: classless("效益指标", both...), want: []string{"error indicator-level1-missing"}},
			trial{name: "no 产出指标 on one half, which is not reported class by class", change: classless("产出指标", models.Annual), want: []string{"note indicator-count", "error indicator-level1-missing"}},
			trial{name: "no 满意度指标", change: classless("满意度指标", both...), want: []string{"warning indicator-level1-missing"}},
			trial{name: "another class of 效益指标", change: classed(shopsRow, "效益指标", "经济效益指标")},
			trial{name: "a side without any row is another matter", change: withoutRows(models.Annual), want: []string{"error indicator-side-empty"}},
		),
		tries("indicator-output-missing",
			trial{name: "no 数量指标", change: classless("数量指标", both...), want: []string{"error indicator-output-missing"}},
			trial{name: "no 成本指标 where the other half has one", change: classless("成本指标", models.Total), want: []string{"error indicator-output-missing"}},
			trial{name: "no 成本指标 in a project of 工程", change: change(put("project.name", "培训基地改造工程"), classless("成本指标", both...)), want: []string{"error indicator-output-missing"}},
			trial{name: "no 成本指标 in another project", change: classless("成本指标", both...), want: []string{"warning indicator-output-missing"}},
			trial{name: "no 质量指标 and no 时效指标", change: change(classless("质量指标", both...), classless("时效指标", both...)), want: []string{"warning indicator-output-missing", "warning indicator-output-missing"}},
			trial{name: "several 数量指标 and one of each other class"},
			trial{name: "classes as other offices name them", change: change(classed(classesRow, "产出指标(50分)", "产出数量"), classed(rateRow, "产出", "质量"))},
			trial{name: "成本指标 as a branch of its own", change: classed(costRow, "成本指标", "经济成本指标")},
			trial{name: "a side without any row", change: withoutRows(models.Total), want: []string{"warning indicator-side-empty"}},
		),
	)
}

func withoutRows(side models.Side) func(*models.Document) {
	return func(d *models.Document) {
		d.Indicators = slices.DeleteFunc(d.Indicators, func(i models.Indicator) bool { return i.Side == side })
	}
}

// emptied leaves the rows of a half there, blank or with fillers for a name.
func emptied(side models.Side) func(*models.Document) {
	return func(d *models.Document) {
		for i := range d.Indicators {
			if row := &d.Indicators[i]; row.Side == side {
				row.Level3, row.Value = " ", strings.Repeat("/", i%2)
			}
		}
	}
}

func filledTrials() []trial {
	return slices.Concat(
		tries("indicator-incomplete",
			trial{name: "a name without value", change: target(peopleRow, "", " "), want: []string{on("error indicator-incomplete", peopleRow, "level3", "value")}},
			trial{name: "a value without name", change: target(peopleRow, "　", "≥300人"), want: []string{on("error indicator-incomplete", peopleRow, "level3", "value")}},
			trial{name: "a value under a filler", change: annualTarget(peopleRow, "/", "≥300人"), want: []string{"error indicator-incomplete indicators[8].level3 indicators[8].value"}},
			trial{name: "a row of blanks", change: more("数量指标", "", "")},
			trial{name: "a row that a template left", change: more("数量指标", "……", "")},
			trial{name: "a row of a blank and a filler", change: more("数量指标", "", "/")},
		),
		tries("indicator-name-is-value",
			trial{name: "a count", change: target(peopleRow, "一次", "≥300人"), want: []string{on("error indicator-name-is-value", peopleRow, "level3")}},
			trial{name: "a percentage", change: target(rateRow, "≥９０％", "≥90%"), want: []string{on("error indicator-name-is-value", rateRow, "level3")}},
			trial{name: "the numbering of a template alone", change: target(peopleRow, "指标1：", "≥300人"), want: []string{on("error indicator-name-is-value", peopleRow, "level3")}},
			trial{name: "a left-over of a template alone", change: target(rateRow, "××（≥**%）", "≥90%"), want: []string{on("error indicator-name-is-value", rateRow, "level3")}},
			trial{name: "a left-over beside a name", change: target(rateRow, "培训结业率(≥**%)", "≥90%"), want: []string{on("warning indicator-name-is-value", rateRow, "level3")}},
			trial{name: "a left-over of an office's name", change: target(peopleRow, "XX局培训人数", "≥300人"), want: []string{on("warning indicator-name-is-value", peopleRow, "level3")}},
			trial{name: "numbering in front of a name", change: target(peopleRow, "指标1：培训人数", "≥300人")},
			trial{name: "a name that begins with a figure", change: target(peopleRow, "60岁以上老人培训人数", "≥300人")},
			trial{name: "a name that begins like one", change: target(peopleRow, "一线工人培训人数", "≥300人")},
			trial{name: "a date, which says what is looked at", change: target(timeRow, "2023年6月底前", "完成培训 3期")},
		),
		tries("indicator-placeholder",
			trial{name: "a stroke", change: target(peopleRow, "", "/"), want: []string{on("error indicator-placeholder", peopleRow, "value")}},
			trial{name: "无", change: annualTarget(shopsRow, "", "无"), want: []string{"error indicator-placeholder indicators[12].value"}},
			trial{name: "a template not filled in", change: target(shopsRow, "", "≥**个"), want: []string{on("error indicator-placeholder", shopsRow, "value")}},
			trial{name: "fillers in both, twice", change: change(more("数量指标", "/", "/"), more("质量指标", "无", "-")), want: []string{
				"note indicator-placeholder indicators[14].level3 indicators[14].value indicators[15].level3 indicators[15].value indicators[16].level3 indicators[16].value indicators[17].level3 indicators[17].value",
			}},
			trial{name: "无 as the number of accidents", change: more("质量指标", "培训安全事故", "无")},
			trial{name: "a value that begins with a stroke", change: target(peopleRow, "", "-300人")},
			trial{name: "a number", change: target(peopleRow, "", "≥300人")},
		),
	)
}

func numberTrials() []trial {
	return slices.Concat(
		tries("indicator-not-quantified",
			trial{name: "a number of people", change: target(peopleRow, "", "一定数量"), want: []string{on("error indicator-not-quantified", peopleRow, "value")}},
			trial{name: "a rate", change: target(rateRow, "培训结业率(%)", "较高"), want: []string{on("error indicator-not-quantified", rateRow, "value")}},
			trial{name: "an income among the effects", change: target(shopsRow, "带动农户增加收入", "显著提高"), want: []string{on("warning indicator-not-quantified", shopsRow, "value")}},
			trial{name: "a number among words", change: target(shopsRow, "", "新增网店30个以上")},
			trial{name: "a spelled number", change: target(shopsRow, "", "三十个")},
			trial{name: "what does not happen", change: more("质量指标", "安全事故发生次数", "不发生安全事故")},
			trial{name: "a fraction", change: target(shopsRow, "网店成活率", "三分之二以上")},
			trial{name: "a date under a rate", change: target(timeRow, "按时完成率", "2023年11月底前")},
			trial{name: "efficiency is no rate", change: target(shopsRow, "提升工作效率", "缩短办理环节")},
			trial{name: "a name that asks for a degree", change: target(shopsRow, "工作效率提升程度", "缩短办理环节")},
		),
		tries("indicator-percent-range",
			trial{name: "above 100", change: target(rateRow, "", "≥120%"), want: []string{on("error indicator-percent-range", rateRow, "value")}},
			trial{name: "a comma lost", change: target(rateRow, "", "995％"), want: []string{on("error indicator-percent-range", rateRow, "value")}},
			trial{name: "below 0", change: target(shopsRow, "网店成活率", "-5%"), want: []string{on("error indicator-percent-range", shopsRow, "value")}},
			trial{name: "growth", change: target(shopsRow, "网络销售额增长率", "≥120%"), want: []string{on("warning indicator-percent-range", shopsRow, "value")}},
			trial{name: "exactly 100", change: target(rateRow, "培训合格率", "100%")},
			trial{name: "a number of people above 100", change: target(peopleRow, "", "≥300人")},
		),
		tries("indicator-trivial",
			trial{name: "at least none", change: target(shopsRow, "", "≥0个"), want: []string{on("error indicator-trivial", shopsRow, "value")}},
			trial{name: "in words", change: target(shopsRow, "", "不少于0台（套）"), want: []string{on("error indicator-trivial", shopsRow, "value")}},
			trial{name: "at most 100 % of a rate", change: target(shopsRow, "网店成活率", "≤100%"), want: []string{on("error indicator-trivial", shopsRow, "value")}},
			trial{name: "at most 100 % of the costs", change: more("成本指标", "成本控制率", "≤100%")},
			trial{name: "at most 100 % of the budget", change: more("质量指标", "三公经费预算变动率", "≤100%")},
			trial{name: "no growth at worst", change: target(shopsRow, "网络销售额增长率", "≥0%")},
			trial{name: "a saving at worst", change: more("成本指标", "成本节约率", "≥0%")},
			trial{name: "at least one", change: target(shopsRow, "", "≥1个")},
		),
		tries("indicator-zero",
			trial{name: "nobody", change: more("数量指标", "离岗人员保障数量", "0人"), want: []string{"warning indicator-zero indicators[14].value indicators[15].value"}},
			trial{name: "at most none", change: more("数量指标", "召开会议次数", "＝0次"), want: []string{"warning indicator-zero indicators[14].value indicators[15].value"}},
			trial{name: "accidents", change: more("数量指标", "安全事故发生次数", "0次")},
			trial{name: "complaints", change: more("数量指标", "学员投诉次数", "0次")},
			trial{name: "more than none", change: more("数量指标", "直播场次", ">0场")},
			trial{name: "under another name of the class", change: change(classed(classesRow, "产出", "数量"), target(classesRow, "", "0期")), want: []string{on("warning indicator-zero", classesRow, "value")}},
			trial{name: "outside 数量指标", change: more("质量指标", "教材差错", "0处")},
		),
		tries("satisfaction-target",
			trial{name: "words", change: target(contentRow, "", "满意"), want: []string{on("error satisfaction-target", contentRow, "value")}},
			trial{name: "a grade", change: target(contentRow, "", "满意度高"), want: []string{on("error satisfaction-target", contentRow, "value")}},
			trial{name: "a score", change: target(contentRow, "", "≥95分"), want: []string{on("warning satisfaction-target", contentRow, "value")}},
			trial{name: "the sign of percent lost", change: target(contentRow, "", "≥95"), want: []string{on("warning satisfaction-target", contentRow, "value")}},
			trial{name: "everybody", change: target(contentRow, "", "100%"), want: []string{on("warning satisfaction-target", contentRow, "value")}},
			trial{name: "below 80 %", change: target(contentRow, "", "≥60%"), want: []string{on("warning satisfaction-target", contentRow, "value")}},
			trial{name: "80 %", change: target(contentRow, "", "80%以上")},
			trial{name: "spelled", change: target(contentRow, "", "百分之九十五")},
			trial{name: "complaints", change: target(contentRow, "学员投诉处理", "及时处理")},
		),
	)
}

func sameTrials() []trial {
	return slices.Concat(
		tries("indicator-duplicate",
			trial{name: "twice", change: more("数量指标", "培训人数", "≥300人"), want: []string{
				"error indicator-duplicate indicators[1].level3 indicators[1].value indicators[8].level3 indicators[8].value indicators[14].level3 indicators[14].value indicators[15].level3 indicators[15].value",
			}},
			trial{name: "twice, typed in two ways", change: func(d *models.Document) {
				d.Indicators = append(d.Indicators, models.Indicator{ID: models.NewRowID(), Side: models.Annual, Level1: "产出指标", Level2: "数量指标", Level3: "培训 人数", Value: "不少于300人"})
			}, want: []string{"error indicator-duplicate indicators[8].level3 indicators[8].value indicators[14].level3 indicators[14].value"}},
			trial{name: "with another value", change: more("数量指标", "培训人数", "≥250人"), want: []string{
				"warning indicator-duplicate indicators[1].level3 indicators[1].value indicators[8].level3 indicators[8].value indicators[14].level3 indicators[14].value indicators[15].level3 indicators[15].value",
			}},
			trial{name: "in two classes", change: more("质量指标", "培训人数", "≥300人"), want: []string{
				"warning indicator-duplicate indicators[1].level3 indicators[1].value indicators[8].level3 indicators[8].value indicators[14].level3 indicators[14].value indicators[15].level3 indicators[15].value",
			}},
			trial{name: "names that differ", change: more("数量指标", "培训人数（线上）", "≥300人")},
			trial{name: "the same on both halves, as it should be"},
		),
		tries("indicator-pair-mismatch",
			trial{name: "two things side by side", change: annualTarget(peopleRow, "入驻企业户数", "≥300户"), want: []string{"warning indicator-pair-mismatch indicators[1].level3 indicators[8].level3"}},
			trial{name: "the same in another order", change: change(annualTarget(classesRow, "培训人数", "≥300人"), annualTarget(peopleRow, "举办培训班期数", "≥5期")), want: []string{
				"warning indicator-pair-mismatch indicators[0].level3 indicators[7].level3 indicators[1].level3 indicators[8].level3",
			}},
			trial{name: "with the numbering of a template", change: annualTarget(classesRow, "指标1：举办培训班期数", "≥5期")},
			trial{name: "a name cut off", change: annualTarget(classesRow, "举办培训", "≥5期")},
			trial{name: "in a project of three years", change: change(period("3年"), funds("600000", "200000"), put("indicators[4].value", "≤60万元"), annualTarget(shopsRow, "学员就业人数", "≥30人"))},
			trial{name: "a row on one half only", change: func(d *models.Document) { d.Indicators = d.Indicators[:13] }, want: []string{"warning indicator-level1-missing"}},
		),
		tries("indicator-value-repeats-name",
			trial{name: "the end of the name", change: target(shopsRow, "电商服务体系健全完备", "体系健全完备"), want: []string{on("note indicator-value-repeats-name", shopsRow, "level3", "value")}},
			trial{name: "the name and more", change: target(shopsRow, "健全服务体系", "健全服务体系并运行"), want: []string{on("note indicator-value-repeats-name", shopsRow, "level3", "value")}},
			trial{name: "three characters", change: target(shopsRow, "服务体系全覆盖", "全覆盖")},
			trial{name: "是", change: target(shopsRow, "是否健全服务体系", "是")},
			trial{name: "another thing", change: target(shopsRow, "健全服务体系", "县乡村三级贯通")},
		),
	)
}

func wordTrials() []trial {
	return slices.Concat(
		tries("indicator-vague",
			trial{name: "及时", change: target(timeRow, "", "及时"), want: []string{on("warning indicator-vague", timeRow, "value")}},
			trial{name: "按计划完成", change: target(timeRow, "按计划完成培训", "按计划完成"), want: []string{on("warning indicator-vague", timeRow, "value")}},
			trial{name: "with what the name says", change: target(timeRow, "培训开展及时性", "培训及时开展"), want: []string{on("warning indicator-vague", timeRow, "value")}},
			trial{name: "among the effects", change: target(shopsRow, "促进电商发展", "有效促进"), want: []string{on("note indicator-vague", shopsRow, "value")}},
			trial{name: "one word", change: target(shopsRow, "带动作用", "明显"), want: []string{on("note indicator-vague", shopsRow, "value")}},
			trial{name: "with a date", change: target(timeRow, "", "年底前及时完成")},
			trial{name: "with a number", change: target(timeRow, "", "及时率100%")},
			trial{name: "words that are none of them", change: target(shopsRow, "单位运转", "正常高效运转")},
			trial{name: "a result", change: target(shopsRow, "电商服务体系", "县乡村三级全覆盖")},
		),
		tries("indicator-wrong-class",
			trial{name: "money that arrives", change: more("时效指标", "资金到位率", "100%"), want: []string{"warning indicator-wrong-class indicators[14].level2 indicators[14].level3 indicators[15].level2 indicators[15].level3"}},
			trial{name: "a budget that is spent", change: more("数量指标", "预算执行率", "≥95%"), want: []string{"warning indicator-wrong-class indicators[14].level2 indicators[14].level3 indicators[15].level2 indicators[15].level3"}},
			trial{name: "satisfaction among the effects", change: more("社会效益指标", "群众满意度", "≥95%"), want: []string{"warning indicator-wrong-class indicators[14].level2 indicators[14].level3 indicators[15].level2 indicators[15].level3"}},
			trial{name: "money that is spent as it should be", change: more("质量指标", "资金支付合规率", "100%")},
			trial{name: "money that is paid in time", change: more("时效指标", "补助资金拨付及时率", "100%")},
			trial{name: "work that is carried out", change: more("数量指标", "执行检查次数", "≥4次")},
		),
		tries("indicator-count",
			trial{name: "too few", change: change(classless("质量指标", models.Annual), classless("时效指标", models.Annual), classless("成本指标", models.Annual), func(d *models.Document) {
				d.Indicators = slices.DeleteFunc(d.Indicators, func(i models.Indicator) bool { return i.Side == models.Annual && i.Level3 == "举办培训班期数" })
			}), want: []string{"note indicator-count", "warning indicator-pair-mismatch indicators[0].level3 indicators[7].level3", "warning indicator-output-missing", "warning indicator-output-missing", "error indicator-output-missing"}},
			trial{name: "too many", change: moreRows(9), want: []string{"note indicator-count"}},
			trial{name: "too many for little money", change: change(moreRows(4), funds("20000", "20000"), put("narrative.overview", "面向电商从业人员开展培训。"), target(costRow, "", "≤2万元")), want: []string{"note indicator-count"}},
			trial{name: "fifteen", change: moreRows(8)},
			trial{name: "four", change: change(classless("质量指标", models.Sides...), classless("时效指标", models.Sides...), classless("成本指标", models.Sides...)), want: []string{
				"warning indicator-output-missing", "warning indicator-output-missing", "warning indicator-output-missing",
			}},
		),
		tries("indicator-name-long",
			trial{name: "more than thirty characters", change: target(shopsRow, "通过开展电商培训带动全县农村青年和返乡人员以及脱贫群众开办网店的数量", "≥30个"), want: []string{on("note indicator-name-long", shopsRow, "level3")}},
			trial{name: "a line break", change: target(shopsRow, "开办\n网店数量", "≥30个"), want: []string{on("note indicator-name-long", shopsRow, "level3")}},
			trial{name: "a full stop", change: target(shopsRow, "开办网店数量。", "≥30个"), want: []string{on("note indicator-name-long", shopsRow, "level3")}},
			trial{name: "thirty characters", change: target(shopsRow, "开展电商培训带动全县农村青年和返乡人员脱贫群众开办网店的数量", "≥30个")},
			trial{name: "blanks around it", change: target(shopsRow, " 开办网店数量 ", "≥30个")},
		),
	)
}

// moreRows adds that many rows to both halves.
func moreRows(n int) func(*models.Document) {
	return func(d *models.Document) {
		for i := range n {
			more("数量指标", string(rune('甲'+i))+"类课程节数", "≥3节")(d)
		}
	}
}

func unitTrials() []trial {
	return slices.Concat(
		tries("indicator-unit-missing",
			trial{name: "a bare number", change: target(shopsRow, "", "≥30"), want: []string{on("warning indicator-unit-missing", shopsRow, "value")}},
			trial{name: "a rate", change: target(shopsRow, "网店成活率", "80"), want: []string{on("warning indicator-unit-missing", shopsRow, "value")}},
			trial{name: "a cost", change: target(costRow, "", "20"), want: []string{on("warning indicator-unit-missing", costRow, "value")}},
			trial{name: "full width", change: target(shopsRow, "", "不少于３０"), want: []string{on("warning indicator-unit-missing", shopsRow, "value")}},
			trial{name: "the unit in the bracket of the name", change: target(shopsRow, "学员开办网店数量（个）", "≥30")},
			trial{name: "an index", change: target(shopsRow, "网商发展指数", "≥85")},
			trial{name: "a score", change: target(shopsRow, "网商发展", "≥85分")},
			trial{name: "a unit that no table knows", change: target(shopsRow, "带动养蜂", "≥30窝")},
		),
		tries("indicator-unit-odd",
			trial{name: "people in 个", change: target(peopleRow, "", "≥300个"), want: []string{on("note indicator-unit-odd", peopleRow, "value")}},
			trial{name: "staff in 个", change: more("数量指标", "在职人员个数", "6个"), want: []string{"note indicator-unit-odd indicators[14].value indicators[15].value"}},
			trial{name: "platforms in 户", change: more("数量指标", "公共服务平台数", "≥28户"), want: []string{"note indicator-unit-odd indicators[14].value indicators[15].value"}},
			trial{name: "a rate in days", change: more("时效指标", "任务完成及时率", "30天"), want: []string{"note indicator-unit-odd indicators[14].value indicators[15].value"}},
			trial{name: "trainings of people in 次", change: more("数量指标", "村干部培训", "5次")},
			trial{name: "villages in 个", change: more("数量指标", "群众服务点个数", "6个")},
			trial{name: "households in 户", change: more("数量指标", "入驻平台企业数", "28户")},
		),
		tries("indicator-sign",
			trial{name: "= on a rate", change: target(shopsRow, "网店成活率", "=80%"), want: []string{on("note indicator-sign", shopsRow, "value")}},
			trial{name: "> among ≥", change: target(shopsRow, "", ">30个"), want: []string{on("note indicator-sign", shopsRow, "value")}},
			trial{name: "< on the whole of the money", change: target(costRow, "", "＜20万元"), want: []string{on("note indicator-sign", costRow, "value")}},
			trial{name: "= on 100 %", change: target(shopsRow, "网店成活率", "=100%")},
			trial{name: "in words", change: target(shopsRow, "", "超过30个")},
			trial{name: "= on a count", change: target(shopsRow, "", "=30个")},
		),
	)
}
