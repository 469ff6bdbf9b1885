package rules

import (
	"regexp"

	"jixiao/models"
)

var textPlanUnscheduled = &Rule{
	ID: "text-plan-unscheduled", Severity: models.SeverityNote, Basis: Feasible,
	Title:   "实施计划没有时间安排",
	Explain: "实施计划要写什么时间做什么：日期、月份、季度，或分几个阶段、先后次序。",
	Wrong:   "按文件精神进行整体验收", Right: "3月前确定第三方，6月底前完成验收，7月支付费用。",
	Check: checkPlan,
}

// schedule is what makes a plan one: dates in words, months, quarters, stages,
// an order of steps.
var schedule = regexp.MustCompile(`[一二三四五六七八九十]+月|季|[上中下]旬|[上下]半年|年[底初末内中]|[每逐按分]月|[每逐按分]年|每[天日周]|(?:完成|完工|到位|结束|验收|合格|批复|下达|中标|签订|招标)后|本年|当年|全年|` +
	`阶段|前期|中期|后期|分期|分批|[一二三四两]期|[二三四五]步|分步|步骤|首先|其次|然后|接着|随后|最后|之后|先.{0,40}[再后]|` +
	`一是|第[一二三四五]|[一二三四五]、|[①②③④⑤]|\(\d\)|\([一二三四五]\)|\d[.、)]|\d+\s*(?:个工作日|日|天|周|个月)`)

func checkPlan(c *Case) []models.Finding {
	for _, group := range c.alike() {
		for _, p := range group {
			if p.path != "narrative.plan" {
				continue
			}
			text := c.read(p)
			if len(group) > 1 || len(text.Dates) > 0 || len(text.Years) > 0 || schedule.MatchString(withoutTitles(text)) {
				return nil
			}
			return one(sentence("%s%s没有时间安排。请写明各阶段的时间或先后步骤。", p.name, quote(p.typed)), p.path)
		}
	}
	return nil
}

// withoutTitles returns a text without what stands in 《titles》 and document
// numbers.
func withoutTitles(t *models.Text) string {
	s := t.Folded
	for _, list := range [][]models.Passage{t.Titles, t.DocumentNumbers} {
		for _, p := range list {
			s = removeFirst(s, p.Text)
		}
	}
	return s
}
