package handlers_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestRefusalsAreChinesePagesWithANumberAndAWayOn(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, linju := s.as("jingban"), s.as("linju")
	for _, c := range []struct {
		name         string
		b            *browser
		method, path string
		status       int
		says         string
	}{
		{"a page that is not there", jingban, http.MethodGet, "/nothing", 404, "没有这个页面"},
		{"a page that is not there, for nobody", s.browser(), http.MethodGet, "/nothing", 404, "没有这个页面"},
		{"a declaration that is not there", jingban, http.MethodGet, at(4711), 404, "没有这份申报表，或者您看不到它"},
		{"a declaration of somebody else, in the same words", linju, http.MethodGet, at(d.ID), 404, "没有这份申报表，或者您看不到它"},
		{"a version that is not there", jingban, http.MethodGet, at(d.ID, "/versions/1"), 404, "没有"},
		{"批复 for a 经办人", jingban, http.MethodGet, "/ruling", 403, "批复由财政局办理"},
		{"a method that the page does not know", jingban, http.MethodPut, at(d.ID), 403, "这一页已过期"},
		{"another one", jingban, http.MethodDelete, at(d.ID), 403, "这一页已过期"},
		{"a method that nobody knows", jingban, "BREW", "/declarations", 403, "这一页已过期"},
		{"a post to a page that is only looked at", jingban, http.MethodPost, "/help", 403, "这一页已过期"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.b.ask(c.method, c.path, nil, nil)
			if p.status != c.status {
				t.Errorf("status %d, want %d", p.status, c.status)
			}
			p.says(c.says)
			m := number.FindStringSubmatch(p.text())
			if m == nil {
				t.Fatalf("the page tells no number: %s", p.text())
			}
			if !strings.Contains(s.log.String(), m[1]) {
				t.Errorf("the log does not know the number %s", m[1])
			}
			if p.link("回到首页") != "/" {
				t.Error("the page shows no way on")
			}
			if p.heading() == "" {
				t.Error("the page has no heading")
			}
		})
	}
}

func TestARequestNumberThatCameAlongIsNotTakenOver(t *testing.T) {
	s := newSite(t)
	p := s.browser().ask(http.MethodGet, "/nothing", nil, http.Header{"X-Request-Id": {"FORGED"}})
	if strings.Contains(p.body, "FORGED") || strings.Contains(s.log.String(), "FORGED") || p.header.Get("X-Request-Id") == "FORGED" {
		t.Error("a number from outside stands on the page or in the log")
	}
}

func TestHEADIsAnsweredLikeGETWithoutABody(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/signin": 200, "/": 303, "/nothing": 404} {
		p := b.ask(http.MethodHead, path, nil, nil)
		if p.status != want || p.body != "" {
			t.Errorf("HEAD %s: %d with %q, want %d", path, p.status, p.body, want)
		}
	}
}

func TestWithoutItsDatabaseTheServerLivesAndSaysSo(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200} {
		if p := b.get(path); p.status != want {
			t.Errorf("%s: %d", path, p.status)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503} {
		if p := b.get(path); p.status != want {
			t.Errorf("without the database %s: %d", path, p.status)
		}
	}
	out := s.browser()
	for name, p := range map[string]*page{
		"opening": b.declaration(d.ID), "saving": b.press(form, "保存", map[string]string{"项目概况": "改过"}),
		"signing in": out.press(out.get("/signin"), "登录", map[string]string{"用户名": "jingban", "密码": password}),
	} {
		m := number.FindStringSubmatch(p.text())
		if p.status < 500 || m == nil || !strings.Contains(p.text(), "请过一会儿再试") || p.link("回到首页") != "/" {
			t.Errorf("%s: %d %s", name, p.status, p.text())
			continue
		}
		if !strings.Contains(s.log.String(), m[1]) {
			t.Errorf("%s: the log does not know the number %s", name, m[1])
		}
		for _, secret := range []string{"sql", "closed", "database", ".go:", "store:"} {
			if strings.Contains(strings.ToLower(p.text()), secret) {
				t.Errorf("%s: the page tells %q: %s", name, secret, p.text())
			}
		}
	}
}

func TestTheLogTellsNothingThatWasTyped(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	const secret = "不可入日志的文字"
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": secret})
	b.get("/declarations?q=" + secret)
	b.post(at(d.ID), values("csrf", b.token(), "revision", "1", "x"+secret, secret))
	log := s.log.String()
	for _, text := range []string{secret, password, "csrf"} {
		if strings.Contains(log, text) {
			t.Errorf("the log tells %q", text)
		}
	}
	if !strings.Contains(log, `"path":"`+at(d.ID)+`"`) || !strings.Contains(log, `"status":303`) {
		t.Errorf("the log does not tell what was asked: %s", short(log))
	}
}
