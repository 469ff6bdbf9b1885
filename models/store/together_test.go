package store_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// Many people on two servers move overlapping lots of declarations back and
// forth: each is told that somebody else came first or gets all that was asked
// for. Nobody waits for ever, and the tallies are right afterwards.
func TestManyMoversAtOnceNeverBlockOneAnother(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var ids []int64
		for _, doc := range samples(t) {
			ids = append(ids, o.draft(t, b, doc).ID)
		}
		servers := []*bed{b, open(t, b.url)}
		var together sync.WaitGroup
		for mover := range 8 {
			together.Go(func() {
				rng := rand.New(rand.NewPCG(uint64(mover), 21))
				for range 12 {
					moveSome(t, servers[mover%2], rng, ids)
				}
			})
		}
		together.Wait()
		f := store.Filter{Scope: models.Scope{Finance: true}}
		counts, err := b.Counts(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "tallies", counts, counted(t, b, f))
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
