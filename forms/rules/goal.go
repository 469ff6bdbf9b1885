package rules

import (
	"strings"

	"jixiao/models"
)

var goalMoneyOnly = &Rule{
	ID: "goal-money-only", Severity: models.SeverityWarning, Basis: Relevant,
	Title:   "目标只写了花多少钱",
	Explain: "目标要写做成什么（产出）、带来什么（效果），金额在资金部分填写。",
	Wrong:   "对项目进行整改验收需费用10万元。", Right: "完成整体验收 1 次，整改问题全部销号。",
	Check: checkMoneyOnly,
}

var goalNumberUnmatched = &Rule{
	ID: "goal-number-unmatched", Severity: models.SeverityNote, Basis: Relevant,
	Title:   "目标里的数字没有对应的指标",
	Explain: "目标里写到的数量，一般应在同一侧的指标名称或指标值里出现。金额、日期、序号和汉字数词不看。",
	Wrong:   "目标：培训电商人员 500 人；没有人数指标", Right: "数量指标：培训电商人员人数 ≥500人",
	Check: checkUnmatched,
}

var textYearMismatch = &Rule{
	ID: "text-year-mismatch", Severity: models.SeverityWarning, Basis: Relevant,
	Title:   "文字里的年份不是项目的年份",
	Explain: "项目概况、实施计划和目标写到年份时，至少要有一个是项目期内的。文号和《》内的年份不看。",
	Wrong:   "2023年度的表，项目概况写“2022年265万元”", Right: "2023年……",
	Check: checkYears,
}

// resultWords say what is produced or brought about.
var resultWords = []string{
	"完成", "建成", "新建", "改建", "扩建", "改造", "修建", "维修", "安装", "购置", "采购", "培训", "发放", "举办", "覆盖", "提供", "编制", "培育", "引进",
	"提高", "提升", "保障", "保证", "确保", "促进", "改善", "增强", "增加", "实现", "推动", "推进", "解决", "达到", "满足", "带动", "巩固", "优化", "减少", "降低",
	"加强", "完善", "维护", "运转", "治理", "缓解", "助力", "惠及", "受益", "消除", "建立", "形成", "打造", "服务",
}

func checkMoneyOnly(c *Case) []models.Finding {
	var found []models.Finding
	for _, group := range c.goals() {
		text := c.read(group[0])
		amounts := text.Amounts()
		if len(amounts) == 0 || len(amounts) < len(text.Figures) || c.tellsResult(text, amounts) {
			continue
		}
		names, paths := named(group)
		found = append(found, one(sentence("%s只写了金额 %s，没有写做成什么、带来什么效果。请补写产出和效果。", names, amounts[0].Text), paths...)...)
	}
	return found
}

// tellsResult reports whether a goal says what is produced or brought about. In
// front of an amount, what the money is for may be called 培训 or 维修 without
// being promised, and so may the project.
func (c *Case) tellsResult(text *models.Text, amounts []models.Figure) bool {
	rest := text.Folded
	for i := range amounts {
		before := amounts[i].Before
		told := works.Replace(strings.ReplaceAll(before, c.Doc.Project.Name, ""))
		if holdsAny(amounts[i].After+before, moneyMoves) != "" {
			told = promises.Replace(told)
		}
		if holdsAny(told, resultWords) != "" {
			return true
		}
		rest = removeFirst(rest, before+amounts[i].Text)
	}
	return holdsAny(rest, resultWords) != ""
}

// moneyMoves beside an amount say that it is what is promised: 完成10万元支出.
var moneyMoves = []string{"支付", "支出", "拨付", "到位", "使用", "兑付"}

// promises are words that promise whatever stands with them.
var promises = strings.NewReplacer("完成", "", "确保", "", "保证", "", "实现", "", "达到", "")

// works are kinds of work that also name what money is spent on.
var works = strings.NewReplacer("培训", "", "维修", "", "改造", "", "安装", "", "编制", "", "治理", "", "维护", "", "运转", "", "采购", "", "保障", "", "服务", "")

// backdrop in front of a figure says that it describes how things are.
var backdrop = []string{"现有", "共有", "原有", "已", "辖", "总人口", "上年", "去年", "截至", "截止"}

