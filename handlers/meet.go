package handlers

import (
	"net/http"
	"reflect"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// meeting is what becomes of a save that comes second.
type meeting struct {
	now       models.Declaration // as somebody else saved it
	merged    models.Document
	unit      int64
	depart    int64
	conflicts []forms.Conflict
}

// meet puts together what this person typed and what somebody else saved
// meanwhile. A script's save of cells that only one of them changed is kept
// without a question; everything else is shown with both texts.
func (s *Server) meet(v *visit, id int64, l *forms.Layout, p *posted, revision int64) error {
	for {
		m, err := s.meeting(v, id, l, p, revision)
		if err != nil {
			return err
		}
		if !m.now.Status.Editable() {
			return refuseSave(&m.now, l, p)
		}
		if !wantsJSON(v) || len(m.conflicts) > 0 {
			return s.drawMeeting(v, m)
		}
		if m.unit == m.now.UnitID && m.depart == m.now.DepartmentID && reflect.DeepEqual(m.merged, m.now.Document) {
			return s.answerSaved(v, &m.now, true, true)
		}
		saved, err := s.Store.UpdateDeclaration(v.ctx, id, m.now.Revision, func(d *models.Declaration) (store.Change, error) {
			d.Document, d.UnitID, d.DepartmentID = m.merged, m.unit, m.depart
			if !d.FilledBy(v.person.ID) {
				d.Fillers = append(d.Fillers, v.person.ID)
			}
			return store.Change{PersonID: v.person.ID, PersonName: v.person.Name}, nil
		})
		if models.KindOf(err) == models.Conflict {
			continue // a third person was quicker still
		}
		if err != nil {
			return err
		}
		return s.answerSaved(v, &saved, true, true)
	}
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
	m := &meeting{now: now}
	mine := m.now
	mine.Document = base.Document.Clone()
	p.fill(l, &mine.Document)
	if err := s.chooseOrgs(v, &mine, p); err != nil {
		return nil, err
	}
	m.merged, m.conflicts = l.Merge(&base.Document, &mine.Document, &m.now.Document)
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
