package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// remarkRow is an opinion on a cell of a version.
type remarkRow struct {
	ID            int64 `gorm:"primaryKey"`
	DeclarationID int64
	Version       int
	Cell          string
	Label         string
	Text          string
	WrittenAt     instant
	PersonID      *int64
	PersonName    string
	Seq           int64
	Reply         models.Reply
	ReplyText     string
	RepliedAt     *instant
	ReplyPerson   string
}

// TableName names the table.
func (remarkRow) TableName() string { return "remarks" }

func (r *remarkRow) remark() models.Remark {
	m := models.Remark{
		ID: r.ID, Version: r.Version, Cell: r.Cell, Label: r.Label, Text: r.Text,
		At: r.WrittenAt.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName, Seq: r.Seq,
		Reply: r.Reply, ReplyText: r.ReplyText, ReplyPerson: r.ReplyPerson,
	}
	if r.RepliedAt != nil {
		m.ReplyAt = r.RepliedAt.Time
	}
	return m
}

// Remarks returns the opinions on the cells of a declaration's versions, in the
// order in which they were written; also those that its unit does not know of
// yet.
func (s *Store) Remarks(ctx context.Context, id int64) ([]models.Remark, error) {
	var rows []remarkRow
	if err := s.db.WithContext(ctx).Where("declaration_id = ?", id).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: remarks of declaration %d: %w", id, err)
	}
	remarks := make([]models.Remark, len(rows))
	for i := range rows {
		remarks[i] = rows[i].remark()
	}
	return remarks, nil
}

// writeRemarks puts what the reviewers have written in the place of what they
// had, as long as the unit does not know of it.
func writeRemarks(tx *gorm.DB, d *models.Declaration, remarks *[]models.Remark) error {
	if remarks == nil {
		return nil
	}
	if err := tx.Where("declaration_id = ? AND seq = 0", d.ID).Delete(&remarkRow{}).Error; err != nil {
		return err
	}
	for _, r := range *remarks {
		row := remarkRow{
			DeclarationID: d.ID, Version: d.Version, Cell: r.Cell, Label: r.Label, Text: r.Text,
			WrittenAt: when(r.At, d), PersonID: optional(r.PersonID), PersonName: r.PersonName,
		}
		if err := tx.Create(&row).Error; err != nil {
			return foreign(err)
		}
	}
	return nil
}

// tellRemarks makes the remarks known to the unit, with the entry of the
// history that is being written.
func tellRemarks(tx *gorm.DB, d *models.Declaration, what Change) error {
	if !what.Tell || what.Event == nil {
		return nil
	}
	return tx.Model(&remarkRow{}).Where("declaration_id = ? AND seq = 0", d.ID).Update("seq", what.Event.Seq).Error
}

// Answer is what a unit says to an opinion.
type Answer struct {
	ID    int64 // of the remark
	Reply models.Reply
	Text  string
}

// AnswerRemarks keeps what a unit says to the opinions on a declaration, and
// who said it when. It is Closed while the declaration is not the unit's to
// change, and a NotFound for an opinion that is none of its.
func (s *Store) AnswerRemarks(ctx context.Context, id int64, answers []Answer, person models.Person, now time.Time) error {
	return s.write(ctx, fmt.Sprintf("answer remarks of declaration %d", id), func(tx *gorm.DB) error {
		d, err := lock(tx, id)
		if err != nil {
			return err
		}
		if !d.Status.Editable() {
			return models.Refuse(models.Closed, "申报表现在是“"+d.Status.Label()+"”，不能再答复意见，请刷新后查看")
		}
		for _, a := range answers {
			if err := answer(tx, id, a, person, at(now)); err != nil {
				return err
			}
		}
		return nil
	})
}

func answer(tx *gorm.DB, id int64, a Answer, person models.Person, now instant) error {
	if err := storable(&a); err != nil {
		return err
	}
	result := tx.Model(&remarkRow{}).Where("id = ? AND declaration_id = ? AND seq > 0", a.ID, id).Updates(map[string]any{
		"reply": a.Reply, "reply_text": a.Text, "replied_at": now, "reply_person": person.Name,
	})
	if result.Error == nil && result.RowsAffected != 1 {
		return models.Refuse(models.NotFound, "没有这条意见，请刷新后查看")
	}
	return result.Error
}
