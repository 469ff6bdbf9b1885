package handlers_test

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"jixiao/handlers"
	"jixiao/models"
)

func TestSigningIn(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		name            string
		login, password string
		status          int
		says            string
	}{
		{"a wrong password is refused", "jingban", "jixiao-2024", http.StatusUnauthorized, "用户名或密码不对"},
		{"a name that nobody has is refused with the same words", "nobody", password, http.StatusUnauthorized, "用户名或密码不对"},
		{"an empty password is refused", "jingban", "", http.StatusUnauthorized, "用户名或密码不对"},
		{"a name with quotes is a name that nobody has", `' OR 1=1 --`, password, http.StatusUnauthorized, "用户名或密码不对"},
		{"the right password opens the desk", "jingban", password, http.StatusOK, "李经办"},
		{"spaces around the name do not matter", " jingban ", password, http.StatusOK, "李经办"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := s.browser()
			p := b.press(b.get("/signin"), "登录", map[string]string{"用户名": c.login, "密码": c.password})
			p.says(c.says)
			if p.status != c.status {
				t.Errorf("status %d, want %d", p.status, c.status)
			}
			if strings.Contains(p.body, "jixiao-2024") {
				t.Error("the page shows the password")
			}
		})
	}
}

func TestAfterFiveFailuresANameIsClosedForAQuarterOfAnHour(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	try := func(login, password string) *page {
		return b.press(b.get("/signin"), "登录", map[string]string{"用户名": login, "密码": password})
	}
	for range 5 {
		try("zhuguan", "wrong").says("用户名或密码不对")
	}
	if p := try("zhuguan", password).says("15 分钟"); p.status != http.StatusTooManyRequests {
		t.Errorf("status %d", p.status)
	}
	try("jingban", password).says("李经办")
	b = s.browser()
	s.clock.pass(16 * time.Minute)
	try("zhuguan", password).says("王主管")
}

func TestADisabledAccountIsOutAtOnce(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	if err := s.SetDisabled(t.Context(), s.people["jingban"].ID, true); err != nil {
		t.Fatal(err)
	}
	if p := b.declaration(d.ID).conceals(d.Document.Project.Name); p.heading() != "登录" {
		t.Errorf("a disabled person sees %s", p.heading())
	}
	b.press(form, "保存", map[string]string{"项目期": "9年"}).answered(http.StatusUnauthorized).says("登录")
	if got := s.now(d.ID).Document.Project.Period; got != d.Document.Project.Period {
		t.Errorf("a disabled person saved %s", got)
	}
	b.press(b.get("/signin"), "登录", map[string]string{"用户名": "jingban", "密码": password}).
		says("用户名或密码不对")
}

func TestARoleThatWasTakenAwayIsGoneAtOnce(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.DepartmentReview)
	b := s.as("zhuguan")
	form := b.declaration(d.ID).says("审核通过")
	elsewhere := []models.Role{{Kind: models.DepartmentReviewer, OrgID: s.orgs["903"].ID}}
	if err := s.SetRoles(t.Context(), s.people["zhuguan"].ID, elsewhere); err != nil {
		t.Fatal(err)
	}
	before := s.contents()
	if p := b.press(form, "审核通过", nil).conceals(d.Document.Project.Name); p.status == http.StatusOK && p.heading() != "登录" {
		t.Errorf("status %d", p.status)
	}
	b.declaration(d.ID).conceals(d.Document.Project.Name)
	s.unchanged(t, before)
}

func TestAfterSigningOutNothingIsOpen(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	u, _ := url.Parse(s.url)
	before := b.client.Jar.Cookies(u)
	b.press(form, "退出", nil).answered(http.StatusSeeOther, http.StatusOK)
	if p := b.declaration(d.ID); p.heading() != "登录" {
		t.Errorf("after signing out %s is open", p.heading())
	}
	// The cookie of the session that has ended is worth nothing either.
	b.client.Jar.SetCookies(u, before)
	if p := b.declaration(d.ID); p.heading() != "登录" {
		t.Errorf("the old cookie opens %s", p.heading())
	}
	p := b.press(form, "保存", map[string]string{"项目期": "9年"})
	p.answered(http.StatusUnauthorized).says("登录已过期", "填写的")
	if got := s.now(d.ID).Revision; got != d.Revision {
		t.Errorf("a post after signing out was saved as revision %d", got)
	}
}

