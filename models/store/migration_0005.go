package store

import "gorm.io/gorm"

// migrate0005 adds the templates that offices hand out.
func migrate0005(tx *gorm.DB) error { return createTables(tx, &template0005{}) }

type template0005 struct {
	ID         int64 `gorm:"primaryKey"`
	Revision   int64 `gorm:"not null"`
	OwnerID    *int64
	Owner      *org0001
	Document   string `gorm:"not null"`
	RowIDs     string `gorm:"not null"`
	Withdrawn  bool   `gorm:"not null"`
	PersonID   *int64
	Person     *person0001
	PersonName string `gorm:"not null"`
	Updated    moment `gorm:"not null;column:updated_at"`
}

func (template0005) TableName() string { return "form_templates" }
