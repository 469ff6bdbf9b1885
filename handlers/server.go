package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"jixiao/forms/pdf"
	"jixiao/forms/rules"
	"jixiao/forms/scan"
	"jixiao/models"
	"jixiao/models/files"
	"jixiao/models/store"
	"jixiao/templates"
)

// Config is what a server needs.
type Config struct {
	Store *store.Store
	Fonts *pdf.Fonts
	// Key makes the check codes of prints; without one prints carry none.
	Key models.MarkKey
	// Files keeps what is uploaded; without it nothing can be.
	Files *files.Store
	// Words are the office's units of measure and words; nil means the built-in.
	Words *models.Words
	Clock func() time.Time
	Log   *slog.Logger
	// Indicators is the starter library as a JSON file; nil means the built-in.
	Indicators []byte
	// TrustedProxies may name the client in X-Forwarded-For.
	TrustedProxies []*net.IPNet
	// TLS says that the server is reached over HTTPS, so that cookies are
	// marked Secure.
	TLS bool
	// Accounts are shown on the sign-in page; only the sample has any.
	Accounts []templates.Account
	// Results is the folder of what is printed in the background; "" for none.
	Results string
	// Development opens /gallery.
	Development bool
}

// Server answers requests. All its state is the database's, but for the checks
// of whole rounds and the jobs that it is running.
type Server struct {
	Config
	echo      *echo.Echo
	pages     *templates.Engine
	rules     *rules.Checker
	library   *store.Library
	scanner   *scan.Reader
	pictures  *scan.Reader // of what strangers send: nobody who is signed in waits for them
	sessions  *scs.SessionManager
	passwords *hasher
	static    *static
	registry  *prometheus.Registry
	surveys   *surveys
	press     *press
}

// New returns a server, or an error when a template or rule is broken.
func New(c Config) (*Server, error) {
	s := &Server{Config: c}
	var err error
	if s.static, err = newStatic(); err != nil {
		return nil, err
	}
	if s.pages, err = templates.New(s.static.url); err != nil {
		return nil, err
	}
	if s.rules, err = rules.New(); err != nil {
		return nil, fmt.Errorf("handlers: %w", err)
	}
	if s.library, err = newLibrary(c.Indicators); err != nil {
		return nil, err
	}
	if s.passwords, err = newHasher(); err != nil {
		return nil, err
	}
	s.sessions = newSessions(c)
	s.scanner, s.pictures = newScanner(), newScanner()
	s.surveys = &surveys{of: map[int64]*survey{}}
	s.press = newPress(c.Results)
	s.echo = echo.New()
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.HTTPErrorHandler = s.failed
	s.echo.IPExtractor = clientAddress(c.TrustedProxies)
	s.measure()
	s.protect()
	s.routes()
	return s, nil
}

// ServeHTTP answers one request. HEAD is answered like GET: net/http, which
// knows the request as it came, leaves the body out.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		r = r.WithContext(r.Context())
		r.Method = http.MethodGet
	}
	s.echo.ServeHTTP(w, r)
}

// Routes returns the map of routes, for tests that try every one of them.
func (s *Server) Routes() []*echo.Route { return s.echo.Routes() }

func clientAddress(trusted []*net.IPNet) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, n := range trusted {
		options = append(options, echo.TrustIPRange(n))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// visit is one request of a person who is signed in.
type visit struct {
	echo.Context
	ctx    context.Context
	person models.Person
	orgs   []models.Org
	scope  models.Scope

	library *store.Library // as it concerns the person, once it was asked for

	// What was fetched for checking a declaration, as long as it stands.
	inspected                      *inspector
	inspectedID, inspectedRevision int64
}

// org returns the organisation with that id; the zero Org when there is none.
func (v *visit) org(id int64) models.Org {
	for _, o := range v.orgs {
		if o.ID == id {
			return o
		}
	}
	return models.Org{}
}
