package rules

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jixiao/forms"
	"jixiao/models"
)

func textRules() []*Rule {
	return []*Rule{
		textTooLong,
		textUnprintable,
		{
			ID: "text-required", Severity: models.SeverityError, Basis: Complete,
			Title:   "文字说明或目标没有填写",
			Explain: "项目概况等五项说明都要填写；有资金、目标或指标的一侧要填写目标。一年期项目年度目标已填的，实施期目标空着只作提醒。",
			Wrong:   "年度资金总额 271,528.3 元，年度目标空着", Right: "年度目标：保障 3 名在职人员工资按月足额发放。",
			Blank:    filled,
			Sentence: "“{0}”没有填写，请补填。",
			Check:    goalRequired,
		},
		{
			ID: "text-basis-missing", Severity: models.SeverityError, Basis: Complete,
			Title:   "立项依据写“无”",
			Explain: "立项依据要写明文件名称和文号，或会议纪要、批示的日期。",
			Wrong:   "无", Right: "依据财办建〔2015〕60号文件",
			Blank:    func(_ *forms.Layout, text string) bool { return !saysNothing(text) },
			Sentence: "“{0}”写的是“{1}”。请写明立项所依据的文件名称和文号，或会议纪要、批示的日期。",
		},
		textBasisVague,
		textDuplicated,
		goalSidesIdentical,
		goalMoneyOnly,
		goalNumberUnmatched,
		textYearMismatch,
		textPlanUnscheduled,
		textTruncated,
	}
}

func goalRequired(c *Case) []models.Finding {
	var found []models.Finding
	for _, side := range models.Sides {
		if !models.Blank(*c.Doc.Goal(side)) || !c.InUse(side) {
			continue
		}
		why := "已填写指标"
		if sum, known := c.Total(side); known && sum > 0 {
			why = "有资金 " + yuan(sum)
		}
		message := sentence("%s没有填写，而%s%s。请补填。", c.GoalName(side), c.HalfName(side), why)
		if side == models.Total && c.Period.OneYear() && !models.Blank(c.Doc.Goals.Annual) {
			found = append(found, graded(models.SeverityWarning, message, goalPath(side))...)
			continue
		}
		found = append(found, one(message, goalPath(side))...)
	}
	return found
}

// nothing are the words that stand for no ground at all.
var nothing = map[string]bool{
	"": true, "无": true, "暂无": true, "没有": true, "未有": true, "略": true, "0": true, "否": true, "空": true,
	"无依据": true, "暂无依据": true, "没有依据": true, "无立项依据": true, "无文件": true, "暂无文件": true, "没有文件": true,
	"无相关文件": true, "无文件依据": true, "无相关依据": true, "暂缺": true, "待补": true, "待补充": true, "待定": true, "不涉及": true, "不适用": true,
}

// none says in a few words that there is no ground.
var none = regexp.MustCompile(`^(?:无|暂无|没有|尚无)(?:相关|有关|明确|具体|任何)?(?:立项|政策|文件|的)*(?:依据|文件)$`)

// saysNothing reports whether a text is 无 or the like, or marks alone.
func saysNothing(text string) bool {
	plain := strings.TrimPrefix(models.Plain(text), "立项依据")
	return nothing[plain] || utf8.RuneCountInString(plain) <= 10 && none.MatchString(plain)
}
