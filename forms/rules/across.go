package rules

import (
	"strings"

	"jixiao/models"
)

func acrossRules() []*Rule {
	return []*Rule{
		{
			ID: "unit-headcount-differs", Severity: models.SeverityWarning, Basis: ReviewHabit, Across: true,
			Title:   "同一单位几份申报表的在职人数不同",
			Explain: "一个单位同一年度各份申报表里的在职人数应当一致。",
			Wrong:   "办公经费项目：在职人员个数 6个；人员类项目：保障在职人员数量 3人", Right: "两份都是 3 人",
			Check: checkHeadcount,
		},
		{
			ID: "target-below-last-year", Severity: models.SeverityWarning, Basis: Adequate, Across: true,
			Title:   "指标值低于上年",
			Explain: "同一项目同一指标，用“≥”表示的指标值一般不低于上年。",
			Wrong:   "上年 物流合格率 ≥95%，本年 ≥90%", Right: "本年 ≥95%，或说明降低的原因",
			Check: checkBelowLastYear,
		},
		{
			ID: "cost-above-last-year", Severity: models.SeverityWarning, Basis: Adequate, Across: true,
			Title:   "单位成本高于上年",
			Explain: "同一项目同一成本指标，单位成本一般不高于上年。",
			Wrong:   "上年 培训费标准 ≤100元/人天，本年 ≤120元/人天", Right: "本年 ≤100元/人天，或说明提高的依据",
			Check: checkCostAboveLastYear,
		},
		{
			ID: "attachment-missing", Severity: models.SeverityWarning, Basis: Complete, Across: true,
			Title:   "缺少要求的附件",
			Explain: "本批次要求的附件都要上传。",
			Wrong:   "要求“立项批文”，没有上传", Right: "上传立项批文的扫描件",
			Check: checkAttachments,
		},
		{
			ID: "budget-project-undeclared", Severity: models.SeverityWarning, Basis: Complete, Across: true,
			Title:   "预算表中的项目没有申报",
			Explain: "项目支出预算表中的每个项目都应有绩效目标申报表。名称写法不同的可以手工对应。",
			Wrong:   "预算表有“兴县蔡家崖乡村e镇1” 93.51 万元，没有这个项目的申报表", Right: "补报，或与已有的申报表手工对应",
		},
		{
			ID: "unit-sum-differs", Severity: models.SeverityWarning, Basis: ReviewHabit, Across: true,
			Title:   "单位申报合计与预算表合计不一致",
			Explain: "一个单位已申报项目的年度资金合计，应与项目支出预算表中对应各行的合计一致，每行允许相差 50 元。",
			Wrong:   "申报合计 4,061,900 元，预算表对应 8 行合计 346.49 万元", Right: "逐项核对后两者相等",
		},
	}
}

func checkAttachments(c *Case) []models.Finding {
	missing := c.Facts.MissingAttachments
	if len(missing) == 0 {
		return nil
	}
	return one("本批次要求的附件还没有上传：" + strings.Join(missing, "、") + "。请在“附件”页补传。")
}

// lastYears finds last year's row of the same half, class and name.
func (c *Case) lastYears(r *Row) *models.Value {
	if c.Facts.LastYear == nil {
		return nil
	}
	for i := range c.Facts.LastYear.Indicators {
		in := &c.Facts.LastYear.Indicators[i]
		if in.Side == r.Side && in.Level1 == r.Level1 && in.Level2 == r.Level2 && models.SameText(in.Level3, r.Level3) {
			v := c.Words.ParseValue(in.Value).WithUnit(bracketUnit(in.Level3))
			return &v
		}
	}
	return nil
}

func checkBelowLastYear(c *Case) []models.Finding {
	if c.Facts.LastYear == nil {
		return nil
	}
	return c.EachRow(func(r *Row) (models.Severity, string) {
		last := c.lastYears(r)
		if last == nil || r.Target.Sign != models.AtLeast || last.Sign != models.AtLeast || !c.comparable(&r.Target, last) {
			return "", ""
		}
		now, _ := r.Target.Bounds()
		before, _ := last.Bounds()
		if now.Cmp(before) >= 0 {
			return "", ""
		}
		return "", sentence("%s“%s”为 %s，低于上年的 %s。请核对，确需降低的请说明原因。", r.Level2, r.Level3, r.Value, last.Typed)
	}, func(r *Row) []string { return []string{r.ValuePath()} })
}

func checkCostAboveLastYear(c *Case) []models.Finding {
	if c.Facts.LastYear == nil {
		return nil
	}
	return c.EachRow(func(r *Row) (models.Severity, string) {
		last := c.lastYears(r)
		if last == nil || !isCost(r.Level1, r.Level2) || !r.Target.Per() || !last.Per() || !c.comparable(&r.Target, last) {
			return "", ""
		}
		_, now := r.Target.Bounds()
		_, before := last.Bounds()
		if now.Cmp(before) <= 0 {
			return "", ""
		}
		return "", sentence("%s“%s”为 %s，高于上年的 %s。请核对，确需提高的请说明依据。", r.Level2, r.Level3, r.Value, last.Typed)
	}, func(r *Row) []string { return []string{r.ValuePath()} })
}

// isCost reports whether a class holds costs: 成本指标 as a class, or as the
// 一级指标 of later layouts.
func isCost(level1, level2 string) bool { return level2 == "成本指标" || level1 == "成本指标" }

// comparable reports whether two values are numbers of one unit.
func (c *Case) comparable(a, b *models.Value) bool {
	return a.IsNumber() && b.IsNumber() && c.Words.SameUnit(a.Unit, b.Unit)
}
