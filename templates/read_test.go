package templates

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// engine returns an engine whose files have plain addresses.
func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := New(func(name string) string { return "/static/x/" + name })
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// drawn is a page as it was drawn.
type drawn struct {
	testing.TB
	name string
	root *html.Node
}

func draw(t testing.TB, p Page) drawn {
	t.Helper()
	var b bytes.Buffer
	if err := engine(t).Render(&b, p); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return drawn{t, p.View(), root}
}

func get(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all returns the elements with one of these names, in the order of the page.
func (d drawn) all(names ...string) []*html.Node {
	var found []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) {
			found = append(found, n)
		}
	}
	return found
}

// text returns the text below an element as it stands.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func plain(n *html.Node) string { return strings.Join(strings.Fields(text(n)), " ") }

// ids returns the elements by their ids, and fails when one stands twice.
func (d drawn) ids() map[string]*html.Node {
	d.Helper()
	ids := map[string]*html.Node{}
	for _, n := range d.all() {
		id := get(n, "id")
		if id == "" {
			continue
		}
		if ids[id] != nil {
			d.Errorf("%s: the id %s stands twice", d.name, id)
		}
		ids[id] = n
	}
	return ids
}

// blanks returns the blanks of the page by their labels, and fails for one that
// has none or shares it.
func (d drawn) blanks() map[string]*html.Node {
	d.Helper()
	labels := map[string]string{}
	for _, l := range d.all("label") {
		labels[get(l, "for")] = plain(l)
	}
	blanks := map[string]*html.Node{}
	for _, n := range d.all("input", "select", "textarea") {
		if get(n, "type") == "hidden" {
			continue
		}
		label := get(n, "aria-label")
		if id := get(n, "id"); label == "" && id != "" {
			label = labels[id]
		}
		for a := range n.Ancestors() {
			if label == "" && a.Data == "label" {
				label = plain(a)
			}
		}
		if label == "" || blanks[label] != nil && formOf(blanks[label]) == formOf(n) {
			d.Errorf("%s: %s %s has the label %q, none or another's", d.name, n.Data, get(n, "name"), label)
		}
		blanks[label] = n
	}
	return blanks
}

func formOf(n *html.Node) *html.Node {
	for a := range n.Ancestors() {
		if a.Data == "form" {
			return a
		}
	}
	return nil
}

// value returns what stands in a blank.
func value(n *html.Node) string {
	switch n.Data {
	case "textarea":
		return text(n)
	case "select":
		for o := range n.Descendants() {
			if o.Data == "option" && slices.ContainsFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" }) {
				return get(o, "value")
			}
		}
		return ""
	}
	return get(n, "value")
}

// sound fails for a page that does something by itself, or refers to what is
// not on it.
func (d drawn) sound() {
	d.Helper()
	ids := d.ids()
	d.blanks()
	for _, n := range d.all() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				d.Errorf("%s: %s has the attribute %s", d.name, n.Data, a.Key)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#") && ids[a.Val[1:]] == nil,
				a.Key == "for" && ids[a.Val] == nil, a.Key == "form" && ids[a.Val] == nil:
				d.Errorf("%s: %s refers to %s", d.name, n.Data, a.Val)
			case a.Key == "aria-describedby" || a.Key == "aria-labelledby":
				for _, id := range strings.Fields(a.Val) {
					if ids[id] == nil {
						d.Errorf("%s: %s is described by %s", d.name, n.Data, id)
					}
				}
			}
		}
		if n.Data == "style" || n.Data == "script" && (get(n, "src") == "" || text(n) != "") {
			d.Errorf("%s has a %s of its own", d.name, n.Data)
		}
		if n.Data == "button" && plain(n) == "" {
			d.Errorf("%s: a button has no name", d.name)
		}
	}
	if headings := d.all("h1"); len(headings) != 1 {
		d.Errorf("%s has %d first headings", d.name, len(headings))
	}
}
