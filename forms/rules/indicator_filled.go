package rules

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

var indicatorIncomplete = &Rule{
	ID: "indicator-incomplete", Severity: models.SeverityError, Basis: Complete,
	Title:   "指标只填了一半",
	Explain: "三级指标和指标值要成对填写；不需要的一行两格都清空。",
	Wrong:   "巩固拓展脱贫攻坚成果和有效衔接 | （空）", Right: "巩固拓展脱贫攻坚成果和有效衔接 | 有效衔接乡村振兴任务 3 项",
	Check: checkIncomplete,
}

func checkIncomplete(c *Case) []models.Finding {
	return c.eachIn(Incomplete, func(r *Row) string {
		if models.Blank(r.Value) {
			return c.label(r) + "没有填指标值。请补填；不需要这一项的，请清空这一行。"
		}
		return sentence("%s有指标值%s，没有填三级指标的名称。请补填；不需要这一项的，请清空这一行。", r.Level2, r.value())
	}, (*Row).Cells)
}

var indicatorNameIsValue = &Rule{
	ID: "indicator-name-is-value", Severity: models.SeverityError, Basis: Form,
	Title:   "三级指标填成了指标值",
	Explain: "三级指标写考核什么（验收次数），指标值写达到多少（≥1次）。模板里的“指标1：”“（≥**%）”“××”要换成实际内容。",
	Wrong:   "一次 | ≥1次", Right: "验收次数 | ≥1次",
	Check: checkNameIsValue,
}

var (
	// rowNumber is the numbering of a template's rows: 指标1：
	rowNumber = regexp.MustCompile(`^(?:三级)?(?:指标|目标)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?[:.、)]+|^(?:三级)?指标(?:[0-9]{1,2}|[一二三四五六七八九十])?$`)
	// leftOver is what a template leaves to be filled in: (≥**%), ××, XX, ___
	leftOver = regexp.MustCompile(`\([^()]*(?:\*|××|XX|xx|__|……|…)[^()]*\)|[≥≤><=]*\*+%?|××+|XX+|xx+|__+|……|…`)
)

// withoutNumber returns a name without the numbering of a template.
func withoutNumber(name string) string {
	first, _ := utf8.DecodeRuneInString(name)
	if !strings.ContainsRune("三指目0123456789一二四五六七八九十:.、)", first) {
		return name // most names are spared the expression
	}
	return rowNumber.ReplaceAllString(name, "")
}

// withoutLeftOvers returns a text without what a template left to be filled in,
// and the first that it left.
func withoutLeftOvers(s string) (rest, left string) {
	if !strings.ContainsAny(s, "*×Xx_…") {
		return s, ""
	}
	return leftOver.ReplaceAllString(s, ""), leftOver.FindString(s)
}

// isValue reports whether a name is a number with a unit, and nothing else.
func (c *Case) isValue(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	if !strings.ContainsAny(name, "0123456789") && !strings.ContainsRune("一二两三四五六七八九十百零半至最不大小超", first) {
		return false
	}
	v := c.Words.ParseValue(name)
	return (v.IsNumber() && v.Unit != "" || v.Kind == models.ValueDuration) && v.Lead == "" && v.Tail == ""
}

// checkNameIsValue reads numbers with a unit as values. A date as a name
// (6月底前 | 完成50%) is left alone: in 时效指标 it says what is looked at. The
// numbering of rows beside a real name is no fault either.
func checkNameIsValue(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		name := c.name(r)
		if c.isValue(name) {
			return usual, sentence("%s是一个数值，不是指标名称。请写考核的内容（如“验收次数”），数值填在指标值里。", c.label(r))
		}
		rest, left := withoutLeftOvers(withoutNumber(name))
		bare := strings.Trim(models.Plain(rest), "≥≤><=0123456789")
		switch {
		case bare == "" || left != "" && c.Words.KindOf(bare) != "":
			return usual, sentence("%s只有模板留下的字样，没有指标名称。请写明考核的内容。", c.label(r))
		case left != "":
			return models.SeverityWarning, sentence("%s里留有模板的“%s”，请换成实际内容或删去。", c.label(r), left)
		}
		return usual, ""
	}, nameCell)
}

var indicatorPlaceholder = &Rule{
	ID: "indicator-placeholder", Severity: models.SeverityError, Basis: Complete,
	Title:   "指标值填的是“/”“无”等占位符",
	Explain: "有名称的指标要有指标值。名称和指标值都填占位符的，按空行对待，建议清空。",
	Wrong:   "带动就业人数 | /", Right: "带动就业人数 | ≥20人",
	Check: checkPlaceholder,
}

// checkPlaceholder takes 无 under a name like 安全事故 for the number 0, as every
// reader does. All rows of fillers are one note.
func checkPlaceholder(c *Case) []models.Finding {
	found := c.eachIn(Filler, func(r *Row) string {
		if v := strings.TrimSpace(r.Value); v != "/" && strings.Trim(v, "-*/") != "" && c.Words.Has(c.name(r), models.ZeroIsGood, models.ZeroGoals) {
			return ""
		}
		return sentence("%s的指标值填的是%s。请填实际的指标值；不需要这一项的，请清空这一行。", c.label(r), r.value())
	}, valueCell)
	var cells []string
	for _, side := range models.Sides {
		for _, r := range c.AllRows(side) {
			if r.State == Unused && !models.Blank(r.Level3) && !models.Blank(r.Value) {
				cells = append(cells, r.Cells()...)
			}
		}
	}
	if len(cells) > 0 {
		found = append(found, graded(models.SeverityNote,
			sentence("有 %d 行指标的名称和指标值都是占位符，按空行对待。可以清空。", len(cells)/2), cells...)...)
	}
	return found
}
