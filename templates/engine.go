package templates

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"jixiao/models"
)

//go:embed html
var files embed.FS

// Page is a page struct: it knows the template that draws it.
type Page interface {
	// View returns the name of the template file below html/, without ending.
	View() string
}

// pages lists one value of every page, so that a missing or broken template
// stops the program at start.
func pages() []Page {
	return []Page{
		&SignIn{},
		&List{},
		&NewDeclaration{},
		&Edit{},
		&Review{},
		&Submit{},
		&Ruling{},
		&History{},
		&Saved{},
		&Years{},
		&TemplateList{},
		&TemplatePage{},
		&Upload{},
		&Compare{},
		&Entry{},
		&Rules{},
		&Indicators{},
		&Budget{},
		&BudgetImport{},
		&Rounds{},
		&Round{},
		&Message{},
		&Outdated{},
		&Help{},
		&Gallery{},
		&Opinions{},
		&Adjust{},
		&ReviewMany{},
		&Phrases{},
		&Settings{},
		&CheckPrint{},
		&Collect{},
		&Prints{}, &Jobs{}, &Job{},
		&SubmitMany{},
		&Papers{},
	}
}

// Engine draws pages. It may be used by many at once.
type Engine struct {
	views  map[string]*template.Template
	common *template.Template
}

// New parses all templates. asset turns the name of a static file into its
// URL.
func New(asset func(string) string) (*Engine, error) {
	common, err := template.New("").Funcs(functions(asset)).ParseFS(files, "html/base.html", "html/partials/*.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	e := &Engine{views: map[string]*template.Template{}, common: template.Must(common.Clone())}
	for _, p := range pages() {
		view, err := template.Must(common.Clone()).ParseFS(files, "html/"+p.View()+".html")
		if err != nil {
			return nil, fmt.Errorf("templates: %s: %w", p.View(), err)
		}
		e.views[p.View()] = view
	}
	return e, nil
}

// Render draws the page. Nothing is written when the template fails.
func (e *Engine) Render(w io.Writer, p Page) error {
	var b bytes.Buffer
	if err := e.views[p.View()].ExecuteTemplate(&b, "page", p); err != nil {
		return fmt.Errorf("templates: draw %s: %w", p.View(), err)
	}
	_, err := b.WriteTo(w)
	return err
}

// Fragment returns one partial as HTML, for scripts that put it into a page.
func (e *Engine) Fragment(name string, data any) (string, error) {
	var b strings.Builder
	if err := e.common.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("templates: draw %s: %w", name, err)
	}
	return b.String(), nil
}

func functions(asset func(string) string) template.FuncMap {
	return template.FuncMap{"asset": asset, "china": chinaTime, "byPart": byPart}
}

// chinaTime returns a time as people in China read it: 2023年1月5日 15:04.
func chinaTime(t time.Time) string { return t.In(models.China).Format("2006年1月2日 15:04") }
