package store_test

import (
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

func TestWhatWasSentInLastIsFoundForManyAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		twice, never := o.draft(t, b, samples(t)[0]), o.draft(t, b, samples(t)[1])
		rename := func(name string) {
			twice = update(t, b, twice, func(d *models.Declaration) store.Change {
				d.Status, d.Document.Project.Name = models.Draft, name
				return store.Change{}
			})
		}
		twice = o.submit(t, b, twice)
		rename("第二版的名称")
		twice = o.submit(t, b, twice)
		want := twice.Document
		rename("正在改的名称")
		docs, err := b.SentIn(t.Context(), []int64{twice.ID, never.ID, 4711})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "what was sent in", docs, map[int64]models.Document{twice.ID: want})
		if docs, err := b.SentIn(t.Context(), nil); err != nil || len(docs) != 0 {
			t.Errorf("of none: %v, %v", docs, err)
		}
	})
}
