package rules

import (
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

var indicatorUnitMissing = &Rule{
	ID: "indicator-unit-missing", Severity: models.SeverityWarning, Basis: Form,
	Title:   "指标值没有单位",
	Explain: "数值要带计量单位，单位也可以写在名称末尾的括号里，如“改造面积(亩)”。",
	Wrong:   "培训人数 | ≥500", Right: "培训人数 | ≥500人次",
	Check: checkUnitMissing,
}

// checkUnitMissing needs no unit for 0, nor for indices and scores, nor for
// 2023 where a date belongs. Satisfaction without % is satisfaction-target's.
func checkUnitMissing(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		v := &r.Target
		if !v.IsNumber() || v.Unit != "" || v.IsZero() || r.Branch == satisfaction && !c.Words.Has(c.name(r), models.Complaints) || r.Class == costs && v.Scale >= 4 ||
			r.Class == timeliness && isYear(v) || c.Words.Has(c.stem(r), models.Unitless) {
			return usual, ""
		}
		example := bare(v) + "个"
		switch {
		case c.asksRate(r):
			example = bare(v) + "%"
		case r.Class == costs:
			example = c.moneyExample(r, v)
		case r.Class == timeliness:
			example = bare(v) + "天"
		}
		return usual, sentence("%s的指标值%s没有单位。请补上，如“%s”。", c.label(r), r.value(), example)
	}, valueCell)
}

// moneyExample returns a bare number as money: in the unit in which it is the
// total of its half, else in either.
func (c *Case) moneyExample(r *Row, v *models.Value) string {
	total, known := c.Total(r.Side)
	for _, unit := range []string{"万元", "元"} {
		if sum, ok := v.WithUnit(unit).Money(); ok && known && sum == total {
			return bare(v) + unit
		}
	}
	return bare(v) + "万元”或“" + bare(v) + "元"
}

func isYear(v *models.Value) bool {
	return v.Low.Cmp(models.DecimalOf(1990)) >= 0 && v.High.Cmp(models.DecimalOf(2099)) <= 0
}

var indicatorUnitOdd = &Rule{
	ID: "indicator-unit-odd", Severity: models.SeverityNote, Basis: Form,
	Title:   "单位与指标不相称",
	Explain: "人用“人”，平台、系统用“个”，比率用“%”。",
	Wrong:   "在职人员个数 | 6个", Right: "在职人员个数 | 6人",
	Check: checkUnitOdd,
}

func checkUnitOdd(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		v := &r.Target
		if !v.IsNumber() && v.Kind != models.ValueDuration || v.Unit == "" || strings.Contains(v.Unit, "/") {
			return usual, ""
		}
		what, right := c.misfit(r, v)
		if what == "" {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s：%s一般不用“%s”，应为“%s”，请核对。", c.label(r), r.value(), what, v.Unit, right)
	}, valueCell)
}

// misfit says what a name counts, and in what, where the unit does not fit.
func (c *Case) misfit(r *Row, v *models.Value) (what, right string) {
	kind := c.Words.KindOf(v.Unit)
	counted := countedThing(c.stem(r))
	switch {
	case c.asksRate(r) && (kind == models.UnitDays || kind == models.UnitHours || kind == models.UnitMonths || kind == models.UnitYears || kind == models.UnitPeople || v.Unit == "个"):
		return "比率", "%"
	case v.Unit == "个" && c.Words.EndsIn(counted, models.PeopleNouns) != "":
		return "人数", "人"
	case kind == models.UnitHousehold && c.Words.EndsIn(counted, models.PlatformNouns) != "":
		return c.Words.EndsIn(counted, models.PlatformNouns), "个"
	}
	return "", ""
}

// countedThing returns what a name counts: 在职人员 of 在职人员个数.
func countedThing(name string) string {
	for _, ending := range []string{"总人数", "个数", "数量", "总数", "数", "规模"} {
		if thing, ok := strings.CutSuffix(name, ending); ok {
			if ending == "总人数" || strings.HasSuffix(name, "人数") {
				return "人数"
			}
			return thing
		}
	}
	return name
}

var indicatorSign = &Rule{
	ID: "indicator-sign", Severity: models.SeverityNote, Basis: ReviewHabit,
	Title:   "符号用得不合习惯",
	Explain: "比率一般用“≥”；同一张表里“≥”与“>”不要混用；成本等于资金总额时用“≤”。",
	Wrong:   "培训合格率 | >95%", Right: "培训合格率 | ≥95%",
	Check: checkSign,
}

