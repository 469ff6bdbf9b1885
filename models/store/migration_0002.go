package store

import (
	"gorm.io/gorm"

	"jixiao/models"
)

// indicator0002 is indicator0001 with the value parsed beside what was typed.
type indicator0002 struct {
	DeclarationID int64  `gorm:"primaryKey;autoIncrement:false"`
	ID            string `gorm:"primaryKey"`
	Value         string
	ValueKind     string `gorm:"not null;default:''"`
	Sign          string `gorm:"not null;default:''"`
	Low           string `gorm:"not null;default:''"`
	High          string `gorm:"not null;default:''"`
	Unit          string `gorm:"not null;default:''"`
}

func (indicator0002) TableName() string { return "indicators" }

// migrate0002 adds what indicator values were understood as, for SQL to search
// and compare, and reads those that there are.
func migrate0002(tx *gorm.DB) error {
	for _, column := range []string{"ValueKind", "Sign", "Low", "High", "Unit"} {
		if err := tx.Migrator().AddColumn(&indicator0002{}, column); err != nil {
			return err
		}
	}
	var declarations []struct {
		ID   int64
		Year int
	}
	if err := tx.Table("declarations").Select("id, year").Find(&declarations).Error; err != nil {
		return err
	}
	for _, d := range declarations {
		var rows []indicator0002
		if err := tx.Select("declaration_id", "id", "value").Where("declaration_id = ?", d.ID).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			v := parsedOf(models.ParseValue(r.Value), d.Year)
			err := tx.Model(&indicator0002{}).Where("declaration_id = ? AND id = ?", d.ID, r.ID).Updates(map[string]any{
				"value_kind": v.ValueKind, "sign": v.Sign, "low": v.Low, "high": v.High, "unit": v.Unit,
			}).Error
			if err != nil {
				return err
			}
		}
	}
	return nil
}
