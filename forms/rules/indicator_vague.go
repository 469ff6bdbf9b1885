package rules

import (
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

var indicatorVague = &Rule{
	ID: "indicator-vague", Severity: models.SeverityWarning, Basis: Adequate,
	Title:   "指标值笼统，无法考核",
	Explain: "“有效”“及时”“逐步”“按计划完成”等没有程度和日期，到时无法判断是否完成。产出指标应写数量或日期；效益指标中的只作提示。",
	Wrong:   "按计划完成村级站建设 | 按计划完成", Right: "村级站建设完成时间 | 2023年11月底前",
	Check: checkVague,
}

// checkVague leaves to their own rules the values that have to be numbers: of
// costs, and of names that ask for one.
func checkVague(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		word := c.vague(r)
		if word == "" {
			return usual, ""
		}
		switch {
		case r.Branch == effects:
			return models.SeverityNote, sentence("%s的指标值%s没有程度，难以考核。建议写数量、比率，或可以核对的结果。", c.label(r), r.value())
		case r.Class == timeliness:
			return usual, sentence("%s的指标值%s没有日期，无法考核。请写完成日期，如“%d年12月底前”，或及时率，如“100%%”。", c.label(r), r.value(), c.Doc.Year)
		}
		return usual, sentence("%s的指标值%s没有程度，无法考核。请写数量或比率，如“≥95%%”。", c.label(r), r.value())
	}, valueCell)
}

// vague returns the word of level that makes a value vague: the value is that
// word, alone or with words that make it no clearer or stand in the name too.
func (c *Case) vague(r *Row) string {
	if r.Branch != outputs && r.Branch != effects || r.Class == costs || !r.Target.IsWords() || c.notQuantified(r) != "" {
		return ""
	}
	value := models.Plain(r.Target.Words)
	if c.Words.Is(value, models.VagueLevels) {
		return value
	}
	if models.HasDate(r.Target.Words) {
		return ""
	}
	rest, level := value, ""
	for _, word := range c.Words.List(models.VagueLevels) {
		// 高 alone is a level, in 高效 it is none.
		if utf8.RuneCountInString(word) > 1 && strings.Contains(rest, word) {
			rest, level = strings.ReplaceAll(rest, word, "\n"), word
		}
	}
	if level == "" {
		return ""
	}
	for _, word := range c.Words.List(models.VagueCompany) {
		rest = strings.ReplaceAll(rest, word, "\n")
	}
	left := 0
	for part := range strings.SplitSeq(rest, "\n") {
		if !strings.Contains(models.Plain(r.Level3), part) {
			left += utf8.RuneCountInString(part)
		}
	}
	if left > maxRest {
		return ""
	}
	return level
}

// maxRest is how many characters of its own a value may have and still say
// nothing but its vague word.
const maxRest = 2