// checkSign reads only the signs themselves: 超过95% is a word, not a slip. All
// mixed signs of the form are one finding.
func checkSign(c *Case) []models.Finding {
	found := c.EachRow(func(r *Row) (models.Severity, string) {
		v := &r.Target
		switch {
		case v.Sign == models.Exactly && v.IsPercent() && v.Low != hundred && !v.IsZero():
			return usual, sentence("%s的指标值%s用了“=”，多一点少一点都不算完成。一般用“≥”，请核对。", c.label(r), r.value())
		case v.Sign == models.Below && c.equalsTotal(r):
			return usual, sentence("%s的指标值%s正好是%s，用“<”就不能用足。应为“≤”，请核对。", c.label(r), r.value(), c.TotalName(r.Side))
		}
		return usual, ""
	}, valueCell)
	return append(found, c.mixedSigns()...)
}

func (c *Case) equalsTotal(r *Row) bool {
	if r.Class != costs {
		return false
	}
	sum, ok := c.costSum(r)
	total, known := c.Total(r.Side)
	return ok && known && sum == total
}

// mixedSigns finds > and < on a form whose other rows use ≥ and ≤.
func (c *Case) mixedSigns() []models.Finding {
	var strict []*Row
	loose := 0
	for _, side := range models.Sides {
		for _, r := range c.Rows(side) {
			switch v := &r.Target; v.Sign {
			case models.AtLeast, models.AtMost:
				loose++
			case models.Above, models.Below:
				if strings.ContainsAny(r.Value, "><＞＜") && !v.IsZero() && !(v.Sign == models.Below && c.equalsTotal(r)) {
					strict = append(strict, r)
				}
			}
		}
	}
	if len(strict) == 0 || loose <= len(strict) {
		return nil
	}
	cells := make([]string, len(strict))
	for i, r := range strict {
		cells[i] = r.ValuePath()
	}
	first := strict[0]
	right := strings.NewReplacer(">", "≥", "＞", "≥", "<", "≤", "＜", "≤").Replace(strings.TrimSpace(first.Value))
	return one(sentence("%s的指标值%s用的是“%s”，其他 %d 行用“≥”“≤”。如无特别用意，请改为“%s”。",
		c.label(first), first.value(), first.Target.Sign, loose, right), cells...)
}

var indicatorCount = &Rule{
	ID: "indicator-count", Severity: models.SeverityNote, Basis: ReviewHabit,
	Title:   "指标过少或过多",
	Explain: "一侧的指标一般 4 到 15 项；资金不到 50,000 元的，一般不超过 10 项。",
	Wrong:   "17,791.63 元的项目填了 21 项指标", Right: "保留 10 项以内最能反映成效的",
	Check: checkCount,
}

func checkCount(c *Case) []models.Finding {
	var found []models.Finding
	for _, side := range models.Sides {
		n := 0
		for _, r := range c.AllRows(side) {
			if r.State != Unused {
				n++
			}
		}
		total, known := c.Total(side)
		says := ""
		switch small := known && total > 0 && total < 50_000*models.Yuan; {
		case n == 0:
		case n < 4:
			says = sentence("%s只有 %d 项指标，一般不少于 4 项。请看产出、效益、满意度是否都已填写。", c.HalfName(side), n)
		case n > 15:
			says = sentence("%s有 %d 项指标，一般不超过 15 项。建议保留最能反映成效的。", c.HalfName(side), n)
		case small && n > 10:
			says = sentence("%s资金 %s，有 %d 项指标，一般不超过 10 项。建议保留最能反映成效的。", c.HalfName(side), yuan(total), n)
		}
		if says == "" {
			continue
		}
		if len(found) > 0 {
			found[0].Message += says
			continue
		}
		found = append(found, models.Finding{Message: says, Side: side})
	}
	return found
}

var indicatorNameLong = &Rule{
	ID: "indicator-name-long", Severity: models.SeverityNote, Basis: Form,
	Title:   "指标名称过长",
	Explain: "三级指标是名称，不是句子：30 字以内，不换行，不用句号。",
	Wrong:   "通过开展电商培训，带动全县农村青年和返乡人员就业创业。", Right: "培训带动就业人数",
	Check: checkNameLong,
}

func checkNameLong(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		name := strings.TrimSpace(r.Level3)
		switch n := utf8.RuneCountInString(name); {
		case n > 30:
			return usual, sentence("%s的名称有 %d 字，一般不超过 30 字。建议缩短，内容写进指标值或目标。", c.label(r), n)
		case strings.ContainsAny(name, "\r\n"):
			return usual, sentence("%s的名称里有换行。请并成一行，几项内容分几行填。", c.label(r))
		case strings.Contains(name, "。"):
			return usual, sentence("%s的名称里有句号。名称一般是词组，请去掉句号。", c.label(r))
		}
		return usual, ""
	}, nameCell)
}
