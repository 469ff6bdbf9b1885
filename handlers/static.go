package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"jixiao/assets"
)

// static serves the embedded files under names that change with their
// content, so that browsers keep them and never show an old one.
type static struct {
	files map[string]file // by name without hash
	sum   string          // of all files
}

type file struct {
	kind string
	body []byte
}

func newStatic() (*static, error) {
	s := &static{files: map[string]file{}}
	all := sha256.New()
	root, err := fs.Sub(assets.Static, "static")
	if err != nil {
		return nil, fmt.Errorf("handlers: static files: %w", err)
	}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(root, name)
		if path.Ext(name) == ".js" {
			if name != "app.js" {
				return err
			}
			body, err = assets.Bundle(root, "app")
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(all, "%s %d\n", name, len(body))
		all.Write(body)
		s.files[name] = file{kind: kindOf(name), body: body}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("handlers: static files: %w", err)
	}
	s.sum = hex.EncodeToString(all.Sum(nil))[:12]
	return s, nil
}

// kindOf does not ask the system's tables, which differ between machines.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

func (s *static) url(name string) string { return "/static/" + s.sum + "/" + name }

// serve answers /static/<sum>/<name>. An old sum gets the present file, but is
// not to be kept.
func (s *static) serve(c echo.Context) error {
	sum, name, _ := strings.Cut(c.Param("*"), "/")
	f, ok := s.files[name]
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	if sum == s.sum {
		c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	return c.Blob(http.StatusOK, f.kind, f.body)
}
