package store_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/store"
)

// Many people, on PostgreSQL at two servers, move overlapping lots of declarations back and
// forth: each is told that somebody else came first or gets all that was asked
// for. Nobody waits for ever, and the tallies are right afterwards.
func TestManyMoversAtOnceNeverBlockOneAnother(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var ids []int64
		for _, doc := range samples(t) {
			ids = append(ids, o.draft(t, b, doc).ID)
		}
		servers := []*bed{b, b}
		if kindOf(b) == "postgres" {
			servers[1] = open(t, b.url)
		}
		var movers sync.WaitGroup
		for mover := range 6 {
			movers.Go(func() {
				rng := rand.New(rand.NewPCG(uint64(mover), 21))
				for range 5 {
					moveSome(t, servers[mover%2], rng, ids)
				}
			})
		}
		movers.Wait()
		talliesAreRight(t, b, store.Filter{Scope: models.Scope{Finance: true}})
	})
}

func moveSome(t *testing.T, b *bed, rng *rand.Rand, ids []int64) {
	var targets []store.Target
	for _, i := range rng.Perm(len(ids))[:3] {
		d, err := b.Declaration(t.Context(), ids[i])
		if err != nil {
			t.Error(err)
			return
		}
		targets = append(targets, store.Target{ID: d.ID, Revision: d.Revision})
	}
	err := b.UpdateDeclarations(t.Context(), targets, func(d *models.Declaration) (store.Change, error) {
		d.Status = models.Statuses[rng.IntN(len(models.Statuses))]
		d.Document.Funding.Annual.Amount = models.KnownAmount(models.Fen(rng.IntN(1000)))
		return store.Change{Event: &models.Event{Action: models.Save}}, nil
	})
	if err != nil && models.KindOf(err) != models.Conflict {
		t.Error(err)
	}
}

// A writer that finds the file locked by another process waits for it.
func TestWriterWaitsForAnotherProcess(t *testing.T) {
	b := open(t, databases["sqlite"](t))
	if err := b.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := b.raw(t)
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- b.SetSetting(t.Context(), "key", "value") }()
	time.Sleep(300 * time.Millisecond)
	if _, err := other.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}
