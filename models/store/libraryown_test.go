package store_test

import (
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

func TestIndicatorsOfOnesOwnAreKeptOnceAndNeverErased(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.submit(t, b, o.draft(t, b, samples(t)[0]))
		starter := store.NewLibrary([]models.LibraryIndicator{{Field: "会议培训", Class: "数量指标", Name: "培训人次"}})
		entry := func(owner int64, name string) models.LibraryEntry {
			return models.LibraryEntry{
				LibraryIndicator: models.LibraryIndicator{
					Field: "电商物流", Class: "数量指标", Name: name, Sign: "≥", Unit: "场", Example: "≥24场", Explanation: "按记录计。",
				},
				OwnerID: owner, DeclarationID: d.ID, Version: 1, RowID: "r1", PersonID: o.reviewer.ID, PersonName: o.reviewer.Name,
			}
		}
		add := func(want int, entries ...models.LibraryEntry) {
			t.Helper()
			if added, err := b.AddToLibrary(t.Context(), entries); err != nil || len(added) != want {
				t.Errorf("%d of %d are new, want %d (%v)", len(added), len(entries), want, err)
			}
		}
		own, other, county := o.department.ID, o.other.ID, int64(0)
		add(2, entry(own, "直播间巡查场次"), entry(own, "直播间巡查次数"))
		add(1, entry(own, "直播间 巡查场次"), entry(county, "直播间巡查场次"), entry(county, "直播间巡查场次"))
		add(1, entry(other, "别部门的指标"))

		find := func(search string, sees ...int64) (owners []string) {
			t.Helper()
			l, err := b.Library(t.Context(), starter, func(owner int64) bool {
				for _, id := range sees {
					if id == owner {
						return true
					}
				}
				return false
			})
			if err != nil {
				t.Fatal(err)
			}
			found, err := l.Find(store.LibraryFilter{Search: search})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range found {
				owners = append(owners, e.Owner()+" "+e.Name)
			}
			return owners
		}
		ownKey := (&models.LibraryEntry{ID: 1, OwnerID: own}).Owner()
		same(t, "of the department", find("zbjxc", own, county), []string{
			"county 直播间巡查场次", ownKey + " 直播间巡查次数", ownKey + " 直播间巡查场次",
		})
		same(t, "of nobody but the county", find("", county), []string{"county 直播间巡查场次", "starter 培训人次"})

		may := func(owner int64) bool { return owner == own }
		b.clock.Forward(1e9)
		if _, err := b.RetireIndicator(t.Context(), 3, o.reviewer, may); models.KindOf(err) != models.NotFound {
			t.Errorf("the county's is put out of use: %v", err)
		}
		if e, err := b.RetireIndicator(t.Context(), 1, o.reviewer, may); err != nil || e.Name != "直播间巡查场次" {
			t.Errorf("%s: %v", e.Name, err)
		}
		if _, err := b.RetireIndicator(t.Context(), 1, o.reviewer, may); models.KindOf(err) != models.Conflict {
			t.Errorf("out of use twice: %v", err)
		}
		same(t, "what is left", find("zbjxc", own), []string{ownKey + " 直播间巡查次数"})
		retired, err := b.RetiredIndicators(t.Context())
		if err != nil || len(retired) != 1 || retired[0].RetiredName != o.reviewer.Name || !retired[0].RetiredAt.After(retired[0].At) || retired[0].RowID != "r1" {
			t.Errorf("on record: %+v (%v)", retired, err)
		}
		add(1, entry(own, "直播间巡查场次")) // may be taken in again
		if n := b.number(t, "SELECT COUNT(*) FROM library_indicators"); n != 5 {
			t.Errorf("%d are kept", n)
		}
	})
}
