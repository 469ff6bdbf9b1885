package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/store"
)

// county is a generated tree with people and declarations in it.
type county struct {
	orgs         []models.Org
	people       []models.Person
	rounds       []models.Round
	declarations []models.Declaration
	actors       map[int64]int64 // who has the event on each declaration
}

// grow puts a random county into the database.
func grow(t testing.TB, b *bed, rng *rand.Rand, declarations int) *county {
	t.Helper()
	orgs := []models.Org{{ID: -1, Name: "财政局", Kind: models.Bureau}}
	for i := 2; i < 16; i++ {
		orgs = append(orgs, models.Org{
			ID: int64(-i), Name: fmt.Sprintf("单位 %d", i), Kind: models.Unit, ParentID: -1 - int64(rng.IntN(i-1)),
		})
	}
	if _, _, err := b.SaveOrgs(t.Context(), orgs); err != nil {
		t.Fatal(err)
	}
	c := &county{actors: map[int64]int64{}}
	var err error
	if c.orgs, err = b.Orgs(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		p := models.Person{Login: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("人 %d", i), Disabled: i == 13, Roles: c.roles(rng)}
		if err := b.CreatePerson(t.Context(), &p, "", false); err != nil {
			t.Fatal(err)
		}
		c.people = append(c.people, p)
	}
	for _, name := range []string{"一上", "二上"} {
		r := models.Round{Year: 2023, Name: name}
		if err := b.CreateRound(t.Context(), &r); err != nil {
			t.Fatal(err)
		}
		c.rounds = append(c.rounds, r)
	}
	for range declarations {
		c.declare(t, b, rng)
	}
	return c
}

func (c *county) org(rng *rand.Rand) int64 { return c.orgs[rng.IntN(len(c.orgs))].ID }

// maybe returns an organisation, or none now and then.
func (c *county) maybe(rng *rand.Rand) int64 {
	if rng.IntN(6) == 0 {
		return 0
	}
	return c.org(rng)
}

func (c *county) roles(rng *rand.Rand) []models.Role {
	kinds := []models.RoleKind{models.Handler, models.Handler, models.DepartmentReviewer, models.FinanceReviewer, models.Administrator}
	var roles []models.Role
	for range rng.IntN(4) {
		r := models.Role{Kind: kinds[rng.IntN(len(kinds))], OrgID: c.org(rng)}
		if r.Kind == models.FinanceReviewer && rng.IntN(3) > 0 {
			r.Departments = []int64{c.org(rng)}
		}
		roles = append(roles, r)
	}
	return roles
}

func (c *county) declare(t testing.TB, b *bed, rng *rand.Rand) {
	t.Helper()
	d := models.Declaration{Status: models.Statuses[rng.IntN(len(models.Statuses))], UnitID: c.maybe(rng), DepartmentID: c.maybe(rng)}
	d.Document.Year = 2022 + rng.IntN(2)
	d.Document.Project.Name = fmt.Sprintf("项目 %d", len(c.declarations))
	d.Document.Funding.Annual.Amount = models.KnownAmount(models.Fen(rng.IntN(1_000_000)))
	if rng.IntN(2) == 0 {
		d.RoundID = c.rounds[rng.IntN(2)].ID
	}
	b.clock.Forward(time.Duration(rng.IntN(3)) * time.Second)
	actor := c.people[rng.IntN(len(c.people))].ID
	if err := b.CreateDeclaration(t.Context(), &d, models.Event{PersonID: actor}); err != nil {
		t.Fatal(err)
	}
	c.actors[d.ID] = actor
	c.declarations = append(c.declarations, d)
}

