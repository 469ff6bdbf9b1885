package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/templates"
)

// issuerName names the office whose template it is.
func issuerName(v *visit, owner int64) string {
	if owner == 0 {
		return "财政局"
	}
	return v.org(owner).Name
}

func templateName(t *models.Template) string {
	if models.Blank(t.Document.Project.Name) {
		return "未填项目名称"
	}
	return t.Document.Project.Name
}

// mayTemplate refuses everybody who hands out no templates.
func mayTemplate(v *visit) error {
	if !v.scope.Templates() {
		return models.Refuse(models.Forbidden, "模板由财政局和主管部门下发，您没有这个权限。套用模板请在“新建”里选。")
	}
	return nil
}

// templateList lists the templates that the person may hand out.
func (s *Server) templateList(v *visit) error {
	if err := mayTemplate(v); err != nil {
		return err
	}
	page := &templates.TemplateList{Base: s.base(v, v)}
	page.Title, page.Section = "模板", "templates"
	for _, owner := range v.scope.TemplateOwners() {
		page.Owners = append(page.Owners, templates.Option{Value: strconv.FormatInt(owner, 10), Text: issuerName(v, owner)})
	}
	all, err := s.Store.Templates(v.ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if t := &all[i]; v.scope.HandsOut(t) {
			page.Rows = append(page.Rows, templates.TemplateRow{
				URL: v.url("template", t.ID), Name: templateName(t), Owner: issuerName(v, t.OwnerID),
				Person: t.PersonName, At: t.UpdatedAt, Withdrawn: t.Withdrawn,
			})
		}
	}
	return s.draw(v, http.StatusOK, page)
}

// createTemplate makes a template from a declaration that the person may read,
// or an empty one.
func (s *Server) createTemplate(v *visit) error {
	if err := mayTemplate(v); err != nil {
		return err
	}
	t := models.Template{PersonID: v.person.ID, PersonName: v.person.Name}
	department := int64(0)
	if from := v.FormValue("from"); from != "" {
		d, err := s.readableFrom(v, from)
		if err != nil {
			return err
		}
		t.Document, department = models.TemplateText(&d.Document), d.DepartmentID
	} else {
		_, open, err := s.years(v)
		if err != nil {
			return err
		}
		t.Document = models.Document{Layout: forms.Layouts()[0].ID, Year: open}
	}
	owner, err := chooseOwner(v, department)
	if err != nil {
		return err
	}
	t.OwnerID = owner
	if err := s.Store.CreateTemplate(v.ctx, &t); err != nil {
		return err
	}
	s.flash(v, "已建立模板，核对文字后下发")
	return v.Redirect(http.StatusSeeOther, v.url("template", t.ID))
}

// readableFrom returns a declaration as the person may read it.
func (s *Server) readableFrom(v *visit, from string) (models.Declaration, error) {
	id, err := strconv.ParseInt(from, 10, 64)
	if err != nil {
		return models.Declaration{}, errNotFound()
	}
	d, err := s.Store.Declaration(v.ctx, id)
	if models.KindOf(err) == models.NotFound || err == nil && v.scope.Access(&d) == models.NoAccess {
		return d, errNotFound()
	}
	if err == nil && v.scope.Access(&d) < models.Read {
		return d, models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能做成模板。")
	}
	if err != nil {
		return d, err
	}
	return d, s.readable(v, &d)
}

// chooseOwner returns in whose name a template is made: as the form says, else
// the finance bureau's or the declaration's department's.
func chooseOwner(v *visit, department int64) (int64, error) {
	owners := v.scope.TemplateOwners()
	if text := v.FormValue("owner"); text != "" {
		owner, err := strconv.ParseInt(text, 10, 64)
		if err != nil || !slices.Contains(owners, owner) {
			return 0, models.Refuse(models.Forbidden, "您不能以这个部门的名义建立模板。")
		}
		return owner, nil
	}
	if owners[0] != 0 && slices.Contains(owners, department) {
		return department, nil
	}
	return owners[0], nil
}

// templateOf loads the template of the path for who may hand it out; to others
// it is not there.
func (s *Server) templateOf(v *visit) (models.Template, error) {
	gone := models.Refuse(models.NotFound, "没有这个模板，或者您看不到它。")
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		return models.Template{}, gone
	}
	t, err := s.Store.Template(v.ctx, id)
	if err == nil && !v.scope.HandsOut(&t) {
		return models.Template{}, gone
	}
	return t, err
}

func (s *Server) templateForm(v *visit) error {
	t, err := s.templateOf(v)
	if err != nil {
		return err
	}
	return s.drawTemplate(v, http.StatusOK, &t, &templates.TemplatePage{})
}

// unitsOwn are the blanks that no template fills in.
func unitsOwn(spec *forms.Spec) bool {
	return spec.Kind == forms.OrgRef || spec.Part == forms.PartSignoff
}

