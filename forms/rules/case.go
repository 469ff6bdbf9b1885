package rules

import (
	"fmt"
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// Case is one declaration under examination, with what several rules need from
// it worked out once.
type Case struct {
	Doc    *models.Document
	Layout *forms.Layout
	Facts  *Facts

	Period models.Period // 项目期
	Words  *models.Words

	inputs []forms.Input
	rows   [2][]*Row  // of either half, in the order of the form
	groups [][]*prose // of equal texts and goals, once asked for
	proses []prose    // the filled texts and goals, in the order of the form
}

func newCase(d *models.Document, l *forms.Layout, inputs []forms.Input, facts *Facts) *Case {
	c := &Case{
		Doc: d, Layout: l, Facts: facts, inputs: inputs, Words: facts.Words,
		Period: models.ParsePeriod(d.Project.Period, d.Year),
	}
	if c.Words == nil {
		c.Words = models.DefaultWords()
	}
	c.readRows()
	c.readProses()
	return c
}

// half returns the place of a side in arrays of both halves.
func half(side models.Side) int {
	if side == models.Total {
		return 0
	}
	return 1
}

// HalfName returns the name of a half as the form prints it: 实施期 or 年度.
func (c *Case) HalfName(side models.Side) string { return c.Layout.Halves[half(side)].Name }

// TotalName returns the name of the total of a half: 年度资金总额.
func (c *Case) TotalName(side models.Side) string { return c.Layout.Halves[half(side)].Total }

// GoalName returns the name of the goal of a half: 年度目标.
func (c *Case) GoalName(side models.Side) string { return c.Layout.Halves[half(side)].Goal }

// Total returns 资金总额 of a half, or the sum of its filled sources where it is
// blank. known is false where neither is filled.
func (c *Case) Total(side models.Side) (sum models.Fen, known bool) {
	return c.Doc.Funds(side).Effective()
}

// HasMoney reports whether one of the amounts of a half is above 0.
func (c *Case) HasMoney(side models.Side) bool {
	funds := c.Doc.Funds(side)
	if funds.Amount.Positive() {
		return true
	}
	for _, s := range models.AllSources {
		if funds.Sources.At(s).Positive() {
			return true
		}
	}
	return false
}

// InUse reports whether a half is in use: one of its amounts is above 0, or
// its goal or one of its indicators is filled.
func (c *Case) InUse(side models.Side) bool {
	return c.HasMoney(side) || !models.Blank(*c.Doc.Goal(side)) || c.HasRows(side)
}

// amountPath returns the path of 资金总额 of a half.
func amountPath(side models.Side) string { return "funding." + string(side) + ".amount" }

// sourcePath returns the path of a source of funds of a half.
func sourcePath(side models.Side, s models.Source) string {
	return "funding." + string(side) + ".sources." + string(s)
}

// goalPath returns the path of the goal of a half.
func goalPath(side models.Side) string { return "goals." + string(side) }

// one returns a single finding about cells, with the rule's own severity.
func one(message string, cells ...string) []models.Finding {
	return []models.Finding{{Cells: cells, Message: message}}
}

// graded returns a single finding with a severity other than the rule's own.
func graded(severity models.Severity, message string, cells ...string) []models.Finding {
	return []models.Finding{{Severity: severity, Cells: cells, Message: message}}
}

// yuan returns a sum as messages name it: 1,600,000 元.
func yuan(f models.Fen) string { return f.String() + " 元" }

// excerptLength is how much of a long text a message quotes.
const excerptLength = 24

// excerpt returns the beginning of what was typed, for quoting in a message.
func excerpt(typed string) string {
	n := 0
	for i := range typed {
		if n == excerptLength {
			return inner.Replace(typed[:i]) + "…"
		}
		n++
	}
	return inner.Replace(typed)
}

// inner makes a text fit for standing inside quotation marks on one line.
var inner = strings.NewReplacer("“", "‘", "”", "’", "\r\n", " ", "\n", " ")

// quote returns the beginning of a text in quotation marks.
func quote(typed string) string { return "“" + excerpt(typed) + "”" }

func sentence(format string, args ...any) string { return fmt.Sprintf(format, args...) }
