package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/handlers"
	"jixiao/models"
)

func TestAPostWithoutTokenOrFromElsewhereIsRefused(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	before := s.contents()
	for _, c := range []struct {
		name   string
		header http.Header
		change func(url.Values)
		says   string
	}{
		{"without a token", nil, func(v url.Values) { v.Del("csrf") }, "这一页已过期"},
		{"with an empty token", nil, func(v url.Values) { v.Set("csrf", "") }, "这一页已过期"},
		{"with a wrong token", nil, func(v url.Values) { v.Set("csrf", strings.Repeat("x", 32)) }, "这一页已过期"},
		{"with the token of another browser", nil, func(v url.Values) { v.Set("csrf", s.browser().token()) }, "这一页已过期"},
		{"from another site, by its Origin", http.Header{"Origin": {"https://example.com"}}, func(url.Values) {}, "来自别的网站"},
		{"from nowhere", http.Header{"Origin": {"null"}}, func(url.Values) {}, "来自别的网站"},
		{"from another site, as the browser says", http.Header{"Sec-Fetch-Site": {"cross-site"}}, func(url.Values) {}, "来自别的网站"},
		{"from a neighbour of the site", http.Header{"Sec-Fetch-Site": {"same-site"}}, func(url.Values) {}, "来自别的网站"},
	} {
		t.Run(c.name, func(t *testing.T) {
			action, _, fields := b.fields(form, "保存", map[string]string{"项目概况": "改过"})
			c.change(fields)
			header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
			for name, v := range c.header {
				header[name] = v
			}
			p := b.ask(http.MethodPost, action, strings.NewReader(fields.Encode()), header).says(c.says, "回到首页")
			if p.status != http.StatusForbidden || !number.MatchString(p.text()) {
				t.Errorf("status %d: %s", p.status, p.text())
			}
			s.unchanged(t, before)
		})
	}
	b.origin = s.url
	b.press(form, "保存", map[string]string{"项目概况": "改过"}).says("已保存")
}

func TestEveryAnswerBearsTheHeadersOfSafety(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	for _, path := range []string{
		"/", "/signin", "/outdated", "/help", "/declarations", at(d.ID), at(d.ID, "/print"), at(d.ID, "/history"),
		"/nothing", "/healthz", "/readyz", "/static/x/nothing.js",
	} {
		p := b.ask(http.MethodGet, path, nil, nil)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			if got := p.header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		policy := p.header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy %q lacks %s", path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy is open: %s", path, policy)
		}
	}
}

func TestCookiesAreKeptFromScriptsAndOtherSites(t *testing.T) {
	for _, secure := range []bool{false, true} {
		s := newSite(t, func(c *handlers.Config) { c.TLS = secure })
		b := s.browser()
		first := b.ask(http.MethodGet, "/signin", nil, nil)
		token := ""
		for _, n := range first.all(func(n *html.Node) bool { return attribute(n, "name") == "csrf" }) {
			token = attribute(n, "value")
		}
		// Over plain HTTP the jar does not send a Secure cookie back.
		header := http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, "Cookie": {"csrf=" + token},
		}
		p := b.ask(http.MethodPost, "/signin", strings.NewReader(values("login", "jingban", "password", password, "csrf", token).Encode()), header)
		cookies := slices.Concat((&http.Response{Header: first.header}).Cookies(), (&http.Response{Header: p.header}).Cookies())
		names := map[string]bool{}
		for _, c := range cookies {
			names[c.Name] = true
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure != secure || c.Path != "/" {
				t.Errorf("TLS %v: the cookie %s", secure, c.Raw)
			}
		}
		if !names["csrf"] || !names["session"] {
			t.Errorf("TLS %v: the cookies are %v", secure, names)
		}
	}
}

