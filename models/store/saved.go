package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// SavedState is the text of a declaration after one save.
type SavedState struct {
	Revision   int64
	At         time.Time
	PersonID   int64
	PersonName string
	Document   models.Document // left empty in lists
}

// savedStateRow is a row of saved_states; it is never changed.
type savedStateRow struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Revision      int64 `gorm:"primaryKey;autoIncrement:false"`
	Document      string
	RowIDs        string
	At            instant
	PersonID      *int64
	PersonName    string
	Link          int64
	LinkCode      string
}

// TableName names the table.
func (savedStateRow) TableName() string { return "saved_states" }

func (r *savedStateRow) state() SavedState {
	return SavedState{Revision: r.Revision, At: r.At.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName}
}

// saveState keeps the text of this save, if it is another than before: a move
// changes no text and adds no state.
func saveState(tx *gorm.DB, before, after *models.Declaration, what Change, c *chain) error {
	now, err := freezeText(&after.Document)
	if err != nil {
		return err
	}
	if before.ID != 0 {
		was, err := freezeText(&before.Document)
		if err != nil || was == now {
			return err
		}
	}
	row := savedStateRow{
		DeclarationID: after.ID, Revision: after.Revision, Document: now.document, RowIDs: now.rowIDs,
		At: at(after.UpdatedAt), PersonID: optional(what.PersonID), PersonName: what.PersonName,
	}
	if ev := what.Event; ev != nil {
		row.PersonID, row.PersonName = optional(ev.PersonID), ev.PersonName
	}
	row.Link, row.LinkCode = c.add(row.parts()...)
	return foreign(tx.Create(&row).Error)
}

// SavedStates lists the saved states of a declaration, the last one first,
// without their documents.
func (s *Store) SavedStates(ctx context.Context, id int64) ([]SavedState, error) {
	var rows []savedStateRow
	err := s.db.WithContext(ctx).Omit("document", "row_ids").Where("declaration_id = ?", id).
		Order("revision DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: saved states of declaration %d: %w", id, err)
	}
	states := make([]SavedState, len(rows))
	for i := range rows {
		states[i] = rows[i].state()
	}
	return states, nil
}

// SavedState returns the text as it stood at a revision: that of the last save
// up to it. It is a NotFound when there is none.
func (s *Store) SavedState(ctx context.Context, id, revision int64) (SavedState, error) {
	var row savedStateRow
	err := s.db.WithContext(ctx).Where("declaration_id = ? AND revision <= ?", id, revision).
		Order("revision DESC").Take(&row).Error
	state := row.state()
	if err == nil {
		text := frozen{row.Document, row.RowIDs}
		state.Document, err = text.thaw()
	}
	if err != nil {
		return SavedState{}, fmt.Errorf("store: state %d of declaration %d: %w", revision, id,
			missing(err, "没有这一次保存的内容"))
	}
	return state, nil
}
