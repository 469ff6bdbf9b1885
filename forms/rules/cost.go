package rules

import (
	"strings"

	"jixiao/models"
)

var costLowerBound = &Rule{
	ID: "cost-lower-bound", Severity: models.SeverityError, Basis: Feasible,
	Title:   "成本指标用了“≥”",
	Explain: "成本要控制上限，应写“≤”。名称含节约、节省、降低、压减的除外。",
	Wrong:   "项目总成本 | ≥50万元", Right: "项目总成本 | ≤50万元",
	Check: checkCostLowerBound,
}

// checkCostLowerBound reads sums, prices and bare numbers. A rate or a count
// that stands among the costs is no cost, and ≥0 is the matter of
// indicator-trivial.
func checkCostLowerBound(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		v := &r.Target
		if !v.IsNumber() || v.Sign != models.AtLeast && v.Sign != models.Above || v.IsZero() ||
			v.Unit != "" && c.Words.KindOf(v.Unit) != models.UnitMoney || c.Words.Has(c.name(r), models.Saving) {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s没有上限，花得越多越好。成本应控制上限，请改为“≤”，如“≤%s”。", c.label(r), r.value(), bare(v))
	}, valueCell, costs)
}

// bare returns a value without its sign and the words around it.
func bare(v *models.Value) string {
	w := *v
	w.Sign, w.Lead, w.Tail = models.NoSign, "", ""
	return w.String()
}

// costSum returns the sum of money that a cost target is. Prices are none, also
// where only the name says so (人均, 标准), nor is what is to be saved.
func (c *Case) costSum(r *Row) (sum models.Fen, ok bool) {
	name, lead, after := c.stem(r), r.Target.Lead, r.Target.Tail
	if c.Words.Has(name+" "+lead+" "+after, models.UnitCosts, models.NotTotalCosts) ||
		c.Words.EndsIn(name, models.NoSumEndings) != "" || c.Words.EndsIn(lead, models.NoSumEndings) != "" {
		return 0, false
	}
	return r.Target.Money()
}

// costSums returns the cost rows of a half that are sums of money.
func (c *Case) costSums(side models.Side) (rows []*Row, sums []models.Fen) {
	for _, r := range c.Rows(side, costs) {
		if sum, ok := c.costSum(r); ok {
			rows, sums = append(rows, r), append(sums, sum)
		}
	}
	return rows, sums
}

var costExceedsFunding = &Rule{
	ID: "cost-exceeds-funding", Severity: models.SeverityError, Basis: Feasible,
	Title:   "成本指标大于资金总额",
	Explain: "成本指标是金额的，不能大于同一侧的资金总额。文字里写明该金额是总投资、概算或合同价的，只作提醒。",
	Wrong:   "年度资金总额 1,600,000，快递物流补助 | 265万元", Right: "年度资金总额 1,600,000，快递物流补助 | ≤160万元",
	Check: checkCostExceeds,
}

// checkCostExceeds is silent where the total is 0: that total is the fault, and
// funding-annual-zero reports it. A sum in 万元 that is the total rounded to the
// decimals written, 1.78万元 for 17,791.63 元, exceeds nothing.
func checkCostExceeds(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		sum, ok := c.costSum(r)
		total, known := c.Total(r.Side)
		if !ok || !known || total == 0 || sum <= total+slack(r) {
			return usual, ""
		}
		says := sentence("%s的指标值%s为 %s，%s %s，多 %s。", c.label(r), r.value(), yuan(sum), c.TotalName(r.Side), yuan(total), yuan(sum-total))
		if word := c.calledInvestment(sum); word != "" {
			return models.SeverityWarning, says + sentence("文中写明这是%s的，可以保留；否则请核对。", word)
		}
		return usual, says + "请按资金总额核减，或核对资金总额。"
	}, valueCell, costs)
}

// slack returns what rounding to the decimals written may have added to a sum
// in 万元 or 亿元: half of the last of them.
func slack(r *Row) models.Fen {
	places := r.Target.High.Places()
	if places == 0 || r.Target.Scale < 4 {
		return 0
	}
	half := models.Yuan / 2
	for range r.Target.Scale - places {
		half *= 10
	}
	return half
}

// calledInvestment returns the word (总投资, 概算, 合同价) with which a text names
// that sum, or "".
func (c *Case) calledInvestment(sum models.Fen) string {
	for i := range c.proses {
		for _, f := range c.read(&c.proses[i]).Figures {
			if named, ok := f.Money(); ok && named == sum {
				if word := c.Words.Find(f.Before, models.TotalInvestment); word != "" {
					return word
				}
			}
		}
	}
	return ""
}

