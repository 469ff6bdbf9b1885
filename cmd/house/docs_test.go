package house

import (
	"go/ast"
	"testing"
)

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range product(t) {
		documented[s.dir()] = documented[s.dir()] || s.file.Doc.Text() != ""
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("package %s has no doc comment", dir)
		}
	}
}

func TestEveryExportedNameSaysWhatItIsFor(t *testing.T) {
	for _, s := range product(t) {
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && reachable(d) && d.Doc.Text() == "" {
					t.Errorf("%s: %s has no doc comment", s.at(d), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, name := range undocumented(d) {
					t.Errorf("%s: %s has no doc comment", s.at(name), name.Name)
				}
			}
		}
	}
}

// reachable reports whether a function or method can be called from outside
// its package.
func reachable(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	receiver := d.Recv.List[0].Type
	for {
		switch r := receiver.(type) {
		case *ast.StarExpr:
			receiver = r.X
		case *ast.IndexExpr:
			receiver = r.X
		case *ast.Ident:
			return r.IsExported()
		default:
			return true
		}
	}
}

// undocumented returns the exported names of a declaration that have neither
// a comment of their own nor one of their group.
func undocumented(d *ast.GenDecl) []*ast.Ident {
	var found []*ast.Ident
	for _, spec := range d.Specs {
		var names []*ast.Ident
		comment := d.Doc.Text()
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names, comment = []*ast.Ident{spec.Name}, comment+spec.Doc.Text()
		case *ast.ValueSpec:
			names, comment = spec.Names, comment+spec.Doc.Text()+spec.Comment.Text()
		}
		for _, name := range names {
			if name.IsExported() && comment == "" {
				found = append(found, name)
			}
		}
	}
	return found
}
