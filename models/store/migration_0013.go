package store

import "gorm.io/gorm"

// migrate0013 adds which version of a declaration was approved, so that it can
// stand while the declaration is adjusted.
func migrate0013(tx *gorm.DB) error {
	if err := tx.Migrator().AddColumn(&declaration0013{}, "ApprovedVersion"); err != nil {
		return err
	}
	return tx.Exec("UPDATE declarations SET approved_version = version WHERE status = 'approved'").Error
}

type declaration0013 struct {
	ID              int64 `gorm:"primaryKey"`
	ApprovedVersion int   `gorm:"not null;default:0"`
}

func (declaration0013) TableName() string { return "declarations" }
