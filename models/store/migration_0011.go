package store

import "gorm.io/gorm"

// migrate0011 adds the opinions on cells of versions, and their answers.
func migrate0011(tx *gorm.DB) error { return createTables(tx, &remark0011{}) }

type remark0011 struct {
	ID            int64            `gorm:"primaryKey"`
	DeclarationID int64            `gorm:"not null;index:remarks_declaration"`
	Declaration   *declaration0001 `gorm:"constraint:OnDelete:RESTRICT"`
	Version       int              `gorm:"not null"`
	Cell          string           `gorm:"not null"`
	Label         string           `gorm:"not null"`
	Text          string           `gorm:"not null"`
	WrittenAt     moment           `gorm:"not null"`
	PersonID      *int64
	Person        *person0001
	PersonName    string `gorm:"not null"`
	Seq           int64  `gorm:"not null;default:0"`
	Reply         string `gorm:"not null;default:''"`
	ReplyText     string `gorm:"not null;default:''"`
	RepliedAt     *moment
	ReplyPerson   string `gorm:"not null;default:''"`
}

func (remark0011) TableName() string { return "remarks" }
