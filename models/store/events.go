package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// eventRow is one entry of a declaration's history; it is never changed.
type eventRow struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Seq           int64 `gorm:"primaryKey;autoIncrement:false"`
	At            instant
	PersonID      *int64
	PersonName    string
	Address       string
	Action        models.Action
	FromStatus    models.Status
	ToStatus      models.Status
	Version       int
	Opinion       string
	Number        string
	Date          string
	Note          string
	Link          int64
	LinkCode      string
}

// TableName names the table.
func (eventRow) TableName() string { return "events" }

// handRow says that a person has done something to a declaration.
type handRow struct {
	PersonID      int64 `gorm:"primaryKey;autoIncrement:false"`
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
}

// TableName names the table.
func (handRow) TableName() string { return "hands" }

// appendEvent adds an entry behind the last one. The declaration is locked, so
// no other writer can take the same number.
func appendEvent(tx *gorm.DB, d *models.Declaration, ev *models.Event, c *chain) error {
	if ev == nil {
		return nil
	}
	var last int64
	err := tx.Model(&eventRow{}).Select("COALESCE(MAX(seq), 0)").Where("declaration_id = ?", d.ID).Scan(&last).Error
	if err != nil {
		return err
	}
	ev.Seq = last + 1
	row := eventRow{
		DeclarationID: d.ID, Seq: ev.Seq, At: when(ev.At, d),
		PersonID: optional(ev.PersonID), PersonName: ev.PersonName, Address: ev.Address,
		Action: ev.Action, FromStatus: ev.From, ToStatus: ev.To, Version: ev.Version,
		Opinion: ev.Opinion, Number: ev.Number, Date: ev.Date, Note: ev.Note,
	}
	parts, err := row.parts(tx)
	if err != nil {
		return err
	}
	row.Link, row.LinkCode = c.add(parts...)
	if err := tx.Create(&row).Error; err != nil {
		return foreign(err)
	}
	if ev.PersonID == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&handRow{ev.PersonID, d.ID}).Error
}

// Events returns the history of a declaration in its order.
func (s *Store) Events(ctx context.Context, id int64) ([]models.Event, error) {
	var rows []eventRow
	err := s.db.WithContext(ctx).Where("declaration_id = ?", id).Order("seq").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: events of declaration %d: %w", id, err)
	}
	events := make([]models.Event, len(rows))
	for i, r := range rows {
		events[i] = models.Event{
			Seq: r.Seq, At: r.At.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName,
			Address: r.Address, Action: r.Action, From: r.FromStatus, To: r.ToStatus,
			Version: r.Version, Opinion: r.Opinion, Number: r.Number, Date: r.Date, Note: r.Note,
		}
	}
	return events, nil
}
