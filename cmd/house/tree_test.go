// Package house holds the rules of the house as tests: what may import what,
// what has to be documented, what must not stand in the code.
package house

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the folder of go.mod, seen from this package.
const root = "../.."

// source is one Go file of the tree.
type source struct {
	name string // relative to the root, with slashes
	test bool
	file *ast.File
	set  *token.FileSet
}

// dir returns the package's folder: models/store.
func (s source) dir() string { return path.Dir(s.name) }

// at names a place for a message.
func (s source) at(n ast.Node) string {
	p := s.set.Position(n.Pos())
	return s.name + ":" + strings.TrimPrefix(p.String(), p.Filename+":")
}

// files returns the name and content of every text file of the tree that is
// the project's own: nothing built, fetched or hidden but .ci and the like.
func files(t *testing.T) map[string][]byte {
	t.Helper()
	foreign := []string{".git", ".tools", "data", "dist", "node_modules"}
	found := map[string][]byte{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if slices.Contains(foreign, rel) {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || strings.HasSuffix(rel, ".ttf") || rel == "jixiao" || slices.Contains(foreign, rel) {
			return nil
		}
		content, err := os.ReadFile(name)
		if err == nil && bytes.IndexByte(content, 0) < 0 {
			found[rel] = content
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sources returns every Go file, parsed.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for name, content := range files(t) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source{name: name, test: strings.HasSuffix(name, "_test.go"), file: file, set: set})
	}
	slices.SortFunc(all, func(a, b source) int { return strings.Compare(a.name, b.name) })
	if len(all) < 20 {
		t.Fatalf("only %d Go files found: is %s the root?", len(all), root)
	}
	return all
}

// product returns the Go files that are not tests.
func product(t *testing.T) []source {
	t.Helper()
	return slices.DeleteFunc(sources(t), func(s source) bool { return s.test })
}
