package rules

import (
	"slices"
	"strconv"
	"strings"

	"jixiao/models"
)

func checkYears(c *Case) []models.Finding {
	blank := models.Blank(c.Doc.Project.Period)
	if !c.Period.Known() && !blank {
		return nil
	}
	var inName []models.Year
	if blank {
		inName = c.Words.ReadText(c.Doc.Project.Name).Years
	}
	var found []models.Finding
	for _, cause := range c.byCause(func(p *prose) string { return c.strangeYears(p, inName) }) {
		found = append(found, one(sentence("%s只提到 %s，不是本项目的年份（%d 年度%s）。请核对是否沿用了往年的文字。",
			cause.names, cause.what, c.Doc.Year, c.periodNote()), cause.cells...)...)
	}
	return found
}

func (c *Case) periodNote() string {
	if models.Blank(c.Doc.Project.Period) {
		return ""
	}
	return "，项目期“" + c.Doc.Project.Period + "”"
}

// strangeYears returns the years that a text speaks of, where none is one of
// the project's; else "".
func (c *Case) strangeYears(p *prose, besides []models.Year) string {
	if !p.goal && p.path != "narrative.overview" && p.path != "narrative.plan" {
		return ""
	}
	// 本年 is the budget year by another name.
	if holdsAny(p.typed, []string{"本年", "今年", "当年"}) != "" {
		return ""
	}
	var years []string
	for _, y := range c.read(p).Years {
		if slices.ContainsFunc(besides, func(b models.Year) bool { return b.Year == y.Year }) {
			continue
		}
		if y.Year == c.Doc.Year || c.Period.HoldsYear(y.Year) {
			return ""
		}
		if name := strconv.Itoa(y.Year) + "年"; !slices.Contains(years, name) {
			years = append(years, name)
		}
	}
	return strings.Join(years, "、")
}
