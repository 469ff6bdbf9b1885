package store

import (
	"errors"

	"gorm.io/gorm"

	"jixiao/models"
)

// roleRow is one role of a person.
type roleRow struct {
	ID       int64 `gorm:"primaryKey"`
	PersonID int64
	Kind     models.RoleKind
	OrgID    *int64
}

// TableName names the table.
func (roleRow) TableName() string { return "roles" }

// roleDepartmentRow is a department that a 财政审核人 looks after.
type roleDepartmentRow struct {
	RoleID       int64 `gorm:"primaryKey;autoIncrement:false"`
	DepartmentID int64 `gorm:"primaryKey;autoIncrement:false"`
}

// TableName names the table.
func (roleDepartmentRow) TableName() string { return "role_departments" }

// rolesOf returns the roles of some people, or of everybody.
func rolesOf(tx *gorm.DB, people ...int64) (map[int64][]models.Role, error) {
	var rows []roleRow
	var departments []roleDepartmentRow
	find := tx.Order("id")
	if len(people) > 0 {
		find = find.Where("person_id IN ?", people)
	}
	if err := find.Find(&rows).Error; err != nil {
		return nil, err
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	find = tx.Order("role_id, department_id")
	if len(people) > 0 {
		find = find.Where("role_id IN ?", ids)
	}
	if err := find.Find(&departments).Error; err != nil {
		return nil, err
	}
	of := map[int64][]int64{}
	for _, d := range departments {
		of[d.RoleID] = append(of[d.RoleID], d.DepartmentID)
	}
	roles := map[int64][]models.Role{}
	for _, r := range rows {
		roles[r.PersonID] = append(roles[r.PersonID], models.Role{Kind: r.Kind, OrgID: plain(r.OrgID), Departments: of[r.ID]})
	}
	return roles, nil
}

func replaceRoles(tx *gorm.DB, person int64, roles []models.Role) error {
	old := tx.Model(&roleRow{}).Select("id").Where("person_id = ?", person)
	err := errors.Join(
		tx.Where("role_id IN (?)", old).Delete(&roleDepartmentRow{}).Error,
		tx.Where("person_id = ?", person).Delete(&roleRow{}).Error,
	)
	if err != nil {
		return err
	}
	for _, role := range roles {
		row := roleRow{PersonID: person, Kind: role.Kind, OrgID: optional(role.OrgID)}
		if err := tx.Create(&row).Error; err != nil {
			return foreign(err)
		}
		var departments []roleDepartmentRow
		for _, id := range role.Departments {
			departments = append(departments, roleDepartmentRow{row.ID, id})
		}
		if err := upsert(tx, departments); err != nil {
			return foreign(err)
		}
	}
	return nil
}
