package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"jixiao/models"
	"jixiao/templates"
)

// A name is closed for a while after so many failed sign-ins, and so is a
// machine that tries many names. Behind one address there may be an office.
const (
	maxFailures    = 5
	maxFromAddress = 50
	lockedFor      = 15 * time.Minute
)

func (s *Server) signInForm(c echo.Context) error {
	return s.drawSignIn(c, http.StatusOK, "", "")
}

func (s *Server) drawSignIn(c echo.Context, status int, login, problem string) error {
	if wantsJSON(c) {
		return c.JSON(status, problemAnswer{Problem: problem})
	}
	page := &templates.SignIn{Base: s.base(c, nil), Login: login, Problem: problem, Accounts: s.Accounts}
	page.Title, page.Next = "登录", localPath(c.FormValue("next"))
	return s.draw(c, status, page)
}

// localPath returns a path on this server to go on to, or "/". Anything that a
// browser might take for another place is not followed.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

func (s *Server) signIn(c echo.Context) error {
	ctx := c.Request().Context()
	login, password := strings.TrimSpace(c.FormValue("login")), c.FormValue("password")
	failures, err := s.Store.Failures(ctx, login, c.RealIP(), s.Clock().Add(-lockedFor))
	if err != nil {
		return err
	}
	if failures.OfLogin >= maxFailures || failures.FromAddress >= maxFromAddress {
		return s.drawSignIn(c, http.StatusTooManyRequests, login, "密码错误次数过多，请 15 分钟后再试，或请管理员重设密码")
	}
	account, err := s.Store.PersonByLogin(ctx, login)
	if err != nil && models.KindOf(err) != models.NotFound {
		return err
	}
	ok, err := s.passwords.matches(ctx, password, account.PasswordHash)
	if err != nil {
		return err
	}
	if !ok || account.Person.Disabled {
		if err := s.Store.RecordFailure(ctx, login, c.RealIP()); err != nil {
			return err
		}
		return s.drawSignIn(c, http.StatusUnauthorized, login, "用户名或密码不对")
	}
	if err := s.Store.ClearFailures(ctx, login); err != nil {
		return err
	}
	// A new token, so that a session begun by somebody else is worth nothing.
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, personKey, account.Person.ID)
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, map[string]string{"csrf": s.base(c, nil).CSRF})
	}
	return c.Redirect(http.StatusSeeOther, localPath(c.FormValue("next")))
}

func (s *Server) signOut(c echo.Context) error {
	if err := s.sessions.Destroy(c.Request().Context()); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/signin")
}
