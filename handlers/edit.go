package handlers

import (
	"errors"
	"net/http"
	"reflect"
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
	form, err := templates.NewForm(l, doc, templates.FormOptions{
		Editable: true, Findings: found, Mends: s.mends(l, doc, inspect.of(doc), found), HandedOut: handedOut(d),
		Departments: orgOptions(v.orgs, d.DepartmentID, isDepartment),
		Units:       orgOptions(v.orgs, d.UnitID, func(o models.Org) bool { return slices.Contains(v.scope.Units, o.ID) }),
		Theirs:      view.conflicts,
	})
	if err != nil {
		return nil, err
	}
	form.Problems.Shown = view.checked
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
		Buttons: buttons(c), SavedAt: d.UpdatedAt, PersonID: v.person.ID, Login: v.person.Login,
	}
	s.offerUndo(v, page.Flash, d.ID)
	page.Title, page.Section = title(d), "list"
	if page.Subject.Opinion, err = s.opinion(v, d); err != nil {
		return err
	}
	return s.draw(v, view.status, page)
}

func title(d *models.Declaration) string {
	if models.Blank(d.Document.Project.Name) {
		return "未填项目名称"
	}
	return d.Document.Project.Name
}

// orgPrefix marks a choice that is an organisation of the tree; what stands in
// an imported form and is in no tree is a choice without it.
const orgPrefix = "org:"

func isDepartment(o models.Org) bool {
	return o.Kind == models.Department || o.Kind == models.Section
}

func orgOptions(orgs []models.Org, chosen int64, fits func(models.Org) bool) []templates.Option {
	var list []templates.Option
	for _, o := range orgs {
		if fits(o) {
			list = append(list, templates.Option{
				Value: orgPrefix + strconv.FormatInt(o.ID, 10), Text: o.OrgName().Printed(), Selected: o.ID == chosen,
			})
		}
	}
	return list
}

// chooseOrg fills one organisation of the head from what was chosen. chosen
// says which organisation it is, or 0.
func chooseOrg(v *visit, texts []string, shown string, fits func(models.Org) bool, id *int64, name *models.OrgName) error {
	if len(texts) == 0 || texts[0] == shown && *id == 0 {
		return nil
	}
	if texts[0] == "" {
		*id, *name = 0, models.OrgName{}
		return nil
	}
	number, _ := strings.CutPrefix(texts[0], orgPrefix)
	chosen, err := strconv.ParseInt(number, 10, 64)
	org := v.org(chosen)
	if err != nil || org.ID == 0 || !fits(org) && chosen != *id {
		return models.Refuse(models.Invalid, "选的单位或部门不在机构目录中，没有保存。请刷新页面后重选。")
	}
	if chosen != *id {
		*id, *name = org.ID, org.OrgName()
	}
	return nil
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
		return s.meet(v, d.ID, l, p, revision)
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
	if strings.HasPrefix(do, "mend:") || strings.HasPrefix(do, "restore:") {
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

// typed changes d as the posted form and its button say.
func (s *Server) typed(v *visit, d *models.Declaration, l *forms.Layout, p *posted, do string) (store.Change, error) {
	if !d.Status.Editable() {
		return store.Change{}, refuseSave(d, l, p)
	}
	before := d.Document.Clone()
	unit, department := d.UnitID, d.DepartmentID
	p.fill(l, &d.Document)
	if err := s.chooseOrgs(v, d, p); err != nil {
		return store.Change{}, err
	}
	verb, what, _ := strings.Cut(do, ":")
	switch verb {
	case "add":
		level1, level2, _ := strings.Cut(what, "/")
		l.AddRow(&d.Document, level1, level2)
	case "remove":
		forms.RemoveRows(&d.Document, strings.Split(what, ",")...)
	case "mend":
		if err := mend(l, &d.Document, what); err != nil {
			return store.Change{}, err
		}
		s.undo(v, "已按提示更正", d)
	case "restore":
		if err := s.bringBack(v, d, what); err != nil {
			return store.Change{}, err
		}
		s.undo(v, "已恢复", d)
	case "copy":
		s.flash(v, "已把实施期的 "+strconv.Itoa(l.CopyToAnnual(&d.Document))+" 格复制到年度的空格里，已填的没有改动")
	}
	if d.UnitID == unit && d.DepartmentID == department && reflect.DeepEqual(before, d.Document) {
		return store.Change{}, errUnchanged
	}
	if !d.FilledBy(v.person.ID) {
		d.Fillers = append(d.Fillers, v.person.ID)
	}
	return store.Change{PersonID: v.person.ID, PersonName: v.person.Name}, nil
}

func (s *Server) chooseOrgs(v *visit, d *models.Declaration, p *posted) error {
	mine := func(o models.Org) bool { return slices.Contains(v.scope.Units, o.ID) }
	err := chooseOrg(v, p.values["department.name"], d.Document.Department.Printed(), isDepartment, &d.DepartmentID, &d.Document.Department)
	if err != nil {
		return err
	}
	unit := d.UnitID
	if err := chooseOrg(v, p.values["unit.name"], d.Document.Unit.Name, mine, &d.UnitID, &d.Document.Unit); err != nil {
		return err
	}
	if d.UnitID == 0 {
		// A declaration without a unit would belong to nobody.
		d.UnitID = unit
		return models.Refuse(models.Invalid, "实施单位不能为空，没有保存。请返回上一页选定。")
	}
	return nil
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
			return s.drawEdit(v, d, editView{status: http.StatusUnprocessableEntity, checked: true})
		}
		return v.Redirect(http.StatusSeeOther, v.url("submit", d.ID))
	case "check":
		return v.Redirect(http.StatusSeeOther, here+"?check=1#problems")
	case "add":
		return v.Redirect(http.StatusSeeOther, here+"#"+lastRow(&d.Document, what))
	case "save":
		s.flash(v, "已保存")
	case string(models.Discard):
		return s.doMove(v, d, models.Discard)
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
	for _, in := range l.Grid(&mine).Inputs() {
		if in.Spec().Name == name {
			cells = []string{in.Spec().Path}
		}
	}
	const message = "含有不能保存的空字符（U+0000），整张表没有保存；请删去这一格里看不见的字符后再保存"
	if wantsJSON(v) {
		return models.Refuse(models.Invalid, message)
	}
	return s.drawEdit(v, d, editView{
		status: http.StatusUnprocessableEntity, checked: true, document: &mine,
		extra: []models.Finding{{
			Rule: "text-unprintable", Severity: models.SeverityError, Cells: cells,
			Message: message,
		}},
	})
}
