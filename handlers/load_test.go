package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"jixiao/models"
)

// stored is how many declarations lie in the database of the benchmark.
const stored = 10_000

// BenchmarkFiftyPeople lets fifty people save their own forms at once, and open
// one after every fifteenth save, as they do in half a minute of work: without
// their pauses, so the figures are those of a much fuller office.
func BenchmarkFiftyPeople(b *testing.B) {
	s := newSite(b)
	doc := ready(b)
	var ids []int64
	for i := range stored {
		doc.Project.Name = "项目" + strconv.Itoa(i)
		doc.Unit.Name = "单位" + strconv.Itoa(i/10)
		d := models.Declaration{
			Status: models.Draft, Document: doc.Clone(), UnitID: s.orgs["026001"].ID, DepartmentID: s.orgs["026"].ID,
			Fillers: []int64{s.people["jingban"].ID},
		}
		if i >= 50 {
			d.UnitID = 0 // of other units
		}
		if err := s.CreateDeclaration(b.Context(), &d, models.Event{Action: models.Create, To: models.Draft}); err != nil {
			b.Fatal(err)
		}
		ids = append(ids, d.ID)
	}
	people := make([]*browser, 50)
	for i := range people {
		people[i] = s.as("jingban")
	}
	var mu sync.Mutex
	var saving, opening []time.Duration
	b.ResetTimer()
	for n := range b.N {
		var work sync.WaitGroup
		for i, person := range people {
			work.Go(func() {
				time.Sleep(time.Duration(i) * 40 * time.Millisecond) // fifty people do not type in step
				revision := s.now(ids[i]).Revision
				fields := values("csrf", person.token(), "revision", strconv.FormatInt(revision, 10),
					"narrative.plan", "第 "+strconv.Itoa(n)+" 次修改", "do", "save")
				start := time.Now()
				answer := person.send(at(ids[i]), fields)
				took := time.Since(start)
				if answer.status != http.StatusSeeOther {
					b.Errorf("saving: %d", answer.status)
				}
				var opened time.Duration
				if (i+n)%15 == 0 {
					start = time.Now()
					person.declaration(ids[i])
					opened = time.Since(start)
				}
				mu.Lock()
				defer mu.Unlock()
				saving = append(saving, took)
				if opened > 0 {
					opening = append(opening, opened)
				}
			})
		}
		work.Wait()
	}
	b.ReportMetric(p95(saving), "p95-save-ms")
	b.ReportMetric(p95(opening), "p95-open-ms")
}

func p95(all []time.Duration) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[len(all)*95/100].Microseconds()) / 1000
}
