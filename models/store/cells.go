package store

import (
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// saveCells writes the cells of money, the indicators and the fillers that
// differ. Rows are known by their identity: one that stays keeps it wherever
// it moves to.
func saveCells(tx *gorm.DB, before, after *models.Declaration) error {
	id := after.ID
	put, gone := differences(fundsOf(id, &before.Document), fundsOf(id, &after.Document),
		func(r fundRow) [2]string { return [2]string{string(r.Side), string(r.Source)} })
	for _, r := range gone {
		err := tx.Where("declaration_id = ? AND side = ? AND source = ?", id, r.Side, r.Source).Delete(&fundRow{}).Error
		if err != nil {
			return err
		}
	}
	if err := upsert(tx, put); err != nil {
		return err
	}
	if err := saveIndicators(tx, before, after); err != nil {
		return err
	}
	added, left := differences(fillersOf(id, before.Fillers), fillersOf(id, after.Fillers),
		func(r fillerRow) int64 { return r.PersonID })
	for _, r := range left {
		if err := tx.Where("declaration_id = ? AND person_id = ?", id, r.PersonID).Delete(&fillerRow{}).Error; err != nil {
			return err
		}
	}
	return foreign(upsert(tx, added))
}

func saveIndicators(tx *gorm.DB, before, after *models.Declaration) error {
	put, gone := differences(indicatorsOf(after.ID, &before.Document), indicatorsOf(after.ID, &after.Document),
		func(r indicatorRow) string { return r.ID })
	if len(gone) > 0 {
		ids := make([]string, len(gone))
		for i := range gone {
			ids[i] = gone[i].ID
		}
		if err := tx.Where("declaration_id = ? AND id IN ?", after.ID, ids).Delete(&indicatorRow{}).Error; err != nil {
			return err
		}
	}
	return upsert(tx, put)
}

// differences returns the rows to be written, new or changed, and those to be
// deleted.
func differences[R, K comparable](before, after []R, key func(R) K) (put, gone []R) {
	old := make(map[K]R, len(before))
	for _, r := range before {
		old[key(r)] = r
	}
	for _, r := range after {
		if was, ok := old[key(r)]; !ok || was != r {
			put = append(put, r)
		}
		delete(old, key(r))
	}
	for _, r := range before {
		if _, ok := old[key(r)]; ok {
			gone = append(gone, r)
		}
	}
	return put, gone
}

// upsert inserts rows, or replaces those of the same key.
func upsert[R any](tx *gorm.DB, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{UpdateAll: true}).CreateInBatches(&rows, 200).Error
}

// foreign turns a reference to nothing into an Invalid.
func foreign(err error) error {
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return models.Refuse(models.Invalid, "所选的单位、主管部门、批次或人员不存在，请刷新页面后重选")
	}
	return err
}
