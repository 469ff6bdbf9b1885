package store

import "gorm.io/gorm"

// migrate0012 links what is recorded into chains of codes: one for each
// declaration over its history and its saved texts, and one for the settings,
// which get a record of their own.
func migrate0012(tx *gorm.DB) error {
	for _, add := range []struct {
		table   any
		columns []string
	}{
		{&declaration0012{}, []string{"Links", "LinkCode"}},
		{&event0012{}, []string{"Link", "LinkCode"}},
		{&savedState0012{}, []string{"Link", "LinkCode"}},
	} {
		for _, column := range add.columns {
			if err := tx.Migrator().AddColumn(add.table, column); err != nil {
				return err
			}
		}
	}
	return createTables(tx, &record0012{})
}

type declaration0012 struct {
	ID       int64  `gorm:"primaryKey"`
	Links    int64  `gorm:"not null;default:0"`
	LinkCode string `gorm:"not null;default:''"`
}

func (declaration0012) TableName() string { return "declarations" }

type event0012 struct {
	DeclarationID int64  `gorm:"primaryKey;autoIncrement:false"`
	Seq           int64  `gorm:"primaryKey;autoIncrement:false"`
	Link          int64  `gorm:"not null;default:0"`
	LinkCode      string `gorm:"not null;default:''"`
}

func (event0012) TableName() string { return "events" }

type savedState0012 struct {
	DeclarationID int64  `gorm:"primaryKey;autoIncrement:false"`
	Revision      int64  `gorm:"primaryKey;autoIncrement:false"`
	Link          int64  `gorm:"not null;default:0"`
	LinkCode      string `gorm:"not null;default:''"`
}

func (savedState0012) TableName() string { return "saved_states" }

type record0012 struct {
	Seq        int64  `gorm:"primaryKey;autoIncrement:false"`
	At         moment `gorm:"not null;column:recorded_at"`
	PersonID   *int64
	Person     *person0001
	PersonName string `gorm:"not null"`
	Address    string `gorm:"not null"`
	What       string `gorm:"not null"`
	Object     string `gorm:"not null"`
	Before     string `gorm:"not null;column:value_before"`
	After      string `gorm:"not null;column:value_after"`
	LinkCode   string `gorm:"not null"`
}

func (record0012) TableName() string { return "records" }
