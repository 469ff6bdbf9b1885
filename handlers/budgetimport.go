package handlers

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"

	"jixiao/forms/xlsx"
	"jixiao/models"
	"jixiao/templates"
)

// budgetImport reads a budget table, shows what it will change, and puts it in
// place once that is confirmed. A faulty file is refused whole, with every
// fault and its row.
func (s *Server) budgetImport(v *visit) error {
	if err := mayImport(v); err != nil {
		return err
	}
	year, err := strconv.Atoi(v.FormValue("year"))
	if err != nil || year < 2000 || year > 2100 {
		return models.Refuse(models.Invalid, "请填写预算表的年度，如 2023，再选一次文件")
	}
	page := &templates.BudgetImport{Base: s.base(v, v), Year: year}
	page.Title, page.Section = "导入预算表", "budget"
	table, err := postedTable(v)
	var lines []models.BudgetLine
	if err == nil {
		lines, err = models.ReadBudgetRows(table)
	}
	var faults models.RowFaults
	if errors.As(err, &faults) {
		for _, f := range faults {
			page.Faults = append(page.Faults, models.RowFaults{f}.Error())
		}
		return s.draw(v, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	if v.FormValue("confirmed") == "yes" {
		if err := s.Store.ReplaceBudget(v.ctx, year, lines, v.person.ID); err != nil {
			return err
		}
		s.flash(v, "已导入 "+strconv.Itoa(year)+" 年预算表 "+strconv.Itoa(len(lines))+" 行")
		return v.Redirect(http.StatusSeeOther, v.url("budget")+"?year="+strconv.Itoa(year))
	}
	now, err := s.Store.BudgetLines(v.ctx, year, "")
	if err != nil {
		return err
	}
	compare(page, now, lines)
	if page.Content, err = asCSV(table); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// postedTable returns the rows of the file that was sent, or of the table that
// was looked at before.
func postedTable(v *visit) ([][]string, error) {
	if v.FormValue("confirmed") == "yes" {
		return xlsx.Table([]byte(v.FormValue("content")))
	}
	header, err := v.FormFile("file")
	if err != nil {
		return nil, models.Refuse(models.Invalid, "请选择预算表文件（CSV 或 XLSX）")
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	return xlsx.Table(data)
}

func asCSV(table [][]string) (string, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.WriteAll(table)
	return b.String(), err
}

// compare finds what the lines change of the tables that stand now. Units that
// the file does not name stay as they are.
func compare(page *templates.BudgetImport, now, lines []models.BudgetLine) {
	old := map[string]models.BudgetLine{}
	for i := range lines {
		if !slices.Contains(page.Units, lines[i].Unit) {
			page.Units = append(page.Units, lines[i].Unit)
		}
	}
	for i := range now {
		if slices.Contains(page.Units, now[i].Unit) {
			old[lineKey(&now[i])] = now[i]
		}
	}
	for i := range lines {
		l := &lines[i]
		key := lineKey(l)
		was, known := old[key]
		delete(old, key)
		switch {
		case !known:
			page.Added = append(page.Added, templates.BudgetLine{Project: l.Project, Sum: l.Sum().Wan()})
		case was.Funds != l.Funds:
			page.Changed = append(page.Changed, templates.BudgetChange{
				Unit: l.Unit, Project: l.Project, Old: was.Sum().Wan(), New: l.Sum().Wan(),
			})
		default:
			page.Same++
		}
	}
	for i := range now {
		if gone, ok := old[lineKey(&now[i])]; ok {
			page.Removed = append(page.Removed, templates.BudgetLine{Project: gone.Project, Sum: gone.Sum().Wan()})
		}
	}
}
