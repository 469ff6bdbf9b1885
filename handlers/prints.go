package handlers

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms/pdf"
	"jixiao/models"
	"jixiao/templates"
)

const (
	atOnce   = 20 // so many forms are printed while the person waits
	mostOpen = 5  // jobs of one person that wait or run
)

// prints shows what is chosen and asks how to print it.
func (s *Server) prints(v *visit) error {
	c := selectionOf(v.QueryParams())
	return s.drawPrints(v, http.StatusOK, &c, "")
}

func (s *Server) drawPrints(v *visit, status int, c *selection, problem string) error {
	n, err := s.count(v, c)
	if err != nil {
		return err
	}
	page := &templates.Prints{
		Base: s.base(v, v), What: c.title(v), Number: n, Problem: problem,
		Tab: c.Tab, Search: c.Search, Chosen: c.Chosen, IDs: c.IDs, Public: c.Public, AtOnce: atOnce, Years: s.yearChoices(v, c.Year),
	}
	page.Title, page.Section = "批量打印", "list"
	if page.Problem == "" && n == 0 {
		page.Problem = "没有选中申报表。请换一个范围，或回到列表勾选要打印的。"
	}
	for i, kind := range models.JobKinds {
		page.Kinds = append(page.Kinds, templates.Option{Value: string(kind), Text: kind.Label(), Selected: i == 0})
	}
	sees := func(of ...[]int64) func(models.Org) bool {
		return func(o models.Org) bool { return v.scope.Finance || slices.Contains(slices.Concat(of...), o.ID) }
	}
	departments, units := sees(v.scope.Departments), sees(v.scope.Units, v.scope.BelowUnits)
	page.Departments = orgOptions(v.orgs, c.Department, func(o models.Org) bool { return isDepartment(o) && departments(o) })
	page.Units = orgOptions(v.orgs, c.Unit, func(o models.Org) bool { return o.Kind == models.Unit && units(o) })
	return s.draw(v, status, page)
}

// yearChoices are the years around this one, and the one that was asked for.
func (s *Server) yearChoices(v *visit, asked int) []templates.Option {
	years, _, err := s.years(v)
	if err != nil {
		s.Log.Error("years", "error", err.Error())
	}
	var list []templates.Option
	for _, year := range years {
		list = append(list, templates.Option{Value: strconv.Itoa(year), Text: strconv.Itoa(year) + "年", Selected: year == asked})
	}
	return list
}

// createJob prints a few forms at once, and many in the background.
func (s *Server) createJob(v *visit) error {
	fields, err := v.FormParams()
	if err != nil {
		return err
	}
	c := selectionOf(fields)
	kind := models.JobKind(fields.Get("kind"))
	n, err := s.count(v, &c)
	switch {
	case err != nil:
		return err
	case kind.Label() == string(kind):
		return s.drawPrints(v, http.StatusUnprocessableEntity, &c, "请选择印成合订本还是压缩包。")
	case n == 0:
		return s.drawPrints(v, http.StatusUnprocessableEntity, &c, "")
	case tooMany(n) != nil:
		return s.drawPrints(v, http.StatusUnprocessableEntity, &c, messageOf(tooMany(n)))
	}
	if n <= atOnce {
		if sent, err := s.printAtOnce(v, &c, kind); sent || err != nil {
			return err
		}
	}
	open, err := s.openJobs(v)
	if err != nil {
		return err
	}
	if open >= mostOpen {
		return s.drawPrints(v, http.StatusConflict, &c,
			fmt.Sprintf("您已有 %d 项任务没有做完。请等它们完成，或到“任务”里停止不要的。", open))
	}
	text, err := c.text()
	if err != nil {
		return err
	}
	j := models.Job{PersonID: v.person.ID, Kind: kind, Title: c.title(v), Choice: text, Total: n, Worker: s.press.name}
	if err := s.Store.CreateJob(v.ctx, &j); err != nil {
		return err
	}
	s.enqueue(v.ctx, j)
	return v.Redirect(http.StatusSeeOther, v.url("job", j.ID))
}

func (s *Server) openJobs(v *visit) (int, error) {
	jobs, err := s.Store.Jobs(v.ctx, v.person.ID)
	n := 0
	for i := range jobs {
		if jobs[i].At(s.Clock()).Open() {
			n++
		}
	}
	return n, err
}

// printAtOnce sends the file, unless something has to be left out of it: that
// is told on the page of a job.
func (s *Server) printAtOnce(v *visit, c *selection, kind models.JobKind) (sent bool, err error) {
	ids, err := s.idsOf(v, c)
	if err != nil {
		return false, err
	}
	w := &work{Server: s, public: c.Public, Job: models.Job{PersonID: v.person.ID, Kind: kind}}
	var sheets []pdf.Sheet
	err = w.eachSheet(v.ctx, ids, func(sheet pdf.Sheet) error {
		sheets = append(sheets, sheet)
		w.bound.add(sheet.Document)
		missing, err := s.Fonts.Check(sheet.Document)
		if err == nil && len(missing) > 0 {
			return missing
		}
		return err
	}, func(bool) error { return nil })
	if err != nil || len(w.Left) > 0 || len(sheets) == 0 {
		return false, err
	}
	var b bytes.Buffer
	ending := ".pdf"
	if kind == models.SingleFiles {
		ending = ".zip"
		a := s.Fonts.NewArchive(&b, s.Clock().In(models.China))
		for _, sheet := range sheets {
			err = errors.Join(err, a.Add(sheet))
		}
		err = errors.Join(err, a.Close())
	} else {
		like := w.bound.booklet(kind, s.Clock())
		like.Sheets = sheets
		err = s.Fonts.WriteBooklet(&b, like)
	}
	if err != nil {
		return false, err
	}
	v.Response().Header().Set("Content-Disposition", disposition("attachment", ending[1:], jobFileName(c.title(v), kind, ending)))
	return true, v.Blob(http.StatusOK, mimeOf(ending), b.Bytes())
}

// jobFileName names what a job made, without its ending.
func jobFileName(title string, kind models.JobKind, ending string) string {
	what := "（合订本）"
	switch {
	case kind == models.SingleFiles:
		what = ""
	case ending == ".zip":
		what = "（合订本分册）"
	}
	return pdf.PartName(title, "申报表") + what
}

func mimeOf(ending string) string {
	if strings.HasSuffix(ending, ".zip") {
		return "application/zip"
	}
	return "application/pdf"
}
