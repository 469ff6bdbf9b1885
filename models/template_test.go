package models_test

import (
	"testing"

	"jixiao/models"
)

func TestWhoHandsOutTemplatesAndToWhom(t *testing.T) {
	orgs := []models.Org{
		{ID: 1, Kind: models.Bureau},
		{ID: 2, Kind: models.Section, ParentID: 1},
		{ID: 3, Kind: models.Department},
		{ID: 4, Kind: models.Unit, ParentID: 3},
		{ID: 5, Kind: models.Department},
		{ID: 6, Kind: models.Unit, ParentID: 5},
		{ID: 7, Kind: models.Unit, ParentID: 4},
	}
	scope := func(roles ...models.Role) models.Scope {
		return models.ScopeOf(&models.Person{ID: 1, Roles: roles}, orgs)
	}
	bureau, own := &models.Template{}, &models.Template{OwnerID: 3}
	for name, c := range map[string]struct {
		scope        models.Scope
		owners       int
		bureaus, own bool
	}{
		"finance":                    {scope(models.Role{Kind: models.FinanceReviewer}), 1, true, true},
		"finance of one department":  {scope(models.Role{Kind: models.FinanceReviewer, Departments: []int64{3}}), 1, false, true},
		"finance of another":         {scope(models.Role{Kind: models.FinanceReviewer, Departments: []int64{5}}), 1, false, false},
		"the department":             {scope(models.Role{Kind: models.DepartmentReviewer, OrgID: 3}), 1, false, true},
		"another department":         {scope(models.Role{Kind: models.DepartmentReviewer, OrgID: 5}), 1, false, false},
		"a unit":                     {scope(models.Role{Kind: models.Handler, OrgID: 4}), 0, false, false},
		"the administrator":          {scope(models.Role{Kind: models.Administrator}), 0, false, false},
		"who does both":              {scope(models.Role{Kind: models.FinanceReviewer}, models.Role{Kind: models.DepartmentReviewer, OrgID: 3}), 2, true, true},
		"somebody without any roles": {scope(), 0, false, false},
	} {
		if got := c.scope; len(got.TemplateOwners()) != c.owners || got.HandsOut(bureau) != c.bureaus || got.HandsOut(own) != c.own || got.Templates() != (c.owners > 0) {
			t.Errorf("%s: owners %v, the bureau's %v, the department's %v", name, got.TemplateOwners(), got.HandsOut(bureau), got.HandsOut(own))
		}
	}
	for i, wants := range [][2]bool{{false, false}, {false, false}, {true, true}, {true, true}, {true, false}, {true, false}, {true, true}} {
		if got := [2]bool{bureau.For(orgs[i], orgs), own.For(orgs[i], orgs)}; got != wants {
			t.Errorf("for %d: the bureau's and the department's %v, want %v", orgs[i].ID, got, wants)
		}
	}
	handler := scope(models.Role{Kind: models.Handler, OrgID: 4})
	for name, got := range map[string]bool{
		"of the own department": handler.MayUse(own, orgs[3], orgs), "of the bureau": handler.MayUse(bureau, orgs[3], orgs),
		"for another unit": !handler.MayUse(bureau, orgs[6], orgs), "of another department": !handler.MayUse(&models.Template{OwnerID: 5}, orgs[3], orgs),
		"withdrawn": !handler.MayUse(&models.Template{Withdrawn: true}, orgs[3], orgs),
	} {
		if !got {
			t.Error(name)
		}
	}
}

func TestATemplateHoldsNothingOfTheUnitItWasMadeFrom(t *testing.T) {
	d := models.Document{
		Year: 2023, Unit: models.OrgName{Name: "单位"}, Department: models.OrgName{Name: "部门"}, Signoff: models.Signoff{Phone: "1", Handler: "人"},
		Project: models.Project{Name: "人员类项目", Code: "X1"}, Goals: models.Goals{Total: "目标"},
		Indicators: []models.Indicator{{ID: "a", Level3: "人数", Value: "5人"}},
	}
	d.Funding.Total.Amount = models.ParseAmount("5")
	got := models.TemplateText(&d)
	if got.Unit.Name+got.Department.Name+got.Signoff.Phone+got.Signoff.Handler+got.Project.Code != "" || !got.Funding.Total.Amount.Blank() {
		t.Errorf("it holds %+v", got)
	}
	if got.Project.Name != "人员类项目" || got.Goals != d.Goals || got.Indicators[0].Value != "5人" || got.Indicators[0].ID == "a" || d.Indicators[0].ID != "a" {
		t.Errorf("it is %+v of %+v", got, d)
	}
}