var costItemsExceedFunding = &Rule{
	ID: "cost-items-exceed-funding", Severity: models.SeverityError, Basis: Feasible,
	Title:   "各项成本合计大于资金总额",
	Explain: "同一侧几项成本指标都是金额的，合计不能大于该侧的资金总额。",
	Wrong:   "资金总额 500,000；设备购置 | 40万元，安装调试 | 15万元", Right: "设备购置 | 38万元，安装调试 | 12万元",
	Check: checkCostItems,
}

// checkCostItems adds the lower ends of ranges, and does not count a total
// beside its parts twice. The same items on both halves are one finding.
func checkCostItems(c *Case) []models.Finding {
	var found []models.Finding
	at := map[string]int{}
	for _, side := range models.Sides {
		total, known := c.Total(side)
		rows, sum, rounded := c.costItems(side)
		if !known || total == 0 || len(rows) < 2 || sum <= total+rounded {
			continue
		}
		key, names := "", []string{}
		var cells []string
		for _, r := range rows {
			key += sentence("%d/", r.Place)
			names = append(names, quote(strings.TrimSpace(r.Level3))+strings.TrimSpace(r.Value))
			cells = append(cells, r.ValuePath())
		}
		says := sentence("%s的成本指标%s，合计 %s，%s %s，多 %s。请核减，或核对资金总额。",
			c.HalfName(side), strings.Join(names, "、"), yuan(sum), c.TotalName(side), yuan(total), yuan(sum-total))
		if first, seen := at[key]; seen {
			found[first].Cells = append(found[first].Cells, cells...)
			found[first].Message += says
			continue
		}
		at[key] = len(found)
		found = append(found, models.Finding{Cells: cells, Message: says, Side: side, Class: costs})
	}
	return found
}

// costItems returns the cost items of a half, their sum, and what rounding may
// have added to it. It returns none
// where one of them exceeds the total of the half alone, which
// cost-exceeds-funding reports.
func (c *Case) costItems(side models.Side) (items []*Row, sum, rounded models.Fen) {
	total, _ := c.Total(side)
	rows, sums := c.costSums(side)
	var all models.Fen
	for i, r := range rows {
		if sums[i] > total+slack(r) {
			return nil, 0, 0
		}
		if low := lowMoney(r); low > 0 {
			sums[i] = low
		}
		all += sums[i]
	}
	for i, r := range rows {
		if len(rows) > 2 && sums[i] == all-sums[i] || c.Words.Has(c.name(r), models.WholeCosts) {
			continue
		}
		items, sum, rounded = append(items, r), sum+sums[i], rounded+slack(r)
	}
	return items, sum, rounded
}

// lowMoney returns the lower end of a range of money, or 0.
func lowMoney(r *Row) models.Fen {
	if !r.Target.IsRange() {
		return 0
	}
	low := r.Target
	low.High = low.Low
	sum, _ := low.Money()
	return sum
}

var costBelowFunding = &Rule{
	ID: "cost-below-funding", Severity: models.SeverityWarning, Basis: Adequate,
	Title:   "成本指标远小于资金总额",
	Explain: "一侧只有一项金额类成本指标时，它应与资金总额大致相当；不到 80% 的，请补齐其他成本或核对。",
	Wrong:   "年度资金总额 500,000，项目成本 | ≤5万元", Right: "年度资金总额 500,000，项目成本 | ≤50万元",
	Check: checkCostBelow,
}

// checkCostBelow leaves ≥ to cost-lower-bound.
func checkCostBelow(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		sum, ok := c.costSum(r)
		total, known := c.Total(r.Side)
		if !ok || !known || sum*100 >= total*80 || r.Target.Sign == models.AtLeast || r.Target.Sign == models.Above {
			return usual, ""
		}
		if rows, _ := c.costSums(r.Side); len(rows) != 1 {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s为 %s，只有%s %s的 %d%%。请补齐其他成本指标，或核对金额。",
			c.label(r), r.value(), yuan(sum), c.TotalName(r.Side), yuan(total), sum*100/total)
	}, valueCell, costs)
}

var costNotNumeric = &Rule{
	ID: "cost-not-numeric", Severity: models.SeverityWarning, Basis: Adequate,
	Title:   "成本指标没有数字",
	Explain: "成本指标要有金额、单价或比率。",
	Wrong:   "人员支出 | 按标准", Right: "人员支出 | ≤27.15万元",
	Check: checkCostNotNumeric,
}

// checkCostNotNumeric leaves the names that ask for a number to
// indicator-not-quantified.
func checkCostNotNumeric(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		if r.Target.HasNumber() || c.notQuantified(r) != "" {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s里没有数字。请填金额或单价，如“≤50万元”。", c.label(r), r.value())
	}, valueCell, costs)
}