// list returns the identities that all pages of a filter show, in order.
func list(t testing.TB, b *bed, f store.Filter) []int64 {
	t.Helper()
	var ids []int64
	for {
		rows, next, err := b.List(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		if next == "" {
			return ids
		}
		f.After = next
	}
}

// List never shows what Access denies, and shows all that it allows, for every
// person and declaration, whatever else is filtered.
func TestListsShowWhatAccessAllows(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		for round := range uint64(2) {
			rng := rand.New(rand.NewPCG(round, 7))
			if round > 0 {
				b = open(t, databases[kindOf(b)](t))
				if err := b.Migrate(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			c := grow(t, b, rng, 120)
			for _, p := range c.people {
				scope := models.ScopeOf(&p, c.orgs)
				for _, as := range []models.RoleKind{"", models.Handler, models.DepartmentReviewer, models.FinanceReviewer, models.Administrator} {
					c.compare(t, b, store.Filter{Scope: scope, As: as, Limit: 19})
					c.compare(t, b, store.Filter{Scope: scope, As: as, Limit: 1000, Year: 2023, Waiting: true})
					c.compare(t, b, store.Filter{
						Scope: scope, As: as, Limit: 9, Year: 2022 + rng.IntN(2), ActedBy: []int64{0, p.ID}[rng.IntN(2)],
						Statuses: models.Statuses[rng.IntN(3):], UnitID: c.maybe(rng), Waiting: rng.IntN(2) == 0,
					})
				}
			}
		}
	})
}

func kindOf(b *bed) string {
	if b.url[:8] == "postgres" {
		return "postgres"
	}
	return "sqlite"
}

// compare checks a list against the answer of the permission function.
func (c *county) compare(t testing.TB, b *bed, f store.Filter) {
	t.Helper()
	var want []models.Declaration
	for _, d := range c.declarations {
		allowed := f.Scope.Access(&d) != models.NoAccess && (f.As == "" || f.Scope.As(f.As, &d))
		if allowed && (f.Year == 0 || d.Document.Year == f.Year) && (f.UnitID == 0 || d.UnitID == f.UnitID) &&
			(len(f.Statuses) == 0 || slices.Contains(f.Statuses, d.Status)) && (f.ActedBy == 0 || c.actors[d.ID] == f.ActedBy) {
			want = append(want, d)
		}
	}
	slices.SortFunc(want, func(a, b models.Declaration) int {
		if f.Waiting && !a.MovedAt.Equal(b.MovedAt) {
			return a.MovedAt.Compare(b.MovedAt)
		}
		if f.Waiting {
			return int(a.ID - b.ID)
		}
		return int(b.ID - a.ID)
	})
	ids := make([]int64, len(want))
	for i := range want {
		ids[i] = want[i].ID
	}
	if got := list(t, b, f); !slices.Equal(got, ids) {
		t.Errorf("%+v\nshows %v\n want %v", f, got, ids)
	}
}

// After any walk of moves the tallies are what counting would give.
func TestTalliesEqualCounts(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		rng := rand.New(rand.NewPCG(11, 12))
		c := grow(t, b, rng, 40)
		for range 90 {
			d := &c.declarations[rng.IntN(len(c.declarations))]
			after, err := b.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
				switch rng.IntN(5) {
				case 0:
					return store.Change{}, models.Refuse(models.Closed, "不行")
				case 1:
					d.UnitID, d.RoundID = c.maybe(rng), c.rounds[rng.IntN(2)].ID
				case 2:
					d.Document.Funding.Annual.Amount = models.KnownAmount(models.Fen(rng.IntN(1000)))
				case 3:
					d.Document.Funding.Total.Sources.County = models.KnownAmount(5)
				}
				d.Status = models.Statuses[rng.IntN(len(models.Statuses))]
				return store.Change{}, nil
			})
			if err == nil {
				*d = after
			}
		}
		for _, p := range c.people {
			scope := models.ScopeOf(&p, c.orgs)
			for _, f := range []store.Filter{
				{Scope: scope},
				{Scope: scope, Year: 2023, RoundID: c.rounds[0].ID},
				{Scope: scope, As: models.Handler, Year: 2022},
				{Scope: scope, ActedBy: p.ID},
				{Scope: scope, Search: "xm 1"},
			} {
				talliesAreRight(t, b, f)
			}
		}
	})
}

// counted counts the rows of a list, by what a key says and by state.
func counted(rows []store.ListRow, key func(*store.ListRow) int64) map[int64]map[models.Status]store.Tally {
	counts := map[int64]map[models.Status]store.Tally{}
	for i := range rows {
		r := &rows[i]
		if counts[key(r)] == nil {
			counts[key(r)] = map[models.Status]store.Tally{}
		}
		sum := counts[key(r)][r.Status]
		counts[key(r)][r.Status] = store.Tally{Number: sum.Number + 1, Total: sum.Total + r.Total.Fen, Annual: sum.Annual + r.Annual.Fen}
	}
	return counts
}

// talliesAreRight compares the tallies with what the list shows.
func talliesAreRight(t testing.TB, b *bed, f store.Filter) {
	t.Helper()
	f.Limit = 10_000
	rows, _, err := b.List(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := b.Counts(t.Context(), f)
	byUnit, err2 := b.CountsByUnit(t.Context(), f)
	byDepartment, err3 := b.CountsByDepartment(t.Context(), f)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	want := counted(rows, func(*store.ListRow) int64 { return 0 })[0]
	if len(want) == 0 {
		want = map[models.Status]store.Tally{}
	}
	same(t, fmt.Sprintf("%+v", f), all, want)
	same(t, "by unit", byUnit, counted(rows, func(r *store.ListRow) int64 { return r.UnitID }))
	same(t, "by department", byDepartment, counted(rows, func(r *store.ListRow) int64 { return r.DepartmentID }))
}

func TestEachDeclarationComesOnceAndWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var want, got []models.Declaration
		for _, doc := range samples(t) {
			want = slices.Insert(want, 0, o.draft(t, b, doc))
		}
		f := store.Filter{Scope: models.Scope{Finance: true}, Limit: 4}
		err := b.EachDeclaration(t.Context(), f, func(d *models.Declaration) error {
			got = append(got, *d)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the declarations", got, want)
		enough := errors.New("enough")
		if err := b.EachDeclaration(t.Context(), f, func(*models.Declaration) error { return enough }); !errors.Is(err, enough) {
			t.Errorf("%v", err)
		}
	})
}

