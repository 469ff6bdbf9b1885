package handlers

import (
	"net/http"
	"strconv"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// rulingForm lists what was chosen for 批复 and asks for number and date.
func (s *Server) rulingForm(v *visit) error {
	if !v.scope.Finance {
		return models.Refuse(models.Forbidden, "批复由财政局办理，您没有这个权限。")
	}
	return s.drawRuling(v, http.StatusOK, v.QueryParams()["id"], &templates.Ruling{
		Date: models.FormatDay(s.today()),
	})
}

func (s *Server) drawRuling(v *visit, status int, ids []string, page *templates.Ruling) error {
	page.Base, page.Title, page.Section = s.base(v, v), "批复", "list"
	var sum models.Fen
	for _, text := range ids {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			continue
		}
		d, err := s.Store.Declaration(v.ctx, id)
		if models.KindOf(err) == models.NotFound || err == nil && !v.scope.As(models.FinanceReviewer, &d) {
			continue
		}
		if err != nil {
			return err
		}
		if d.Status != models.Reviewed {
			continue
		}
		annual, _ := d.Document.Funding.Annual.Effective()
		sum += annual
		page.Rows = append(page.Rows, templates.ListRow{
			ID: d.ID, Revision: d.Revision, URL: v.url("declaration", d.ID), Project: d.Document.Project.Name,
			Unit: d.Document.Unit.Name, Annual: annual.String(), Status: d.Status, Year: d.Document.Year,
		})
	}
	page.Sum = sum.String()
	return s.draw(v, status, page)
}

// ruling gives the 批复 to each chosen declaration in a transaction of its own,
// and says what became of each.
func (s *Server) ruling(v *visit) error {
	if !v.scope.Finance {
		return models.Refuse(models.Forbidden, "批复由财政局办理，您没有这个权限。")
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	request := s.request(v, models.Approve)
	page := &templates.Ruling{Number: request.Number, Date: request.Date}
	outcomes, err := s.moveEach(v, targets(values), func(*models.Declaration) workflow.Request { return request })
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		result := templates.MoveResult{Project: title(&o.before), URL: v.url("declaration", o.before.ID), OK: o.err == nil, Text: "已批复"}
		if models.KindOf(o.err) == models.Invalid {
			// Number and date are the same for all: none was approved, ask again.
			page.Problem, page.Results = messageOf(o.err), nil
			return s.drawRuling(v, http.StatusUnprocessableEntity, values["id"], page)
		}
		if o.err != nil {
			result.Text = "没有批复：" + s.why(v, o)
		}
		page.Results = append(page.Results, result)
	}
	return s.drawRuling(v, http.StatusOK, nil, page)
}
