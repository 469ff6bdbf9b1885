package store_test

import (
	"sync"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

func TestLastYearIsTheSameProjectOfTheSameUnit(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		draft := func(unit models.Org, year int, name string, status models.Status) models.Declaration {
			d := models.Declaration{
				Status: status, UnitID: unit.ID,
				Document: models.Document{Year: year, Unit: unit.OrgName(), Project: models.Project{Name: name}},
			}
			if err := b.CreateDeclaration(t.Context(), &d, models.Event{Action: models.Create}); err != nil {
				t.Fatal(err)
			}
			return d
		}
		now := draft(o.unit, 2023, "2023年补贴", models.Draft)
		for _, d := range []models.Declaration{
			draft(o.department, 2022, "2023年补贴", models.Approved), draft(o.unit, 2022, "2023年补贴", models.Void),
			draft(o.unit, 2022, "2023年补贴", models.Declined), draft(o.unit, 2021, "2023年补贴", models.Approved),
		} {
			if last, err := b.LastYear(t.Context(), now.ID); models.KindOf(err) != models.NotFound {
				t.Errorf("with %d it is %+v, %v", d.ID, last, err)
			}
		}
		for _, name := range []string{"2022 年补贴", "2023年补贴"} { // the name itself goes before the name of that year
			want := draft(o.unit, 2022, name, models.Approved)
			if last, err := b.LastYear(t.Context(), now.ID); err != nil || last.ID != want.ID {
				t.Errorf("%s: %+v, %v", name, last, err)
			}
		}
		if _, err := b.LastYear(t.Context(), 4711); models.KindOf(err) != models.NotFound {
			t.Errorf("of none: %v", err)
		}
	})
}

func TestAProjectIsDeclaredOnceAYearByAUnit(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		fresh := func() *models.Declaration {
			return &models.Declaration{
				Status: models.Draft, UnitID: o.unit.ID,
				Document: models.Document{Year: 2023, Unit: o.unit.OrgName(), Project: models.Project{Name: "公用 经费"}},
			}
		}
		made := make(chan int64, 8)
		var hands sync.WaitGroup
		for range cap(made) {
			hands.Go(func() {
				d := fresh()
				existing, err := b.CreateUndeclared(t.Context(), d, o.event(models.Create, "", models.Draft))
				if err == nil {
					made <- d.ID
				} else if models.KindOf(err) != models.Conflict || existing == 0 {
					t.Errorf("%d, %v", existing, err)
				}
			})
		}
		hands.Wait()
		if len(made) != 1 {
			t.Fatalf("%d were made at once", len(made))
		}
		d := load(t, b, <-made)
		update(t, b, d, func(d *models.Declaration) store.Change {
			d.Status = models.Void
			return store.Change{}
		})
		for _, change := range []func(*models.Declaration){
			func(*models.Declaration) {},
			func(d *models.Declaration) { d.Document.Year = 2024 },
			func(d *models.Declaration) { d.Document.Project.Name = "公用经费项目" },
			func(d *models.Declaration) { d.UnitID = o.department.ID },
		} {
			d := fresh()
			change(d)
			if existing, err := b.CreateUndeclared(t.Context(), d, o.event(models.Create, "", models.Draft)); err != nil || existing != 0 {
				t.Errorf("%d, %v", existing, err)
			}
		}
		gone := fresh()
		gone.UnitID = 4711
		if _, err := b.CreateUndeclared(t.Context(), gone, o.event(models.Create, "", models.Draft)); models.KindOf(err) != models.NotFound {
			t.Errorf("of a unit that is not there: %v", err)
		}
	})
}
