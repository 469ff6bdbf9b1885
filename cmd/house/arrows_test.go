package house

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows are the imports that each package may have of the others. A folder
// that is not named here may have none; commands may import everything.
var arrows = map[string][]string{
	"assets":         nil,
	"models":         nil,
	"models/files":   {"models"},
	"models/store":   {"models"},
	"forms":          {"models"},
	"forms/rules":    {"forms", "models"},
	"forms/workflow": {"forms/rules", "forms", "models"},
	"forms/pdf":      {"forms", "models", "assets"},
	"forms/scan":     {"models", "models/files"},
	"forms/xlsx":     {"forms", "models", "assets"},
	"forms/intake":   {"forms", "forms/xlsx", "models"},
	"templates":      {"forms", "models", "assets"},
	"handlers": {
		"templates", "forms", "forms/rules", "forms/workflow", "forms/pdf", "forms/scan",
		"forms/xlsx", "forms/intake", "models", "models/files", "models/store", "assets",
	},
	"cmd/jixiao": {
		"handlers", "templates", "forms", "forms/rules", "forms/workflow", "forms/pdf", "forms/scan",
		"forms/xlsx", "forms/intake", "models", "models/files", "models/store", "assets",
	},
}

// homes names the package in which each library lives, so that replacing it
// touches that package alone. Only tables of character sets are shared.
var homes = map[string][]string{
	"github.com/labstack/":       {"handlers"},
	"github.com/alexedwards/":    {"handlers"},
	"github.com/prometheus/":     {"handlers"},
	"gorm.io/":                   {"models/store"},
	"github.com/glebarez/":       {"models/store"},
	"modernc.org/":               {"models/store"},
	"github.com/jackc/":          {"models/store"},
	"github.com/go-gormigrate/":  {"models/store"},
	"github.com/mozillazg/":      {"models/store"},
	"github.com/go-playground/":  {"forms/rules"},
	"github.com/jung-kurt/":      {"forms/pdf"},
	"github.com/boombuler/":      {"forms/pdf"},
	"github.com/makiuchi-d/":     {"forms/scan"}, // reads; in tests of forms/pdf too
	"github.com/pdfcpu/":         {"forms/scan"},
	"github.com/xuri/":           {"forms/xlsx"},
	"github.com/alecthomas/":     {"cmd/jixiao"},
	"golang.org/x/text/":         {"forms/pdf", "forms/xlsx"},
	"golang.org/x/image/":        {"forms/pdf"},
	"golang.org/x/crypto/argon2": {"handlers"},
	"golang.org/x/net/html":      {"handlers"},
	"github.com/aymanbagabas/":   {"templates"},
}

func TestPackagesImportOnlyWhatTheArrowsAllow(t *testing.T) {
	for _, s := range product(t) {
		for _, name := range imports(s) {
			inner, own := strings.CutPrefix(name, "jixiao/")
			if own && !slices.Contains(arrows[s.dir()], inner) {
				t.Errorf("%s imports %s: %s may import %v", s.name, name, s.dir(), arrows[s.dir()])
			}
		}
	}
}

func TestEveryLibraryStaysInItsHome(t *testing.T) {
	for _, s := range product(t) {
		for _, name := range imports(s) {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") {
				continue
			}
			if home := homeOf(name); !slices.Contains(home, s.dir()) {
				t.Errorf("%s imports %s, whose home is %v", s.name, name, home)
			}
		}
	}
}

// imports returns the paths that a file imports.
func imports(s source) []string {
	var paths []string
	for _, i := range s.file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, name)
	}
	return paths
}

// homeOf returns the home of a library, or nothing for one that has none yet.
func homeOf(library string) []string {
	for prefix, home := range homes {
		if strings.HasPrefix(library+"/", prefix) {
			return home
		}
	}
	return nil
}
