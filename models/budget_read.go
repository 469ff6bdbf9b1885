package models

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// budgetColumns are the columns of a budget table under the names that people
// and programs give them, compared by Plain. The first five funds come in the
// order of BudgetFunds.
var budgetColumns = []struct {
	needed bool
	names  []string
}{
	{true, []string{"table", "表号", "表"}},
	{true, []string{"unit", "单位", "单位名称", "预算单位"}},
	{true, []string{"project", "项目", "项目名称"}},
	{true, []string{"general_public_budget_wan", "一般公共预算", "一般公共预算(万元)"}},
	{false, []string{"government_fund_wan", "政府性基金预算", "政府性基金预算(万元)", "政府性基金"}},
	{false, []string{"state_capital_wan", "国有资本经营预算", "国有资本经营预算(万元)"}},
	{false, []string{"fiscal_account_wan", "财政专户管理资金", "财政专户管理资金(万元)"}},
	{false, []string{"unit_funds_wan", "单位资金", "单位资金(万元)"}},
	{false, []string{"total_wan", "合计", "合计(万元)"}},
}

const (
	tableColumn, unitColumn, projectColumn = 0, 1, 2
	firstFund, totalColumn                 = 3, 8
)

// ReadBudget reads a 项目支出预算表 from CSV in UTF-8, with or without a byte
// order mark; amounts are in 万元. Sums of a unit (a project called 合计 or as
// the unit itself) are left out. A faulty file is refused whole, with all its
// faults as RowFaults.
func ReadBudget(data []byte) ([]BudgetLine, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, RowFaults{{0, "不是 UTF-8 编码的文件，请另存为 CSV UTF-8 后再导入"}}
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	var rows [][]string
	var at []int
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return readBudget(rows, at)
		}
		if err != nil {
			return nil, RowFaults{csvFault(err)}
		}
		line, _ := r.FieldPos(0)
		rows, at = append(rows, row), append(at, line)
	}
}

func csvFault(err error) RowFault {
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return RowFault{broken.Line, "引号不成对，这一行读不出来"}
	}
	return RowFault{0, "文件读不出来"}
}

// ReadBudgetRows reads a 项目支出预算表 from the rows of a sheet, the head of the
// table first.
func ReadBudgetRows(rows [][]string) ([]BudgetLine, error) {
	at := make([]int, len(rows))
	for i := range at {
		at[i] = i + 1
	}
	return readBudget(rows, at)
}

type budgetReader struct {
	place  []int // of each column in a row, -1 where it is missing
	faults RowFaults
	at     int
	row    []string
}

func readBudget(rows [][]string, at []int) ([]BudgetLine, error) {
	if len(rows) == 0 {
		return nil, RowFaults{{0, "文件是空的"}}
	}
	r := &budgetReader{at: at[0]}
	if r.head(rows[0]); len(r.faults) > 0 {
		return nil, r.faults
	}
	lines := make([]BudgetLine, 0, len(rows))
	for i, row := range rows[1:] {
		r.row, r.at = row, at[i+1]
		if strings.TrimSpace(strings.Join(row, "")) == "" || r.isSum() {
			continue
		}
		lines = append(lines, r.line())
	}
	if len(lines) == 0 && len(r.faults) == 0 {
		r.faults = RowFaults{{0, "表里没有项目"}}
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return lines, nil
}

func (r *budgetReader) fault(message string) {
	r.faults = append(r.faults, RowFault{r.at, message})
}

// head finds the columns by their names, in any order.
func (r *budgetReader) head(row []string) {
	r.place = make([]int, len(budgetColumns))
	for i, column := range budgetColumns {
		r.place[i] = -1
		for k, cell := range row {
			for _, name := range column.names {
				if SameText(cell, name) && r.place[i] < 0 {
					r.place[i] = k
				}
			}
		}
		if column.needed && r.place[i] < 0 {
			r.fault("表头缺少“" + column.names[0] + "”（" + column.names[1] + "）一列")
		}
	}
	for k, cell := range row {
		if !r.uses(k) && !Blank(cell) {
			r.fault("表头有不认识的列“" + cell + "”")
		}
	}
}

func (r *budgetReader) uses(k int) bool {
	for _, place := range r.place {
		if place == k {
			return true
		}
	}
	return false
}

func (r *budgetReader) cell(column int) string {
	k := r.place[column]
	if k < 0 || k >= len(r.row) {
		return ""
	}
	return strings.TrimSpace(r.row[k])
}

// isSum reports whether the row is the sum of a unit and no project.
func (r *budgetReader) isSum() bool {
	project := r.cell(projectColumn)
	switch Plain(project) {
	case "合计", "小计", "总计":
		return true
	}
	return SameText(project, r.cell(unitColumn))
}

func (r *budgetReader) line() BudgetLine {
	l := BudgetLine{Row: r.at, Table: r.cell(tableColumn), Unit: r.cell(unitColumn), Project: r.cell(projectColumn)}
	var known bool
	if l.Carried, known = carriedOver(l.Table); !known {
		r.fault("表号“" + l.Table + "”不认识，本年预算填 12，上年结转填 13")
	}
	if l.Unit == "" {
		r.fault("没有单位名称")
	}
	if l.Project == "" {
		r.fault("没有项目名称")
	}
	if n := len(r.row); n > 0 && len(strings.TrimSpace(strings.Join(r.row[min(n, r.width()):], ""))) > 0 {
		r.fault("这一行比表头多出内容")
	}
	r.amounts(&l)
	return l
}

func (r *budgetReader) width() (width int) {
	for _, place := range r.place {
		width = max(width, place+1)
	}
	return width
}

func (r *budgetReader) amounts(l *BudgetLine) {
	filled := false
	for i := range l.Funds {
		var known bool
		l.Funds[i], known = r.amount(firstFund+i, BudgetFunds[i])
		filled = filled || known
	}
	sum, known := r.amount(totalColumn, "合计")
	switch {
	case !filled:
		r.fault("项目“" + l.Project + "”没有金额")
	case known && sum != l.Sum():
		r.fault("合计 " + sum.Wan() + " 万元，各项资金相加为 " + l.Sum().Wan() + " 万元")
	}
}

// amount reads a cell in 万元. A blank one is 0 and not known.
func (r *budgetReader) amount(column int, name string) (sum Fen, known bool) {
	typed := r.cell(column)
	if typed == "" {
		return 0, false
	}
	a := ParseAmount(strings.TrimSuffix(typed, "万元") + "万元")
	if !a.Known {
		r.fault(name + "“" + typed + "”：" + AmountFault(a).Error())
		return 0, true
	}
	return a.Fen, true
}

// carriedOver reports whether a table is the one of 上年结转. The tables of the
// published budgets are numbered: 12 is this year's, 13 the one carried over.
func carriedOver(table string) (carried, known bool) {
	switch plain := strings.TrimPrefix(Plain(table), "表"); {
	case plain == "12" || strings.Contains(plain, "本年") || strings.Contains(plain, "当年"):
		return false, true
	case plain == "13" || strings.Contains(plain, "结转"):
		return true, true
	}
	return false, false
}
