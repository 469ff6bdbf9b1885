package store

import (
	"context"

	"gorm.io/gorm"

	"jixiao/models"
)

// Reviewers returns the people, in the order of their logins, who review the
// declarations made out to a department in the given role: for the department
// itself, or for the finance bureau. Disabled accounts are left out.
func (s *Store) Reviewers(ctx context.Context, kind models.RoleKind, department int64) ([]models.Person, error) {
	var people []models.Person
	err := s.read(ctx, "reviewers", func(tx *gorm.DB) error {
		holders := tx.Model(&roleRow{}).Select("person_id").Where("kind = ?", kind)
		if kind == models.DepartmentReviewer {
			holders = holders.Where("org_id = ?", department)
		}
		var rows []personRow
		if err := tx.Where("disabled = ? AND id IN (?)", false, holders).Order("login_key").Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		ids := make([]int64, len(rows))
		for i := range rows {
			ids[i] = rows[i].ID
		}
		roles, err := rolesOf(tx, ids...)
		for i := range rows {
			p := rows[i].person(roles[rows[i].ID])
			scope := models.ScopeOf(&p, nil)
			if scope.As(kind, &models.Declaration{DepartmentID: department}) {
				people = append(people, p)
			}
		}
		return err
	})
	return people, err
}
