package rules

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

func fundingRules() []*Rule {
	return []*Rule{
		{
			ID: "funding-format", Severity: models.SeverityError, Basis: Form, Kept: true,
			Title:   "金额不能识别",
			Explain: "金额以元为单位，只填数字，最多两位小数，不能为负，不超过 9,999 亿元；也可以写成 265万元。看不懂的内容原样保留，不会清除。",
			Wrong:   "265万左右", Right: "2,650,000",
			Blank:    func(_ *forms.Layout, text string) bool { return amountFault(text) == nil },
			Sentence: "“{0}”填的是“{1}”，{2}。请填以元为单位的数字，如 2650000，也可写 265万元。",
			Detail: func(_ *forms.Layout, text string) string {
				if err := amountFault(text); err != nil {
					return err.Error()
				}
				return ""
			},
		},
		{
			ID: "funding-total-missing", Severity: models.SeverityError, Basis: Complete, Kept: true,
			Title:   "资金总额没有填写",
			Explain: "填了资金来源的一侧要填资金总额，两侧不能都空着。没有资金的填 0。",
			Wrong:   "实施期：市县(区)财政资金 620,000，资金总额空着", Right: "资金总额 620,000",
			Check: fundingTotalMissing,
		},
		{
			ID: "funding-sum", Severity: models.SeverityError, Basis: Form, Kept: true,
			Title:   "资金总额与各项来源合计不等",
			Explain: "资金总额应等于同一侧各项资金来源的合计，差一分也不行。",
			Wrong:   "年度资金总额 1,600,000，市县(区)财政资金 1,500,000", Right: "年度资金总额 1,600,000，市县(区)财政资金 1,600,000",
			Check: fundingSum,
		},
		{
			ID: "funding-annual-exceeds-total", Severity: models.SeverityError, Basis: Feasible,
			Title:   "年度资金总额大于实施期资金总额",
			Explain: "年度资金是实施期资金的一部分，不能比实施期资金总额多。",
			Wrong:   "实施期 1,600,000，年度 2,650,000", Right: "实施期 2,650,000，年度 1,600,000",
			Check: fundingAnnualExceedsTotal,
		},
		{
			ID: "funding-source-exceeds-total", Severity: models.SeverityError, Basis: Feasible,
			Title:   "某项来源的年度金额大于实施期金额",
			Explain: "每一项资金来源，年度金额都不能比实施期金额多。",
			Wrong:   "省级财政资金：实施期 0，年度 91,900", Right: "省级财政资金：实施期 91,900，年度 91,900",
			Check: fundingSourceExceedsTotal,
		},
		{
			ID: "funding-annual-zero", Severity: models.SeverityError, Basis: Adequate,
			Title:   "年度资金总额为 0 或空着",
			Explain: "当年没有资金的项目，当年不需要申报。跨年度的项目、使用上年结转资金的项目只作提醒。",
			Wrong:   "实施期 1,000,000，年度 0，项目期 1年", Right: "实施期 1,000,000，年度 1,000,000",
			Check: fundingAnnualZero,
		},
		{
			ID: "funding-one-year-differs", Severity: models.SeverityWarning, Basis: Adequate,
			Title:   "一年期项目的两个资金总额不等",
			Explain: "项目期为一年以内的，实施期就是本年度，两个资金总额应相等。",
			Wrong:   "项目期 1月，实施期 2,650,000，年度 1,600,000", Right: "两侧都填 1,600,000",
			Check: fundingOneYearDiffers,
		},
		{
			ID: "funding-multi-year-equal", Severity: models.SeverityWarning, Basis: Adequate,
			Title:   "跨年度项目的两个资金总额相等",
			Explain: "项目期超过一年的，实施期资金总额应是各年合计，一般大于年度资金总额。",
			Wrong:   "项目期 3年，两侧都填 271,528.30", Right: "实施期填三年合计，年度填本年的",
			Check: fundingMultiYearEqual,
		},
		{
			ID: "funding-magnitude", Severity: models.SeverityWarning, Basis: Form,
			Title:   "资金总额不到 1,000 元",
			Explain: "本表以元为单位。总额不到 1,000 元的，多半是按万元填的。",
			Wrong:   "年度资金总额 265", Right: "年度资金总额 2,650,000",
			Check: fundingMagnitude,
		},
		fundingTextMismatch,
		{
			ID: "funding-budget-mismatch", Severity: models.SeverityError, Basis: ReviewHabit, Kept: true, Across: true,
			Title:   "年度资金总额与预算表不一致",
			Explain: "年度资金总额应与项目支出预算表中对应项目的各项资金合计一致，相差不超过 50 元（预算表以万元为单位）。上年结转的只作提醒。",
			Wrong:   "年度资金总额 1,600,000，预算表 100.00 万元", Right: "年度资金总额 1,000,000",
			Check: fundingBudgetMismatch,
		},
	}
}

func amountFault(text string) error { return models.AmountFault(models.Amount{Typed: text}) }

func fundingTotalMissing(c *Case) []models.Finding {
	var says, cells []string
	advice := "。"
	for _, side := range models.Sides {
		funds := c.Doc.Funds(side)
		if !funds.Amount.Blank() {
			continue
		}
		sum, filled := funds.Sum()
		switch {
		case filled:
			says = append(says, c.TotalName(side)+"没有填写，各项来源合计 "+yuan(sum)+"，请填 "+sum.String())
		case bothTotalsBlank(c.Doc):
			says = append(says, c.TotalName(side)+"没有填写")
			advice = "，请补填。"
		default:
			continue
		}
		cells = append(cells, amountPath(side))
	}
	if says == nil {
		return nil
	}
	return one(strings.Join(says, "；")+advice, cells...)
}

