package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"

	"jixiao/assets"
	"jixiao/forms/pdf"
	"jixiao/forms/rules"
	"jixiao/models"
)

// checkCommand are the flags of jixiao check.
type checkCommand struct {
	wordsFlag
	Budget string   `placeholder:"文件.csv" help:"项目支出预算表（CSV 或 XLSX），用来核对年度资金"`
	Files  []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}

// Run checks all declarations of all files, each knowing the others.
func (c *checkCommand) Run(p *program) error {
	docs, err := p.readDocuments(c.Files)
	if err != nil {
		return err
	}
	budget, err := p.readBudget(c.Budget)
	if err != nil {
		return err
	}
	checker, err := rules.New()
	if err != nil {
		return err
	}
	fonts, err := pdf.NewFonts(assets.Regular, assets.Bold)
	if err != nil {
		return err
	}
	words, err := c.wordsFlag.load()
	if err != nil {
		return err
	}
	progress := newProgress(p.stderr, "已检查")
	lines := checker.Report(docs, budget, rules.Facts{Glyphs: fonts.Lacks, Words: words}, progress.show)
	progress.done()
	return writeLines(p.stdout, lines)
}

// writeLines writes one JSON object a line. The exit code tells whether there
// is an error among the findings.
func writeLines(w io.Writer, lines []rules.Line) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	wrong := false
	for _, line := range lines {
		if err := out.Encode(line); err != nil {
			return refuse("结果写不出去：%s", reason(err))
		}
		wrong = wrong || slices.ContainsFunc(line.Findings, func(f models.Finding) bool {
			return f.Severity == models.SeverityError
		})
	}
	if wrong {
		return exitCode(exitFound)
	}
	return nil
}

// progress counts on a terminal what has been done. Elsewhere it is silent.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	doing string
}

func newProgress(w io.Writer, doing string) *progress {
	if !terminal(w) {
		w = io.Discard
	}
	return &progress{w: w, doing: doing}
}

// show may be called by many at once.
func (p *progress) show(done, all int) {
	if done%100 == 0 || done == all {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprintf(p.w, "\r%s %d/%d", p.doing, done, all)
	}
}

// done clears the line.
func (p *progress) done() { fmt.Fprint(p.w, "\r\033[K") }
