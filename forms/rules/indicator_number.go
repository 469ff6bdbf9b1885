package rules

import (
	"strings"

	"jixiao/models"
)

var indicatorNotQuantified = &Rule{
	ID: "indicator-not-quantified", Severity: models.SeverityError, Basis: Adequate,
	Title:   "要填数量的指标没有数字",
	Explain: "名称以数、数量、人数、次数、额、收入、面积、率等结尾的指标，指标值要有数字。效益指标中的只作提醒。",
	Wrong:   "带动增加就业人数 | 一定数量", Right: "带动增加就业人数 | ≥20人",
	Check: checkNotQuantified,
}

func checkNotQuantified(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		word := c.notQuantified(r)
		if word == "" {
			return usual, ""
		}
		severity := usual
		if r.Branch == effects {
			severity = models.SeverityWarning
		}
		return severity, sentence("%s要的是数字（以“%s”结尾），指标值%s里没有数字。请填数量和单位，如%s。", c.label(r), word, r.value(), c.sampleOf(r, word))
	}, valueCell)
}

// sampleOf returns a value as a name with that ending should have it.
func (c *Case) sampleOf(r *Row, word string) string {
	if c.asksRate(r) && holdsAny(c.name(r), []string{"控制率", "执行率", "支出率"}) != "" {
		return "“≤100%”"
	}
	if c.asksRate(r) && c.Words.Has(c.name(r), models.UpperBounds) {
		return "“≤5%”"
	}
	for _, s := range []struct{ ending, value string }{
		{"率", "“≥95%”"}, {"额", "“≥100万元”"}, {"收入", "“≥5000元”"}, {"面积", "“≥300亩”"}, {"人数", "“≥20人”"}, {"次数", "“≥4次”"},
	} {
		if strings.HasSuffix(word, s.ending) {
			return s.value
		}
	}
	return "“≥3个”"
}

// notQuantified returns the ending of a name in 产出 or 效益 that asks for a
// number, where the value holds none. A date is not read as one that lacks:
// 按时完成率 | 12月底前 says when; and 事故次数 | 不发生 says 0.
func (c *Case) notQuantified(r *Row) string {
	if r.Branch != outputs && r.Branch != effects || r.Target.HasNumber() || r.Target.Kind == models.ValueDate || c.saysZero(r) {
		return ""
	}
	stem := c.stem(r)
	if c.Words.EndsIn(stem, models.AsksNoNumber) != "" {
		return ""
	}
	return c.Words.EndsIn(stem, models.AsksNumber)
}

// saysZero reports whether words say that what ought not to happen does not.
func (c *Case) saysZero(r *Row) bool {
	for _, word := range []string{"无", "未", "不发生", "不出现", "没有", "杜绝"} {
		if strings.HasPrefix(r.Target.Words, word) {
			return c.Words.Has(c.name(r), models.ZeroIsGood, models.ZeroGoals)
		}
	}
	return false
}

var indicatorPercentRange = &Rule{
	ID: "indicator-percent-range", Severity: models.SeverityError, Basis: Feasible,
	Title:   "百分比超出 0 至 100",
	Explain: "比率类指标的百分比应在 0% 至 100% 之间。名称含增长、提高、变动、完成、达产的可能超过，只作提醒。",
	Wrong:   "验收合格率 | ≥120%", Right: "验收合格率 | ≥98%",
	Check: checkPercentRange,
}

func checkPercentRange(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		if !outOfPercent(r) {
			return usual, ""
		}
		severity := usual
		if c.Words.Has(c.name(r), models.MayExceed) || c.Words.Has(r.Target.Lead, models.MayExceed) {
			severity = models.SeverityWarning
		}
		return severity, sentence("%s的指标值%s超出 0%% 至 100%%。请核对数字。", c.label(r), r.value())
	}, valueCell)
}

// outOfPercent reports whether a value is a percentage below 0 or above 100.
func outOfPercent(r *Row) bool {
	low, high := r.Target.Bounds()
	return r.Target.IsPercent() && (low.Sign() < 0 || high.Cmp(hundred) > 0)
}

