package handlers_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"jixiao/models"
)

// BenchmarkPrintingAll prints 10,000 stored declarations in the background, and
// gives how long that takes, how long opening a form takes before it and
// meanwhile, and the most memory that the process ever had: with the database,
// the server and the browser in it, where the benchmark runs alone.
func BenchmarkPrintingAll(b *testing.B) {
	s := newSite(b, withResults(b.TempDir()))
	docs := must(eleven())(b)
	var last models.Declaration
	for i := range stored {
		doc := docs[i%len(docs)].Clone()
		doc.Project.Name += strconv.Itoa(i)
		last = s.draft(doc)
	}
	owner, other := s.as("jingban"), s.as("jingban")
	open := func(until func() bool) []time.Duration {
		var took []time.Duration
		for !until() {
			begun := time.Now()
			other.declaration(last.ID)
			took = append(took, time.Since(begun))
			time.Sleep(20 * time.Millisecond)
		}
		return took
	}
	b.ResetTimer()
	for b.Loop() {
		n := 0
		b.ReportMetric(p95(open(func() bool { n++; return n > 200 })), "p95-open-alone-ms")
		begun := time.Now()
		p := owner.printAll("tab=all", "bound")
		b.ReportMetric(p95(open(func() bool { n++; return n%25 == 0 && !strings.Contains(owner.get(p.path).body, "data-poll") })), "p95-open-ms")
		b.ReportMetric(time.Since(begun).Seconds(), "s/job")
		p = owner.get(p.path).says("下载")
		b.ReportMetric(resident(), "MB-resident")
		names, _ := unpacked(owner.get(p.link("下载")))
		if len(names) != stored/1000 || !strings.HasPrefix(names[9], "第10册（第9001—10000份）") {
			b.Errorf("the volumes are %v", names)
		}
	}
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
