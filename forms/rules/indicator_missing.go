package rules

import (
	"slices"
	"strings"

	"jixiao/models"
)

var indicatorSideEmpty = &Rule{
	ID: "indicator-side-empty", Severity: models.SeverityError, Basis: Complete,
	Title:   "有资金的一侧没有绩效指标",
	Explain: "实施期或年度只要有资金，就要填写绩效指标。一年期项目只填了年度指标的，实施期空着只作提醒，可用“复制”按钮补上。",
	Wrong:   "年度资金 271,528.30 元，年度指标全部空着", Right: "年度一侧填写产出、效益、满意度指标",
	Check: checkSideEmpty,
}

func checkSideEmpty(c *Case) []models.Finding {
	var found []models.Finding
	for _, side := range models.Sides {
		if !c.HasMoney(side) || c.HasRows(side) {
			continue
		}
		name := c.HalfName(side)
		f := models.Finding{Side: side}
		f.Message = sentence("%s %s，%s却没有一项绩效指标。请填写%s的产出、效益和满意度指标。",
			c.TotalName(side), c.amountText(side), name, name)
		if side == models.Total && c.Period.OneYear() && c.HasRows(models.Annual) {
			f.Severity = models.SeverityWarning
			f.Message = sentence("%s没有绩效指标，年度已填。项目期“%s”在一年以内，%s与年度应当相同，请照年度补填。",
				name, c.Doc.Project.Period, name)
		}
		found = append(found, f)
	}
	return found
}

// amountText returns the total of a half for messages.
func (c *Case) amountText(side models.Side) string {
	sum, known := c.Total(side)
	if !known {
		return "已填"
	}
	return yuan(sum)
}

var indicatorLevel1Missing = &Rule{
	ID: "indicator-level1-missing", Severity: models.SeverityError, Basis: Complete,
	Title:   "缺少一级指标",
	Explain: "填了指标的一侧，产出指标、效益指标至少各有一项；满意度指标没有的只作提醒。",
	Wrong:   "只填了产出指标", Right: "产出、效益、满意度都有指标",
	Check: checkLevel1Missing,
}

func checkLevel1Missing(c *Case) []models.Finding {
	var found []models.Finding
	for _, level1 := range c.Layout.Tree {
		severity := usual
		switch level1.Name {
		case outputs, effects:
		case satisfaction:
			severity = models.SeverityWarning
		default:
			continue
		}
		lacking := c.lacking(func(r *Row) bool { return r.Branch == level1.Name || slices.Contains(level1.Classes, r.Class) })
		if len(lacking) == 0 {
			continue
		}
		found = append(found, models.Finding{
			Severity: severity, Side: lacking[0], Class: level1.Classes[0],
			Message: sentence("%s没有一项%s。请至少填写一项（%s）。", c.halves(lacking), level1.Name, strings.Join(level1.Classes, "、")),
		})
	}
	return found
}

// lacking returns the halves that have indicators, but none that is meant.
func (c *Case) lacking(meant func(*Row) bool) []models.Side {
	var sides []models.Side
	for _, side := range models.Sides {
		if c.HasRows(side) && !c.hasRow(side, meant) {
			sides = append(sides, side)
		}
	}
	return sides
}

// hasRow reports whether a half has a row in use that is meant.
func (c *Case) hasRow(side models.Side, meant func(*Row) bool) bool {
	return slices.ContainsFunc(c.AllRows(side), func(r *Row) bool { return r.State != Unused && meant(r) })
}

// halves names one half or both.
func (c *Case) halves(sides []models.Side) string {
	names := make([]string, len(sides))
	for i, side := range sides {
		names[i] = c.HalfName(side)
	}
	return strings.Join(names, "和")
}

var indicatorOutputMissing = &Rule{
	ID: "indicator-output-missing", Severity: models.SeverityError, Basis: Complete,
	Title: "缺少某类产出指标",
	Explain: "产出指标要从数量、质量、时效、成本四方面填写。数量指标必填；成本指标在另一侧已填，或项目名称含建设、工程、修缮、购置的必填，" +
		"其余情形和质量、时效指标只作提醒。",
	Wrong: "年度有成本指标，实施期没有", Right: "两侧都填成本指标",
	Check: checkOutputMissing,
}

// checkOutputMissing is silent about a half without any 产出指标, which
// indicator-level1-missing reports. A class that is missing on both halves is
// one finding.
func checkOutputMissing(c *Case) []models.Finding {
	var found []models.Finding
	for _, class := range []string{quantity, quality, timeliness, costs} {
		if !c.layoutHas(outputs, class) {
			continue
		}
		of := func(r *Row) bool { return r.Class == class }
		lacking := slices.DeleteFunc(c.lacking(of), func(side models.Side) bool {
			return !c.hasRow(side, func(r *Row) bool { return r.Branch == outputs })
		})
		if len(lacking) == 0 {
			continue
		}
		f := models.Finding{Severity: models.SeverityWarning, Side: lacking[0], Class: class}
		f.Message = sentence("%s没有%s。请补填%s。", c.halves(lacking), class, asks[class])
		building := c.Words.Find(c.Doc.Project.Name, models.Building)
		switch {
		case class == quantity:
			f.Severity = usual
		case class == costs && c.hasRow(other(lacking[0]), of):
			f.Severity = usual
			f.Message = sentence("%s没有成本指标，%s已有%s。请在%s也填写成本指标。", c.HalfName(lacking[0]), c.HalfName(other(lacking[0])), c.firstOf(other(lacking[0]), of), c.HalfName(lacking[0]))
		case class == costs && building != "":
			f.Severity = usual
			f.Message = sentence("%s没有成本指标。项目名称含“%s”，必须填写成本指标。请补填%s。", c.halves(lacking), building, asks[costs])
		}
		found = append(found, f)
	}
	return found
}

// firstOf quotes the first row of a half that is meant, with its value.
func (c *Case) firstOf(side models.Side, meant func(*Row) bool) string {
	for _, r := range c.AllRows(side) {
		if r.State != Unused && meant(r) {
			return quote(strings.TrimSpace(r.Level3)) + strings.TrimSpace(excerpt(r.Value))
		}
	}
	return ""
}

// asks says what a class of 产出指标 is for.
var asks = map[string]string{
	quantity:   "做多少，如“培训人数 ≥500人次”",
	quality:    "做到什么程度，如“验收合格率 100%”",
	timeliness: "什么时候完成，如“完成时间 12月底前”",
	costs:      "花多少钱，如“项目总成本 ≤50万元”",
}

func other(side models.Side) models.Side {
	if side == models.Total {
		return models.Annual
	}
	return models.Total
}

// layoutHas reports whether the layout has the class in that branch.
func (c *Case) layoutHas(level1, class string) bool {
	for _, l := range c.Layout.Tree {
		if l.Name == level1 && slices.Contains(l.Classes, class) {
			return true
		}
	}
	return false
}
