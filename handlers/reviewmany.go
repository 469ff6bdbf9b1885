package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// manyActions are what a reviewer does with several declarations at once.
var manyActions = []models.Action{models.Pass, models.Return}

// reviewManyForm shows several declarations that wait, to be passed or returned
// together.
func (s *Server) reviewManyForm(v *visit) error {
	return s.drawReviewMany(v, http.StatusOK, v.QueryParams()["id"], &templates.ReviewMany{})
}

func (s *Server) drawReviewMany(v *visit, status int, ids []string, page *templates.ReviewMany) error {
	if !reviews(v) {
		return models.Refuse(models.Forbidden, "审核由主管部门和财政局办理，您没有这个权限。")
	}
	if len(ids) > mostAtOnce {
		return refuseMany(len(ids))
	}
	page.Base, page.Title, page.Section = s.base(v, v), "批量审核", "list"
	var sum models.Fen
	for i, text := range ids {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || slices.Contains(ids[:i], text) {
			continue
		}
		row, annual, err := s.reviewRow(v, id)
		if models.KindOf(err) == models.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		sum += annual
		page.Rows = append(page.Rows, row)
		page.Straight = page.Straight || row.Status == models.FinanceReview
	}
	page.Sum = sum.String()
	var err error
	if page.Phrases, err = s.phrases(v); err != nil {
		return err
	}
	return s.draw(v, status, page)
}

// reviewRow is one declaration that the person may return, with the findings
// that it was sent in with. Another one is a NotFound.
func (s *Server) reviewRow(v *visit, id int64) (templates.ReviewRow, models.Fen, error) {
	d, err := s.Store.Declaration(v.ctx, id)
	if err != nil {
		return templates.ReviewRow{}, 0, err
	}
	c, err := s.workcase(v, &d)
	if err != nil {
		return templates.ReviewRow{}, 0, err
	}
	if c.Why(models.Return) != nil {
		return templates.ReviewRow{}, 0, errNotFound()
	}
	version, err := s.Store.Version(v.ctx, d.ID, d.Version)
	if err != nil {
		return templates.ReviewRow{}, 0, err
	}
	annual, _ := version.Document.Funding.Annual.Effective()
	row := templates.ReviewRow{
		ListRow: templates.ListRow{
			ID: d.ID, Revision: d.Revision, URL: v.url("declaration", d.ID), Project: version.Document.Project.Name,
			Unit: version.Document.Unit.Name, Annual: annual.String(), Status: d.Status, Year: version.Document.Year,
		},
		Remarks: len(draftOf(c.Remarks)),
	}
	for _, f := range workflow.Of(version.Findings, models.SeverityWarning) {
		row.Warnings = append(row.Warnings, f.Message)
	}
	row.Reason, err = s.reason(v, d.ID, d.Version)
	return row, annual, err
}

// reviewMany passes or returns each of several declarations by itself, and says
// what became of each.
func (s *Server) reviewMany(v *visit) error {
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	request := s.request(v, models.Action(values.Get("do")))
	page := &templates.ReviewMany{Opinion: request.Opinion}
	switch {
	case !slices.Contains(manyActions, request.Action):
		return models.Refuse(models.Invalid, "批量审核只能审核通过或者退回。")
	case request.Action == models.Return && models.Blank(request.Opinion):
		page.Problem = "退回需要写明意见，都没有办理。"
		return s.drawReviewMany(v, http.StatusUnprocessableEntity, values["id"], page)
	}
	outcomes, err := s.moveEach(v, targets(values), func(*models.Declaration) workflow.Request { return request })
	if err != nil {
		return err
	}
	var left []string
	for _, o := range outcomes {
		result := templates.MoveResult{Project: title(&o.before), URL: v.url("declaration", o.before.ID), OK: o.err == nil}
		if result.OK {
			page.Done++
			result.Text = done(&o.after, request.Action)
		} else {
			left = append(left, strconv.FormatInt(o.before.ID, 10))
			result.Text = "没有办理：" + s.why(v, o)
		}
		page.Results = append(page.Results, result)
	}
	return s.drawReviewMany(v, http.StatusOK, left, page)
}
