package rules

import (
	"strings"

	"jixiao/models"
)

var fundingTextMismatch = &Rule{
	ID: "funding-text-mismatch", Severity: models.SeverityWarning, Basis: ReviewHabit,
	Title:   "文字里的金额与资金不一致",
	Explain: "项目说明和目标里写到的申请金额，应等于某一侧的资金总额或某项来源，或者逐项相加等于它。人均、标准、上年、累计、合同等金额不看。",
	Wrong:   "项目概况：办公经费30万；资金总额 50,000 元", Right: "项目概况：办公经费5万元",
	Check: checkTextAmounts,
}

var (
	// fundsWords make an amount beside them one of the project's funds.
	fundsWords = []string{"资金", "经费", "费用", "需", "申请", "投入", "拨付"}
	// otherSums in front of an amount say that it is no amount applied for.
	otherSums = []string{"每", "单价", "标准", "已", "上年", "去年", "累计", "合同", "总投资", "尾款", "收入", "产值", "增收", "以前年度", "往年", "带动", "撬动", "吸引", "贷款", "销售", "交易", "税", "利润", "资产"}
	// earned behind an amount say the same.
	earned  = []string{"收入", "产值", "增收", "以上的"}
	roughly = []string{"约", "近", "左右", "余", "多"}
)

// maxListed is how many amounts of a text are added up in all ways.
const maxListed = 40

// told is an amount that a text names.
type told struct {
	text  string
	sum   models.Fen
	rough bool // 约30万元
	funds bool // it stands with a word that makes it one of the project's funds
	part  bool // it follows 其中: of which
}

func checkTextAmounts(c *Case) []models.Finding {
	sums := c.declaredSums()
	if len(sums) == 0 {
		return nil
	}
	var found []models.Finding
	for _, cause := range c.byCause(func(p *prose) string { return c.strangeAmounts(p, sums) }) {
		found = append(found, one(sentence("%s提到 %s，与资金总额（%s）和各项来源都不相等。请核对，使文字与资金一致。",
			cause.names, cause.what, c.totals()), cause.cells...)...)
	}
	return found
}

// declaredSums returns all totals and sources above 0.
func (c *Case) declaredSums() []models.Fen {
	var sums []models.Fen
	for _, side := range models.Sides {
		if sum, known := c.Total(side); known && sum > 0 {
			sums = append(sums, sum)
		}
		for _, s := range models.AllSources {
			if a := c.Doc.Funds(side).Sources.At(s); a.Positive() {
				sums = append(sums, a.Fen)
			}
		}
	}
	return sums
}

// totals names the totals: 实施期 50,000 元，年度 50,000 元.
func (c *Case) totals() string {
	var names []string
	for _, side := range models.Sides {
		if sum, known := c.Total(side); known {
			names = append(names, c.HalfName(side)+" "+yuan(sum))
		}
	}
	return strings.Join(names, "，")
}

// strangeAmounts returns the amounts of funds that a text names, where neither
// one of them nor a sum of some that follow one another is declared; else "".
func (c *Case) strangeAmounts(p *prose, sums []models.Fen) string {
	listed := c.toldIn(p)
	var whole, funds []told
	var names []string
	for _, a := range listed {
		switch {
		case a.part && equalsOne(a.sum, a.rough, sums):
			return ""
		case a.part:
			continue
		case a.funds:
			funds, names = append(funds, a), append(names, a.text)
		}
		whole = append(whole, a)
	}
	if addUp(whole, sums) || addUp(funds, sums) {
		return ""
	}
	return strings.Join(names, "、")
}

// addUp reports whether one amount, or some that follow one another, are one of
// the sums.
func addUp(listed []told, sums []models.Fen) bool {
	for i, a := range listed {
		run := models.Fen(0)
		for _, b := range listed[i:] {
			run += b.sum
			if equalsOne(run, a.rough || b.rough, sums) {
				return true
			}
		}
	}
	return false
}

func equalsOne(sum models.Fen, rough bool, sums []models.Fen) bool {
	for _, s := range sums {
		if within := abs(sum - s); within <= tolerance || rough && within <= s/10 {
			return true
		}
	}
	return false
}

// toldIn returns the amounts of a text that may be the project's funds.
func (c *Case) toldIn(p *prose) []told {
	text := c.read(p)
	var listed []told
	for i := range text.Figures {
		f := &text.Figures[i]
		sum, ok := f.Money()
		if !ok || sum == 0 || len(listed) == maxListed || c.otherSum(text, f) {
			continue
		}
		listed = append(listed, told{
			text: figureText(f), sum: sum,
			part:  strings.Contains(text.Folded, "其中") && strings.Contains(sentenceBefore(text.Folded, f.At), "其中"),
			rough: holdsAny(lastRunes(f.Before, 2)+f.Text+firstRunes(f.After, 2), roughly) != "",
			funds: holdsAny(f.Before+f.After, fundsWords) != "" || c.namesProject(f),
		})
	}
	return listed
}

// otherSum reports whether an amount is not one that is applied for.
func (c *Case) otherSum(text *models.Text, f *models.Figure) bool {
	if holdsAny(f.Before, otherSums) != "" || holdsAny(firstRunes(f.After, 4), earned) != "" {
		return true
	}
	// What was spent in years before the project is history.
	start := f.At - len([]rune(f.Before))
	for _, y := range text.Years {
		if y.At >= start && y.At < f.At && y.Year < c.Doc.Year && !c.Period.HoldsYear(y.Year) {
			return true
		}
	}
	return false
}

// namesProject reports whether the clause of an amount names the project.
func (c *Case) namesProject(f *models.Figure) bool {
	name := models.Plain(c.Doc.Project.Name)
	return name != "" && strings.Contains(models.Plain(f.Before+f.After), name)
}

// figureText returns an amount as the text has it, with 元 where the sum is
// not plain from it: 30万（300,000 元）.
func figureText(f *models.Figure) string {
	sum, _ := f.Money()
	return f.Text + "（" + yuan(sum) + "）"
}

// sentenceBefore returns the sentence in front of the character at place at.
func sentenceBefore(folded string, at int) string {
	before := firstRunes(folded, at)
	if i := strings.LastIndexAny(before, "。;!?\n"); i >= 0 {
		return before[i:]
	}
	return before
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[max(0, len(runes)-n):])
}
