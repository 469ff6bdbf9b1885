package handlers_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// isInert fails when the page holds a style, script or handler of its own, when
// an id stands twice, or a blank has no name: what the policy of content
// forbids, and what text that was typed might smuggle in.
func (p *page) isInert() *page {
	p.Helper()
	ids := map[string]bool{}
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		p.isPlain(n)
		id := attribute(n, "id")
		if id != "" && ids[id] {
			p.Errorf("%s: the id %s stands twice", p.path, id)
		}
		ids[id] = true
		if slices.Contains([]string{"input", "select", "textarea"}, n.Data) && attribute(n, "type") != "hidden" && p.label(n) == "" {
			p.Errorf("%s: %s %s has no label", p.path, n.Data, attribute(n, "name"))
		}
	}
	return p
}

// isPlain fails when an element does something by itself.
func (p *page) isPlain(n *html.Node) {
	p.Helper()
	switch {
	case n.Data == "style", n.Data == "iframe", n.Data == "object", n.Data == "embed", n.Data == "base":
		p.Errorf("%s has an element %s", p.path, n.Data)
	case n.Data == "script" && (!strings.HasPrefix(attribute(n, "src"), "/static/") || n.FirstChild != nil):
		p.Errorf("%s has a script of its own: %s", p.path, words(n))
	}
	for _, a := range n.Attr {
		address := a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction"
		switch {
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			p.Errorf("%s: %s has the attribute %s=%q", p.path, n.Data, a.Key, a.Val)
		case address && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "?"),
			address && strings.HasPrefix(a.Val, "//"):
			p.Errorf("%s: %s leads to %s", p.path, n.Data, a.Val)
		}
	}
}

func TestAPageWithAScriptOfItsOwnIsFound(t *testing.T) {
	for _, content := range []string{
		`<p onclick="x">`, `<p style="x">`, `<style>p{}</style>`, `<script>x</script>`, `<a href="javascript:x">`,
		`<input name="x">`, `<p id="a"><p id="a">`, `<a href="//example.com">`,
	} {
		probe := &recorder{TB: t}
		root := must(html.Parse(strings.NewReader(content)))(t)
		(&page{TB: probe, root: root}).isInert()
		if probe.failed == 0 {
			t.Errorf("%s is let through", content)
		}
	}
}

// recorder counts failures instead of failing.
type recorder struct {
	testing.TB
	failed int
}

// Errorf counts.
func (r *recorder) Errorf(string, ...any) { r.failed++ }
