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

func TestASearchIsMatchedAgainstATextAsListsDo(t *testing.T) {
	doc := models.Document{Project: models.Project{Name: "电商物流费用"}, Unit: models.OrgName{Name: "兴县电子商务服务中心"}}
	doc.Funding.Annual.Amount = models.ParseAmount("265万")
	for search, want := range map[string]bool{
		"": true, "物流": true, "dswl": true, "物流 xxdzsw": true, "265万": true, "2650000": true,
		"265": false, "桥梁": false, "物流 桥梁": false,
	} {
		if got := store.Matches(search, &doc); got != want {
			t.Errorf("%q: %v", search, got)
		}
	}
}
