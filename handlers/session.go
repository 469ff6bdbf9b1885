package handlers

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"jixiao/models"
	"jixiao/templates"
)

const personKey = "person"

// shift is how long a session lasts: one working day.
const shift = 12 * time.Hour

func newSessions(c Config) *scs.SessionManager {
	m := scs.New()
	m.Store = c.Store.Sessions(func(data []byte) int64 { return personIn(m.Codec, data) })
	m.Lifetime = shift
	m.Cookie.Name = "session"
	m.Cookie.HttpOnly = true
	m.Cookie.Secure = c.TLS
	m.Cookie.SameSite = http.SameSiteLaxMode
	return m
}

// sessionFailed answers where the session can be neither read nor kept.
func (s *Server) sessionFailed(w http.ResponseWriter, r *http.Request, err error) {
	id := w.Header().Get(echo.HeaderXRequestID)
	s.Log.Error("session", "number", id, "error", err.Error())
	const status = http.StatusServiceUnavailable
	if strings.Contains(r.Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON) {
		w.Header().Set("Content-Type", echo.MIMEApplicationJSON)
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(problemAnswer{Problem: words[status][1]})
		return
	}
	page := &templates.Message{Heading: words[status][0], Text: words[status][1], Number: id}
	page.Title, page.Sample = page.Heading, len(s.Accounts) > 0
	page.Ways = []templates.Link{{URL: "/", Text: "回到首页"}}
	var b bytes.Buffer
	if err := s.pages.Render(&b, page); err != nil {
		s.Log.Error("error page", "number", id, "error", err.Error())
	}
	w.Header().Set("Content-Type", echo.MIMETextHTMLCharsetUTF8)
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
}

// personIn returns whose session it is, 0 for nobody's.
func personIn(codec scs.Codec, data []byte) int64 {
	_, values, err := codec.Decode(data)
	if err != nil {
		return 0
	}
	id, _ := values[personKey].(int64)
	return id
}

// signed wraps a handler that needs somebody signed in. A page asks for the
// sign-in and goes on to itself; a post is refused, so that the browser keeps
// what was typed.
func (s *Server) signed(h func(*visit) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		v, err := s.visit(c)
		switch {
		case err == nil:
			return h(v)
		case models.KindOf(err) != models.Unauthenticated:
			return err
		case c.Request().Method == http.MethodGet:
			return c.Redirect(http.StatusSeeOther, "/signin?next="+url.QueryEscape(c.Request().URL.RequestURI()))
		}
		return err
	}
}

// visit finds out who asks, with the roles of this moment: an account that was
// disabled is out at once.
func (s *Server) visit(c echo.Context) (*visit, error) {
	ctx := c.Request().Context()
	refused := models.Refuse(models.Unauthenticated, "登录已过期，刚才的操作没有完成。填写的文字还在：请在新窗口登录，再回到这一页刷新，浏览器问是否重新提交时选“是”。")
	id := s.sessions.GetInt64(ctx, personKey)
	if id == 0 {
		return nil, refused
	}
	v, err := s.visitor(ctx, id)
	if models.KindOf(err) == models.Unauthenticated {
		return nil, refused
	}
	if err != nil {
		return nil, err
	}
	v.Context = c
	v.ctx = models.WithActor(ctx, models.Actor{PersonID: v.person.ID, Name: v.person.Name, Address: c.RealIP()})
	return v, nil
}

// visitor is a person with the roles of this moment, for work that goes on
// without a request too. It is an Unauthenticated for one who is not there any
// more or is disabled.
func (s *Server) visitor(ctx context.Context, id int64) (*visit, error) {
	person, err := s.Store.Person(ctx, id)
	if models.KindOf(err) == models.NotFound || err == nil && person.Disabled {
		return nil, models.Refuse(models.Unauthenticated, "账号已停用。")
	}
	if err != nil {
		return nil, err
	}
	orgs, err := s.Store.Orgs(ctx)
	if err != nil {
		return nil, err
	}
	return &visit{ctx: ctx, person: person, orgs: orgs, scope: models.ScopeOf(&person, orgs)}, nil
}
