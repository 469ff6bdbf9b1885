package rules

import (
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// Mend is a correction that is certain: new texts for some blanks. Nobody
// applies it but the person who asks for it.
type Mend struct {
	Label string // Chinese, what it does: 资金总额填 620,000
	Texts []Text
}

// Text is a new text for the blank of that path.
type Text struct{ Path, Text string }

// menders offer corrections, by the rule whose finding they mend. cell is one of
// the finding's cells.
var menders = map[string]func(c *Case, cell string) []Mend{
	"funding-total-missing":   mendTotal,
	"funding-sum":             mendTotal,
	"funding-budget-mismatch": mendFromBudget,
	"indicator-sign":          mendSign,
	"indicator-unit-missing":  mendUnit,
}

// Mends returns for each finding of Check the corrections that are certain;
// most findings have none.
func (c *Checker) Mends(d *models.Document, facts Facts, findings []models.Finding) [][]Mend {
	offers := make([][]Mend, len(findings))
	layout, err := forms.LayoutByID(d.Layout)
	if err != nil {
		return offers
	}
	subject := newCase(d, layout, nil, &facts)
	respelt := map[string]bool{}
	for i, f := range findings {
		for _, cell := range f.Cells {
			if mend := menders[f.Rule]; mend != nil {
				offers[i] = append(offers[i], mend(subject, cell)...)
			}
			if m, ok := subject.respell(cell); ok && !respelt[cell] {
				respelt[cell] = true
				offers[i] = append(offers[i], m)
			}
		}
	}
	return offers
}

// spellings are signs that are typed with what the keyboard has.
var spellings = []struct{ typed, right string }{
	{">=", "≥"}, {"=>", "≥"}, {"＞＝", "≥"}, {"≧", "≥"}, {"<=", "≤"}, {"=<", "≤"}, {"＜＝", "≤"}, {"≦", "≤"},
}

// respell writes ≥ for >= in a value that some finding names anyway; >= alone is
// no reason for a finding.
func (c *Case) respell(cell string) (Mend, bool) {
	r := c.rowAt(cell)
	if r == nil || r.State != Sound {
		return Mend{}, false
	}
	for _, s := range spellings {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(r.Value), s.typed); ok {
			typed := s.right + strings.TrimSpace(rest)
			return Mend{"符号写成“" + s.right + "”：" + typed, []Text{{cell, typed}}}, true
		}
	}
	return Mend{}, false
}

// mendTotal puts the sum of the sources into the total, and offers 0 for the
// sources that are blank.
func mendTotal(c *Case, cell string) []Mend {
	for _, side := range models.Sides {
		if cell != amountPath(side) {
			continue
		}
		funds := c.Doc.Funds(side)
		sum, filled := funds.Sum()
		if !filled || unreadable(funds) {
			return nil
		}
		total := Text{cell, sum.String()}
		offers := []Mend{{c.TotalName(side) + "填各项来源的合计 " + sum.String(), []Text{total}}}
		if blank := blankSources(c, side); blank != nil {
			offers = append(offers, Mend{
				c.TotalName(side) + "填各项来源的合计 " + sum.String() + "，空着的来源填 0",
				append([]Text{total}, blank...),
			})
		}
		return offers
	}
	return nil
}

// blankSources returns 0 for the sources of a half that are blank.
func blankSources(c *Case, side models.Side) []Text {
	var zeros []Text
	for _, blank := range c.Layout.Sources {
		if c.Doc.Funds(side).Sources.At(blank.Source).Blank() {
			zeros = append(zeros, Text{sourcePath(side, blank.Source), "0"})
		}
	}
	return zeros
}

// mendFromBudget takes the annual amount from the budget table, and with it the
// source, where there is only one.
func mendFromBudget(c *Case, cell string) []Mend {
	group := c.Facts.Budget
	if group == nil || len(group.Docs) != 1 {
		return nil
	}
	sum := group.Budgeted().String()
	texts := []Text{{cell, sum}}
	var used []models.Source
	for _, s := range models.AllSources {
		if a := c.Doc.Funding.Annual.Sources.At(s); a.Positive() {
			used = append(used, s)
		}
	}
	if len(used) == 1 && !unreadable(&c.Doc.Funding.Annual) {
		texts = append(texts, Text{sourcePath(models.Annual, used[0]), sum})
	}
	return []Mend{{c.TotalName(models.Annual) + "按预算表填 " + sum, texts}}
}

// rowAt returns the row whose 指标值 has that path, or nil.
func (c *Case) rowAt(path string) *Row {
	for _, side := range models.Sides {
		for _, r := range c.AllRows(side) {
			if r.ValuePath() == path {
				return r
			}
		}
	}
	return nil
}

// mendSign writes ≥ for > and ≤ for <, where the other rows use those.
func mendSign(c *Case, cell string) []Mend {
	r := c.rowAt(cell)
	if r == nil {
		return nil
	}
	for _, sign := range []struct{ typed, right string }{{">", "≥"}, {"<", "≤"}, {"＞", "≥"}, {"＜", "≤"}} {
		rest, ok := strings.CutPrefix(strings.TrimSpace(r.Value), sign.typed)
		if ok && (r.Target.Sign == models.Above || r.Target.Sign == models.Below) {
			return []Mend{{"改为 " + sign.right + rest, []Text{{cell, sign.right + rest}}}}
		}
	}
	return nil
}

// mendUnit writes the unit that the name asks for (人数, 户数, 合格率), or that
// the same number has on the other half.
func mendUnit(c *Case, cell string) []Mend {
	r := c.rowAt(cell)
	if r == nil || !r.Target.IsNumber() || r.Target.Unit != "" || r.Target.Tail != "" {
		return nil
	}
	unit := c.unitOfName(r)
	if other := c.beside(r); unit == "" && other != nil && other.Target.IsNumber() && other.Target.Low == r.Target.Low && other.Target.High == r.Target.High && models.SameText(other.Level3, r.Level3) {
		unit = other.Target.Unit
	}
	if unit == "" {
		return nil
	}
	typed := strings.TrimSpace(r.Value) + unit
	return []Mend{{"改为 " + typed, []Text{{cell, typed}}}}
}

// unitOfName returns the unit that a name ends in: 人 of 就业人数, 户 of 入驻企业户数,
// % of 合格率.
func (c *Case) unitOfName(r *Row) string {
	if c.asksRate(r) {
		return "%"
	}
	name, ok := strings.CutSuffix(c.stem(r), "数")
	if !ok {
		return ""
	}
	unit := lastRunes(name, 1)
	switch c.Words.KindOf(unit) {
	case models.UnitPeople, models.UnitHousehold, models.UnitCount:
		return unit
	}
	return ""
}