func TestAPostThatFoundTheSessionEndedIsSentAgainAfterSigningIn(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{"项目概况": "写了很久的概况"})
	if err := s.EndSessions(t.Context(), s.people["jingban"].ID); err != nil {
		t.Fatal(err)
	}
	b.post(action, fields).answered(http.StatusUnauthorized)
	// In another window; then the browser sends the same again.
	b.press(b.get("/signin"), "登录", map[string]string{"用户名": "jingban", "密码": password}).says("李经办")
	b.post(action, fields).answered(http.StatusSeeOther, http.StatusOK).says("已保存")
	if got := s.now(d.ID).Document.Narrative.Overview; got != "写了很久的概况" {
		t.Errorf("kept is %q", got)
	}
}

func TestSigningInGivesANewSession(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	session := func() string {
		u, _ := url.Parse(s.url)
		for _, c := range b.client.Jar.Cookies(u) {
			if c.Name == "session" {
				return c.Value
			}
		}
		t.Fatal("there is no session")
		return ""
	}
	first := session()
	b.press(b.get("/signin"), "登录", map[string]string{"用户名": "zhuguan", "密码": password}).says("王主管")
	if session() == first {
		t.Error("the session of the person before goes on")
	}
}

func TestNextLeadsNowhereElse(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ name, next, to string }{
		{"a page of ours is gone on to", "/declarations?tab=all", "/declarations?tab=all"},
		{"another site is not", "https://example.com/", "/"},
		{"a site without scheme is not", "//example.com/", "/"},
		{"three slashes are a site to a browser", "///example.com", "/"},
		{"a backslash is not taken for a slash", `/\example.com`, "/"},
		{"a backslash alone is not a path", `\\example.com`, "/"},
		{"a script is not", "javascript:alert(1)", "/"},
		{"a line end does not make a header", "/\r\nSet-Cookie: a=b", "/"},
		{"a tab is not swallowed", "/\t/example.com", "/"},
		{"a name without slash is not a path", "example.com", "/"},
		{"nothing leads home", "", "/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := s.browser()
			fields := values("login", "jingban", "password", password, "csrf", b.token(), "next", c.next)
			p := b.send("/signin", fields)
			if got := p.header.Get("Location"); got != c.to || p.status != http.StatusSeeOther {
				t.Errorf("%d to %q, want %q", p.status, got, c.to)
			}
			if p.header.Get("Set-Cookie") == "a=b" {
				t.Error("a header was smuggled in")
			}
		})
	}
}

func TestASignInGoesOnToThePageThatWasAskedFor(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.browser()
	p := b.declaration(d.ID)
	if p.heading() != "登录" {
		t.Fatalf("nobody sees %s", p.heading())
	}
	p = b.press(p, "登录", map[string]string{"用户名": "jingban", "密码": password})
	if p.heading() != d.Document.Project.Name {
		t.Errorf("the sign-in leads to %s", p.heading())
	}
}

func TestAMachineThatTriesManyNamesIsClosedToo(t *testing.T) {
	s := newSite(t)
	for i := range 50 {
		if err := s.RecordFailure(t.Context(), "name"+itoa(i), "127.0.0.1"); err != nil {
			t.Fatal(err)
		}
	}
	b := s.browser()
	fields := values("login", "jingban", "password", password, "csrf", b.token())
	for _, header := range []http.Header{{}, {"X-Forwarded-For": {"10.1.2.3"}}, {"X-Real-Ip": {"10.1.2.3"}}, {"Forwarded": {"for=10.1.2.3"}}} {
		header.Set("Content-Type", "application/x-www-form-urlencoded")
		p := b.ask(http.MethodPost, "/signin", strings.NewReader(fields.Encode()), header)
		if p.status != http.StatusTooManyRequests {
			t.Errorf("with %v: status %d", header, p.status)
		}
	}
}

func TestATrustedProxyNamesTheMachine(t *testing.T) {
	_, loopback, err := net.ParseCIDR("127.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *handlers.Config) { c.TrustedProxies = []*net.IPNet{loopback} })
	b := s.browser()
	for _, header := range []string{"10.1.2.3", "1.1.1.1, 10.1.2.3"} { // the first one may be invented
		fields := values("login", "jingban", "password", "wrong", "csrf", b.token())
		b.ask(http.MethodPost, "/signin", strings.NewReader(fields.Encode()), http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"}, "X-Forwarded-For": {header},
		})
	}
	failures := must(s.Failures(t.Context(), "jingban", "10.1.2.3", noon.Add(-time.Hour)))(t)
	if failures.FromAddress != 2 {
		t.Errorf("%d failures from the machine behind the proxy", failures.FromAddress)
	}
}
