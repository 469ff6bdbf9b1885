package store_test

import (
	"reflect"
	"slices"
	"testing"

	"jixiao/assets"
	"jixiao/models"
	"jixiao/models/store"
)

// office is a small county: who is in it, by name.
type office struct {
	bureau, department, other, unit, second models.Org
	handler, reviewer, finance              models.Person
	round                                   models.Round
}

// seed puts an office into the database.
func seed(t testing.TB, b *bed) office {
	t.Helper()
	_, _, err := b.SaveOrgs(t.Context(), []models.Org{
		{ID: -1, Name: "兴县财政局", Kind: models.Bureau, Region: "兴县"},
		{ID: -2, Code: "026", Name: "兴县工业和信息化局", Kind: models.Department, ParentID: -1},
		{ID: -3, Code: "903", Name: "经济建设股", Kind: models.Section, ParentID: -1},
		{ID: -4, Code: "026001", Name: "兴县电子商务服务中心", Kind: models.Unit, ParentID: -2},
		{ID: -5, Code: "026002", Name: "兴县工业园区服务中心", Kind: models.Unit, ParentID: -2},
	})
	if err != nil {
		t.Fatal(err)
	}
	orgs, err := b.Orgs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	named := func(name string) models.Org {
		i := slices.IndexFunc(orgs, func(o models.Org) bool { return o.Name == name })
		if i < 0 {
			t.Fatalf("%s is not among %v", name, orgs)
		}
		return orgs[i]
	}
	o := office{
		bureau: named("兴县财政局"), department: named("兴县工业和信息化局"), other: named("经济建设股"),
		unit: named("兴县电子商务服务中心"), second: named("兴县工业园区服务中心"),
		round: models.Round{Year: 2023, Name: "一上"},
	}
	o.handler = models.Person{Login: "jingban", Name: "甲", Roles: []models.Role{{Kind: models.Handler, OrgID: o.unit.ID}}}
	o.reviewer = models.Person{Login: "zhuguan", Name: "乙", Roles: []models.Role{{Kind: models.DepartmentReviewer, OrgID: o.department.ID}}}
	o.finance = models.Person{Login: "caizheng", Name: "丙", Roles: []models.Role{{Kind: models.FinanceReviewer, OrgID: o.bureau.ID}}}
	for _, p := range []*models.Person{&o.handler, &o.reviewer, &o.finance} {
		if err := b.CreatePerson(t.Context(), p, "hash", false); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.CreateRound(t.Context(), &o.round); err != nil {
		t.Fatal(err)
	}
	return o
}

// samples returns the eleven declarations of 2023.
func samples(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// draft keeps a new declaration of the office's first unit.
func (o *office) draft(t testing.TB, b *bed, doc models.Document) models.Declaration {
	t.Helper()
	d := models.Declaration{
		Status: models.Draft, Document: doc, UnitID: o.unit.ID, DepartmentID: o.department.ID,
		RoundID: o.round.ID, Fillers: []int64{o.handler.ID},
	}
	if err := b.CreateDeclaration(t.Context(), &d, o.event(models.Create, "", models.Draft)); err != nil {
		t.Fatal(err)
	}
	return d
}

func (o *office) event(action models.Action, from, to models.Status) models.Event {
	return models.Event{
		PersonID: o.handler.ID, PersonName: o.handler.Name, Address: "10.0.0.7",
		Action: action, From: from, To: to,
	}
}

// submit sends a declaration in as its first or next version.
func (o *office) submit(t testing.TB, b *bed, d models.Declaration, findings ...models.Finding) models.Declaration {
	t.Helper()
	return update(t, b, d, func(d *models.Declaration) store.Change {
		ev := o.event(models.Submit, d.Status, models.DepartmentReview)
		d.Status, d.Version = models.DepartmentReview, d.Version+1
		ev.Version = d.Version
		return store.Change{Event: &ev, Version: &models.Version{
			Number: d.Version, Findings: findings, RuleSet: "2023.1", PersonID: o.handler.ID, PersonName: o.handler.Name,
		}}
	})
}

// same fails unless two values are deeply equal.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}