func (s *Server) drawTemplate(v *visit, status int, t *models.Template, page *templates.TemplatePage) error {
	l, err := layoutOf(&t.Document)
	if err != nil {
		return err
	}
	page.Base, page.ID, page.Revision = s.base(v, v), t.ID, t.Revision
	page.Title, page.Section = "模板："+templateName(t), "templates"
	page.Name, page.Owner, page.Withdrawn = templateName(t), issuerName(v, t.OwnerID), t.Withdrawn
	page.Person, page.SavedAt = t.PersonName, t.UpdatedAt
	theirs := map[string]templates.Theirs{}
	for _, c := range page.Met {
		theirs[c.Name] = templates.Theirs{Person: "别人", Text: c.Theirs, NoBase: true}
	}
	page.Form, err = templates.NewForm(l, &t.Document, templates.FormOptions{Editable: true, Fixed: unitsOwn, Theirs: theirs})
	if err != nil {
		return err
	}
	years, open, err := s.years(v)
	if err != nil {
		return err
	}
	for _, y := range years {
		text := strconv.Itoa(y)
		page.Years = append(page.Years, templates.Option{Value: text, Text: text + "年", Selected: y == open})
	}
	for _, o := range v.orgs {
		if t.For(o, v.orgs) {
			page.Units = append(page.Units, templates.Option{Value: strconv.FormatInt(o.ID, 10), Text: o.OrgName().Printed()})
		}
	}
	return s.draw(v, status, page)
}

// saveTemplate keeps what was typed into a template and does what the button
// says.
func (s *Server) saveTemplate(v *visit) error {
	t, err := s.templateOf(v)
	if err != nil {
		return err
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	revision, err := strconv.ParseInt(values.Get("revision"), 10, 64)
	if err != nil {
		return models.Refuse(models.Invalid, "页面不完整，没有保存。请返回上一页刷新后重试。")
	}
	l, err := layoutOf(&t.Document)
	if err != nil {
		return err
	}
	p, err := readPosted(l, &t.Document, values)
	if err != nil {
		return err
	}
	saved, err := s.Store.UpdateTemplate(v.ctx, t.ID, revision, func(t *models.Template) error {
		t.PersonID, t.PersonName = v.person.ID, v.person.Name
		return fillTemplate(l, t, p, values.Get("do"))
	})
	switch kind := models.KindOf(err); {
	case kind == models.Conflict || kind == models.Invalid:
		return s.keepTyped(v, &t, l, p, err)
	case err != nil:
		return err
	}
	s.flash(v, "模板已保存")
	here := v.url("template", t.ID)
	if verb, what, _ := strings.Cut(values.Get("do"), ":"); verb == "add" {
		here += "#" + lastRow(&saved.Document, what)
	}
	return v.Redirect(http.StatusSeeOther, here)
}

// fillTemplate puts what was typed into a template. Unit and people of a
// template stay blank, whatever was sent.
func fillTemplate(l *forms.Layout, t *models.Template, p *posted, do string) error {
	p.fill(l, &t.Document)
	t.Document.Signoff = models.Signoff{}
	verb, what, _ := strings.Cut(do, ":")
	switch verb {
	case "", "save":
	case "add":
		level1, level2, _ := strings.Cut(what, "/")
		l.AddRow(&t.Document, level1, level2)
	case "remove":
		forms.RemoveRows(&t.Document, strings.Split(what, ",")...)
	case "copy":
		toAnnual(l, &t.Document, what)
	case "blank":
		for i := range t.Document.Indicators {
			t.Document.Indicators[i].Value = ""
		}
	case "withdraw", "offer":
		t.Withdrawn = verb == "withdraw"
	default:
		return models.Refuse(models.Invalid, "没有名为“"+verb+"”的操作，没有保存。请刷新页面后重试。")
	}
	return nil
}

// keepTyped shows a template as it was typed where that could not be saved, with
// what somebody else saved meanwhile below the cells.
func (s *Server) keepTyped(v *visit, now *models.Template, l *forms.Layout, p *posted, refusal error) error {
	theirs := now.Document.Clone()
	p.fill(l, &now.Document)
	page := &templates.TemplatePage{Problem: messageOf(refusal)}
	status := http.StatusUnprocessableEntity
	if models.KindOf(refusal) == models.Conflict {
		status = http.StatusConflict
		page.Met = met(l, &theirs, &now.Document)
	}
	return s.drawTemplate(v, status, now, page)
}

// met lists the cells in which what was typed differs from what is saved.
func met(l *forms.Layout, saved, typed *models.Document) (cells []templates.MetCell) {
	texts := map[string]string{}
	for _, in := range l.Grid(saved).Inputs() {
		texts[in.Spec().Name] = in.Text(saved)
	}
	for _, in := range l.Grid(typed).Inputs() {
		name := in.Spec().Name
		if text, ok := texts[name]; ok && text != in.Text(typed) {
			cells = append(cells, templates.MetCell{Name: name, Theirs: text})
		}
	}
	return cells
}