func TestListRowsSayWhatTheDeclarationSays(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		doc := samples(t)[0]
		doc.Funding.Total = models.Funds{Amount: models.ParseAmount("约三十万")}
		d := o.submit(t, b, o.draft(t, b, doc))
		rows, next, err := b.List(t.Context(), store.Filter{Scope: models.Scope{Finance: true}})
		if err != nil || len(rows) != 1 || next != "" {
			t.Fatalf("%v, %d rows, next %q", err, len(rows), next)
		}
		annual, _ := doc.Funding.Annual.Effective()
		same(t, "the row", rows[0], store.ListRow{
			ID: d.ID, Revision: 2, Version: 1, Status: models.DepartmentReview, Year: 2023,
			RoundID: o.round.ID, UnitID: o.unit.ID, DepartmentID: o.department.ID,
			Project: doc.Project.Name, Attribute: doc.Project.Attribute, Unit: doc.Unit, Department: doc.Department,
			Handler: doc.Signoff.Handler, Total: models.ParseAmount("约三十万"), Annual: models.KnownAmount(annual),
			MovedAt: d.MovedAt, UpdatedAt: d.UpdatedAt,
		})
	})
}

func TestSearchFindsNamesAndInitials(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		byName := map[string]int64{}
		for _, name := range []string{"电商物流费用", "重庆 Road（一期）", "100%_完成\\", "银行贷款贴息", "ABC采购"} {
			doc := models.Document{Year: 2023, Project: models.Project{Name: name}}
			if name == "ABC采购" {
				doc.Funding.Annual.Sources.County = models.ParseAmount("265万元")
			}
			d := o.draft(t, b, doc)
			byName[name] = d.ID
		}
		for _, c := range []struct{ typed, name string }{
			{"物流", "电商物流费用"},
			{"dswl", "电商物流费用"},
			{"DSWLFY", "电商物流费用"},
			{"cqroad", "重庆 Road（一期）"},
			{"zqROAD", "重庆 Road（一期）"},
			{"(一期)", "重庆 Road（一期）"},
			{"重庆　一期", "重庆 Road（一期）"},
			{"yhdk", "银行贷款贴息"},
			{"ａｂｃ采购", "ABC采购"},
			{"100%", "100%_完成\\"},
			{"%_完成\\", "100%_完成\\"},
			{"物流%费用", ""},
			{"A_C", ""},
			{"没有的", ""},
			{"265万", "ABC采购"},
			{"采购 2,650,000", "ABC采购"},
			{"物流 265万", ""},
		} {
			var want []int64
			if c.name != "" {
				want = []int64{byName[c.name]}
			}
			if got := list(t, b, store.Filter{Scope: models.Scope{Finance: true}, Year: 2023, Search: c.typed}); !slices.Equal(got, want) {
				t.Errorf("%q finds %v, want %v", c.typed, got, want)
			}
		}
	})
}

// Whatever is typed into the search is looked for as it stands.
func TestSearchTakesAnyText(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, text := range append(odd[:0:0], odd...) {
			text = strings.TrimSpace(string([]rune(text)[:min(len([]rune(text)), 150)]))
			d := o.draft(t, b, models.Document{Year: 2023, Project: models.Project{Name: "甲" + text + "乙"}})
			if got := list(t, b, store.Filter{Scope: models.Scope{Finance: true}, Search: "甲" + text}); !slices.Contains(got, d.ID) {
				t.Errorf("%q does not find what holds it", text)
			}
		}
	})
}

func TestListRefusesWhatCannotBeMeant(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		for _, f := range []store.Filter{
			{After: "x"},
			{After: "1.2"},
			{After: "5", Waiting: true},
			{After: "x.5", Waiting: true},
			{After: "5.'", Waiting: true},
			{Search: "a\x00b"},
			{Search: "\xff"},
		} {
			f.Scope.Finance = true
			if _, _, err := b.List(t.Context(), f); !invalid(err) {
				t.Errorf("%+v: %v", f, err)
			}
		}
	})
}

// A reviewer of many units gets the same list as one of few, although it is
// asked for in another way.
func TestListsOfManyUnitsAreWhole(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		scope := models.Scope{Units: []int64{o.unit.ID}}
		for i := range int64(400) {
			scope.BelowUnits = append(scope.BelowUnits, 1000+i)
		}
		if got := list(t, b, store.Filter{Scope: scope, Year: 2023}); !slices.Equal(got, []int64{d.ID}) {
			t.Errorf("%v", got)
		}
	})
}
