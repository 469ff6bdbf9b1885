package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jixiao/assets"
	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/templates"
)

// gallery shows the partials in their states. It is open in development only.
func (s *Server) gallery(c echo.Context) error {
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		return err
	}
	d := &docs[0]
	l, err := layoutOf(d)
	if err != nil {
		return err
	}
	form, err := templates.NewForm(l, d, templates.FormOptions{Editable: true, Findings: s.rules.Check(d, rules.Facts{})})
	if err != nil {
		return err
	}
	page := &templates.Gallery{Base: s.base(c, nil), Form: form}
	page.Title = "构件"
	page.Flashes = []templates.Flash{{Kind: "done", Text: "已保存"}, {Kind: "problem", Text: "没有办成"}}
	page.Buttons = []templates.Button{
		{Action: models.Submit, Label: "送审", Primary: true},
		{Action: models.Return, Label: "退回"},
		{Action: models.Decline, Label: "不予安排", Danger: true},
		{Action: models.Withdraw, Label: "撤回", Closed: "主管部门已审核，不能撤回"},
	}
	for _, status := range models.Statuses {
		page.Rows = append(page.Rows, templates.ListRow{Status: status})
	}
	return s.draw(c, http.StatusOK, page)
}
