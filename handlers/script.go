package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/templates"
)

// wantsJSON reports whether a script asks, rather than a page.
func wantsJSON(c echo.Context) bool {
	return strings.Contains(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}

// savedAnswer tells a script what was kept, and what the rules say of it.
type savedAnswer struct {
	Revision int64             `json:"revision"`
	Saved    string            `json:"saved"`    // the server's time: 15:04
	Merged   bool              `json:"merged"`   // somebody else had saved meanwhile
	Cells    map[string]string `json:"cells"`    // what each input shows now
	Messages map[string]string `json:"messages"` // HTML below the inputs that have something to say
	Problems string            `json:"problems"` // HTML of the summary
	Rail     string            `json:"rail"`     // HTML of the parts with their counts
	Form     string            `json:"form"`     // HTML of the whole form when its rows have changed
	Flash    string            `json:"flash,omitempty"`
}

// conflictAnswer tells a script what was not kept, and both texts.
type conflictAnswer struct {
	savedAnswer
	Problem   string         `json:"problem"`
	Conflicts []conflictCell `json:"conflicts"`
}

type conflictCell struct {
	Name   string `json:"name"`
	Label  string `json:"label"`
	Base   string `json:"base"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	Gone   bool   `json:"gone"`
}

// problemAnswer is a refusal as a script reads it.
type problemAnswer struct {
	Problem string `json:"problem"`
	Closed  bool   `json:"closed,omitempty"` // the declaration can no longer be changed
}

func (s *Server) answerSaved(v *visit, d *models.Declaration, rows, merged bool) error {
	form, err := s.editForm(v, d, editView{checked: true})
	if err != nil {
		return err
	}
	answer, err := s.describe(d, form, rows)
	if err != nil {
		return err
	}
	answer.Merged = merged
	if text := s.sessions.PopString(v.ctx, flashKey); text != "" {
		_, answer.Flash, _ = strings.Cut(text, ":")
	}
	return v.JSON(http.StatusOK, answer)
}

// describe draws the parts of the page that follow a save.
func (s *Server) describe(d *models.Declaration, form *templates.Form, rows bool) (savedAnswer, error) {
	a := savedAnswer{
		Revision: d.Revision, Saved: d.UpdatedAt.In(models.China).Format("15:04"),
		Cells: map[string]string{}, Messages: map[string]string{},
	}
	for _, in := range form.Inputs() {
		a.Cells[in.Name] = in.Value
		if len(in.Messages) == 0 {
			continue
		}
		text, err := s.pages.Fragment("messages", in)
		if err != nil {
			return a, err
		}
		a.Messages[in.Name] = text
	}
	parts := []struct {
		to   *string
		name string
		data any
	}{{&a.Problems, "problems", &form.Problems}, {&a.Rail, "rail", form}}
	if rows {
		parts = append(parts, struct {
			to   *string
			name string
			data any
		}{&a.Form, "form", form})
	}
	for _, part := range parts {
		var err error
		if *part.to, err = s.pages.Fragment(part.name, part.data); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (s *Server) answerConflict(v *visit, d *models.Declaration, view editView, conflicts []forms.Conflict) error {
	form, err := s.editForm(v, d, view)
	if err != nil {
		return err
	}
	answer := conflictAnswer{Problem: "您打开后，别人保存过这份申报表，有的格两边不同。两边的文字都在，请选定后再保存。"}
	if answer.savedAnswer, err = s.describe(d, form, true); err != nil {
		return err
	}
	labels := map[string]string{}
	for _, in := range form.Inputs() {
		labels[in.Name] = in.Label
	}
	for _, c := range conflicts {
		answer.Conflicts = append(answer.Conflicts, conflictCell{c.Name, labels[c.Name], c.Base, c.Mine, c.Theirs, c.Gone})
	}
	return v.JSON(http.StatusConflict, answer)
}
