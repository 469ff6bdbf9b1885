package handlers_test

import (
	"cmp"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// browser is one person's browser: it keeps cookies, follows redirects, and
// sends forms with what stands in them, as a browser without JavaScript does.
type browser struct {
	*site
	client *http.Client
	agent  string
	origin string // sent with posts when it is set
}

// browser opens a browser with nobody signed in.
func (s *site) browser() *browser {
	s.Helper()
	jar := must(cookiejar.New(nil))(s)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{site: s, client: &http.Client{Jar: jar, CheckRedirect: stay}, agent: "Mozilla/5.0 Chrome/86.0"}
}

// as opens a browser and signs in.
func (s *site) as(login string) *browser {
	s.Helper()
	b := s.browser()
	p := b.press(b.get("/signin"), "登录", map[string]string{"用户名": login, "密码": password})
	if p.status != http.StatusOK || p.heading() == "登录" {
		s.Fatalf("%s is not signed in: %d %s", login, p.status, p.text())
	}
	return b
}

// with returns the browser for use in another test.
func (b *browser) with(t testing.TB) *browser {
	here, same := *b.site, *b
	here.TB, same.site = t, &here
	return &same
}

// ask sends one request and does not follow where it leads.
func (b *browser) ask(method, path string, body io.Reader, header http.Header) *page {
	b.Helper()
	request := must(http.NewRequestWithContext(b.Context(), method, b.url+path, body))(b)
	request.Header.Set("User-Agent", b.agent)
	for name, values := range header {
		request.Header[name] = values
	}
	answer := must(b.client.Do(request))(b)
	defer func() { _ = answer.Body.Close() }()
	content := must(io.ReadAll(answer.Body))(b)
	p := &page{
		TB: b, path: path, status: answer.StatusCode, header: answer.Header, body: string(content),
		root: &html.Node{Type: html.DocumentNode},
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		p.root = must(html.Parse(strings.NewReader(p.body)))(b)
	}
	return p
}

// follow goes on to where the answer leads.
func (b *browser) follow(p *page) *page {
	b.Helper()
	trail := p.trail
	for range 5 {
		trail = append(trail, p.status)
		to := p.header.Get("Location")
		if p.status < 300 || p.status > 399 || to == "" {
			p.trail = trail
			return p
		}
		to, _, _ = strings.Cut(to, "#")
		p = b.ask(http.MethodGet, to, nil, nil)
	}
	b.Fatalf("%s leads round and round", p.path)
	return nil
}

// get opens a page.
func (b *browser) get(path string) *page {
	b.Helper()
	return b.follow(b.ask(http.MethodGet, path, nil, nil))
}

// send posts fields and does not follow where it leads.
func (b *browser) send(path string, fields url.Values) *page {
	b.Helper()
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	if b.origin != "" {
		header.Set("Origin", b.origin)
	}
	return b.ask(http.MethodPost, path, strings.NewReader(fields.Encode()), header)
}

// post posts fields and goes on to where it leads.
func (b *browser) post(path string, fields url.Values) *page {
	b.Helper()
	return b.follow(b.send(path, fields))
}

// token returns the CSRF token of this browser.
func (b *browser) token() string {
	b.Helper()
	p := b.ask(http.MethodGet, "/signin", nil, nil)
	for _, n := range p.all(func(n *html.Node) bool { return attribute(n, "name") == "csrf" }) {
		return attribute(n, "value")
	}
	b.Fatal("no page has a CSRF token")
	return ""
}

// fields returns what the browser would send when that button of the page is
// pressed, after the blanks with those labels were filled in, and where to.
func (b *browser) fields(p *page, button string, filled map[string]string) (action, method string, fields url.Values) {
	b.Helper()
	pressed := p.button(button)
	f := p.formOf(pressed)
	for label, text := range filled {
		p.control(f, label).fill(b, text)
	}
	fields = p.fields(f)
	if name := attribute(pressed, "name"); name != "" {
		fields.Add(name, attribute(pressed, "value"))
	}
	return cmp.Or(attribute(pressed, "formaction"), attribute(f, "action")), attribute(f, "method"), fields
}

// press fills in blanks by their labels, presses a button, and goes on to where
// it leads.
func (b *browser) press(p *page, button string, filled map[string]string) *page {
	b.Helper()
	action, method, fields := b.fields(p, button, filled)
	if method == "get" {
		return b.get(action + "?" + fields.Encode())
	}
	return b.post(action, fields)
}

// declaration opens a declaration.
func (b *browser) declaration(id int64) *page {
	b.Helper()
	return b.get(at(id))
}

// answered fails unless the page came with that status after those redirects.
func (p *page) answered(trail ...int) *page {
	p.Helper()
	if !slices.Equal(p.trail, trail) {
		p.Errorf("%s was answered with %v, not %v: %s", p.path, p.trail, trail, short(p.text()))
	}
	return p
}
