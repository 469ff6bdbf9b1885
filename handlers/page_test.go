package handlers_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is an answer as a reader sees it.
type page struct {
	testing.TB
	path   string
	trail  []int // statuses on the way to it
	status int
	header http.Header
	body   string
	root   *html.Node
}

// at is the path of a declaration.
func at(id int64, more ...string) string {
	return "/declarations/" + strconv.FormatInt(id, 10) + strings.Join(more, "")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func classed(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

// all returns the elements that fit, in the order of the page.
func (p *page) all(fits func(*html.Node) bool) []*html.Node { return below(p.root, fits) }

func below(root *html.Node, fits func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && fits(n) {
			found = append(found, n)
		}
	}
	return found
}

func element(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(names, n.Data) }
}

// words returns the text below an element, with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// text returns all that the page says.
func (p *page) text() string {
	if p.root.FirstChild == nil {
		return p.body
	}
	return words(p.root)
}

func short(s string) string {
	if r := []rune(s); len(r) > 600 {
		return string(r[:600]) + "…"
	}
	return s
}

// heading returns the page's first heading.
func (p *page) heading() string {
	for _, h := range p.all(element("h1")) {
		return words(h)
	}
	return ""
}

// says fails unless the page holds each text.
func (p *page) says(texts ...string) *page {
	p.Helper()
	said := p.text()
	for _, text := range texts {
		if !strings.Contains(said, text) {
			p.Errorf("%s (%d) does not say %q: %s", p.path, p.status, text, short(said))
		}
	}
	return p
}

// conceals fails when one of the texts stands anywhere in the answer.
func (p *page) conceals(texts ...string) *page {
	p.Helper()
	body := p.body
	if p.header.Get("Content-Type") == sheetType {
		body += unzipped(p, p.body)
	}
	for _, text := range texts {
		if strings.Contains(body, text) || strings.Contains(p.text(), text) {
			p.Errorf("%s (%d) tells %q", p.path, p.status, text)
		}
	}
	return p
}

// link returns where the link with that text goes.
func (p *page) link(text string) string {
	p.Helper()
	for _, a := range p.all(element("a")) {
		if words(a) == text {
			return attribute(a, "href")
		}
	}
	p.Fatalf("%s has no link %s: %s", p.path, text, short(p.text()))
	return ""
}

// byID returns the element with that id.
func (p *page) byID(id string) *html.Node {
	for _, n := range p.all(func(n *html.Node) bool { return attribute(n, "id") == id }) {
		return n
	}
	return nil
}

// button returns the button with that name that a person can press.
func (p *page) button(name string) *html.Node {
	p.Helper()
	for _, n := range p.all(element("button")) {
		if words(n) == name && !has(n, "disabled") && attribute(n, "aria-hidden") != "true" {
			return n
		}
	}
	p.Fatalf("%s has no button %s among %v: %s", p.path, name, p.buttons(), short(p.text()))
	return nil
}

// buttons returns the names of the buttons that a person can press.
func (p *page) buttons() []string {
	var names []string
	for _, n := range p.all(element("button")) {
		if !has(n, "disabled") && attribute(n, "aria-hidden") != "true" {
			names = append(names, words(n))
		}
	}
	return names
}

func (p *page) formOf(n *html.Node) *html.Node {
	p.Helper()
	if f := p.byID(attribute(n, "form")); f != nil && has(n, "form") {
		return f
	}
	for a := range n.Ancestors() {
		if a.Data == "form" {
			return a
		}
	}
	p.Fatalf("%s: %s stands in no form", p.path, words(n))
	return nil
}

// problem is one line of the summary above a form.
type problem struct{ href, text, rule string }

// problems returns the errors or warnings of the summary: error, warning, note,
// conflict.
func (p *page) problems(kind string) []problem {
	var all []problem
	for _, list := range p.all(func(n *html.Node) bool { return n.Data == "ul" && classed(n, kind) }) {
		for _, a := range below(list, element("a")) {
			switch href := attribute(a, "href"); {
			case strings.HasPrefix(href, "#"):
				all = append(all, problem{href: href, text: words(a)})
			case strings.HasPrefix(href, "/rules#") && len(all) > 0:
				all[len(all)-1].rule = strings.TrimPrefix(href, "/rules#")
			}
		}
	}
	return all
}

// complains fails unless one of the errors or warnings above the form says
// that, and every one of them leads to something on the page.
func (p *page) complains(kind string, texts ...string) *page {
	p.Helper()
	all := p.problems(kind)
	for _, q := range all {
		if p.byID(strings.TrimPrefix(q.href, "#")) == nil {
			p.Errorf("%s: %q leads to %s, which is not on the page", p.path, q.text, q.href)
		}
	}
	for _, text := range texts {
		if !slices.ContainsFunc(all, func(q problem) bool { return strings.Contains(q.text, text) }) {
			p.Errorf("%s: no %s says %q among %v", p.path, kind, text, all)
		}
	}
	return p
}

// number is the number of a request, as the pages of refusal tell it.
var number = regexp.MustCompile(`请求编号 ([0-9A-Z]{8})`)

// values returns one field of what was sent.
func values(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}