var hundred = models.DecimalOf(100)

var indicatorTrivial = &Rule{
	ID: "indicator-trivial", Severity: models.SeverityError, Basis: Adequate,
	Title:   "指标值不可能达不到",
	Explain: "“≥0”和比率的“≤100%”怎么做都能达到，起不到考核作用。控制率、执行率、支出率、变动率、增长率除外。",
	Wrong:   "召开会议次数 | ≥0次", Right: "召开会议次数 | ≥4次",
	Check: checkTrivial,
}

// checkTrivial knows two targets that look like it and can be missed: growth or
// a saving of at least 0 %, and a cost of at most 100 % of what was planned.
func checkTrivial(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		v, name := &r.Target, c.name(r)
		switch {
		case v.Sign == models.AtLeast && v.IsZero() && !(v.IsPercent() && c.Words.Has(name, models.MayExceed, models.Saving)):
			return usual, sentence("%s的指标值%s不可能达不到，起不到考核作用。请填实际要达到的数；没有这项任务的，请清空这一行。", c.label(r), r.value())
		case v.Sign == models.AtMost && v.IsPercent() && v.High == hundred && r.Class != costs && !c.Words.Has(name, models.UpperBounds):
			return usual, sentence("%s的指标值%s不可能达不到，起不到考核作用。应为“≥”加实际要达到的比率，请核对。", c.label(r), r.value())
		}
		return usual, ""
	}, valueCell)
}

var indicatorZero = &Rule{
	ID: "indicator-zero", Severity: models.SeverityWarning, Basis: Adequate,
	Title:   "数量指标为 0",
	Explain: "数量为 0 的指标没有产出，应清空。事故、投诉、信访、违规、违法、案件、逾期、拖欠等以 0 为目标的除外。",
	Wrong:   "保障离休人员数量 | 0人", Right: "清空这一行，或填实际人数",
	Check: checkZero,
}

func checkZero(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		v := &r.Target
		if !v.IsZero() || v.IsPercent() || v.Sign == models.AtLeast || v.Sign == models.Above || c.Words.Has(c.name(r), models.ZeroIsGood, models.ZeroGoals) {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s是 0。没有这项任务的，请清空这一行；有的，请填实际数量。", c.label(r), r.value())
	}, valueCell, quantity)
}

var satisfactionTarget = &Rule{
	ID: "satisfaction-target", Severity: models.SeverityError, Basis: Adequate,
	Title:   "满意度没有填合适的百分比",
	Explain: "满意度要填百分比，一般在 80% 以上、100% 以下，如 ≥95%。只有文字的是错误；不是百分比、等于 100%、低于 80% 的是提醒。投诉、信访类除外。",
	Wrong:   "服务对象满意度 | 满意", Right: "服务对象满意度 | ≥95%",
	Check: checkSatisfaction,
}

func checkSatisfaction(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		if r.Branch != satisfaction || c.Words.Has(c.name(r), models.Complaints) || strings.Contains(c.name(r), "不满意") || outOfPercent(r) {
			return usual, ""
		}
		low, high := r.Target.Bounds()
		upper := r.Target.Sign == models.AtMost || r.Target.Sign == models.Below
		switch {
		case !r.Target.HasNumber():
			return usual, sentence("%s的指标值%s不是百分比，无法考核。请填百分比，如“≥95%%”。", c.label(r), r.value())
		case !r.Target.IsNumber():
			return usual, ""
		case !r.Target.IsPercent():
			return models.SeverityWarning, sentence("%s的指标值%s不是百分比。请填百分比，如“≥95%%”。", c.label(r), r.value())
		case low == hundred && !upper:
			return models.SeverityWarning, sentence("%s的指标值%s要求人人满意，难以达到。一般填“≥95%%”左右，请核对。", c.label(r), r.value())
		case !upper && high.Cmp(models.DecimalOf(80)) < 0:
			return models.SeverityWarning, sentence("%s的指标值%s低于 80%%，目标偏低。一般填“≥95%%”左右，请核对。", c.label(r), r.value())
		}
		return usual, ""
	}, valueCell)
}
