package rules_test

import (
	"strings"

	"jixiao/forms/rules"
	"jixiao/models"
)

// missingGlyphs stands for a font that has everything but two signs.
func missingGlyphs(*models.Document) rules.Facts {
	return rules.Facts{Glyphs: func(text string) (bad []rune) {
		for _, r := range text {
			if r == '𠮷' || r == '😀' {
				bad = append(bad, r)
			}
		}
		return bad
	}}
}

func textTrials() []trial {
	const (
		overview, basis, necessity = "narrative.overview", "narrative.basis", "narrative.necessity"
		measures, plan             = "narrative.measures", "narrative.plan"
		total, annual              = "goals.total", "goals.annual"
	)
	long := strings.Repeat("加强电商人才培训", 300)
	open := "面向全县电商从业人员开展技能培训，全年举办培训班，费用用于师资、教材和场地，通过集中授课、实地观摩、跟踪辅导等方式提升学员的运营和直播能力" // no full stop
	cut := open + strings.Repeat("，带动农产品上行", 9)
	vague := []string{"warning text-basis-vague narrative.basis"}
	unscheduled := []string{"note text-plan-unscheduled narrative.plan"}
	return []trial{
		{rule: "text-too-long", name: "2,400 characters", change: put(necessity, long+"。"), want: []string{"error text-too-long narrative.necessity"}},
		{rule: "text-too-long", name: "a name of 201", change: put("project.name", strings.Repeat("培", 201)), want: []string{"error text-too-long project.name"}},
		{rule: "text-too-long", name: "exactly 2,000", change: put(necessity, strings.Repeat("培", 1999)+"。")},
		{rule: "text-too-long", name: "a name of 200", change: put("project.name", strings.Repeat("培", 200))},

		{rule: "text-unprintable", name: "a control character", change: put(necessity, "需要集中\x00培训。"), want: []string{"error text-unprintable narrative.necessity"}},
		{rule: "text-unprintable", name: "a sign that the font lacks", change: put("unit.name", "𠮷县中心"), facts: missingGlyphs, want: []string{"error text-unprintable unit.name"}},
		{rule: "text-unprintable", name: "line breaks and tabs", change: put(necessity, "需要集中培训：\n\t直播技能。")},
		{rule: "text-unprintable", name: "signs that the font has", change: put(necessity, "需要集中培训①②③—…℃。"), facts: missingGlyphs},

		{rule: "text-required", name: "a text is blank", change: put(measures, "　\n"), want: []string{"error text-required narrative.measures"}},
		{rule: "text-required", name: "the goal of a year with money", change: put(annual, ""), want: []string{"error text-required goals.annual"}},
		{rule: "text-required", name: "the period's goal in a project of one year", change: put(total, ""), want: []string{"warning text-required goals.total"}},
		{
			rule: "text-required", name: "the period's goal in a project of two years", change: change(put(total, ""), period("2年"), funds("400000", "200000"), put("indicators[4].value", "40万元")),
			want: []string{"error text-required goals.total"},
		},
		{
			rule: "text-required", name: "the goal of a side that is not in use", change: change(put(annual, "", "project.period", "3年"), funds("200000", "0"), withoutSide(models.Annual)),
			want: []string{"warning funding-annual-zero funding.annual.amount"},
		},
		{rule: "text-required", name: "a short text is filled", change: put(measures, "专款专用")},

		{rule: "text-basis-missing", name: "无", change: put(basis, "无"), want: []string{"error text-basis-missing narrative.basis"}},
		{rule: "text-basis-missing", name: "strokes", change: put(basis, "——"), want: []string{"error text-basis-missing narrative.basis"}},
		{rule: "text-basis-missing", name: "暂无文件。", change: put(basis, "暂无文件。"), want: []string{"error text-basis-missing narrative.basis"}},
		{rule: "text-basis-missing", name: "none in other words", change: put(basis, "暂无相关立项依据"), want: []string{"error text-basis-missing narrative.basis"}},
		{rule: "text-basis-missing", name: "a short document whose name begins with 无", change: put(basis, "无线网建设文件3号")},
		{rule: "text-basis-missing", name: "a text that begins with 无", change: put(basis, "无线通信发展规划（晋发〔2020〕3号）")},
		{rule: "text-basis-missing", name: "a number alone", change: put(basis, "晋财农〔2020〕3号")},

		{rule: "text-basis-vague", name: "the wish for money", change: put(basis, "为推进我县电商业务正常进行请拨办公经费"), want: vague},
		{rule: "text-basis-vague", name: "有关规定", change: put(basis, "按照上级有关规定和管理办法执行"), want: vague},
		{rule: "text-basis-vague", name: "a meeting without date", change: put(basis, "根据县政府会议纪要精神"), want: vague},
		{rule: "text-basis-vague", name: "依法 is no law", change: put(basis, "依法依规开展工作的需要"), want: vague},
		{rule: "text-basis-vague", name: "a number in square brackets", change: put(basis, "兴政办发[2022]8号")},
		{rule: "text-basis-vague", name: "a number in round brackets", change: put(basis, "昌商务(2022)25号文件")},
		{rule: "text-basis-vague", name: "a law by name", change: put(basis, "根据义务教育法的要求")},
		{rule: "text-basis-vague", name: "a regulation by name", change: put(basis, "依据城乡最低生活保障条例")},
		{rule: "text-basis-vague", name: "三定方案", change: put(basis, "本单位三定方案")},
		{rule: "text-basis-vague", name: "a meeting with its date", change: put(basis, "县政府2022年10月9日常务会议纪要")},

		{rule: "text-duplicated", name: "two texts", change: put(measures, "我县电商从业人员缺少运营和直播技能，农产品上行受到制约，需要集中培训。"), want: []string{"warning text-duplicated narrative.necessity narrative.measures"}},
		{
			rule: "text-duplicated", name: "a text and a goal but for punctuation", change: put(plan, "2023年举办电商培训班5期,培训电商从业人员300人,结业率达到90%以上;带动农产品网络销售"),
			want: []string{"warning text-duplicated narrative.plan goals.annual"},
		},
		{rule: "text-duplicated", name: "a text that goes further", change: put(measures, "我县电商从业人员缺少运营和直播技能，农产品上行受到制约，需要集中培训，并且考核。")},
		{rule: "text-duplicated", name: "goals alone", change: put(total, "2023年举办电商培训班5期，培训电商从业人员300人，结业率达到90%以上，带动农产品网络销售。")},

		{
			rule: "goal-sides-identical", name: "three years", change: change(threeYears, put(total, "每年举办电商培训班5期，培训300人，结业率90%以上。", annual, "每年举办电商培训班5期、培训300人、结业率90%以上。")),
			want: []string{"warning goal-sides-identical goals.total goals.annual"},
		},
		{
			rule: "goal-sides-identical", name: "for good", change: change(threeYears, period("长期"), put(total, "保障培训班运转。", annual, "保障培训班运转")),
			want: []string{"warning goal-sides-identical goals.total goals.annual"},
		},
		{rule: "goal-sides-identical", name: "one year", change: put(total, "保障培训班运转。", annual, "保障培训班运转。")},
		{rule: "goal-sides-identical", name: "three years and two goals", change: change(threeYears, put(total, "三年保障培训班运转。", annual, "本年保障培训班运转。"))},

		{rule: "goal-money-only", name: "what it costs", change: put(annual, "电商人才培训需费用20万元。"), want: []string{"warning goal-money-only goals.annual"}},
		{rule: "goal-money-only", name: "what is to be paid", change: put(total, "支付培训机构尾款20万元", annual, "支付培训机构尾款20万元"), want: []string{"warning goal-money-only goals.total goals.annual"}},
		{rule: "goal-money-only", name: "that the money is spent", change: put(annual, "全年完成20万元支出。"), want: []string{"warning goal-money-only goals.annual"}},
		{rule: "goal-money-only", name: "an output beside the amount", change: put(annual, "投入20万元，举办培训班5期。")},
		{rule: "goal-money-only", name: "an effect beside the amount", change: put(annual, "用20万元提升电商从业人员的技能。")},

		{rule: "goal-number-unmatched", name: "a number that no indicator has", change: put(annual, "2023年举办电商培训班8期，培训300人。"), want: []string{"note goal-number-unmatched goals.annual"}},
		{
			rule: "goal-number-unmatched", name: "both goals and two numbers", change: put(total, "开展培训，覆盖12个乡镇、建设2公里展示街。", annual, "开展培训，覆盖12个乡镇、建设2公里展示街。"),
			want: []string{"note goal-number-unmatched goals.total goals.annual"},
		},
		{rule: "goal-number-unmatched", name: "万 is multiplied out", change: put(annual, "培训0.03万人，结业率90%。")},
		{rule: "goal-number-unmatched", name: "money, dates and words for numbers", change: put(annual, "2023年底前用20万元举办一批培训班，覆盖三级网络，培训300人。")},
		{rule: "goal-number-unmatched", name: "a sum of two rows", change: put(total, "培训12场，结业率90%。", annual, "2023年培训12场，结业率90%。",
			"indicators[0].level3", "集中培训场数", "indicators[0].value", "≥5场", "indicators[1].level3", "直播培训场数", "indicators[1].value", "≥7场",
			"indicators[7].level3", "集中培训场数", "indicators[7].value", "≥5场", "indicators[8].level3", "直播培训场数", "indicators[8].value", "≥7场")},
		{rule: "goal-number-unmatched", name: "公里 is km", change: change(put(annual, "新建展示街2km。"), put("indicators[7].level3", "新建展示街长度", "indicators[7].value", "≥2公里", "indicators[0].level3", "新建展示街长度", "indicators[0].value", "≥2公里", total, "新建展示街2公里。"))},

		{rule: "text-year-mismatch", name: "the year before", change: put(overview, "2022年电商人才培训，资金20万元。"), want: []string{"warning text-year-mismatch narrative.overview"}},
		{rule: "text-year-mismatch", name: "plan and goal of other years", change: put(plan, "2021年3月开班。", annual, "2022年培训300人。"), want: []string{"warning text-year-mismatch narrative.plan", "warning text-year-mismatch goals.annual"}},
		{rule: "text-year-mismatch", name: "one of the years is the project's", change: put(overview, "2022年试点，2023年推开，资金20万元。")},
		{rule: "text-year-mismatch", name: "本年 is the project's year too", change: put(overview, "2022年试点，本年推开，资金20万元。")},
		{rule: "text-year-mismatch", name: "a document's number and title", change: put(overview, "按照晋商建〔2022〕36号和《2021年工作要点》开展培训，资金20万元。")},
		{rule: "text-year-mismatch", name: "a year that three years may hold", change: change(threeYears, put(overview, "2025年全面完成培训。"))},
		{rule: "text-year-mismatch", name: "necessity is not read", change: put(necessity, "2019年以来学员增多，需要集中培训。")},

		{rule: "text-plan-unscheduled", name: "in the spirit of the document", change: put(plan, "按文件精神组织培训"), want: unscheduled},
		{rule: "text-plan-unscheduled", name: "a year in a title only", change: put(plan, "落实《2023年培训方案》，进一步做好日常组织"), want: unscheduled},
		{rule: "text-plan-unscheduled", name: "a quarter", change: put(plan, "二季度组织培训")},
		{rule: "text-plan-unscheduled", name: "an order of steps", change: put(plan, "先确定培训机构，再组织培训")},
		{rule: "text-plan-unscheduled", name: "stages", change: put(plan, "分两个阶段组织培训")},

		{rule: "text-truncated", name: "60 characters without a full stop", change: put(necessity, open), want: []string{"note text-truncated narrative.necessity"}},
		{rule: "text-truncated", name: "at 138 characters", change: put(necessity, firstCharacters(cut, 138)), want: []string{"warning text-truncated narrative.necessity"}},
		{rule: "text-truncated", name: "the beginning of a longer text", change: put(necessity, open, overview, cut+"。"), want: []string{"warning text-truncated narrative.necessity"}},
		{rule: "text-truncated", name: "a full stop at 140", change: put(necessity, firstCharacters(cut, 139)+"。")},
		{rule: "text-truncated", name: "a closing quotation mark", change: put(necessity, open+"“电商”")},
		{rule: "text-truncated", name: "a short text", change: put(necessity, "需要集中培训")},
	}
}

// threeYears makes the honest declaration one of three years.
var threeYears = change(funds("600000", "200000"), put(
	"project.period", "3年", "indicators[4].value", "≤60万元", "goals.total", "三年培训300人。"))

func firstCharacters(s string, n int) string { return string([]rune(s)[:n]) }

// withoutSide takes away the rows of a half.
func withoutSide(side models.Side) func(*models.Document) {
	return func(d *models.Document) {
		var kept []models.Indicator
		for _, in := range d.Indicators {
			if in.Side != side {
				kept = append(kept, in)
			}
		}
		d.Indicators = kept
	}
}
