package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// editView says how the form is shown for filling in.
type editView struct {
	status    int
	checked   bool // the findings were asked for
	refused   bool // 送审 was asked for and is not possible
	stale     bool // somebody else saved meanwhile
	document  *models.Document
	conflicts map[string]templates.Theirs
	extra     []models.Finding // beside those of the rules
}

// editForm draws the form with inputs in its cells.
func (s *Server) editForm(v *visit, d *models.Declaration, view editView) (*templates.Form, error) {
	doc := &d.Document
	if view.document != nil {
		doc = view.document
	}
	l, err := layoutOf(doc)
	if err != nil {
		return nil, err
	}
	inspect, err := s.inspector(v, d)
	if err != nil {
		return nil, err
	}
	found := slices.Concat(view.extra, inspect.check(doc))
	last, err := s.beside(v, d)
	if err != nil {
		return nil, err
	}
	hints, err := s.hints(v, doc)
	if err != nil {
		return nil, err
	}
	handed, err := s.given(v.ctx, d)
	if err != nil {
		return nil, err
	}
	remarks, err := s.Store.Remarks(v.ctx, d.ID)
	if err != nil {
		return nil, err
	}
	form, err := templates.NewForm(l, doc, templates.FormOptions{
		Remarks:  latest(remarks),
		Beside:   s.papersOf(v, d, inspect.papers, openVersion(d)),
		Editable: true, Hints: hints, Calm: begun(d, doc) && !view.refused, Findings: found, Mends: s.mends(l, doc, inspect.of(doc), found), HandedOut: handedOut(d),
		Departments: orgOptions(v.orgs, d.DepartmentID, isDepartment),
		Units:       orgOptions(v.orgs, d.UnitID, func(o models.Org) bool { return slices.Contains(v.scope.Units, o.ID) }),
		Theirs:      view.conflicts, LastYear: last, Given: handed,
	})
	if err != nil {
		return nil, err
	}
	form.Problems.Shown, form.Problems.Refused = view.checked, view.refused
	return form, nil
}

func (s *Server) drawEdit(v *visit, d *models.Declaration, view editView) error {
	form, err := s.editForm(v, d, view)
	if err != nil {
		return err
	}
	c, err := s.workcase(v, d)
	if err != nil {
		return err
	}
	page := &templates.Edit{
		Base: s.base(v, v), Subject: s.subject(v, d), Form: form, Checked: view.checked, Stale: view.stale,
		Untouched: !view.checked && untouched(d),
		Remarks:   s.remarkList(v, d, c.Remarks, true),
		Buttons:   buttons(c), SavedAt: d.UpdatedAt, Login: v.person.Login,
	}
	s.offerUndo(v, page.Flash, d.ID)
	if err := s.offerLastYear(v, d, page); err != nil {
		return err
	}
	page.Title, page.Section = title(d), "list"
	if page.Subject.Opinion, err = s.opinion(v, d); err != nil {
		return err
	}
	return s.draw(v, view.status, page)
}

// begun reports whether a form that was never sent in has no indicator yet: its
// blanks are to be filled, and no mistakes.
func begun(d *models.Declaration, doc *models.Document) bool {
	return d.Version == 0 && !slices.ContainsFunc(doc.Indicators, func(i models.Indicator) bool { return !i.Empty() })
}

// untouched reports whether nothing is in it beyond what is filled in for
// everybody.
func untouched(d *models.Declaration) bool {
	doc := &d.Document
	return begun(d, doc) && doc.Project == models.Project{} && doc.Funding == models.Funding{} &&
		doc.Narrative == models.Narrative{} && doc.Goals == models.Goals{}
}

func title(d *models.Declaration) string {
	if models.Blank(d.Document.Project.Name) {
		return "未填项目名称"
	}
	return d.Document.Project.Name
}

// errUnchanged ends a save that would change nothing.
var errUnchanged = errors.New("handlers: nothing changed")