func TestNoPageDoesAnythingByItself(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	sent := s.draft(ready(t))
	jingban, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
	jingban.sendIn(sent.ID)
	for _, v := range []struct {
		b     *browser
		paths []string
	}{
		{s.browser(), []string{"/signin", "/outdated", "/nothing"}},
		{jingban, []string{
			"/declarations", "/declarations?tab=all", "/declarations/new", "/help", "/rules", at(d.ID), at(d.ID, "?check=1"), at(d.ID, "/submit"),
			at(d.ID, "/history"), at(d.ID, "/saved"), at(d.ID, "/saved/1"), at(sent.ID), at(sent.ID, "/history"), at(sent.ID, "/versions/1"), at(4711),
		}},
		{zhuguan, []string{"/declarations", at(sent.ID), at(d.ID), at(sent.ID, "/versions/1")}},
		{caizheng, []string{"/declarations", "/declarations?tab=finance-reviewed", "/ruling"}},
	} {
		for _, path := range v.paths {
			p := v.b.get(path).isInert()
			if p.root.FirstChild == nil {
				t.Errorf("%s is no page: %s", path, p.body)
			}
			if p.heading() == "" {
				t.Errorf("%s has no heading", path)
			}
			if n := len(p.all(element("h1"))); n != 1 {
				t.Errorf("%s has %d first headings", path, n)
			}
			if metas := p.all(func(n *html.Node) bool { return attribute(n, "name") == "renderer" }); len(metas) != 1 || attribute(metas[0], "content") != "webkit" {
				t.Errorf("%s does not ask for the renderer webkit", path)
			}
		}
	}
}

// asset finds the addresses of static files in a page.
var asset = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)

func TestStaticFilesAreKeptForLongUnderNamesThatChange(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	found := asset.FindAllStringSubmatch(b.get("/signin").body, -1)
	if len(found) < 3 {
		t.Fatalf("the page has the files %v", found)
	}
	for _, m := range found {
		p := b.ask(http.MethodGet, m[1], nil, nil)
		if p.status != http.StatusOK || !strings.Contains(p.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d, kept %q", m[1], p.status, p.header.Get("Cache-Control"))
		}
		if p.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie that caches would share", m[1])
		}
		old := regexp.MustCompile(`/static/[^/]+/`).ReplaceAllString(m[1], "/static/000000000000/")
		if p := b.ask(http.MethodGet, old, nil, nil); p.status != http.StatusOK || p.header.Get("Cache-Control") != "no-store" {
			t.Errorf("an old %s: %d, kept %q", old, p.status, p.header.Get("Cache-Control"))
		}
	}
	for _, path := range []string{"/static/", "/static/x/", "/static/x/../../go.mod", "/static/x/%2e%2e/app.css", "/static/x/app.css/"} {
		if p := b.ask(http.MethodGet, path, nil, nil); p.status != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, p.status)
		}
	}
}

func TestABrowserInIEModeIsToldHowToLeaveIt(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	for _, agent := range []string{
		"Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
		"Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; 360SE)",
	} {
		b.agent = agent
		for _, path := range []string{"/", "/signin", "/declarations/1"} {
			b.get(path).answered(http.StatusFound, http.StatusOK).says("极速模式")
		}
		if p := b.get("/healthz"); p.status != http.StatusOK {
			t.Errorf("/healthz: %d", p.status)
		}
	}
	b.agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86.0.4240.198 Safari/537.36 Edg/86.0"
	if p := b.get("/"); p.heading() != "登录" {
		t.Errorf("another browser gets %s", p.heading())
	}
}

func TestWhatIsForDevelopersIsClosed(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	for _, path := range []string{"/gallery", "/metrics", "/debug/pprof/", "/static", "/.git/config", "/assets/"} {
		if p := b.ask(http.MethodGet, path, nil, nil); p.status != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, p.status)
		}
	}
	s = newSite(t, func(c *handlers.Config) { c.Development = true })
	s.browser().get("/gallery").answered(http.StatusOK)
}

func TestThePagesTellNoCacheToKeepThem(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.DepartmentReview)
	b := s.as("jingban")
	for _, path := range []string{at(d.ID), at(d.ID, "/print"), at(d.ID, "/versions/1/print"), "/declarations"} {
		if got := b.get(path).header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s may be kept: %q", path, got)
		}
	}
}

func TestTheMetricsHoldNothingThatAClientMadeUp(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	b.ask(http.MethodGet, "/made-up-path?q=made-up-query", nil, nil)
	b.ask("MADEUP", "/declarations", nil, nil)
	b.get("/declarations?q=made-up-query")
	request := must(http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/signin", nil))(t)
	request.Host = "made-up-host"
	answer := must(b.client.Do(request))(t)
	_ = answer.Body.Close()

	figures := httptest.NewRecorder()
	s.server.MetricsHandler().ServeHTTP(figures, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	got := figures.Body.String()
	if !strings.Contains(got, `url="/declarations"`) || !strings.Contains(got, "request_duration_seconds") {
		t.Errorf("the metrics do not count requests: %s", short(got))
	}
	for _, text := range []string{"made-up", "MADEUP"} {
		if strings.Contains(got, text) {
			t.Errorf("the metrics hold %q", text)
		}
	}
}
