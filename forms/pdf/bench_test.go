package pdf

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/models"
)

// changing returns a document whose text is another one at each call, so that
// nothing but tables of the whole font can be warm.
func changing(docs []models.Document, i int) *models.Document {
	d := docs[i%len(docs)].Clone()
	d.Project.Name = fmt.Sprintf("%s%d", d.Project.Name, i)
	runes := []rune(d.Narrative.Overview)
	for k := range min(40, len(runes)) {
		runes[k] = rune(0x4E00 + (i*97+k*31)%5000)
	}
	d.Narrative.Overview = string(runes)
	return &d
}

func BenchmarkDeclaration(b *testing.B) {
	f, docs := fonts(b), samples(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := f.Write(io.Discard, Sheet{Document: changing(docs, i)}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWholeFonts prints the same pages with both fonts registered whole.
func BenchmarkWholeFonts(b *testing.B) {
	f, docs := fonts(b), samples(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer() // gofpdf writes into the bytes
		regular, bold := bytes.Clone(assets.Regular), bytes.Clone(assets.Bold)
		b.StartTimer()
		writeWhole(b, f, io.Discard, Sheet{Document: changing(docs, i)}, regular, bold)
	}
}

// writeWhole is Write for fonts that are not cut.
func writeWhole(t testing.TB, f *Fonts, w io.Writer, s Sheet, regular, bold []byte) {
	t.Helper()
	p := f.begin(regular, bold)
	grids, err := gridsOf([]Sheet{s})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.sheet(&s, grids[0]); err != nil {
		t.Fatal(err)
	}
	if err := p.close(w); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkChromium prints the same declaration by a headless browser, from a
// plain table of the same grid.
func BenchmarkChromium(b *testing.B) {
	chromium, docs, dir := gaps.Need(b, "chromium"), samples(b), b.TempDir()
	page, printed := filepath.Join(dir, "form.html"), filepath.Join(dir, "form.pdf")
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(page, []byte(asHTML(b, changing(docs, i))), 0o600); err != nil {
			b.Fatal(err)
		}
		said, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir,
			"--no-pdf-header-footer", "--print-to-pdf="+printed, page).CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s", err, said)
		}
	}
	if _, err := os.Stat(printed); err != nil {
		b.Fatal(err)
	}
}

// asHTML returns the form as a browser's table.
func asHTML(t testing.TB, d *models.Document) string {
	t.Helper()
	grids, err := gridsOf([]Sheet{{Document: d}})
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	s.WriteString(`<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:15mm}` +
		`body{font:10pt serif}table{border-collapse:collapse;width:100%}td{border:1px solid}</style><h1>` + html.EscapeString(grids[0].Title) + `</h1><table>`)
	for _, row := range grids[0].Rows {
		s.WriteString("<tr>")
		for k := range row.Cells {
			c := &row.Cells[k]
			fmt.Fprintf(&s, `<td colspan="%d" rowspan="%d">%s</td>`, c.Cols, c.Rows, html.EscapeString(c.Text(d)))
		}
		s.WriteString("</tr>")
	}
	return s.String() + "</table>"
}

// BenchmarkBooklet1000 prints 1,000 declarations into one PDF and gives the
// time a page, layout included, and the most memory held.
func BenchmarkBooklet1000(b *testing.B) {
	f, docs := fonts(b), samples(b)
	list := make([]Sheet, 1000)
	for i := range list {
		list[i] = Sheet{Document: changing(docs, i), Version: 1}
	}
	pages := countPages(b, f, list)
	stop, most := watch()
	for b.Loop() {
		if err := f.WriteBooklet(io.Discard, Booklet{Title: "汇编", Sheets: list, Numbering: Throughout}); err != nil {
			b.Fatal(err)
		}
	}
	close(stop)
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N*pages), "ms/page")
	b.ReportMetric(float64(most.Load())/1e6, "MB-held")
}

// BenchmarkVolumes10000 binds 10,000 declarations into ten volumes, and gives
// the time a page and the most memory held, and that the process ever had,
// which is of this benchmark only where it runs alone.
func BenchmarkVolumes10000(b *testing.B) {
	f, docs := fonts(b), samples(b)
	stop, most := watch()
	pages := 0
	for b.Loop() {
		spool, err := os.CreateTemp(b.TempDir(), "")
		if err != nil {
			b.Fatal(err)
		}
		binder := f.Binder(spool)
		for i := range 10_000 {
			if err := binder.Add(&Sheet{Document: changing(docs, i), Version: 1}); err != nil {
				b.Fatal(err)
			}
		}
		for _, n := range binder.pages {
			pages += n
		}
		if err := binder.Write(io.Discard, Booklet{Title: "汇编", Numbering: Throughout}, epoch, nil); err != nil {
			b.Fatal(err)
		}
		_ = spool.Close()
	}
	close(stop)
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(pages), "ms/page")
	b.ReportMetric(float64(most.Load())/1e6, "MB-held")
	b.ReportMetric(resident(), "MB-resident")
}

// resident returns the most memory that the process ever had, in MB; 0 where
// the system does not tell.
func resident() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes float64
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return 0
	}
	return kilobytes / 1000
}

func countPages(b *testing.B, f *Fonts, list []Sheet) (n int) {
	b.Helper()
	grids, err := gridsOf(list)
	if err != nil {
		b.Fatal(err)
	}
	layer := f.layer()
	for i := range list {
		l, err := layer.lay(&list[i], grids[i])
		if err != nil {
			b.Fatal(err)
		}
		n += len(l.pages)
	}
	return n
}

// watch keeps the most memory that the program has had in its heap.
func watch() (stop chan struct{}, most *atomic.Uint64) {
	stop, most = make(chan struct{}), new(atomic.Uint64)
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapInuse))
			}
		}
	}()
	return stop, most
}
