package handlers

import (
	"net/http"
	"reflect"
	"strings"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// meeting is what becomes of a save that comes second.
type meeting struct {
	base      models.Document    // as this person opened it
	mine      models.Document    // with what was typed
	now       models.Declaration // as somebody else saved it
	merged    models.Document
	unit      int64
	depart    int64
	conflicts []forms.Conflict
}

// meet puts together what this person typed and what somebody else saved
// meanwhile. A script's save of cells that only one of them changed is kept
// without a question, and then its button does its work; everything else is
// shown with both texts.
func (s *Server) meet(v *visit, id int64, l *forms.Layout, p *posted, revision int64, do string) error {
	for {
		m, err := s.meeting(v, id, l, p, revision)
		if err != nil {
			return err
		}
		if !m.now.Status.Editable() {
			return refuseSave(&m.now, l, p)
		}
		if do, err = m.weigh(l, do); err != nil {
			return err
		}
		if !wantsJSON(v) || len(m.conflicts) > 0 {
			return s.drawMeeting(v, m)
		}
		saved, err := s.keepMeeting(v, m)
		if err == nil && do != "save" {
			saved, err = s.keep(v, &saved, l, &posted{lastYear: p.lastYear}, saved.Revision, do)
		}
		if models.KindOf(err) == models.Conflict {
			continue // a third person was quicker still
		}
		if err != nil {
			return err
		}
		return s.answerSaved(v, &saved, true, true)
	}
}

// keepMeeting saves what was put together, unless that is what is kept.
func (s *Server) keepMeeting(v *visit, m *meeting) (models.Declaration, error) {
	if m.unit == m.now.UnitID && m.depart == m.now.DepartmentID && reflect.DeepEqual(m.merged, m.now.Document) {
		return m.now, nil
	}
	return s.Store.UpdateDeclaration(v.ctx, m.now.ID, m.now.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Document, d.UnitID, d.DepartmentID = m.merged, m.unit, m.depart
		if !d.FilledBy(v.person.ID) {
			d.Fillers = append(d.Fillers, v.person.ID)
		}
		return store.Change{PersonID: v.person.ID, PersonName: v.person.Name}, nil
	})
}

// weigh finds out whether the button takes away a row that the other has
// changed, which is a conflict like any other, or mends a cell that the other
// has changed: that is left out, and the form that comes back says anew what
// is wrong with the cell.
func (m *meeting) weigh(l *forms.Layout, do string) (string, error) {
	verb, what, _ := strings.Cut(do, ":")
	mine := m.mine.Clone()
	switch verb {
	case "remove":
		forms.RemoveRows(&mine, strings.Split(what, ",")...)
	case "mend":
		if err := mend(l, &mine, what); err != nil {
			return do, err
		}
	default:
		return do, nil
	}
	merged, conflicts := l.Merge(&m.base, &mine, &m.now.Document)
	switch {
	case len(conflicts) == len(m.conflicts):
		return do, nil
	case verb == "mend":
		return "save", nil
	}
	m.merged, m.conflicts = merged, conflicts
	return do, nil
}

func (s *Server) meeting(v *visit, id int64, l *forms.Layout, p *posted, revision int64) (*meeting, error) {
	now, err := s.Store.Declaration(v.ctx, id)
	if err != nil {
		return nil, err
	}
	// A revision that never was is met as the first one, so that what was typed
	// is shown, too: one from the future would take the place of everything.
	if revision < 1 || revision > now.Revision {
		revision = 1
	}
	base, err := s.Store.SavedState(v.ctx, id, revision)
	if err != nil {
		return nil, err
	}
	m := &meeting{base: base.Document, now: now}
	mine := m.now
	mine.Document = base.Document.Clone()
	p.fill(l, &mine.Document)
	if err := s.chooseOrgs(v, &mine, p); err != nil {
		return nil, err
	}
	m.mine = mine.Document
	m.merged, m.conflicts = l.Merge(&m.base, &m.mine, &m.now.Document)
	m.unit, m.depart = m.now.UnitID, m.now.DepartmentID
	if mine.Document.Unit != base.Document.Unit {
		m.unit = mine.UnitID
	}
	if mine.Document.Department != base.Document.Department {
		m.depart = mine.DepartmentID
	}
	return m, nil
}

// drawMeeting shows the form put together, with mine in the cells where both
// differ and theirs below.
func (s *Server) drawMeeting(v *visit, m *meeting) error {
	theirs := map[string]templates.Theirs{}
	for _, c := range m.conflicts {
		text := c.Theirs
		if c.Gone && text == "" {
			text = "（整行已删除）"
		}
		theirs[c.Name] = templates.Theirs{Person: "别人", Base: c.Base, Text: text}
	}
	now := m.now
	now.UnitID, now.DepartmentID = m.unit, m.depart
	view := editView{
		status: http.StatusConflict, checked: len(theirs) > 0, stale: true, document: &m.merged, conflicts: theirs,
	}
	if wantsJSON(v) {
		return s.answerConflict(v, &now, view, m.conflicts)
	}
	return s.drawEdit(v, &now, view)
}
