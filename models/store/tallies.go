package store

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// tallyKey says which declarations a tally counts. 0 stands for none.
type tallyKey struct {
	Year         int           `gorm:"primaryKey;autoIncrement:false"`
	RoundID      int64         `gorm:"primaryKey;autoIncrement:false"`
	UnitID       int64         `gorm:"primaryKey;autoIncrement:false"`
	DepartmentID int64         `gorm:"primaryKey;autoIncrement:false"`
	Status       models.Status `gorm:"primaryKey"`
}

// tallyRow holds number and sums of the declarations of one key, so that the
// counts of lists need not be counted.
type tallyRow struct {
	Key       tallyKey `gorm:"embedded"`
	Number    int64
	TotalFen  int64
	AnnualFen int64
}

// TableName names the table.
func (tallyRow) TableName() string { return "tallies" }

// tallyMoves collects what one transaction adds to the tallies and takes away.
type tallyMoves map[tallyKey]tallyRow

// add counts d in with sign 1, or out with -1.
func (m tallyMoves) add(d *models.Declaration, sign int64) {
	key := tallyKey{d.Document.Year, d.RoundID, d.UnitID, d.DepartmentID, d.Status}
	total, _ := d.Document.Funding.Total.Effective()
	annual, _ := d.Document.Funding.Annual.Effective()
	row := m[key]
	row.Key = key
	row.Number += sign
	row.TotalFen += sign * int64(total)
	row.AnnualFen += sign * int64(annual)
	m[key] = row
}

// apply writes the moves. All transactions write in the order of the keys, so
// that two of them never wait for each other.
func (m tallyMoves) apply(tx *gorm.DB) error {
	rows := make([]tallyRow, 0, len(m))
	for _, row := range m {
		if row.Number != 0 || row.TotalFen != 0 || row.AnnualFen != 0 {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(a, b tallyRow) int { return a.Key.compare(b.Key) })
	return tx.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "year"}, {Name: "round_id"}, {Name: "unit_id"}, {Name: "department_id"}, {Name: "status"}},
		DoUpdates: clause.Assignments(map[string]any{
			"number":     gorm.Expr("tallies.number + excluded.number"),
			"total_fen":  gorm.Expr("tallies.total_fen + excluded.total_fen"),
			"annual_fen": gorm.Expr("tallies.annual_fen + excluded.annual_fen"),
		}),
	}).CreateInBatches(&rows, 100).Error
}

func (k tallyKey) compare(o tallyKey) int {
	return cmp.Or(
		cmp.Compare(k.Year, o.Year), cmp.Compare(k.RoundID, o.RoundID), cmp.Compare(k.UnitID, o.UnitID),
		cmp.Compare(k.DepartmentID, o.DepartmentID), strings.Compare(string(k.Status), string(o.Status)),
	)
}
