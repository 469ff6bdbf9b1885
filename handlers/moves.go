package handlers

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// submitForm shows the form once more as it will be sent in, with the warnings
// to confirm.
func (s *Server) submitForm(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Fill {
		return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
	}
	return s.drawSubmit(v, &d, http.StatusOK, "", "")
}

func (s *Server) drawSubmit(v *visit, d *models.Declaration, status int, reason, problem string) error {
	c, err := s.workcase(v, d)
	if err != nil {
		return err
	}
	found := c.Check(&d.Document)
	if len(workflow.Of(found, models.SeverityError)) > 0 {
		return s.drawEdit(v, d, editView{status: http.StatusUnprocessableEntity, checked: true, refused: true})
	}
	form, err := s.readForm(v.ctx, d, &d.Document, found)
	if err != nil {
		return err
	}
	page := &templates.Submit{
		Base: s.base(v, v), Subject: s.subject(v, d), Form: form, Reason: reason, Problem: problem,
		Next: next(c), Open: c.Open(), Reasons: s.reasonsWanted(c, found), Confirmed: v.FormValue("confirmed") == "yes",
	}
	page.Title, page.Section = "送审："+title(d), "list"
	return s.draw(v, status, page)
}

// next says who will have the declaration once it is sent in.
func next(c *workflow.Case) string {
	for _, m := range c.Allowed() {
		switch {
		case m.Action != models.Submit:
		case m.To == models.FinanceReview:
			return "由财政局审核"
		case m.To == models.Reviewed:
			return "待财政局批复"
		}
	}
	return "由" + c.Declaration.Document.Department.Name + "审核"
}

// move does what a button of the table of moves says.
func (s *Server) move(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Read && !v.scope.As(models.Handler, &d) {
		return models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能处理。")
	}
	revision, err := strconv.ParseInt(v.FormValue("revision"), 10, 64)
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	request := s.request(v, models.Action(v.FormValue("do")))
	if request.Remarks, err = s.written(v, &d); err != nil {
		return err
	}
	if request.Action == remarking {
		return s.keepRemarks(v, &d, revision, request)
	}
	saved, err := s.apply(v, store.Target{ID: d.ID, Revision: revision}, request)
	if err != nil {
		return s.refused(v, &d, request, err)
	}
	s.flash(v, done(&saved, request.Action))
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// moved leads from the address of a refused move, which a browser may open
// again, to the declaration.
func (s *Server) moved(v *visit) error {
	d, _, err := s.declaration(v)
	if err != nil {
		return err
	}
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// opinionOf is what was typed as the opinion, with the phrases that were
// ticked.
func (s *Server) opinionOf(v *visit) string {
	opinion := plainLines(v.FormValue("opinion"))
	values, err := v.FormParams()
	if err != nil {
		return opinion
	}
	return withPhrases(opinion, values["phrase"])
}

// request reads what the person asks for.
func (s *Server) request(v *visit, action models.Action) workflow.Request {
	return workflow.Request{
		Action: action, Opinion: s.opinionOf(v), Confirmed: v.FormValue("confirmed") == "yes",
		ToFinance: v.FormValue("route") == "finance", Number: v.FormValue("number"), Date: v.FormValue("date"),
		Address: v.RealIP(), At: s.Clock(),
	}
}

// apply makes one move in one transaction with its event and its version.
func (s *Server) apply(v *visit, at store.Target, r workflow.Request) (models.Declaration, error) {
	seen, err := s.Store.Declaration(v.ctx, at.ID)
	if err != nil {
		return seen, err
	}
	// What the move needs to know is fetched before the transaction begins.
	c, err := s.workcase(v, &seen)
	if err != nil {
		return seen, err
	}
	if r.Action == models.Submit {
		if err := s.printable(v, c, &seen); err != nil {
			return seen, err
		}
	}
	return s.Store.UpdateDeclaration(v.ctx, at.ID, at.Revision, func(d *models.Declaration) (store.Change, error) {
		c.Declaration = d
		if err := placed(r.Remarks); err != nil {
			return store.Change{}, err
		}
		result, err := workflow.Apply(c, r)
		return store.Change{Event: result.Event, Version: result.Version, Remarks: result.Remarks, Tell: result.Tells}, err
	})
}

// doMove makes a move that needs nothing but its button.
func (s *Server) doMove(v *visit, d *models.Declaration, action models.Action) error {
	saved, err := s.apply(v, store.Target{ID: d.ID, Revision: d.Revision}, s.request(v, action))
	if err != nil {
		return err
	}
	s.flash(v, done(&saved, action))
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// refused shows the page again with what was typed and why the move was not
// made.
func (s *Server) refused(v *visit, d *models.Declaration, r workflow.Request, err error) error {
	var pending *workflow.Pending
	kind := models.KindOf(err)
	switch {
	case errors.As(err, &pending) && pending.Errors > 0:
		return s.drawEdit(v, d, editView{status: http.StatusUnprocessableEntity, checked: true, refused: true})
	case errors.As(err, &pending):
		return s.drawSubmit(v, d, http.StatusUnprocessableEntity, r.Opinion, err.Error())
	case kind == models.Invalid && r.Action == models.Submit:
		return s.drawSubmit(v, d, http.StatusUnprocessableEntity, r.Opinion, messageOf(err))
	case kind == models.Invalid && r.Action == models.Adjust:
		return s.drawAdjust(v, d, http.StatusUnprocessableEntity, r, messageOf(err))
	case kind == models.Conflict || kind == models.Closed || kind == models.Invalid:
		now, access, loadErr := s.declaration(v)
		if loadErr != nil {
			return loadErr
		}
		problem := messageOf(err)
		if kind == models.Conflict {
			problem = "您打开后，这份申报表有了变化：现在是“" + now.Status.Label() + "”。请看过后再处理，您写的意见还在下面。"
		}
		return s.drawReview(v, &now, access, reviewView{
			status: statuses[kind], opinion: r.Opinion + homeless(r.Remarks), problem: problem, remarks: r.Remarks,
		})
	}
	return err
}

// messageOf returns the sentence of the refusal that err wraps.
func messageOf(err error) string {
	var refusal *models.Error
	if errors.As(err, &refusal) {
		return refusal.Message
	}
	return err.Error()
}

// done says what was done, who is next, and what to do.
func done(d *models.Declaration, action models.Action) string {
	switch action {
	case models.Submit:
		return "已送审，" + waitsFor(d) + "。请打印，负责人签字、加盖公章后报送"
	case models.Withdraw:
		return "已撤回，可以修改后再送审"
	case models.Pass:
		return "审核通过，现在是“" + d.Status.Label() + "”"
	case models.Return:
		return "已退回" + d.Document.Unit.Name + "修改"
	case models.Adjust:
		return "可以修改了：改好后照常送审。已批复的版本在调整批复前仍然有效"
	case models.Abandon:
		return "已撤销调整，恢复为批复时的内容；改过的文字在保存记录里"
	case models.Discard:
		return "已作废，文字都还在，需要时可以恢复"
	}
	return "已" + strings.TrimPrefix(action.Label(), "已") + "，现在是“" + d.Status.Label() + "”"
}
