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
			Blank:    func(_ *forms.Layout, text string) bool { return true },
			Sentence: "“{0}”写的是“{1}”，不是能识别的期限。请写年数或月数（如 1年、12个月）、长期、当年，或起止日期。",
		},
	}
}