func bothTotalsBlank(d *models.Document) bool {
	return d.Funding.Total.Amount.Blank() && d.Funding.Annual.Amount.Blank()
}

func fundingSum(c *Case) []models.Finding {
	var found []models.Finding
	for _, side := range models.Sides {
		funds := c.Doc.Funds(side)
		sum, filled := funds.Sum()
		if !filled || !funds.Amount.Known || unreadable(funds) || sum == funds.Amount.Fen {
			continue
		}
		word, by := "多", funds.Amount.Fen-sum
		if by < 0 {
			word, by = "少", -by
		}
		found = append(found, one(sentence("%s %s，各项来源合计 %s，总额%s %s。请核对总额和各项来源。",
			c.TotalName(side), yuan(funds.Amount.Fen), yuan(sum), word, yuan(by)), amountPath(side))...)
	}
	return found
}

// unreadable reports whether a source holds text that was not understood: then
// nobody knows the sum.
func unreadable(f *models.Funds) bool {
	for _, s := range models.AllSources {
		if a := f.Sources.At(s); !a.Known && !a.Blank() {
			return true
		}
	}
	return false
}

// bothTotals returns both totals, where both are filled.
func bothTotals(d *models.Document) (total, annual models.Fen, filled bool) {
	t, a := d.Funding.Total.Amount, d.Funding.Annual.Amount
	return t.Fen, a.Fen, t.Known && a.Known
}

func fundingAnnualExceedsTotal(c *Case) []models.Finding {
	total, annual, filled := bothTotals(c.Doc)
	if !filled || annual <= total {
		return nil
	}
	return one(sentence("%s %s，大于%s %s，多 %s。请核对两侧的金额。",
		c.TotalName(models.Annual), yuan(annual), c.TotalName(models.Total), yuan(total), yuan(annual-total)),
		amountPath(models.Total), amountPath(models.Annual))
}

func fundingSourceExceedsTotal(c *Case) []models.Finding {
	var found []models.Finding
	for _, blank := range c.Layout.Sources {
		total := c.Doc.Funding.Total.Sources.At(blank.Source)
		annual := c.Doc.Funding.Annual.Sources.At(blank.Source)
		if !total.Known || !annual.Known || annual.Fen <= total.Fen {
			continue
		}
		found = append(found, one(sentence("%s：年度 %s，大于实施期 %s，多 %s。请核对两侧的金额。",
			blank.Name, yuan(annual.Fen), yuan(total.Fen), yuan(annual.Fen-total.Fen)),
			sourcePath(models.Total, blank.Source), sourcePath(models.Annual, blank.Source))...)
	}
	return found
}

func fundingAnnualZero(c *Case) []models.Finding {
	funds := &c.Doc.Funding.Annual
	_, filled := funds.Sum()
	name := c.TotalName(models.Annual)
	var says string
	switch {
	case funds.Amount.Known && funds.Amount.Fen == 0:
		says = name + "为 0"
	case funds.Amount.Blank() && !filled && !unreadable(funds):
		says = name + "和各项来源都没有填写"
	default:
		return nil
	}
	if c.Period.MoreThanOneYear() || c.carriedOver() {
		return graded(models.SeverityWarning, says+"。本年确实没有安排资金的，请说明；否则请补填。", amountPath(models.Annual))
	}
	return one(says+"。本年没有资金的项目不必申报，有资金的请填写本年金额。", amountPath(models.Annual))
}

func fundingOneYearDiffers(c *Case) []models.Finding {
	total, annual, filled := bothTotals(c.Doc)
	if !filled || total == annual || !c.Period.OneYear() {
		return nil
	}
	return one(sentence("项目期“%s”在一年以内，%s %s，%s %s，应当相等。请核对金额或项目期。",
		c.Doc.Project.Period, c.TotalName(models.Total), yuan(total), c.TotalName(models.Annual), yuan(annual)),
		amountPath(models.Total), amountPath(models.Annual))
}

func fundingMultiYearEqual(c *Case) []models.Finding {
	total, annual, filled := bothTotals(c.Doc)
	if !filled || total != annual || total == 0 || !c.Period.MoreThanOneYear() {
		return nil
	}
	return one(sentence("项目期“%s”超过一年，%s与%s都是 %s。实施期应填各年合计，请核对。",
		c.Doc.Project.Period, c.TotalName(models.Total), c.TotalName(models.Annual), yuan(total)),
		amountPath(models.Total), amountPath(models.Annual))
}

func fundingMagnitude(c *Case) []models.Finding {
	var says, cells []string
	for _, side := range models.Sides {
		if sum, known := c.Total(side); known && sum > 0 && sum < 1000*models.Yuan {
			says = append(says, c.TotalName(side)+" "+yuan(sum))
			cells = append(cells, amountPath(side))
		}
	}
	if says == nil {
		return nil
	}
	return one(strings.Join(says, "，")+"，不到 1,000 元，疑似按万元填写。本表以元为单位，请核对。", cells...)
}
