package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jixiao/cmd/gaps"
	"jixiao/handlers"
)

// judged asks axe-core what is wrong with the page for people who use a
// keyboard or a screen reader, one line a rule with the first element at fault.
//
// How much of a target is in sight beside what sticks to the window's lower
// edge depends on how far the page is scrolled, not on the target; axe-core
// takes the rest of it for its size. So nothing sticks while it looks.
const judged = `(async () => {
	const stuck = [...document.querySelectorAll("main *")].filter(e => /sticky|fixed/.test(getComputedStyle(e).position) && !e.closest("dialog"));
	for (const e of stuck) e.style.position = "static";
	const r = await axe.run(document, {resultTypes: ["violations"], runOnly: %s});
	for (const e of stuck) e.style.position = "";
	return r.violations.map(v => v.id + " (" + v.nodes.length + "): " + v.help + ": " + v.nodes[0].html.slice(0, 200) + " " + v.nodes[0].failureSummary);
})()`

// What axe-core looks for: everything, and what else may go wrong in another
// size and colour.
const (
	everything = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`
	theLook    = `{type: "rule", values: ["color-contrast", "target-size", "scrollable-region-focusable", "label", "link-name", "button-name"]}`
)

// noPages are the routes that show nobody a page of their own.
var noPages = []string{
	"/healthz", "/readyz", "/static/*", "/", "/declarations/:id/moves",
	"/declarations/:id/print", "/declarations/:id/versions/:version/print",
	"/declarations/:id/sheet", "/declarations/:id/versions/:version/sheet", "/declarations/sheets", "/jobs/:id/file", "/declarations/:id/files/:file",
}

// TestEveryPageIsAmongTheSights fails for a page that was added to the routes
// and not to what axe-core is shown.
func TestEveryPageIsAmongTheSights(t *testing.T) {
	site, err := handlers.New(handlers.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range site.Routes() {
		shown := slices.ContainsFunc(sights, func(s sight) bool { return matches(r.Path, s.path) })
		if r.Method == "GET" && !shown && !slices.Contains(noPages, r.Path) {
			t.Errorf("%s is shown to nobody in sights_test.go", r.Path)
		}
	}
}

// matches reports whether a path belongs to a route.
func matches(route, path string) bool {
	path, _, _ = strings.Cut(path, "?")
	want, have := strings.Split(route, "/"), strings.Split(path, "/")
	return len(want) == len(have) && !slices.ContainsFunc(want, func(part string) bool {
		at := slices.Index(want, part)
		return !strings.HasPrefix(part, ":") && part != have[at]
	})
}

// TestEveryPageInEveryStateCanBeUsedByEverybody shows each page to axe-core, as
// it comes and then in a window of 320 px, which is what 400 % leaves of a
// screen, with the largest letters and the highest contrast.
func TestEveryPageInEveryStateCanBeUsedByEverybody(t *testing.T) {
	axe := os.Getenv("JIXIAO_AXE")
	if axe == "" {
		gaps.Missing(t, "axe-core")
	}
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	database := databases["sqlite"](t)
	s := start(t, append(own(t, database), "--sample")...)
	st := stage(t, look(t, database))
	windows := map[string]*window{"": open(t, s.address)}
	for _, sight := range sights {
		w := windows[sight.who]
		if w == nil {
			w = windows[""].beside()
			w.signIn(sight.who)
			windows[sight.who] = w
		}
		w.must(chromedp.EmulateViewport(1280, 1000))
		w.goTo(sight.path)
		if sight.then != nil {
			sight.then(w, st)
		}
		name := sight.who + " at " + sight.path + " " + sight.state
		w.judge(string(source), everything, name)
		w.plainlyBuilt(name)
		w.must(chromedp.EmulateViewport(320, 640))
		w.look("2", "contrast")
		w.judge(string(source), theLook, name+", narrow, large, in high contrast")
		w.fits(name)
		w.look("0", "")
		if sight.after != nil {
			sight.after(w)
		}
	}
	for _, w := range windows {
		w.quiet()
	}
}

// look sets the size of letters and the theme of the page.
func (w *window) look(size, theme string) {
	w.t.Helper()
	w.until("look different", `(() => { const d = document.documentElement.dataset; d.size = `+quoted(size)+`; d.theme = `+quoted(theme)+`;
		dispatchEvent(new Event("resize")); return true })()`)
}

// judge fails for everything that axe-core finds wrong with the page.
func (w *window) judge(axe, rules, where string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, 3*patient)
	defer cancel()
	if there, _ := script[bool](w, "!!window.axe"); !there {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](axe+"; true")); err != nil {
			w.t.Fatal(err)
		}
	}
	wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(judged, rules), chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("%s: %v", where, err)
	}
	for _, rule := range wrong {
		w.t.Errorf("%s: %s", where, rule)
	}
}

// plainlyBuilt fails unless the page tells its language, has one heading of the
// first rank, and offers first of all to skip to its text.
func (w *window) plainlyBuilt(where string) {
	w.t.Helper()
	ok, err := script[bool](w, `document.documentElement.lang === "zh-CN" && document.querySelectorAll("h1").length === 1 &&
		document.querySelector("a, button").hash === "#main" && !!document.querySelector("main#main")`)
	if err != nil || !ok {
		w.t.Errorf("%s: no language, not one h1, or no way past the head (%v)", where, err)
	}
}

// fits fails when the page has to be scrolled sideways, or when something in it
// is cut off at the right.
func (w *window) fits(where string) {
	w.t.Helper()
	wide, err := script[[]string](w, `(() => { const root = document.documentElement, most = root.clientWidth;
		const out = root.scrollWidth > most ? ["the page is " + root.scrollWidth + " px wide"] : [];
		for (const e of document.querySelectorAll("main *, header *")) {
			const r = e.getBoundingClientRect(), style = getComputedStyle(e);
			if (r.width > 1 && style.visibility === "visible" && r.right > most + 1 && !e.closest(".hidden, .skip, .list thead")) out.push(e.outerHTML.slice(0, 100) + " ends at " + r.right);
		}
		return out.slice(0, 3) })()`)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, what := range wide {
		w.t.Errorf("%s at 320 px: %s", where, what)
	}
}
