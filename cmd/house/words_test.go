package house

import (
	"go/ast"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestNothingHappensBySideEffect(t *testing.T) {
	for _, s := range product(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: init() runs unasked; return what it sets up from a function", s.at(n))
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "panic" {
					t.Errorf("%s: panic; return an error", s.at(n))
				}
			}
			return true
		})
	}
}

func TestMoneyIsNeverAFloat(t *testing.T) {
	exact := []string{"models", "models/store", "forms/rules"}
	for _, s := range product(t) {
		for _, dir := range exact {
			if s.dir() != dir {
				continue
			}
			ast.Inspect(s.file, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok && (name.Name == "float64" || name.Name == "float32") {
					t.Errorf("%s: %s where amounts are computed", s.at(n), name.Name)
				}
				return true
			})
		}
	}
}

func TestNoFileNamesTheMachineItWasWrittenOn(t *testing.T) {
	// Put together here, so that this file does not name them itself.
	foreign := regexp.MustCompile(`(^|[^A-Za-z0-9_.])/wo` + `rk([^A-Za-z]|$)|(^|[^A-Za-z])sha` + `red/|/root` + `/`)
	for name, content := range files(t) {
		for i, line := range strings.Split(string(content), "\n") {
			if found := foreign.FindString(line); found != "" {
				t.Errorf("%s:%d names %q", name, i+1, found)
			}
		}
	}
}

func TestNoPackageIsADrawerForEverything(t *testing.T) {
	for _, s := range sources(t) {
		switch path.Base(s.dir()) {
		case "utils", "util", "common", "helpers", "misc", "services":
			t.Errorf("%s: a package is named for what it does", s.name)
		}
	}
}

func TestFilesCanBeReadInOneSitting(t *testing.T) {
	for _, s := range product(t) {
		if lines := s.set.Position(s.file.FileEnd).Line; lines > 400 {
			t.Errorf("%s has %d lines: split it by subject", s.name, lines)
		}
	}
}
