package handlers

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// base fills in what every page has. v is nil where nobody is signed in.
func (s *Server) base(c echo.Context, v *visit) templates.Base {
	b := templates.Base{Sample: len(s.Accounts) > 0}
	b.CSRF, _ = c.Get(middleware.DefaultCSRFConfig.ContextKey).(string)
	if v == nil {
		return b
	}
	b.Person, b.Roles, b.Filler = v.person.Name, roleNames(v), v.person.Has(models.Handler)
	b.Finance, b.Admin, b.Templates = v.scope.Finance, v.scope.Admin, v.scope.Templates()
	b.PersonID = v.person.ID
	if text := s.sessions.PopString(v.ctx, flashKey); text != "" {
		kind, rest, _ := strings.Cut(text, ":")
		b.Flash = &templates.Flash{Kind: kind, Text: rest}
	}
	return b
}

const (
	flashKey = "flash"
	undoKey  = "undo"
)

// flash keeps a sentence for the next page.
func (s *Server) flash(v *visit, text string) {
	s.sessions.Remove(v.ctx, undoKey)
	s.sessions.Put(v.ctx, flashKey, "done:"+text)
}

// undo keeps a sentence that offers to go back to d as it is now.
func (s *Server) undo(v *visit, text string, d *models.Declaration) {
	s.flash(v, text)
	s.sessions.Put(v.ctx, undoKey, fmt.Sprintf("%d:%d", d.ID, d.Revision))
}

// offerUndo puts the way back beside the sentence, on the page of the
// declaration that was changed and on no other: the person may have several
// open.
func (s *Server) offerUndo(v *visit, flash *templates.Flash, id int64) {
	of, revision, _ := strings.Cut(s.sessions.GetString(v.ctx, undoKey), ":")
	if flash == nil || of != strconv.FormatInt(id, 10) {
		return
	}
	flash.Undo, _ = strconv.ParseInt(revision, 10, 64)
	s.sessions.Remove(v.ctx, undoKey)
}

func roleNames(v *visit) string {
	var names []string
	for _, r := range v.person.Roles {
		name := r.Kind.Label()
		if o := v.org(r.OrgID); o.Name != "" {
			name = o.Name + " " + name
		}
		names = append(names, name)
	}
	return strings.Join(names, "，")
}

// draw writes a page. Nothing is sent when it cannot be drawn.
func (s *Server) draw(c echo.Context, status int, p templates.Page) error {
	var b bytes.Buffer
	if err := s.pages.Render(&b, p); err != nil {
		return err
	}
	return c.HTMLBlob(status, b.Bytes())
}

func (s *Server) help(v *visit) error {
	page := &templates.Help{Base: s.base(v, v)}
	page.Title, page.Section = "帮助", "help"
	for _, m := range workflow.Moves() {
		page.Moves = append(page.Moves, templates.MoveRow{
			From: m.From.Label(), Action: m.Action.Label(), To: m.To.Label(), Role: m.Role.Label(), Terms: m.Terms(),
		})
	}
	return s.draw(v, http.StatusOK, page)
}

func (s *Server) outdated(c echo.Context) error {
	page := &templates.Outdated{Base: s.base(c, nil)}
	page.Title = "请换一种浏览模式"
	return s.draw(c, http.StatusOK, page)
}

func (s *Server) healthy(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

func (s *Server) ready(c echo.Context) error {
	if err := s.Store.Ready(c.Request().Context()); err != nil {
		s.Log.Error("not ready", "error", err.Error())
		return c.String(http.StatusServiceUnavailable, "not ready\n")
	}
	return c.String(http.StatusOK, "ok\n")
}
