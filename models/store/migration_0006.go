package store

import "gorm.io/gorm"

// migrate0006 adds the indicators that departments and the finance bureau took
// from approved declarations into the library. One that is out of use stays.
func migrate0006(tx *gorm.DB) error {
	if err := createTables(tx, &libraryIndicator0006{}); err != nil {
		return err
	}
	return tx.Exec("CREATE UNIQUE INDEX library_indicators_name ON library_indicators" +
		" (COALESCE(owner_id, 0), class, name_key) WHERE retired_at IS NULL").Error
}

type libraryIndicator0006 struct {
	ID            int64 `gorm:"primaryKey"`
	OwnerID       *int64
	Owner         *org0001
	Field         string `gorm:"not null"`
	Class         string `gorm:"not null"`
	Name          string `gorm:"not null"`
	NameKey       string `gorm:"not null"`
	Sign          string `gorm:"not null"`
	Unit          string `gorm:"not null"`
	Example       string `gorm:"not null"`
	Explanation   string `gorm:"not null"`
	Search        string `gorm:"not null"`
	DeclarationID int64  `gorm:"not null"`
	Declaration   declaration0001
	Version       int    `gorm:"not null"`
	RowID         string `gorm:"not null"`
	At            moment `gorm:"not null;column:added_at"`
	PersonID      *int64
	Person        *person0001
	PersonName    string  `gorm:"not null"`
	RetiredAt     *moment `gorm:"column:retired_at"`
	RetiredID     *int64
	Retired       *person0001
	RetiredName   string `gorm:"not null"`
}

func (libraryIndicator0006) TableName() string { return "library_indicators" }
