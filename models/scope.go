package models

import "slices"

// Access is how much of a declaration a person may see.
type Access int

// The degrees of access, each including the ones before it.
const (
	NoAccess  Access = iota
	Summary          // project, unit, amount and state
	Read             // every version that was sent in
	ReadDraft        // also what was not sent in yet
	Fill             // and change it
)

// Scope is what one person may see and do: the one answer to every question
// of permission. Store filters its queries by the lists in it, and single
// checks use its methods.
type Scope struct {
	PersonID    int64
	Units       []int64 // whose declarations the person fills
	Departments []int64 // made out to which the person reviews declarations
	BelowUnits  []int64 // units below those departments, to read
	Over        []int64 // the units and what stands above them, whose indicators they may pick
	Finance     bool    // reviews for the finance bureau
	Counterpart []int64 // departments the finance review is limited to; empty means all
	Admin       bool    // accounts and settings
}

// ScopeOf returns what p may see and do in the tree orgs. A disabled person
// has an empty scope.
func ScopeOf(p *Person, orgs []Org) Scope {
	s := Scope{PersonID: p.ID}
	if p.Disabled {
		return s
	}
	for _, r := range p.Roles {
		switch r.Kind {
		case Handler:
			s.Units = append(s.Units, r.OrgID)
			s.Over = append(s.Over, above(r.OrgID, orgs)...)
		case DepartmentReviewer:
			s.Departments = append(s.Departments, r.OrgID)
			s.BelowUnits = append(s.BelowUnits, below(r.OrgID, orgs)...)
		case FinanceReviewer:
			s.addFinance(r.Departments)
		case Administrator:
			s.Admin = true
		}
	}
	return s
}

// addFinance widens the finance review by one role. A role without a list of
// departments is for all of them.
func (s *Scope) addFinance(departments []int64) {
	unlimited := len(departments) == 0 || s.Finance && len(s.Counterpart) == 0
	s.Finance = true
	if unlimited {
		s.Counterpart = nil
		return
	}
	s.Counterpart = append(s.Counterpart, departments...)
}

// below returns root and every organisation under it.
func below(root int64, orgs []Org) []int64 {
	ids := []int64{root}
	for i := 0; i < len(ids); i++ {
		for _, o := range orgs {
			if o.ParentID == ids[i] && !slices.Contains(ids, o.ID) {
				ids = append(ids, o.ID)
			}
		}
	}
	return ids
}

// above returns an organisation and every one over it.
func above(id int64, orgs []Org) []int64 {
	var ids []int64
	for id != 0 && !slices.Contains(ids, id) {
		ids = append(ids, id)
		at := slices.IndexFunc(orgs, func(o Org) bool { return o.ID == id })
		if at < 0 {
			break
		}
		id = orgs[at].ParentID
	}
	return ids
}

// SeesLibrary reports whether the indicators of an owner concern the person: a
// department's its reviewers, its units and the finance bureau, the county's (0)
// everybody.
func (s *Scope) SeesLibrary(owner int64) bool {
	return owner == 0 || slices.Contains(s.Departments, owner) || slices.Contains(s.Over, owner) ||
		s.Finance && (len(s.Counterpart) == 0 || slices.Contains(s.Counterpart, owner))
}

// KeepsLibrary reports whether the person looks after the indicators of an
// owner: the finance bureau after the county's (0), a department after its own.
func (s *Scope) KeepsLibrary(owner int64) bool {
	return owner == 0 && s.Finance || owner != 0 && slices.Contains(s.Departments, owner)
}

// Libraries returns the owners into whose library the person may take
// indicators from d: of what was approved, the reviewers of its department into
// theirs, those of the finance bureau into the county's (0).
func (s *Scope) Libraries(d *Declaration) (owners []int64) {
	if d.Status != Approved {
		return nil
	}
	if s.As(DepartmentReviewer, d) {
		owners = append(owners, d.DepartmentID)
	}
	if s.As(FinanceReviewer, d) {
		owners = append(owners, 0)
	}
	return owners
}

// Access returns how much of d the person may see.
func (s *Scope) Access(d *Declaration) Access {
	switch {
	case d.UnitID != 0 && slices.Contains(s.Units, d.UnitID):
		if d.Status.Editable() {
			return Fill
		}
		return ReadDraft
	case s.reviews(d) && d.Version > 0:
		return Read
	case s.reviews(d):
		return Summary
	}
	return NoAccess
}

// SentInOnly reports whether the person is to see d as it was sent in last, and
// not the text that its unit is correcting: of its name and amount too.
func (s *Scope) SentInOnly(d *Declaration) bool {
	return (d.Status.Editable() || d.Status == Void) && s.Access(d) == Read
}

func (s *Scope) reviews(d *Declaration) bool {
	return s.As(DepartmentReviewer, d) || s.As(FinanceReviewer, d) ||
		d.UnitID != 0 && slices.Contains(s.BelowUnits, d.UnitID)
}

// As reports whether the person holds role k towards d: fills it, reviews it
// for its department, or for the finance bureau.
func (s *Scope) As(k RoleKind, d *Declaration) bool {
	switch k {
	case Handler:
		return d.UnitID != 0 && slices.Contains(s.Units, d.UnitID)
	case DepartmentReviewer:
		return d.DepartmentID != 0 && slices.Contains(s.Departments, d.DepartmentID)
	case FinanceReviewer:
		return s.Finance && (len(s.Counterpart) == 0 || slices.Contains(s.Counterpart, d.DepartmentID))
	}
	return false
}
