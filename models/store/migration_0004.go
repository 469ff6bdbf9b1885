package store

import "gorm.io/gorm"

// migrate0004 adds the orders of lists that are not of one year: a desk shows
// what waits, from whatever year it is.
func migrate0004(tx *gorm.DB) error {
	for _, statement := range []string{
		"DROP INDEX declarations_waiting",
		"DROP INDEX declarations_department_waiting",
		"CREATE INDEX declarations_any_year ON declarations (status, id)",
		"CREATE INDEX declarations_unit_any_year ON declarations (unit_id, status, id)",
		"CREATE INDEX declarations_department_any_year ON declarations (department_id, status, id)",
		"CREATE INDEX declarations_waiting ON declarations (status, moved_at, id)",
		"CREATE INDEX declarations_department_waiting ON declarations (department_id, status, moved_at, id)",
		"CREATE INDEX tallies_unit ON tallies (unit_id)",
	} {
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return nil
}
