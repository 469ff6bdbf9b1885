package handlers

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"jixiao/forms"
	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// errNotFound is what is said of a declaration that is not there, and of one
// that this person may not see: the two are not told apart.
func errNotFound() error {
	return models.Refuse(models.NotFound, "没有这份申报表，或者您看不到它。")
}

// declaration loads the declaration of the path and asks how much of it the
// person may see.
func (s *Server) declaration(v *visit) (models.Declaration, models.Access, error) {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		return models.Declaration{}, models.NoAccess, errNotFound()
	}
	d, err := s.Store.Declaration(v.ctx, id)
	if models.KindOf(err) == models.NotFound {
		return models.Declaration{}, models.NoAccess, errNotFound()
	}
	if err != nil {
		return models.Declaration{}, models.NoAccess, err
	}
	access := v.scope.Access(&d)
	if access == models.NoAccess {
		return models.Declaration{}, access, errNotFound()
	}
	return d, access, s.readable(v, &d)
}

// readable puts what was sent in in the place of a text that is being
// corrected, for those who may read that alone: its name is part of it.
func (s *Server) readable(v *visit, d *models.Declaration) error {
	if !v.scope.SentInOnly(d) {
		return nil
	}
	version, err := s.Store.Version(v.ctx, d.ID, d.Current())
	if err != nil {
		return err
	}
	d.Document = version.Document
	return nil
}

// workcase is the declaration in the hands of this person.
func (s *Server) workcase(v *visit, d *models.Declaration) (*workflow.Case, error) {
	inspect, err := s.inspector(v, d)
	if err != nil {
		return nil, err
	}
	remarks, err := s.Store.Remarks(v.ctx, d.ID)
	if err != nil {
		return nil, err
	}
	approved, err := s.approved(v, d)
	if err != nil {
		return nil, err
	}
	return &workflow.Case{
		Approved:    approved,
		Remarks:     remarks,
		Declaration: d, Person: &v.person, Scope: &v.scope, Round: inspect.round,
		OwnDepartment: d.UnitID != 0 && d.UnitID == d.DepartmentID,
		Check:         inspect.check,
		NeedsReason:   inspect.facts.Round.NeedsReason,
		AwaitsScan:    inspect.round.NeedsScan && !models.Filed(inspect.papers, d.Version),
		Colleagues:    func(k models.RoleKind) []string { return s.colleagues(v.ctx, d, k) },
	}, nil
}

// colleagues names who else may review the declaration in a role.
func (s *Server) colleagues(ctx context.Context, d *models.Declaration, k models.RoleKind) []string {
	people, err := s.Store.Reviewers(ctx, k, d.DepartmentID)
	if err != nil {
		s.Log.Error("reviewers", "declaration", d.ID, "error", err.Error())
		return nil
	}
	var names []string
	for _, p := range people {
		if !d.FilledBy(p.ID) {
			names = append(names, contact(p))
		}
	}
	return names
}

func contact(p models.Person) string {
	if p.Phone == "" {
		return p.Name
	}
	return p.Name + "（" + p.Phone + "）"
}

// subject is the head of every page about d.
func (s *Server) subject(v *visit, d *models.Declaration) templates.Subject {
	subject := templates.Subject{
		ID: d.ID, Revision: d.Revision, Version: d.Current(), Project: d.Document.Project.Name,
		Unit: d.Document.Unit.Name, Year: d.Document.Year, Status: d.Status,
		Holder: s.holder(v, d), Since: d.MovedAt,
	}
	if d.Adjusting() {
		subject.Standing = fmt.Sprintf("正在调整；已批复的版本 %d（批复文号 %s）在调整批复前仍然有效", d.ApprovedVersion, d.ApprovalNumber)
	}
	return subject
}

// holder says who has the declaration now, with their telephone.
func (s *Server) holder(v *visit, d *models.Declaration) string {
	who := func(k models.RoleKind) string {
		if names := s.colleagues(v.ctx, d, k); len(names) > 0 {
			return "：" + strings.Join(names[:min(len(names), 3)], "、")
		}
		return ""
	}
	switch d.Status {
	case models.Draft, models.Returned:
		return "在" + d.Document.Unit.Name + "填报"
	case models.DepartmentReview:
		return "待" + d.Document.Department.Name + "审核" + who(models.DepartmentReviewer)
	case models.FinanceReview:
		return "待财政局审核" + who(models.FinanceReviewer)
	case models.Reviewed:
		return "待财政局批复" + who(models.FinanceReviewer)
	case models.Approved:
		return "批复文号 " + d.ApprovalNumber + "，" + shownDay(d.ApprovalDate)
	}
	return ""
}

func shownDay(date string) string {
	if day, ok := models.ParseDay(date); ok {
		return models.FormatDay(day)
	}
	return date
}

// opinion returns what was last written when the declaration was returned: while
// it is being corrected, and while it is reviewed again.
func (s *Server) opinion(v *visit, d *models.Declaration) (*templates.Opinion, error) {
	label := "上次退回"
	switch d.Status {
	case models.Returned:
		label = models.Return.Label()
	case models.DepartmentReview, models.FinanceReview:
	default:
		return nil, nil //nolint:nilnil // no opinion is no error
	}
	events, err := s.Store.Events(v.ctx, d.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(events) {
		if e.Action == models.Return {
			return &templates.Opinion{Person: e.PersonName, Action: label, Text: e.Opinion, Note: e.Note, At: e.At}, nil
		}
	}
	return nil, nil //nolint:nilnil // as above
}

// buttons are the moves that are open to the person, from the table of moves.
// Some closed ones stay, to say why.
func buttons(c *workflow.Case) []templates.Button {
	var all []templates.Button
	for _, m := range c.Allowed() {
		all = append(all, templates.Button{
			Action: m.Action, Label: m.Action.Label(), Opinion: m.Opinion,
			Primary: m.Action == models.Submit || m.Action == models.Pass,
			Danger:  m.Action == models.Decline || m.Action == models.Discard || m.Action == models.Abandon || m.Action == models.Revoke,
		})
	}
	for _, action := range []models.Action{models.Withdraw, models.Pass, models.Return} {
		err := c.Why(action)
		foreign := models.KindOf(err) == models.Forbidden && !c.Declaration.FilledBy(c.Person.ID)
		if err == nil || foreign || c.Declaration.Status.Editable() || !c.Concerns(action) {
			continue
		}
		closed := templates.Button{Action: action, Label: action.Label(), Closed: err.Error()}
		if n := len(all); n > 0 && all[n-1].Closed == closed.Closed {
			all[n-1].Silent = true // one sentence for both
		}
		all = append(all, closed)
	}
	// 批复 is given from the list, for many at once; 调整 asks for more than a
	// button can.
	return slices.DeleteFunc(all, func(b templates.Button) bool { return b.Action == models.Approve || b.Action == models.Adjust })
}

// layoutOf returns the layout that the declaration was filled in.
func layoutOf(d *models.Document) (*forms.Layout, error) { return forms.LayoutByID(d.Layout) }

func (s *Server) show(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if shown := v.QueryParam("last"); shown != "" {
		s.sessions.Put(v.ctx, besideKey, shown == "1")
	}
	if access == models.Fill {
		return s.drawEdit(v, &d, editView{status: http.StatusOK, checked: v.QueryParam("check") != ""})
	}
	return s.drawReview(v, &d, access, reviewView{})
}

// today is the day on which people in China ask.
func (s *Server) today() time.Time { return s.Clock().In(models.China) }
