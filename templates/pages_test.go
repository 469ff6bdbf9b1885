package templates

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jba/templatecheck"

	"jixiao/models"
)

func TestEveryTemplateFitsItsStruct(t *testing.T) {
	e := engine(t)
	for _, p := range pages() {
		view := e.views[p.View()]
		if err := templatecheck.CheckHTML(view.Lookup("page"), p); err != nil {
			t.Errorf("%s: %v", p.View(), err)
		}
	}
}

func TestATemplateThatAsksForAFieldThatIsNotThereIsFound(t *testing.T) {
	e := engine(t)
	if err := templatecheck.CheckHTML(e.views["edit"].Lookup("page"), &SignIn{}); err == nil {
		t.Error("the form for filling in was taken for a sign-in")
	}
}

func TestEveryFileIsAPageOrAPartial(t *testing.T) {
	known := map[string]bool{"base": true}
	for _, p := range pages() {
		known[p.View()] = true
	}
	files, err := filepath.Glob("html/*.html")
	if err != nil || len(files) < len(known) {
		t.Fatalf("%d files for %d pages, %v", len(files), len(known), err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".html"); !known[name] {
			t.Errorf("no page is drawn by %s", file)
		}
		if content, err := os.ReadFile(file); err != nil || strings.Contains(string(content), "safeHTML") {
			t.Errorf("%s: %v, or text let through as HTML", file, err)
		}
	}
}

// fill puts something into every field below v: a text of its own, true, three,
// two of each list. Forms are real ones.
func fill(t testing.TB, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch {
	case v.Type() == reflect.TypeFor[*Form]():
		v.Set(reflect.ValueOf(form(t, sample(t, 0), true)))
		return
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2023, 1, 5, 4, 0, 0, 0, time.UTC)))
		return
	case v.Type() == reflect.TypeFor[models.Status]():
		v.SetString(string(models.Statuses[*n%len(models.Statuses)]))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("文字%d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	default:
		t.Fatalf("a page has a %s", v.Type())
	}
}

func TestEveryPageIsDrawnEmptyAndFull(t *testing.T) {
	for _, p := range pages() {
		t.Run(p.View(), func(t *testing.T) {
			// Two pages are never drawn without their form.
			empty := reflect.New(reflect.TypeOf(p).Elem())
			if f := empty.Elem().FieldByName("Form"); f.IsValid() {
				f.Set(reflect.ValueOf(&Form{}))
			}
			draw(t, empty.Interface().(Page)).ids()

			full, n := reflect.New(reflect.TypeOf(p).Elem()), 0
			fill(t, full.Elem(), &n)
			if p.View() != "edit" { // the only page that can take something back
				full.Elem().FieldByName("Base").FieldByName("Flash").Elem().FieldByName("Undo").SetInt(0)
			}
			d := draw(t, full.Interface().(Page))
			d.sound()
			for _, text := range []string{"<no value>", "ZgotmplZ", "&lt;nil&gt;", "%!"} {
				if strings.Contains(plain(d.root), text) || strings.Contains(render(d), text) {
					t.Errorf("the page says %s", text)
				}
			}
		})
	}
}

func TestEveryPageBearsItsTitleAndEveryFormItsToken(t *testing.T) {
	for _, p := range pages() {
		full, n := reflect.New(reflect.TypeOf(p).Elem()), 0
		fill(t, full.Elem(), &n)
		title := full.Elem().FieldByName("Base").FieldByName("Title").String()
		d := draw(t, full.Interface().(Page))
		if titles := d.all("title"); len(titles) != 1 || !strings.HasPrefix(plain(titles[0]), title) {
			t.Errorf("%s does not bear its title", p.View())
		}
		csrf := full.Elem().FieldByName("Base").FieldByName("CSRF").String()
		for _, f := range d.all("form") {
			if get(f, "method") != "post" {
				continue
			}
			found := false
			for c := range f.Descendants() {
				found = found || c.Data == "input" && get(c, "name") == "csrf" && get(c, "value") == csrf
			}
			if !found {
				t.Errorf("%s: the form %s has no token", p.View(), get(f, "action"))
			}
		}
	}
}
