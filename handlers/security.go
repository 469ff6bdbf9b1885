package handlers

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"jixiao/models"
)

// maxBody is what anybody may post.
const maxBody = "8M"

// maxForm is 8 MB of Chinese text, which a browser's post makes three times as
// long. No form needs that much, but nothing that was typed is to be lost for
// its length.
const maxForm = "24M"

// maxUpload is a file of the largest size with the fields around it.
const maxUpload = "21M"

// takesFile reports whether a request goes to a page that takes a file.
func takesFile(c echo.Context) bool {
	return c.Path() == "/declarations/:id/files" || c.Path() == "/declarations/:id/scans"
}

// bodyLimit refuses bodies that are too large. Files and long forms are taken
// only from people who are signed in; a file on another page, a table that is
// to be read at once, may be no larger than anybody's.
func (s *Server) bodyLimit() echo.MiddlewareFunc {
	anybody, forms, uploads := middleware.BodyLimit(maxBody), middleware.BodyLimit(maxForm), middleware.BodyLimit(maxUpload)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		small, form, upload := anybody(next), forms(roomy(next)), uploads(next)
		return func(c echo.Context) error {
			switch {
			case isProbe(c) || s.sessions.GetInt64(c.Request().Context(), personKey) == 0:
				return small(c)
			case takesFile(c):
				return upload(c)
			case strings.HasPrefix(c.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm):
				return small(c)
			}
			return form(c)
		}
	}
}

// roomy lifts the limit of 10 MB that net/http sets for a form, unless a
// reader of its own limits the body; the limit of maxForm is met first.
func roomy(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		r.Body = http.MaxBytesReader(c.Response(), r.Body, most)
		return next(c)
	}
}

// csp allows nothing but our own files. Inline styles and scripts are not used.
const csp = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protect sets up what stands before every route.
func (s *Server) protect() {
	e := s.echo
	s.sessions.ErrorFunc = s.sessionFailed
	e.Use(numbered)
	e.Use(s.logged)
	e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true, LogErrorFunc: s.panicked}))
	e.Use(headers)
	e.Use(ownOrigin)
	e.Use(noExplorer)
	e.Use(drained)
	e.Use(s.withSession)
	e.Use(s.bodyLimit())
	e.Use(validText)
	e.Use(middleware.CSRFWithConfig(middleware.CSRFConfig{
		TokenLookup: "form:csrf,header:X-CSRF-Token", CookieName: "csrf", CookiePath: "/",
		CookieHTTPOnly: true, CookieSecure: s.TLS, CookieSameSite: http.SameSiteLaxMode,
		Skipper: isProbe,
		// A form without a token is refused like one with a wrong one.
		ErrorHandler: func(error, echo.Context) error { return errExpired() },
	}))
}

func errExpired() error {
	return models.Refuse(models.Forbidden, "这一页已过期，刚才的操作没有完成。请返回上一页，复制填写的文字，刷新后再试。")
}

// withSession loads the session for pages. Files and probes need none, and
// answer also while the database does not.
func (s *Server) withSession(next echo.HandlerFunc) echo.HandlerFunc {
	loaded := echo.WrapMiddleware(s.sessions.LoadAndSave)(next)
	return func(c echo.Context) error {
		if isProbe(c) {
			return next(c)
		}
		return loaded(c)
	}
}

// numbered gives each request a number. One that came along is not taken over:
// it would stand on pages and in the log.
func numbered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, requestNumber())
		return next(c)
	}
}

// ownOrigin refuses posts that another site's page sends.
func ownOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		if protection.Check(c.Request()) != nil {
			return models.Refuse(models.Forbidden, "这个请求来自别的网站，没有办理。请从本系统的页面操作。")
		}
		return next(c)
	}
}

// most is how much of a body that is too large is read before the refusal:
// browsers show no answer that comes before they have sent all.
const most = 64 << 20

// drained reads the rest of a body that was refused for its size.
func drained(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		body := c.Request().Body
		err := next(c)
		var web *echo.HTTPError
		if errors.As(err, &web) && web.Code == http.StatusRequestEntityTooLarge {
			_, _ = io.CopyN(io.Discard, body, most)
		}
		return err
	}
}

func isProbe(c echo.Context) bool {
	path := c.Request().URL.Path
	return path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/static/")
}

func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		return next(c)
	}
}

// noExplorer sends a browser in IE mode to a page that says how to leave it.
func noExplorer(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		agent := c.Request().UserAgent()
		path := c.Request().URL.Path
		if (strings.Contains(agent, "Trident/") || strings.Contains(agent, "MSIE ")) &&
			path != "/outdated" && !isProbe(c) {
			return c.Redirect(http.StatusFound, "/outdated")
		}
		return next(c)
	}
}

// logged writes one line of JSON for each request. It names no field of a
// form, so that nothing typed stands in a log.
func (s *Server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		if isProbe(c) {
			return nil
		}
		s.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("number", number(c)), slog.String("method", c.Request().Method),
			slog.String("path", c.Request().URL.Path), slog.Int("status", c.Response().Status),
			slog.Duration("took", time.Since(start)), slog.String("address", c.RealIP()))
		return nil
	}
}

func (s *Server) panicked(c echo.Context, err error, stack []byte) error {
	s.Log.Error("panic", "number", number(c), "error", err.Error(), "stack", string(stack))
	return err
}
