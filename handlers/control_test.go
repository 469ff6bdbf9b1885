package handlers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// control is one blank of a form.
type control struct{ *html.Node }

// control returns the blank of a form with that label: the one whose label says
// so, else the only one whose label holds it.
func (p *page) control(form *html.Node, label string) control {
	p.Helper()
	var near []*html.Node
	for _, n := range p.controls(form) {
		if attribute(n, "type") == "hidden" {
			continue
		}
		switch name := p.label(n); {
		case name == label:
			return control{n}
		case strings.Contains(name, label):
			near = append(near, n)
		}
	}
	if len(near) != 1 {
		p.Fatalf("%s has %d blanks for %s: %s", p.path, len(near), label, short(p.text()))
	}
	return control{near[0]}
}

// controls returns the blanks of a form, or of the whole page; those that name
// a form belong to it wherever they stand.
func (p *page) controls(form *html.Node) []*html.Node {
	return slices.DeleteFunc(p.all(element("input", "textarea", "select")), func(n *html.Node) bool {
		if form == p.root {
			return false
		}
		if has(n, "form") {
			return attribute(n, "form") != attribute(form, "id")
		}
		return !slices.Contains(slices.Collect(n.Ancestors()), form)
	})
}

// blank returns the blank with that label anywhere on the page.
func (p *page) blank(label string) control {
	p.Helper()
	return p.control(p.root, label)
}

// label returns the name by which assistive technology tells a blank.
func (p *page) label(n *html.Node) string {
	if name := attribute(n, "aria-label"); name != "" {
		return name
	}
	for a := range n.Ancestors() {
		if a.Data == "label" {
			return words(a)
		}
	}
	id := attribute(n, "id")
	for _, l := range p.all(element("label")) {
		if id != "" && attribute(l, "for") == id {
			return words(l)
		}
	}
	return ""
}

// value returns what stands in the blank.
func (c control) value() string {
	switch c.Data {
	case "textarea":
		var b strings.Builder
		for n := range c.ChildNodes() {
			b.WriteString(n.Data)
		}
		return b.String()
	case "select":
		var first *html.Node
		for _, o := range below(c.Node, element("option")) {
			if has(o, "selected") {
				return attribute(o, "value")
			}
			if first == nil {
				first = o
			}
		}
		if first != nil {
			return attribute(first, "value")
		}
		return ""
	}
	// Browsers take line breaks out of what stands in one line.
	if attribute(c.Node, "type") == "hidden" {
		return attribute(c.Node, "value")
	}
	return strings.NewReplacer("\r", "", "\n", "").Replace(attribute(c.Node, "value"))
}

// fill types into the blank, ticks it, or chooses what has that text.
func (c control) fill(t testing.TB, text string) {
	t.Helper()
	switch {
	case c.Data == "textarea":
		for c.FirstChild != nil {
			c.RemoveChild(c.FirstChild)
		}
		c.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	case c.Data == "select":
		c.choose(t, text)
	case attribute(c.Node, "type") == "checkbox", attribute(c.Node, "type") == "radio":
		c.Attr = append(c.Attr, html.Attribute{Key: "checked"})
	default:
		c.Attr = slices.DeleteFunc(c.Attr, func(a html.Attribute) bool { return a.Key == "value" })
		c.Attr = append(c.Attr, html.Attribute{Key: "value", Val: text})
	}
}

func (c control) choose(t testing.TB, text string) {
	t.Helper()
	found := false
	for _, o := range below(c.Node, element("option")) {
		o.Attr = slices.DeleteFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" })
		if words(o) == text {
			o.Attr, found = append(o.Attr, html.Attribute{Key: "selected"}), true
		}
	}
	if !found {
		t.Fatalf("%s is no choice: %s", text, words(c.Node))
	}
}

// fields returns what stands in the form's blanks as a browser sends it.
func (p *page) fields(form *html.Node) url.Values {
	fields := url.Values{}
	for _, n := range p.controls(form) {
		kind, name := attribute(n, "type"), attribute(n, "name")
		choice := kind == "checkbox" || kind == "radio"
		if name == "" || has(n, "disabled") || choice && !has(n, "checked") {
			continue
		}
		// Browsers send line ends so.
		text := strings.ReplaceAll(control{n}.value(), "\n", "\r\n")
		fields.Add(name, text)
	}
	return fields
}
