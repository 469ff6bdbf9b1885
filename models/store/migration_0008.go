package store

import "gorm.io/gorm"

// migrate0008 adds what hangs on declarations: stamped scans and documents,
// and what rounds ask for of them.
func migrate0008(tx *gorm.DB) error {
	for _, column := range []string{"NeedsScan", "Wanted"} {
		if err := tx.Migrator().AddColumn(&round0008{}, column); err != nil {
			return err
		}
	}
	return createTables(tx, &attachment0008{})
}

type round0008 struct {
	ID        int64  `gorm:"primaryKey"`
	NeedsScan bool   `gorm:"not null;default:false"`
	Wanted    string `gorm:"not null;default:''"`
}

func (round0008) TableName() string { return "rounds" }

type attachment0008 struct {
	ID            int64 `gorm:"primaryKey"`
	DeclarationID int64 `gorm:"not null;index:attachments_declaration"`
	Declaration   declaration0001
	Kind          string `gorm:"not null"`
	Version       int    `gorm:"not null"`
	Until         int    `gorm:"not null;column:until_version"`
	Name          string `gorm:"not null"`
	Format        string `gorm:"not null"`
	Size          int64  `gorm:"not null"`
	Sum           string `gorm:"not null"`
	ByHand        bool   `gorm:"not null"`
	At            moment `gorm:"not null;column:added_at"`
	PersonID      *int64
	Person        *person0001
	PersonName    string `gorm:"not null"`
	RemovedAt     moment
	RemovedBy     string `gorm:"not null"`
}

func (attachment0008) TableName() string { return "attachments" }
