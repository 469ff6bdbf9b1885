package handlers

import (
	"net/http"
	"strconv"

	"jixiao/models"
	"jixiao/models/store"
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
	for i, text := range values["id"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || i >= len(values["revision"]) {
			continue
		}
		revision, _ := strconv.ParseInt(values["revision"][i], 10, 64)
		before, err := s.Store.Declaration(v.ctx, id)
		if models.KindOf(err) == models.NotFound || err == nil && v.scope.Access(&before) < models.Read {
			continue
		}
		if err != nil {
			return err
		}
		result := templates.MoveResult{Project: before.Document.Project.Name, URL: v.url("declaration", id), OK: true, Text: "已批复"}
		_, err = s.apply(v, store.Target{ID: id, Revision: revision}, request)
		switch kind := models.KindOf(err); {
		case err == nil:
		case kind == models.Internal:
			return err
		case kind == models.Invalid:
			// Number and date are the same for all: ask again before any.
			page.Problem, page.Results = messageOf(err), nil
			return s.drawRuling(v, http.StatusUnprocessableEntity, values["id"], page)
		default:
			result.OK, result.Text = false, "没有批复："+messageOf(err)
		}
		page.Results = append(page.Results, result)
	}
	return s.drawRuling(v, http.StatusOK, nil, page)
}
