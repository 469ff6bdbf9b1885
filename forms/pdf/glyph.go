package pdf

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// GlyphError says which characters of one cell cannot be printed.
type GlyphError struct {
	Project string // name of the project
	Path    string // of the cell in the interchange document, e.g. project.name
	Label   string // full official name of the cell
	Runes   []rune
}

// Error names the cell, the characters and the way out.
func (e *GlyphError) Error() string {
	return fmt.Sprintf("“%s”的“%s”中有不能打印的字符：%s。请改用打印字体中有的字", e.Project, e.Label, describe(e.Runes))
}

// describe shows characters with their code points, as nobody can see what
// has no glyph.
func describe(runes []rune) string {
	list := make([]string, len(runes))
	for i, r := range runes {
		list[i] = fmt.Sprintf("%q（U+%04X）", r, r)
		if r >= ' ' {
			list[i] = fmt.Sprintf("%c（U+%04X）", r, r)
		}
	}
	return strings.Join(list, "、")
}

// GlyphErrors are all cells of what was to be printed that hold characters
// without a glyph, in the order of the forms.
type GlyphErrors []*GlyphError

// Error puts the cells into one line.
func (e GlyphErrors) Error() string {
	list := make([]string, len(e))
	for i := range e {
		list[i] = e[i].Error()
	}
	return strings.Join(list, "；")
}

// Unwrap lets errors.As find each cell's error.
func (e GlyphErrors) Unwrap() []error {
	list := make([]error, len(e))
	for i := range e {
		list[i] = e[i]
	}
	return list
}

// Check returns the cells of d that hold characters without a glyph. What it
// passes is printed to the character.
func (f *Fonts) Check(d *models.Document) (GlyphErrors, error) {
	layout, err := forms.LayoutByID(d.Layout)
	if err != nil {
		return nil, err
	}
	return f.check(d, layout.Grid(d)), nil
}

// lacking returns what of a sheet cannot be printed.
func (f *Fonts) lacking(s *Sheet, g *forms.Grid) GlyphErrors {
	missing := f.check(s.Document, g)
	if lacking := f.Lacks(s.Number + s.Check); len(lacking) > 0 {
		missing = append(missing, &GlyphError{Project: s.Document.Project.Name, Label: "编号", Runes: lacking})
	}
	return missing
}

func (f *Fonts) check(d *models.Document, g *forms.Grid) GlyphErrors {
	var list GlyphErrors
	add := func(path, label string, missing []rune) {
		if len(missing) > 0 {
			list = append(list, &GlyphError{Project: d.Project.Name, Path: path, Label: label, Runes: missing})
		}
	}
	add("region", "地区", f.bold.lacks(g.Title+g.Year))
	for _, row := range g.Rows {
		for i := range row.Cells {
			c := &row.Cells[i]
			if in := c.Input; in != nil {
				add(in.Spec().Path, in.Spec().Label, f.Lacks(c.Text(d)))
			} else if missing := f.Lacks(c.Caption); len(missing) > 0 && !list.has(missing) {
				add(captionPath(d, c), "指标名称", missing)
			}
		}
	}
	return list
}

// has reports whether the last cell named lacks the same characters: the name
// of a class stands on both halves.
func (e GlyphErrors) has(missing []rune) bool {
	return len(e) > 0 && slices.Equal(e[len(e)-1].Runes, missing)
}

// captionPath returns where the name of a class that no layout has comes from.
func captionPath(d *models.Document, c *forms.Cell) string {
	for i, row := range d.Indicators {
		switch {
		case c.Class.Level2 != "" && row.Level1 == c.Class.Level1 && row.Level2 == c.Class.Level2:
			return fmt.Sprintf("indicators[%d].level2", i)
		case c.Class.Level2 == "" && row.Level1 == c.Class.Level1:
			return fmt.Sprintf("indicators[%d].level1", i)
		}
	}
	return ""
}
