package handlers_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/store"
)

// BenchmarkPrintingAll prints 10,000 declarations of 500 units that were sent in,
// in the background, and gives how long that takes, how long opening a form
// takes before it and meanwhile, and the most memory of the process meanwhile:
// with the database, the server and the browsers of the test in it.
func BenchmarkPrintingAll(b *testing.B) {
	s := newSite(b, withResults(b.TempDir()))
	ids := s.sentInByMany(500)
	owner, other := s.as("caizheng"), s.as("caizheng")
	open := func(until func() bool) []time.Duration {
		var took []time.Duration
		for n := 0; !until(); n++ {
			begun := time.Now()
			other.declaration(ids[n*37%len(ids)])
			took = append(took, time.Since(begun))
			time.Sleep(20 * time.Millisecond)
		}
		return took
	}
	b.ResetTimer()
	for b.Loop() {
		n := 0
		b.ReportMetric(p95(open(func() bool { n++; return n > 200 })), "p95-open-alone-ms")
		forgetPeak()
		b.ReportMetric(resident(), "MB-resident-before")
		begun := time.Now()
		p := owner.printAll("tab=acted", "bound")
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

// sentInByMany keeps 10,000 declarations that so many units have sent in and
// finance has acted on.
func (s *site) sentInByMany(units int) []int64 {
	s.Helper()
	orgs := make([]models.Org, units)
	for i := range orgs {
		orgs[i] = models.Org{Code: fmt.Sprintf("026%03d", 100+i), Name: fmt.Sprintf("单位%d", i), Kind: models.Unit, ParentID: s.orgs["026"].ID}
	}
	_, _, err := s.SaveOrgs(s.Context(), orgs)
	if err != nil {
		s.Fatal(err)
	}
	s.know()
	docs := must(eleven())(s)
	ids := make([]int64, stored)
	for i := range ids {
		doc := docs[i%len(docs)].Clone()
		doc.Project.Name += strconv.Itoa(i)
		unit := s.orgs[orgs[i%units].Code]
		doc.Unit = unit.OrgName()
		d := models.Declaration{Status: models.Draft, Document: doc, UnitID: unit.ID, DepartmentID: s.orgs["026"].ID}
		event := models.Event{Action: models.Create, To: models.Draft, PersonID: s.people["caizheng"].ID}
		if err := s.CreateDeclaration(s.Context(), &d, event); err != nil {
			s.Fatal(err)
		}
		_, err := s.UpdateDeclaration(s.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
			d.Status, d.Version = models.FinanceReview, 1
			return store.Change{
				Event:   &models.Event{Action: models.Submit, From: models.Draft, To: d.Status, Version: 1},
				Version: &models.Version{Number: 1, Document: d.Document.Clone()},
			}, nil
		})
		if err != nil {
			s.Fatal(err)
		}
		ids[i] = d.ID
	}
	return ids
}

// forgetPeak lets the system count the most memory of the process anew.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// resident returns the most memory that the process has had, in MB; 0 where
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
