package main

import (
	"encoding/json"
	"fmt"
	"io"

	"jixiao/forms/rules"
	"jixiao/models"
)

// checkCommand are the flags of jixiao check.
type checkCommand struct {
	Files []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}

// checkLine is what check says about one declaration.
type checkLine struct {
	Project  string           `json:"project"`
	Year     int              `json:"year"`
	Findings []models.Finding `json:"findings"`
}

// Run checks all declarations of all files, each knowing the others.
func (c *checkCommand) Run(p *program) error {
	docs, err := readDocuments(p.stderr, c.Files)
	if err != nil {
		return err
	}
	checker, err := rules.New()
	if err != nil {
		return err
	}
	progress := newProgress(p.stderr, "已检查", len(docs))
	defer progress.done()
	neighbours := neighbourhoods(docs)
	out := json.NewEncoder(p.stdout)
	out.SetEscapeHTML(false)
	wrong := false
	for i := range docs {
		d := &docs[i]
		facts := rules.Facts{Neighbours: neighbours[placeOf(d)]}
		line := checkLine{d.Project.Name, d.Year, checker.Check(d, facts)}
		if err := out.Encode(line); err != nil {
			return refuse("结果写不出去：%s", reason(err))
		}
		for _, f := range line.Findings {
			wrong = wrong || f.Severity == models.SeverityError
		}
		progress.step()
	}
	if wrong {
		return exitCode(exitFound)
	}
	return nil
}

// place names what makes declarations neighbours: unit and year.
type place struct {
	unit string
	year int
}

func placeOf(d *models.Document) place { return place{models.Plain(d.Unit.Name), d.Year} }

// neighbourhoods indexes the declarations of each unit and year.
func neighbourhoods(docs []models.Document) map[place]*rules.Neighbours {
	grouped := map[place][]*models.Document{}
	for i := range docs {
		at := placeOf(&docs[i])
		grouped[at] = append(grouped[at], &docs[i])
	}
	index := make(map[place]*rules.Neighbours, len(grouped))
	for at, group := range grouped {
		index[at] = rules.Among(group)
	}
	return index
}

// progress counts on a terminal what has been done. Elsewhere it is silent.
type progress struct {
	w        io.Writer
	doing    string
	n, total int
}

func newProgress(w io.Writer, doing string, total int) *progress {
	if !terminal(w) {
		w = io.Discard
	}
	return &progress{w: w, doing: doing, total: total}
}

func (p *progress) step() {
	p.n++
	if p.n%100 == 0 || p.n == p.total {
		fmt.Fprintf(p.w, "\r%s %d/%d", p.doing, p.n, p.total)
	}
}

func (p *progress) done() {
	if p.n > 0 {
		fmt.Fprint(p.w, "\r\033[K")
	}
}
