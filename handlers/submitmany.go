package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// submitManyForm shows what stands in the way of each of several declarations,
// to be sent in together.
func (s *Server) submitManyForm(v *visit) error {
	page := &templates.SubmitMany{}
	return s.drawSubmitMany(v, page, v.QueryParams()["id"], url.Values{})
}

// submitMany sends in each of several declarations by itself, and says what
// became of each. Those that were not sent in are shown again with what was
// typed for them.
func (s *Server) submitMany(v *visit) error {
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	outcomes, err := s.moveEach(v, targets(values), func(d *models.Declaration) workflow.Request {
		id := strconv.FormatInt(d.ID, 10)
		r := s.request(v, models.Submit)
		r.Opinion, r.Confirmed = plainLines(values.Get("opinion."+id)), values.Get("confirmed."+id) == "yes"
		return r
	})
	if err != nil {
		return err
	}
	page := &templates.SubmitMany{}
	var left []string
	for _, o := range outcomes {
		result := templates.MoveResult{Project: title(&o.before), URL: v.url("declaration", o.before.ID), OK: o.err == nil}
		if result.OK {
			page.Sent++
			result.Text = "送审成功，" + waitsFor(&o.after)
		} else {
			left = append(left, strconv.FormatInt(o.before.ID, 10))
			result.Text = "没有送审：" + s.why(v, o)
		}
		var pending *workflow.Pending
		if errors.As(o.err, &pending) && pending.Errors > 0 {
			result.URL += "?check=1#problems"
		}
		page.Results = append(page.Results, result)
	}
	return s.drawSubmitMany(v, page, left, values)
}

func (s *Server) drawSubmitMany(v *visit, page *templates.SubmitMany, ids []string, typed url.Values) error {
	if len(ids) > mostAtOnce {
		return refuseMany(len(ids))
	}
	page.Base, page.Title, page.Section = s.base(v, v), "批量送审", "list"
	seen := map[int64]bool{}
	for _, text := range ids {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seen[id] {
			continue
		}
		seen[id] = true
		d, err := s.Store.Declaration(v.ctx, id)
		if models.KindOf(err) == models.NotFound || err == nil && !v.scope.As(models.Handler, &d) {
			continue
		}
		if err != nil {
			return err
		}
		row, err := s.submitRow(v, &d)
		if err != nil {
			return err
		}
		if row.Ready {
			page.Ready++
		}
		row.Reason, row.Confirmed = typed.Get("opinion."+text), typed.Get("confirmed."+text) == "yes"
		page.Rows = append(page.Rows, row)
	}
	return s.draw(v, http.StatusOK, page)
}

// submitRow says what stands in the way of sending a declaration in.
func (s *Server) submitRow(v *visit, d *models.Declaration) (templates.SubmitRow, error) {
	annual, _ := d.Document.Funding.Annual.Effective()
	row := templates.SubmitRow{
		ID: d.ID, Revision: d.Revision, URL: v.url("declaration", d.ID), Project: d.Document.Project.Name,
		Unit: d.Document.Unit.Name, Year: d.Document.Year, Annual: annual.String(), Status: d.Status,
	}
	c, err := s.workcase(v, d)
	if err != nil {
		return row, err
	}
	if err := c.Why(models.Submit); err != nil {
		row.Closed = err.Error()
		return row, nil
	}
	found := c.Check(&d.Document)
	row.Errors = len(workflow.Of(found, models.SeverityError))
	row.Ready = row.Errors == 0
	for _, f := range workflow.Of(found, models.SeverityWarning) {
		row.Warnings = append(row.Warnings, f.Message)
	}
	row.Reasons, row.Open = s.reasonsWanted(c, found), c.Open()
	return row, nil
}

// reasonsWanted returns the titles of the rules whose warnings the round wants
// explained, and that opinions want it which were not answered.
func (s *Server) reasonsWanted(c *workflow.Case, found []models.Finding) (titles []string) {
	for _, f := range workflow.Of(found, models.SeverityWarning) {
		if title := s.ruleTitle(f.Rule); c.NeedsReason(f.Rule) && !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if c.Open() > 0 {
		titles = append(titles, "没有答复的审核意见")
	}
	return titles
}

// waitsFor says who has a declaration that was sent in.
func waitsFor(d *models.Declaration) string {
	if d.Status == models.DepartmentReview {
		return "待" + d.Document.Department.Name + "审核"
	}
	return "现在是“" + d.Status.Label() + "”"
}
