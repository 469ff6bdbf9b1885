package main

import (
	"context"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"jixiao/cmd/gaps"
)

// judged asks axe-core what is wrong with the page for people who use a
// keyboard or a screen reader, one line a rule with the first element at fault.
const judged = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(r => r.violations.map(v =>
	v.id + " (" + v.nodes.length + "): " + v.help + ": " + v.nodes[0].html.slice(0, 200) + " " + v.nodes[0].failureSummary))`

func TestPagesCanBeUsedByEverybody(t *testing.T) {
	axe := os.Getenv("JIXIAO_AXE")
	if axe == "" {
		gaps.Missing(t, "axe-core")
	}
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	for _, person := range []struct {
		login string
		pages []string
	}{
		{"jingban", []string{"/declarations", "/declarations/new", "/declarations/1", "/declarations/1/history", "/help"}},
		{"caizheng", []string{"/declarations"}},
	} {
		w := open(t, s.address)
		w.goTo("/signin")
		w.judge(string(source), person.login+" at /signin")
		w.signIn(person.login)
		for _, page := range person.pages {
			w.goTo(page)
			w.judge(string(source), person.login+" at "+page)
		}
	}
}

// judge fails for everything that axe-core finds wrong with the page.
func (w *window) judge(axe, where string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, 3*patient)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"; true")); err != nil {
		w.t.Fatal(err)
	}
	wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](judged, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%s: %v", where, err)
	}
	for _, rule := range wrong {
		w.t.Errorf("%s: %s", where, rule)
	}
}
