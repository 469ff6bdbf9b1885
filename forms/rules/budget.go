package rules

import (
	"slices"
	"strings"

	"jixiao/models"
)

// tolerance is what a line of a budget table may differ by: it is in 万元 with
// two decimals.
const tolerance = 50 * models.Yuan

func abs(f models.Fen) models.Fen {
	if f < 0 {
		return -f
	}
	return f
}

// wan returns a sum as budget tables have it, and in 元: 100.00 万元（1,000,000 元）.
func wan(f models.Fen) string { return f.Wan() + " 万元（" + yuan(f) + "）" }

func fundingBudgetMismatch(c *Case) []models.Finding {
	group := c.Facts.Budget
	if group == nil || len(group.Lines) == 0 {
		return nil
	}
	declared, known := group.Declared()
	budgeted := group.Budgeted()
	if !known || abs(declared-budgeted) <= tolerance {
		return nil
	}
	finding := models.Finding{
		Cells:   []string{amountPath(models.Annual)},
		Message: budgetMismatch(c, group, declared, budgeted),
	}
	if group.Carried() {
		finding.Severity = models.SeverityWarning
	}
	return []models.Finding{finding}
}

// carriedOver reports whether the declaration is linked to a line of 上年结转.
func (c *Case) carriedOver() bool {
	return c.Facts.Budget != nil && slices.ContainsFunc(c.Facts.Budget.Lines, func(l *models.BudgetLine) bool { return l.Carried })
}

func budgetMismatch(c *Case, group *models.BudgetGroup, declared, budgeted models.Fen) string {
	subject := c.TotalName(models.Annual) + " " + yuan(declared)
	if len(group.Docs) > 1 {
		own, _ := c.Total(models.Annual)
		subject = sentence("%s %s，与对应同一预算项目的其他申报表合计 %s", c.TotalName(models.Annual), yuan(own), yuan(declared))
	}
	table := group.Lines[0].Source()
	if len(group.Lines) > 1 {
		table += "中" + lineNames(group.Lines) + "合计"
	}
	word := "多"
	if declared < budgeted {
		word = "少"
	}
	advice := "请核对申报金额；确需调整的，先调整预算。"
	if abs(declared*10_000-budgeted) <= tolerance {
		advice = "疑似把万元填成元，请核对。"
	} else if abs(budgeted*10_000-declared) <= tolerance {
		advice = "疑似把元填成万元，请核对。"
	}
	return sentence("%s，%s为 %s，%s %s。%s", subject, table, wan(budgeted), word, yuan(abs(declared-budgeted)), advice)
}

func lineNames(lines []*models.BudgetLine) string {
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = "“" + l.Project + "”"
	}
	return strings.Join(names, "")
}

// BudgetFindings returns what a budget table says that belongs to no single
// declaration: lines without one, and units whose declarations and lines differ
// in sum. Lines below least are not asked for. Units keep the order of the table.
func (c *Checker) BudgetFindings(groups []models.BudgetGroup, least models.Fen, round Settings) []models.Finding {
	var found []models.Finding
	units := map[string]*unitSum{}
	var order []*unitSum
	for i := range groups {
		g := &groups[i]
		if len(g.Docs) == 0 {
			found = append(found, c.undeclared(g, least, round)...)
			continue
		}
		declared, known := g.Declared()
		unit := g.Lines[0].Unit
		u := units[models.Plain(unit)]
		if u == nil {
			u = &unitSum{name: unit, known: true}
			units[models.Plain(unit)] = u
			order = append(order, u)
		}
		u.known = u.known && known
		u.declared += declared
		u.budgeted += g.Budgeted()
		u.lines += len(g.Lines)
	}
	for _, u := range order {
		if f, differs := u.finding(); differs {
			found = append(found, c.own("unit-sum-differs", f, round)...)
		}
	}
	return found
}

// own completes a finding that no declaration has, under the round's settings.
func (c *Checker) own(id string, message string, round Settings) []models.Finding {
	r := c.byID[id]
	severity := round.grade(r, r.Severity)
	if severity == Off {
		return nil
	}
	return []models.Finding{{Rule: id, Severity: severity, Cells: []string{}, Message: message}}
}

func (c *Checker) undeclared(g *models.BudgetGroup, least models.Fen, round Settings) []models.Finding {
	var found []models.Finding
	for _, l := range g.Lines {
		if l.Sum() < least {
			continue
		}
		found = append(found, c.own("budget-project-undeclared", sentence(
			"%s中%s的项目“%s”（%s 万元）没有对应的申报表。已申报的请核对项目名称或手工对应，未申报的请补报。",
			l.Source(), l.Unit, l.Project, l.Sum().Wan()), round)...)
	}
	return found
}

// unitSum adds up what a unit declared for its budget lines.
type unitSum struct {
	name               string
	declared, budgeted models.Fen
	lines              int
	known              bool
}

func (u *unitSum) finding() (message string, differs bool) {
	by := u.declared - u.budgeted
	if !u.known || abs(by) <= tolerance*models.Fen(u.lines) {
		return "", false
	}
	word := "多"
	if by < 0 {
		word = "少"
	}
	return sentence("%s：已申报的项目年度资金合计 %s，项目支出预算表中对应的 %d 行合计 %s，申报%s %s。请逐项核对。",
		u.name, yuan(u.declared), u.lines, wan(u.budgeted), word, yuan(abs(by))), true
}
