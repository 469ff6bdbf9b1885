package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// alive are the states of a declaration that stands for its project and year.
func alive() []models.Status {
	return slices.DeleteFunc(slices.Clone(models.Statuses), func(s models.Status) bool { return s == models.Void })
}

// undeclared lists what the person's units declared the year before and have
// not declared for a year yet.
func (s *Server) undeclared(v *visit, year int) ([]templates.ListRow, error) {
	type project struct {
		unit int64
		name string
	}
	have := map[project]bool{}
	now, err := s.declaredIn(v, year, alive())
	if err != nil {
		return nil, err
	}
	for _, r := range now {
		have[project{r.UnitID, models.Plain(r.Project)}] = true
	}
	done := slices.DeleteFunc(alive(), func(s models.Status) bool { return s == models.Declined })
	before, err := s.declaredIn(v, year-1, done)
	if err != nil {
		return nil, err
	}
	var rows []templates.ListRow
	for _, r := range before {
		p := project{r.UnitID, models.Plain(r.Project)}
		moved := project{r.UnitID, models.Plain(store.InYear(r.Project, year-1, year))}
		if have[p] || have[moved] {
			continue
		}
		have[p] = true
		rows = append(rows, templates.ListRow{
			ID: r.ID, URL: v.url("declaration", r.ID), Project: r.Project, Unit: r.Unit.Name,
			Annual: r.Annual.String(), Status: r.Status, Year: r.Year,
		})
	}
	return rows, nil
}

// declaredIn returns the declarations of a year that the person fills.
func (s *Server) declaredIn(v *visit, year int, statuses []models.Status) (all []store.ListRow, err error) {
	f := store.Filter{Scope: v.scope, As: models.Handler, Year: year, Statuses: statuses, Limit: 500}
	for {
		rows, next, err := s.Store.List(v.ctx, f)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
		if next == "" {
			return all, nil
		}
		f.After = next
	}
}

// createAgain makes this year's draft of a project from last year's declaration.
func (s *Server) createAgain(v *visit, from string) error {
	id, err := strconv.ParseInt(from, 10, 64)
	if err != nil {
		return errNotFound()
	}
	last, err := s.Store.Declaration(v.ctx, id)
	if models.KindOf(err) == models.NotFound || err == nil && !v.scope.As(models.Handler, &last) {
		return errNotFound()
	}
	if err != nil {
		return err
	}
	if last.Status == models.Void || last.Status == models.Declined {
		return s.drawNew(v, http.StatusUnprocessableEntity, "“"+title(&last)+"”"+last.Status.Label()+"，不能从它新建")
	}
	d := s.blank(v, v.org(last.UnitID), last.Document.Year+1)
	l, err := layoutOf(&d.Document)
	if err != nil {
		return err
	}
	d.Document.Project.Name = last.Document.Project.Name
	l.CopyLastYear(&d.Document, &last.Document)
	return s.createOnce(v, &d, fmt.Sprintf("从 %d 年的申报表新建", last.Document.Year), "人员、日期和资金没有复制")
}

// createNoted keeps a new draft, unless the unit has one of that project and
// year already: then that is a Conflict, and existing is the one it has.
func (s *Server) createNoted(v *visit, d *models.Declaration, note string) (existing int64, err error) {
	round, err := s.Store.CurrentRound(v.ctx, d.Document.Year)
	if err != nil && models.KindOf(err) != models.NotFound {
		return 0, err
	}
	d.RoundID = round.ID
	return s.Store.CreateUndeclared(v.ctx, d, models.Event{
		At: s.Clock(), PersonID: v.person.ID, PersonName: v.person.Name, Address: v.RealIP(),
		Action: models.Create, To: models.Draft, Note: note,
	})
}

// createOnce does so for the person's own unit, and opens the draft.
func (s *Server) createOnce(v *visit, d *models.Declaration, note, advice string) error {
	_, err := s.createNoted(v, d, note)
	if models.KindOf(err) == models.Conflict {
		return s.drawNew(v, http.StatusConflict, messageOf(err))
	}
	if err != nil {
		return err
	}
	s.flash(v, "已"+note+"，"+advice)
	s.sessions.Put(v.ctx, yearsKey, strconv.FormatInt(d.ID, 10))
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}
