package store

import (
	"slices"
	"strings"

	"jixiao/models"
)

// condition is a piece of SQL with its arguments. The SQL is always written
// here; what people type is only ever an argument.
type condition struct {
	sql  string
	args []any
}

// all joins conditions by AND.
func all(conditions []condition) condition { return join(conditions, " AND ", "TRUE") }

// either joins conditions by OR. With none it is false.
func either(conditions []condition) condition { return join(conditions, " OR ", "FALSE") }

func join(conditions []condition, word, none string) condition {
	if len(conditions) == 0 {
		return condition{sql: none}
	}
	var parts []string
	var args []any
	for _, c := range conditions {
		parts = append(parts, "("+c.sql+")")
		args = append(args, c.args...)
	}
	return condition{strings.Join(parts, word), args}
}

// reach is the part of the declarations that a scope reaches in a role: those
// of some units, those made out to some departments, or everything.
type reach struct {
	everything  bool
	units       []int64
	departments []int64
}

// reachOf returns what the scope reaches holding a role, or in any way when
// the role is "". It is the same as Scope.Access and Scope.As, for SQL.
func reachOf(s *models.Scope, role models.RoleKind) reach {
	var r reach
	if role == models.Handler || role == "" {
		r.units = append(r.units, s.Units...)
	}
	if role == "" {
		r.units = append(r.units, s.BelowUnits...)
	}
	if role == models.DepartmentReviewer || role == "" {
		r.departments = append(r.departments, s.Departments...)
	}
	if s.Finance && (role == models.FinanceReviewer || role == "") {
		r.everything = len(s.Counterpart) == 0
		r.departments = append(r.departments, s.Counterpart...)
	}
	if r.everything {
		return reach{everything: true}
	}
	r.units, r.departments = identities(r.units), identities(r.departments)
	return r
}

// identities sorts ids and leaves out 0, which names nothing.
func identities(ids []int64) []int64 {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	return slices.DeleteFunc(ids, func(id int64) bool { return id == 0 })
}

// condition returns the reach as one condition on unit_id and department_id.
func (r reach) condition() condition {
	if r.everything {
		return all(nil)
	}
	var ways []condition
	if len(r.units) > 0 {
		ways = append(ways, condition{"unit_id IN ?", []any{r.units}})
	}
	if len(r.departments) > 0 {
		ways = append(ways, condition{"department_id IN ?", []any{r.departments}})
	}
	return either(ways)
}

// branches returns the reach as conditions of one equality each, for which
// there are indexes. A declaration may be in more than one of them.
func (r reach) branches() []condition {
	if r.everything {
		return []condition{all(nil)}
	}
	var ways []condition
	for _, id := range r.units {
		ways = append(ways, condition{"unit_id = ?", []any{id}})
	}
	for _, id := range r.departments {
		ways = append(ways, condition{"department_id = ?", []any{id}})
	}
	return ways
}
