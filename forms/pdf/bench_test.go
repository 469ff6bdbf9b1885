package pdf

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"jixiao/assets"
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
