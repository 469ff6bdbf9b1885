package handlers

import (
	"net/http"
	"strconv"

	"jixiao/models"
	"jixiao/templates"
)

// savedList lists the saved states of a declaration for its unit.
func (s *Server) savedList(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.ReadDraft {
		return errNotFound()
	}
	states, err := s.Store.SavedStates(v.ctx, d.ID)
	if err != nil {
		return err
	}
	page := s.savedPage(v, &d)
	for _, state := range states {
		page.States = append(page.States, templates.StateRow{
			Revision: state.Revision, At: state.At, Person: state.PersonName, URL: v.url("saved.state", d.ID, state.Revision),
		})
	}
	return s.draw(v, http.StatusOK, page)
}

func (s *Server) savedPage(v *visit, d *models.Declaration) *templates.Saved {
	page := &templates.Saved{Base: s.base(v, v), Subject: s.subject(v, d)}
	page.Title, page.Section = "保存记录："+title(d), "list"
	return page
}

// savedState shows the text as it stood after one save.
func (s *Server) savedState(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	revision, err := strconv.ParseInt(v.Param("revision"), 10, 64)
	if err != nil || access < models.ReadDraft {
		return errNotFound()
	}
	state, err := s.Store.SavedState(v.ctx, d.ID, revision)
	if err != nil {
		return err
	}
	page := s.savedPage(v, &d)
	page.Shown = templates.StateRow{Revision: state.Revision, At: state.At, Person: state.PersonName}
	page.Editable = access == models.Fill
	if page.Form, err = s.readForm(v.ctx, &d, &state.Document, nil); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// bringBack puts a saved state into d. Its organisations are looked up in the
// tree anew; one that has gone stays as it was written.
func (s *Server) bringBack(v *visit, d *models.Declaration, what string) error {
	revision, err := strconv.ParseInt(what, 10, 64)
	if err != nil {
		return errNotFound()
	}
	state, err := s.Store.SavedState(v.ctx, d.ID, revision)
	if err != nil {
		return err
	}
	d.Document = state.Document.Clone()
	d.DepartmentID = 0
	for _, o := range v.orgs {
		if isDepartment(o) && o.OrgName() == d.Document.Department {
			d.DepartmentID = o.ID
		}
		if o.ID == d.UnitID {
			d.Document.Unit = o.OrgName()
		}
	}
	return nil
}
