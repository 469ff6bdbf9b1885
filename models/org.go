package models

// OrgKind says what an organisation is in the tree.
type OrgKind string

// The kinds of organisation.
const (
	Bureau     OrgKind = "bureau"     // 财政局
	Section    OrgKind = "section"    // 财政局的股室, which may be a 主管部门
	Department OrgKind = "department" // 主管部门
	Unit       OrgKind = "unit"       // 预算单位
)

// Org is one organisation of the tree: finance bureau and its sections,
// departments, units.
type Org struct {
	ID       int64
	Code     string // department 3 digits, unit 6 or 9; may be blank
	Name     string
	Kind     OrgKind
	ParentID int64  // 0 at the top
	Region   string // 行政区划名称 for the title of its forms; blank: as the parent's
}

// OrgName returns code and name as a form names the organisation.
func (o Org) OrgName() OrgName { return OrgName{Code: o.Code, Name: o.Name} }

// RoleKind says what a person does at an organisation.
type RoleKind string

// The roles.
const (
	Handler            RoleKind = "handler"             // 经办人 of a unit
	DepartmentReviewer RoleKind = "department_reviewer" // 主管部门审核人 of a department
	FinanceReviewer    RoleKind = "finance_reviewer"    // 财政审核人
	Administrator      RoleKind = "administrator"       // 管理员: accounts and settings, no review
)

// Label returns the role's name on the pages.
func (k RoleKind) Label() string {
	switch k {
	case Handler:
		return "经办人"
	case DepartmentReviewer:
		return "主管部门审核人"
	case FinanceReviewer:
		return "财政审核人"
	case Administrator:
		return "管理员"
	}
	return string(k)
}

// Role is one role of a person at one organisation.
type Role struct {
	Kind  RoleKind
	OrgID int64
	// Departments are the departments that a 财政审核人 looks after (对口);
	// empty means all of them.
	Departments []int64
}

// Person is an account. A person may have several roles at several
// organisations.
type Person struct {
	ID       int64
	Login    string
	Name     string
	Phone    string
	Disabled bool
	Roles    []Role
}

// Has reports whether the person has a role of kind k anywhere.
func (p *Person) Has(k RoleKind) bool {
	for _, r := range p.Roles {
		if r.Kind == k {
			return true
		}
	}
	return false
}
