package handlers

import (
	"net/http"

	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
)

// measure counts and times requests by route. The figures are served by
// MetricsHandler, on a listener of its own.
func (s *Server) measure() {
	s.registry = prometheus.NewRegistry()
	s.echo.Use(echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{
		Namespace: "jixiao", Registerer: s.registry, Skipper: isProbe,
		// What a client makes up is no label: each one would stay in memory.
		DoNotUseRequestPathFor404: true,
		LabelFuncs: map[string]echoprometheus.LabelValueFunc{
			"host": func(echo.Context, error) string { return "" },
			"method": func(c echo.Context, _ error) string {
				if m := c.Request().Method; m == http.MethodGet || m == http.MethodPost {
					return m
				}
				return "other"
			},
		},
	}))
}

// MetricsHandler returns the handler of the listener for metrics.
func (s *Server) MetricsHandler() http.Handler {
	e := echo.New()
	e.GET("/metrics", echoprometheus.NewHandlerWithConfig(echoprometheus.HandlerConfig{Gatherer: s.registry}))
	return e
}
