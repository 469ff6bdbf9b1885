package rules

import "jixiao/models"

var indicatorWrongClass = &Rule{
	ID: "indicator-wrong-class", Severity: models.SeverityWarning, Basis: Relevant,
	Title: "指标放错了类别",
	Explain: "资金到位、下达、拨付、支付和预算执行是管理过程，不是项目的产出；资金合规可放质量指标，及时支付可放时效指标。" +
		"满意度放在满意度指标里。",
	Wrong: "时效指标：资金到位率 | 100%", Right: "时效指标：活动完成时间 | 10月底前",
	Check: checkWrongClass,
}

func checkWrongClass(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		name := c.name(r)
		if r.Branch == effects {
			if word := c.Words.Find(name, models.Satisfaction); word != "" {
				return usual, sentence("%s是满意度，放在了%s。请移到满意度指标。", c.label(r), r.Level1)
			}
			return usual, ""
		}
		move, money := c.Words.Find(name, models.MoneyMoves), c.Words.Find(name, models.MoneyNouns)
		if r.Branch != outputs || r.Class == costs || move == "" || money == "" ||
			r.Class == quality && c.Words.Has(name, models.Proper) || r.Class == timeliness && c.Words.Has(name, models.OnTime) {
			return usual, ""
		}
		return usual, sentence("%s说的是%s%s，属于资金管理，不是项目的产出。请换成项目本身的%s。", c.label(r), money, move, subjects[r.Class])
	}, classCell)
}

// subjects says what a class looks at.
var subjects = map[string]string{
	quantity: "工作数量", quality: "完成质量", timeliness: "完成时间",
}
