package forms

import (
	"strings"

	"jixiao/models"
)

// shanxiCounty is the 项目支出绩效目标申报表 of counties in Shanxi, as printed in
// the published 2023 budget of a unit of 兴县.
var shanxiCounty = Layout{
	ID:        "shanxi-county",
	Name:      "县(区)级预算部门(单位)项目支出绩效目标申报表",
	Issued:    "山西省县级部门预算公开表样（2023年度）",
	Title:     countyTitle,
	Columns:   []float64{20, 18, 20, 34, 20, 20, 30, 18},
	MoneyUnit: "元",
	Halves: [2]Half{
		{Side: models.Total, Name: "实施期", Funds: "实施期资金", Total: "实施期资金总额", Goal: "实施期目标"},
		{Side: models.Annual, Name: "年度", Funds: "年度资金", Total: "年度资金总额", Goal: "年度目标"},
	},
	Sources: []SourceBlank{
		{models.Central, "中央财政资金", "其中:中央财政资金"},
		{models.Provincial, "省级财政资金", "省级财政资金"},
		{models.County, "市县(区)财政资金", "市县(区)财政资金"},
		{models.SelfRaised, "单位自筹", "单位自筹"},
		{models.Other, "其他资金", "其他资金"},
	},
	Texts: []TextBlank{
		{"narrative.overview", "项目概况", "text-required", func(d *models.Document) *string { return &d.Narrative.Overview }},
		{"narrative.basis", "立项依据", "text-required,text-basis-missing", func(d *models.Document) *string { return &d.Narrative.Basis }},
		{"narrative.necessity", "项目设立必要性", "text-required", func(d *models.Document) *string { return &d.Narrative.Necessity }},
		{"narrative.measures", "保证项目实施的制度、措施", "text-required", func(d *models.Document) *string { return &d.Narrative.Measures }},
		{"narrative.plan", "项目实施计划", "text-required", func(d *models.Document) *string { return &d.Narrative.Plan }},
	},
	Attributes: []string{"经常性项目(长期开展)", "延续性项目(阶段开展)", "一次性项目(当年结束)"},
	Tree: []Level1{
		{"产出指标", []string{"数量指标", "质量指标", "时效指标", "成本指标"}},
		{"效益指标", []string{"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}},
		{"满意度指标", []string{"服务对象满意度指标"}},
	},
	TextLimit: 2000,
	NameLimit: 200,
}

// countyTitle names the region as the official title does: 兴县(区)级… for a
// county, 离石区级… for a district or city, 县(区)级… where none is known.
func countyTitle(region string) string {
	const title = "级预算部门(单位)项目支出绩效目标申报表"
	switch region = strings.TrimSpace(region); {
	case region == "":
		return "县(区)" + title
	case strings.HasSuffix(region, "县"):
		return region + "(区)" + title
	}
	return region + title
}
