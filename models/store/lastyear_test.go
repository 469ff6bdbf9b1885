package store_test

import (
	"testing"

	"jixiao/models"
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
