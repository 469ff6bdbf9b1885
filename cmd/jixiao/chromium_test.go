package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"jixiao/cmd/gaps"
)

// patient is how long a page may take on a busy machine.
const patient = 30 * time.Second

// window is a browser window of one person.
type window struct {
	t       *testing.T
	ctx     context.Context
	address string
	mu      sync.Mutex
	faults  []string // of the console and of scripts
}

// chromium starts a headless browser with an empty profile. It runs without a
// sandbox of its own only as root, which Chromium refuses otherwise.
func chromium(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(gaps.Need(t, "chromium")), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.WSURLReadTimeout(patient),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	return ctx
}

// open opens a window at a page of the server, in a browser of its own.
func open(t *testing.T, address string) *window {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium(t), chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	return watched(t, ctx, address)
}

// beside opens a window of somebody else: in the same browser, which starts
// once, but with cookies and a memory of its own.
func (w *window) beside() *window {
	w.t.Helper()
	ctx, cancel := chromedp.NewContext(w.ctx, chromedp.WithNewBrowserContext())
	w.t.Cleanup(cancel)
	return watched(w.t, ctx, w.address)
}

// watched is a window that notes what the browser complains of, and every
// request that leaves the server's address.
func watched(t *testing.T, ctx context.Context, address string) *window {
	t.Helper()
	w := &window{t: t, ctx: ctx, address: address}
	w.must(chromedp.EmulateViewport(1280, 1000))
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			w.fault(e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" {
				w.fault("console: " + fmt.Sprint(e.Args))
			}
		case *log.EventEntryAdded:
			// A refusal has a status that Chromium logs too; what the policy of
			// the page forbids comes from another source.
			if e.Entry.Source != log.EntrySourceNetwork && e.Entry.Level == log.EntryLevelError {
				w.fault(e.Entry.Text)
			}
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; strings.HasPrefix(u, "http") && !strings.HasPrefix(u, address) {
				w.fault("a request to " + u)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *window) fault(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, text)
}

// quiet fails when a script or the console has complained.
func (w *window) quiet() {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.faults {
		w.t.Errorf("the browser complains: %s", f)
	}
}

func (w *window) must(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatal(err)
	}
}

// script runs an expression in the page.
func script[T any](w *window, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(w.ctx, patient)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

// until waits for an expression to become true.
func (w *window) until(what, expression string) {
	w.t.Helper()
	for end := time.Now().Add(patient); ; time.Sleep(30 * time.Millisecond) {
		ok, err := script[bool](w, "(() => { try { return !!("+expression+") } catch { return false } })()")
		if err == nil && ok {
			return
		}
		if time.Now().After(end) {
			shown, _ := script[string](w, "location.href + `\\nthe focus is at ` + document.activeElement.outerHTML.slice(0, 200) + `\\n` + [...document.querySelectorAll(`.dock`)].map(e => e.innerText).join() + `\\n` + document.body.innerText.slice(0, 1500)")
			w.t.Fatalf("%s: not within %s (%v). The page shows:\n%s", what, patient, err, shown)
		}
	}
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// goTo opens a page, once a form that is being filled in is saved: a browser
// asks before it leaves one that is not.
func (w *window) goTo(path string) {
	w.t.Helper()
	if here, err := script[string](w, "location.protocol"); err == nil && here != "about:" {
		w.until("saved", "!document.querySelector('form.fill') || document.querySelector('.dock .saved').textContent.includes('已保存')")
	}
	ctx, cancel := context.WithTimeout(w.ctx, patient)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(w.address+path)); err != nil {
		w.t.Fatalf("go to %s: %v", path, err)
	}
}

// see waits until the page shows a text.
func (w *window) see(text string) {
	w.t.Helper()
	w.until("see "+text, "document.body.innerText.includes("+quoted(text)+")")
}

// field is the element that a label names, by its accessible name.
func field(label string) string {
	return "[...document.querySelectorAll('label')].filter(l => l.textContent.trim() === " + quoted(label) +
		").map(l => l.control || document.getElementById(l.htmlFor))[0]"
}

// fill types a text into the blank with that label, as an input method does,
// or chooses it from a list.
func (w *window) fill(label, text string) {
	w.t.Helper()
	w.until("find "+label, field(label))
	kind, err := script[string](w, `(() => { const e = `+field(label)+`; e.focus(); if (e.select) e.select(); return e.tagName })()`)
	if err != nil {
		w.t.Fatalf("%s: %v", label, err)
	}
	if kind == "SELECT" {
		w.until("choose "+text, `(() => { const e = `+field(label)+`;
			const o = [...e.options].find(o => o.text.includes(`+quoted(text)+`)); if (!o) return false;
			e.value = o.value; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); return true })()`)
		return
	}
	w.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	}))
}

// press clicks the button or link with that name.
func (w *window) press(name string) {
	w.t.Helper()
	w.until("press "+name, `(() => {
		const named = e => (e.getAttribute("aria-label") || e.textContent).trim() === `+quoted(name)+`;
		const e = [...document.querySelectorAll("main button, main a, header button")].find(e => named(e) && !e.disabled && e.getClientRects().length && !e.ariaHidden);
		if (!e) return false; e.scrollIntoView({block: "center"}); e.click(); return true })()`)
}

// check ticks the box with that id.
func (w *window) check(id string) {
	w.t.Helper()
	w.until("tick "+id, "(() => { const e = document.getElementById("+quoted(id)+"); if (!e.checked) e.click(); return e.checked })()")
}

// signIn signs in with an account of the sample.
func (w *window) signIn(login string) {
	w.t.Helper()
	w.goTo("/signin")
	w.fill("用户名", login)
	w.fill("密码", samplePassword)
	w.press("登录")
	w.see("退出")
}

// text returns what the page shows.
func (w *window) text() string {
	w.t.Helper()
	shown, err := script[string](w, "document.body.innerText")
	if err != nil {
		w.t.Fatal(err)
	}
	return shown
}

// fetch returns a file that the page's person may fetch, as text of bytes.
func (w *window) fetch(path string) string {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patient)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.Evaluate[string](`fetch(`+quoted(path)+`).then(r => r.arrayBuffer()).then(b => {
		let s = ""; for (const c of new Uint8Array(b)) s += String.fromCharCode(c); return btoa(s) })`, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatal(err)
	}
	return strings.TrimSpace(data)
}
