package rules

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

func headRules() []*Rule {
	return []*Rule{
		{
			ID: "head-required", Severity: models.SeverityError, Basis: Complete, Kept: true,
			Title:   "表头没有填全",
			Explain: "项目名称、主管部门、实施单位、项目属性、项目期都要填写。",
			Wrong:   "项目属性空着", Right: "一次性项目(当年结束)",
			Blank:    filled,
			Sentence: "“{0}”没有填写，请补填。",
		},
		{
			ID: "attribute-unknown", Severity: models.SeverityError, Basis: Form, Kept: true,
			Title:   "项目属性不在选项内",
			Explain: "项目属性只能从表样所列的选项中选择一项，也可以只写括号前的部分。",
			Wrong:   "当年项目", Right: "一次性项目(当年结束)",
			Blank:    (*forms.Layout).HasAttribute,
			Sentence: "“{0}”写的是“{1}”，不在表样的选项内，请从{2}中选择。",
			Detail: func(l *forms.Layout, _ string) string {
				return "“" + strings.Join(l.Attributes, "”“") + "”"
			},
		},
		{
			ID: "period-format", Severity: models.SeverityWarning, Basis: Form, Kept: true,
			Title:   "项目期不能识别",
			Explain: "项目期写年数或月数（1年、12个月）、长期、常年、每年、当年，或起止日期；预算年度要在起止日期之内。",
			Wrong:   "按合同", Right: "1年",
			Blank:    func(_ *forms.Layout, text string) bool { return models.ParsePeriod(text, 0).Known() },
			Check:    checkPeriodYear,
			Sentence: "“{0}”写的是“{1}”，不是能识别的期限。请写年数或月数（如 1年、12个月）、长期、当年，或起止日期。",
		},
		{
			ID: "project-duplicate", Severity: models.SeverityWarning, Basis: ReviewHabit, Kept: true, Across: true,
			Title:   "项目重名",
			Explain: "同一单位、同一年度、同一项目只申报一份。",
			Wrong:   "本单位本年度已有“电商物流费用”，又报一份“电商物流费用”", Right: "合并为一份，或改用能区分的名称",
			Check: checkDuplicate,
		},
		{
			ID: "project-similar", Severity: models.SeverityWarning, Basis: ReviewHabit, Kept: true, Across: true,
			Title:   "项目名称相近",
			Explain: "同一单位、同一年度的项目名称，只差括号、末尾的数字或“项目”“费用”“经费”的，可能是同一项目。",
			Wrong:   "“兴县蔡家崖乡村e镇”和“兴县蔡家崖乡村e镇2”", Right: "名称写明各自的内容，或合并申报",
			Check: checkSimilar,
		},
		{
			ID: "department-unknown", Severity: models.SeverityWarning, Basis: Form, Kept: true, Across: true,
			Title:   "主管部门与部门表不符",
			Explain: "主管部门的代码和名称要与部门表一致。",
			Wrong:   "027 兴县工业和信息化局", Right: "026 兴县工业和信息化局",
			Check: checkDepartment,
		},
	}
}

// checkPeriodYear looks at a 项目期 that names its years.
func checkPeriodYear(c *Case) []models.Finding {
	if !c.Period.Known() || c.Period.HoldsYear(c.Doc.Year) {
		return nil
	}
	return one(sentence("项目期“%s”不包含预算年度 %d 年，请核对。", c.Doc.Project.Period, c.Doc.Year), "project.period")
}