func checkUnmatched(c *Case) []models.Finding {
	var found []models.Finding
	for i := range c.proses {
		p := &c.proses[i]
		if !p.goal {
			continue
		}
		side := models.Side(strings.TrimPrefix(p.path, "goals."))
		if !c.HasRows(side) {
			continue
		}
		var missing []string
		text := c.read(p)
		for k := range text.Figures {
			if f := &text.Figures[k]; c.wanted(f) && !c.matched(side, f) {
				missing = append(missing, f.Text)
			}
		}
		if missing != nil {
			found = append(found, one(sentence("“%s”里的 %s 在%s的指标中没有出现，请看是否要设相应的指标。",
				p.name, strings.Join(missing, "、"), c.HalfName(side)), p.path)...)
		}
	}
	return joinGoals(c, found)
}

// joinGoals makes one finding of two that say the same about equal goals.
func joinGoals(c *Case, found []models.Finding) []models.Finding {
	if len(found) != 2 || !models.SameText(c.Doc.Goals.Total, c.Doc.Goals.Annual) {
		return found
	}
	total := strings.TrimPrefix(found[0].Message, "“"+c.GoalName(models.Total)+"”")
	annual := strings.TrimPrefix(found[1].Message, "“"+c.GoalName(models.Annual)+"”")
	half := func(s string, side models.Side) string {
		return strings.Replace(s, "在"+c.HalfName(side)+"的指标", "在指标", 1)
	}
	if half(total, models.Total) != half(annual, models.Annual) {
		return found
	}
	return one("“"+c.GoalName(models.Total)+"”“"+c.GoalName(models.Annual)+"”"+half(total, models.Total), goalPath(models.Total), goalPath(models.Annual))
}

// wanted reports whether a figure of a goal asks for an indicator.
func (c *Case) wanted(f *models.Figure) bool {
	if f.IsMoney() || f.Per || holdsAny(f.Before, backdrop) != "" {
		return false
	}
	switch c.Words.KindOf(f.Unit) {
	case models.UnitYears, models.UnitMonths, models.UnitTerms, models.UnitDays, models.UnitHours:
		return false
	}
	return true
}

// matched reports whether a figure appears in a row of a half, filled however
// far: the same number, both of a rate or neither.
func (c *Case) matched(side models.Side, f *models.Figure) bool {
	for _, r := range c.AllRows(side) {
		if c.hasFigure(r, f) {
			return true
		}
	}
	return c.addsUp(side, f)
}

// addsUp reports whether a figure is the sum of two rows of its unit, or of all
// of them: 520 公里 of 180 and 340.
func (c *Case) addsUp(side models.Side, f *models.Figure) bool {
	want, whole := f.Low.Int()
	if !whole || c.isRatio(f.Unit) {
		return false
	}
	var parts []int64
	sum := int64(0)
	for _, r := range c.AllRows(side) {
		low, high := r.Target.Bounds()
		n, ok := low.Int()
		if !ok || low != high || !r.Target.IsNumber() || !c.Words.SameUnit(r.Target.Unit, f.Unit) {
			continue
		}
		for _, p := range parts {
			if p+n == want {
				return true
			}
		}
		parts = append(parts, n)
		sum += n
	}
	return len(parts) > 1 && sum == want
}

func (c *Case) hasFigure(r *Row, f *models.Figure) bool {
	same := func(low, high models.Decimal, unit string) bool {
		return c.isRatio(unit) == c.isRatio(f.Unit) && (low == f.Low || high == f.High || low == f.High || high == f.Low)
	}
	if r.Target.IsNumber() || r.Target.Kind == models.ValueDuration {
		if low, high := r.Target.Bounds(); same(low, high, r.Target.Unit) {
			return true
		}
	}
	for i := range c.figures(r) {
		if g := &r.figures[i]; same(g.Low, g.High, g.Unit) {
			return true
		}
	}
	return false
}

// figures returns the figures in a row's name and value, read once.
func (c *Case) figures(r *Row) []models.Figure {
	if r.figures != nil {
		return r.figures
	}
	r.figures = []models.Figure{}
	for _, typed := range []string{r.Level3, r.Value} {
		if strings.ContainsAny(typed, "0123456789０１２３４５６７８９") {
			r.figures = append(r.figures, c.Words.ReadText(typed).Figures...)
		}
	}
	return r.figures
}

// isRatio reports whether a unit is %, 倍 or the like.
func (c *Case) isRatio(unit string) bool { return c.Words.KindOf(unit) == models.UnitRate }
