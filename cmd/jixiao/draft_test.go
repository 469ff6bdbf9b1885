package main

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"jixiao/models"
)

// guest opens a window for a part of a test, in the browser of the whole.
func (w *window) guest(t *testing.T) *window {
	t.Helper()
	return (&window{t: t, ctx: w.ctx, address: w.address}).beside()
}

// tab opens another tab of the same person, for a part of a test.
func (w *window) tab(t *testing.T) *window {
	t.Helper()
	ctx, cancel := chromedp.NewContext(w.ctx)
	t.Cleanup(cancel)
	return watched(t, ctx, w.address)
}

// tell sends a command of the browser's protocol.
func tell[P, R any](w *window, command cdp.Command[P, R], parameters P) {
	w.t.Helper()
	w.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, parameters)
		return err
	}))
}

// run runs a script in the page and fails when it throws.
func (w *window) run(expression string) {
	w.t.Helper()
	if _, err := script[bool](w, "(() => { "+expression+"; return true })()"); err != nil {
		w.t.Fatalf("%s: %v", expression, err)
	}
}

// enter puts the cursor at the end of the cell with that label.
func (w *window) enter(label string) {
	w.t.Helper()
	w.until("find "+label, field(label))
	w.run("const e = " + field(label) + "; e.focus(); e.setSelectionRange(e.value.length, e.value.length)")
}

// types types a text where the cursor is.
func (w *window) types(text string) {
	w.t.Helper()
	tell(w, input.InsertText, input.InsertTextParams{Text: text})
}

// stands waits until a cell holds a text.
func (w *window) stands(label, text string) {
	w.t.Helper()
	w.until(label+" is "+text, field(label)+".value === "+quoted(text))
}

// line waits until the line below the form says that.
func (w *window) line(text string) {
	w.t.Helper()
	w.until("be told "+text, "document.querySelector('.dock .saved').textContent.includes("+quoted(text)+")")
}

// asked does something that the browser is to ask about, which is answered with
// yes or no, and reports whether it did.
func (w *window) asked(kind page.DialogType, yes bool, act func()) bool {
	w.t.Helper()
	heard := make(chan struct{}, 1)
	ctx, cancel := context.WithCancel(w.ctx)
	defer cancel()
	err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*page.EventJavascriptDialogOpening); ok && e.Type == kind {
			heard <- struct{}{}
			go func() {
				_ = chromedp.Do(w.ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
					_, err := cdp.Call(ctx, t, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: yes})
					return err
				}))
			}()
		}
	})
	if err != nil {
		w.t.Fatal(err)
	}
	act()
	select {
	case <-heard:
		return true
	case <-time.After(patient):
		return false
	}
}

// kept waits until the database holds what is wanted of a declaration.
func kept(t *testing.T, database string, id int64, what string, fits func(*models.Document) bool) {
	t.Helper()
	s := look(t, database)
	for end := time.Now().Add(patient); ; time.Sleep(30 * time.Millisecond) {
		d, err := s.Declaration(t.Context(), id)
		if err == nil && fits(&d.Document) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s is not kept (%v): %+v", what, err, d.Document)
		}
	}
}

// now returns a declaration's document as the database has it.
func now(t *testing.T, database string, id int64) *models.Document {
	t.Helper()
	d, err := look(t, database).Declaration(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return &d.Document
}
