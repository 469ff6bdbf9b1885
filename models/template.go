package models

import (
	"slices"
	"time"
)

// Template is a form (模板) that an office hands out to units, which fill in
// their numbers.
type Template struct {
	ID       int64
	Revision int64 // counts saves
	// OwnerID is the department whose template it is, 0 for the finance bureau:
	// units below the owner may use it.
	OwnerID    int64
	Document   Document // without unit and people
	Withdrawn  bool     // no longer given out
	PersonID   int64    // who saved it last
	PersonName string
	UpdatedAt  time.Time
}

// TemplateText returns what a template takes from a form: everything but the
// unit, its department and its people, and the amounts, which are the unit's
// own.
func TemplateText(d *Document) Document {
	t := d.Clone()
	t.Department, t.Unit, t.Signoff, t.Funding, t.Project.Code = OrgName{}, OrgName{}, Signoff{}, Funding{}, ""
	for i := range t.Indicators {
		t.Indicators[i].ID = NewRowID()
	}
	return t
}

// Templates reports whether the person hands out templates at all.
func (s *Scope) Templates() bool { return s.Finance || len(s.Departments) > 0 }

// TemplateOwners returns those in whose name the person may make templates: 0
// for the finance bureau, and departments.
func (s *Scope) TemplateOwners() []int64 {
	var owners []int64
	if s.Finance && len(s.Counterpart) == 0 {
		owners = append(owners, 0)
	}
	owners = append(owners, s.Departments...)
	if s.Finance {
		owners = append(owners, s.Counterpart...)
	}
	slices.Sort(owners)
	return slices.Compact(owners)
}

// HandsOut reports whether the person may change a template and hand it out.
func (s *Scope) HandsOut(t *Template) bool {
	return slices.Contains(s.TemplateOwners(), t.OwnerID) || s.Finance && len(s.Counterpart) == 0
}

// MayUse reports whether the person fills in declarations of a unit for which a
// template is meant.
func (s *Scope) MayUse(t *Template, unit Org, orgs []Org) bool {
	return slices.Contains(s.Units, unit.ID) && !t.Withdrawn && t.For(unit, orgs)
}

// For reports whether a template is meant for a unit: a department's for itself
// and the units below it, the finance bureau's for all.
func (t *Template) For(unit Org, orgs []Org) bool {
	if unit.Kind != Unit && unit.Kind != Department {
		return false
	}
	return t.OwnerID == 0 || slices.Contains(below(t.OwnerID, orgs), unit.ID)
}
