package models

import (
	"slices"
	"strconv"
	"strings"
)

// BudgetLine is one project of a unit's 项目支出预算表.
type BudgetLine struct {
	Row     int    // in the file, from 1
	Table   string // as in the file: 12 is this year's, 13 the one carried over
	Carried bool   // 上年结转
	Unit    string
	Project string
	Funds   [5]Fen // in the order of BudgetFunds
}

// BudgetFunds names the funds of a budget line in the order of the table.
var BudgetFunds = [5]string{"一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"}

// Sum returns the line's amount, all funds together.
func (l *BudgetLine) Sum() (sum Fen) {
	for _, f := range l.Funds {
		sum += f
	}
	return sum
}

// Source names the table that the line stands in.
func (l *BudgetLine) Source() string {
	if l.Carried {
		return "项目支出预算表（上年结转）"
	}
	return "项目支出预算表"
}

// RowFault is one thing that is wrong with a table, and its row.
type RowFault struct {
	Row     int // from 1, the head of the table included; 0 for the whole file
	Message string
}

// RowFaults are all faults of a table. A table with a fault is refused whole.
type RowFaults []RowFault

// Error returns the faults, one a line: 第 3 行：….
func (f RowFaults) Error() string {
	all := make([]string, len(f))
	for i, fault := range f {
		if fault.Row > 0 {
			all[i] = "第 " + strconv.Itoa(fault.Row) + " 行："
		}
		all[i] += fault.Message
	}
	return strings.Join(all, "\n")
}

// BudgetGroup is what belongs together: the lines of a budget table and the
// declarations that they pay for. Their sums are compared, not line by line.
type BudgetGroup struct {
	Lines []*BudgetLine
	Docs  []*Document // none for a line that has no declaration
}

// Carried reports whether all lines of the group are 上年结转.
func (g *BudgetGroup) Carried() bool {
	return len(g.Lines) > 0 && !slices.ContainsFunc(g.Lines, func(l *BudgetLine) bool { return !l.Carried })
}

// Budgeted returns the sum of the lines.
func (g *BudgetGroup) Budgeted() (sum Fen) {
	for _, l := range g.Lines {
		sum += l.Sum()
	}
	return sum
}

// Declared returns the sum of the annual totals of the declarations; known is
// false while one of them has none.
func (g *BudgetGroup) Declared() (sum Fen, known bool) {
	for _, d := range g.Docs {
		total, filled := d.Funding.Annual.Effective()
		if !filled {
			return 0, false
		}
		sum += total
	}
	return sum, len(g.Docs) > 0
}
