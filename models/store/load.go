package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

const noDeclaration = "没有这份申报表，可能地址有误"

// Declaration returns a declaration whole. It is a NotFound when there is none.
func (s *Store) Declaration(ctx context.Context, id int64) (models.Declaration, error) {
	var d models.Declaration
	err := s.read(ctx, fmt.Sprintf("declaration %d", id), func(tx *gorm.DB) (err error) {
		d, err = loadOne(tx, id)
		return err
	})
	return d, err
}

// Declarations returns the declarations with the given identities whole, in
// that order, leaving out those that there are not.
func (s *Store) Declarations(ctx context.Context, ids []int64) ([]models.Declaration, error) {
	var all []models.Declaration
	err := s.read(ctx, "declarations", func(tx *gorm.DB) (err error) {
		all, err = load(tx, ids)
		return err
	})
	return all, err
}

func loadOne(tx *gorm.DB, id int64) (models.Declaration, error) {
	all, err := load(tx, []int64{id})
	if err == nil && len(all) == 0 {
		err = models.Refuse(models.NotFound, noDeclaration)
	}
	if err != nil {
		return models.Declaration{}, err
	}
	return all[0], nil
}

// lock loads a declaration and keeps every other writer from it until the
// transaction ends. SQLite has no such clause and needs none: its one writer
// holds the whole file.
func lock(tx *gorm.DB, id int64) (models.Declaration, error) {
	var row declarationRow
	err := tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Select("id").
		Where("id = ?", id).Take(&row).Error
	if err != nil {
		return models.Declaration{}, missing(err, noDeclaration)
	}
	return loadOne(tx, id)
}

// loadAtOnce bounds the declarations of one query, for the sake of the number
// of its parameters.
const loadAtOnce = 500

// load returns declarations whole, in the order of ids.
func load(tx *gorm.DB, ids []int64) ([]models.Declaration, error) {
	found := make([]models.Declaration, 0, len(ids))
	for begin := 0; begin < len(ids); begin += loadAtOnce {
		some, err := loadSome(tx, ids[begin:min(begin+loadAtOnce, len(ids))])
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

func loadSome(tx *gorm.DB, ids []int64) ([]models.Declaration, error) {
	var rows []declarationRow
	var funds []fundRow
	var indicators []indicatorRow
	var fillers []fillerRow
	err := errors.Join(
		tx.Where("id IN ?", ids).Find(&rows).Error,
		tx.Where("declaration_id IN ?", ids).Find(&funds).Error,
		tx.Where("declaration_id IN ?", ids).Order("declaration_id, position").Find(&indicators).Error,
		tx.Where("declaration_id IN ?", ids).Order("declaration_id, person_id").Find(&fillers).Error,
	)
	if err != nil {
		return nil, err
	}
	whole := make(map[int64]*models.Declaration, len(rows))
	for i := range rows {
		d := rows[i].declaration()
		whole[d.ID] = &d
	}
	for i := range funds {
		funds[i].put(&whole[funds[i].DeclarationID].Document)
	}
	for i := range indicators {
		doc := &whole[indicators[i].DeclarationID].Document
		doc.Indicators = append(doc.Indicators, indicators[i].indicator())
	}
	for _, f := range fillers {
		d := whole[f.DeclarationID]
		d.Fillers = append(d.Fillers, f.PersonID)
	}
	found := make([]models.Declaration, 0, len(ids))
	for _, id := range ids {
		if d := whole[id]; d != nil {
			found = append(found, *d)
		}
	}
	return found, nil
}