// save keeps what was typed, whatever is wrong with it, and then does what the
// button says.
func (s *Server) save(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Fill && !v.scope.As(models.Handler, &d) {
		return models.Refuse(models.Forbidden, "您不是这个单位的经办人，不能改它的申报表。")
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	revision, err := strconv.ParseInt(values.Get("revision"), 10, 64)
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	l, err := layoutOf(&d.Document)
	if err != nil {
		return err
	}
	p, err := readPosted(l, &d.Document, values)
	if err != nil {
		return err
	}
	if access < models.Fill {
		return refuseSave(&d, l, p)
	}
	if name, found := nulIn(values); found {
		return s.drawRefused(v, &d, l, p, name)
	}
	do := values.Get("do")
	saved, err := s.keep(v, &d, l, p, revision, do)
	switch {
	case models.KindOf(err) == models.Conflict:
		return s.meet(v, d.ID, l, p, revision, do)
	case err != nil:
		return err
	}
	if wantsJSON(v) {
		return s.answerSaved(v, &saved, do != "save" && do != "check", false)
	}
	return s.after(v, &saved, do)
}

// keep saves what was typed and does what the button says. What the button can
// take back is saved without it first, so that the text of this post is there
// to go back to.
func (s *Server) keep(v *visit, d *models.Declaration, l *forms.Layout, p *posted, revision int64, do string) (models.Declaration, error) {
	saved := *d
	for _, do := range steps(do) {
		if do == "lastyear" {
			last, err := s.lastYear(v, &saved)
			if models.KindOf(err) == models.NotFound {
				s.flash(v, "没有复制："+messageOf(err))
				continue
			}
			if err != nil {
				return saved, err
			}
			p.lastYear = &last.Document
		}
		next, err := s.Store.UpdateDeclaration(v.ctx, d.ID, revision, func(d *models.Declaration) (store.Change, error) {
			return s.typed(v, d, l, p, do)
		})
		if errors.Is(err, errUnchanged) {
			continue
		}
		if err != nil {
			return next, err
		}
		saved, revision = next, next.Revision
	}
	return saved, nil
}

func steps(do string) []string {
	switch verb, _, _ := strings.Cut(do, ":"); verb {
	case "mend", "restore", "copy", "lastyear", "pick":
		return []string{"save", do}
	}
	return []string{do}
}

// nulIn returns the name of a field that holds a NUL, which no database keeps.
func nulIn(values map[string][]string) (name string, found bool) {
	for name, texts := range values {
		if slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsRune(t, 0) }) {
			return name, true
		}
	}
	return "", false
}

// after goes on to where the button leads once everything is saved.
func (s *Server) after(v *visit, d *models.Declaration, do string) error {
	here := v.url("declaration", d.ID)
	verb, what, _ := strings.Cut(do, ":")
	switch verb {
	case "submit":
		inspect, err := s.inspector(v, d)
		if err != nil {
			return err
		}
		found := inspect.check(&d.Document)
		if slices.ContainsFunc(found, func(f models.Finding) bool { return f.Severity == models.SeverityError }) {
			return s.drawEdit(v, d, editView{status: http.StatusUnprocessableEntity, checked: true, refused: true})
		}
		return v.Redirect(http.StatusSeeOther, v.url("submit", d.ID))
	case "check":
		return v.Redirect(http.StatusSeeOther, here+"?check=1#problems")
	case "add":
		return v.Redirect(http.StatusSeeOther, here+"#"+lastRow(&d.Document, what))
	case "pick":
		if what == "" {
			return v.Redirect(http.StatusSeeOther, v.url("indicators")+"?declaration="+strconv.FormatInt(d.ID, 10))
		}
		return v.Redirect(http.StatusSeeOther, here+"#"+pickedRow(&d.Document, what))
	case "save":
		s.flash(v, "已保存")
	case string(models.Discard), string(models.Abandon):
		return s.doMove(v, d, models.Action(verb))
	}
	return v.Redirect(http.StatusSeeOther, here)
}

// lastRow returns the id of the input of the row that was added to a class.
func lastRow(d *models.Document, class string) string {
	id := "part-5"
	for _, row := range d.Indicators {
		if row.Side == models.Total && row.Level1+"/"+row.Level2 == class {
			id = "f-" + forms.RowInput(row.ID, "level3")
		}
	}
	return id
}

// drawRefused shows the form as it was typed, with what cannot be kept at its
// cell.
func (s *Server) drawRefused(v *visit, d *models.Declaration, l *forms.Layout, p *posted, name string) error {
	mine := d.Document.Clone()
	p.fill(l, &mine)
	var cells []string
	var label string
	for _, in := range l.Grid(&mine).Inputs() {
		if in.Spec().Name == name {
			cells, label = []string{in.Spec().Path}, in.Spec().Label
		}
	}
	const message = "含有不能保存的空字符（U+0000），整张表没有保存；请删去这一格里看不见的字符后再保存"
	if wantsJSON(v) {
		return models.Refuse(models.Invalid, "“"+label+"”"+message)
	}
	return s.drawEdit(v, d, editView{
		status: http.StatusUnprocessableEntity, checked: true, document: &mine,
		extra: []models.Finding{{
			Rule: "text-unprintable", Severity: models.SeverityError, Cells: cells,
			Message: message,
		}},
	})
}
