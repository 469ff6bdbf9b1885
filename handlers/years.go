package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// yearsForm lists the places where a declaration speaks of the year before.
func (s *Server) yearsForm(v *visit) error { return s.drawYears(v, http.StatusOK, "") }

func (s *Server) drawYears(v *visit, status int, problem string) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if err := mayFill(&d, access); err != nil {
		return err
	}
	l, err := layoutOf(&d.Document)
	if err != nil {
		return err
	}
	page := &templates.Years{
		Base: s.base(v, v), Subject: s.subject(v, &d), Problem: problem,
		From: d.Document.Year - 1, To: d.Document.Year,
	}
	page.Title, page.Section = "改年份："+title(&d), "list"
	for _, p := range l.FindYears(&d.Document, page.From) {
		page.Places = append(page.Places, templates.YearPlace{
			Key: p.Key, Label: p.Label, Before: p.Before, Text: p.Text, After: p.After, Doubt: p.Doubt,
		})
		if p.Doubt == "" {
			page.Sure++
		}
	}
	return s.draw(v, status, page)
}

// changeYears puts this year in the place of the year before where it was
// ticked, in one save that can be taken back.
func (s *Server) changeYears(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if err := mayFill(&d, access); err != nil {
		return err
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	revision, err := strconv.ParseInt(values.Get("revision"), 10, 64)
	if err != nil {
		return s.drawYears(v, http.StatusUnprocessableEntity, "请重新勾选")
	}
	if len(values["at"]) == 0 {
		return s.drawYears(v, http.StatusUnprocessableEntity, "没有勾选要改的地方，没有改动")
	}
	chosen := func(p forms.YearPlace) bool { return slices.Contains(values["at"], p.Key) }
	_, err = s.Store.UpdateDeclaration(v.ctx, d.ID, revision, func(d *models.Declaration) (store.Change, error) {
		return s.moveYears(v, d, chosen)
	})
	if models.KindOf(err) == models.Conflict {
		return s.drawYears(v, http.StatusConflict, "您打开这一页后，申报表又保存过，没有改动。下面是现在的内容，请重新勾选")
	}
	if err != nil {
		return err
	}
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

func (s *Server) moveYears(v *visit, d *models.Declaration, chosen func(forms.YearPlace) bool) (store.Change, error) {
	l, err := layoutOf(&d.Document)
	if err != nil {
		return store.Change{}, err
	}
	if !d.Status.Editable() {
		return store.Change{}, models.Refuse(models.Closed, "申报表现在是“"+d.Status.Label()+"”，不能修改，年份没有改动。")
	}
	from, to := d.Document.Year-1, d.Document.Year
	n := l.ChangeYears(&d.Document, from, to, chosen)
	if n == 0 {
		return store.Change{}, models.Refuse(models.Invalid, "勾选的地方现在没有这个年份，没有改动。请返回申报表重新打开这一页。")
	}
	if !d.FilledBy(v.person.ID) {
		d.Fillers = append(d.Fillers, v.person.ID)
	}
	s.undo(v, fmt.Sprintf("已把 %d 处“%d”改为“%d”", n, from, to), d)
	return store.Change{PersonID: v.person.ID, PersonName: v.person.Name}, nil
}

// mayFill refuses who may not change the declaration: its unit hears why, to
// others it is not there.
func mayFill(d *models.Declaration, access models.Access) error {
	switch access {
	case models.Fill:
		return nil
	case models.ReadDraft:
		return models.Refuse(models.Closed, "申报表现在是“"+d.Status.Label()+"”，不能修改，年份没有改动。")
	}
	return errNotFound()
}
