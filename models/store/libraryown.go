package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"jixiao/models"
)

// libraryRow is an indicator that a department or the finance bureau took into
// the library. None is ever taken away: out of use it has a RetiredAt.
type libraryRow struct {
	ID            int64 `gorm:"primaryKey"`
	OwnerID       *int64
	Field         string
	Class         string
	Name          string
	NameKey       string // as names are compared
	Sign          string
	Unit          string
	Example       string
	Explanation   string
	Search        string
	DeclarationID int64
	Version       int
	RowID         string
	At            instant `gorm:"column:added_at"`
	PersonID      *int64
	PersonName    string
	RetiredAt     *instant
	RetiredID     *int64
	RetiredName   string
}

// TableName names the table.
func (libraryRow) TableName() string { return "library_indicators" }

func (r *libraryRow) entry() models.LibraryEntry {
	e := models.LibraryEntry{
		LibraryIndicator: models.LibraryIndicator{
			Field: r.Field, Class: r.Class, Name: r.Name, Sign: r.Sign, Unit: r.Unit, Example: r.Example, Explanation: r.Explanation,
		},
		ID: r.ID, OwnerID: plain(r.OwnerID), DeclarationID: r.DeclarationID, Version: r.Version, RowID: r.RowID,
		At: r.At.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName,
		RetiredID: plain(r.RetiredID), RetiredName: r.RetiredName,
	}
	if r.RetiredAt != nil {
		e.RetiredAt = r.RetiredAt.Time
	}
	return e
}

// Library returns a library of what departments and the county took in, of the
// owners that sees allows, before the starter library.
func (s *Store) Library(ctx context.Context, starter *Library, sees func(owner int64) bool) (*Library, error) {
	rows, err := s.libraryRows(ctx, "retired_at IS NULL")
	if err != nil {
		return nil, err
	}
	l := &Library{}
	for i := range rows {
		if sees(plain(rows[i].OwnerID)) {
			l.all = append(l.all, rows[i].entry())
			l.text = append(l.text, rows[i].Search)
		}
	}
	l.all, l.text = append(l.all, starter.all...), append(l.text, starter.text...)
	return l, nil
}

// RetiredIndicators returns what is out of use, the latest first.
func (s *Store) RetiredIndicators(ctx context.Context) ([]models.LibraryEntry, error) {
	rows, err := s.libraryRows(ctx, "retired_at IS NOT NULL")
	entries := make([]models.LibraryEntry, len(rows))
	for i := range rows {
		entries[i] = rows[i].entry()
	}
	return entries, err
}

func (s *Store) libraryRows(ctx context.Context, which string) ([]libraryRow, error) {
	var rows []libraryRow
	if err := s.db.WithContext(ctx).Where(which).Order("id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: library: %w", err)
	}
	return rows, nil
}

// AddToLibrary takes indicators into the library and returns those that are new
// there; of the others their owner has one of the same class and name in use.
// Their ID is filled in, and the time is the store's.
func (s *Store) AddToLibrary(ctx context.Context, entries []models.LibraryEntry) (added []models.LibraryEntry, err error) {
	err = s.write(ctx, "add to library", func(tx *gorm.DB) error {
		added = nil
		for _, e := range entries {
			if err := storable(e); err != nil {
				return err
			}
			row := libraryRow{
				OwnerID: optional(e.OwnerID), Field: e.Field, Class: e.Class, Name: e.Name, NameKey: models.Plain(e.Name),
				Sign: e.Sign, Unit: e.Unit, Example: e.Example, Explanation: e.Explanation, Search: libraryText(&e.LibraryIndicator),
				DeclarationID: e.DeclarationID, Version: e.Version, RowID: e.RowID,
				At: s.now(), PersonID: optional(e.PersonID), PersonName: e.PersonName,
			}
			var same int64
			err := tx.Model(&libraryRow{}).Where("COALESCE(owner_id, 0) = ? AND class = ? AND name_key = ? AND retired_at IS NULL",
				e.OwnerID, row.Class, row.NameKey).Count(&same).Error
			if err != nil {
				return err
			}
			if same > 0 {
				continue
			}
			if err := tx.Create(&row).Error; err != nil {
				return taken(foreign(err), "刚刚有人收入了同名的指标，这一次没有收入，请刷新后再试")
			}
			added = append(added, row.entry())
		}
		return nil
	})
	return added, err
}

// RetireIndicator puts an indicator out of use (停用). may decides whether the
// person may; the refusal is that there is none, so that nothing is learnt.
func (s *Store) RetireIndicator(ctx context.Context, id int64, by models.Person, may func(owner int64) bool) (models.LibraryEntry, error) {
	var e models.LibraryEntry
	err := s.write(ctx, fmt.Sprintf("retire indicator %d", id), func(tx *gorm.DB) error {
		const none = "指标库里没有这一条，或者您不能停用它"
		var row libraryRow
		if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
			return missing(err, none)
		}
		if e = row.entry(); !may(e.OwnerID) {
			return models.Refuse(models.NotFound, none)
		}
		now := s.now()
		result := tx.Model(&libraryRow{}).Where("id = ? AND retired_at IS NULL", id).
			Updates(map[string]any{"retired_at": now, "retired_id": optional(by.ID), "retired_name": by.Name})
		if result.Error == nil && result.RowsAffected == 0 {
			return models.Refuse(models.Conflict, "“"+e.Name+"”已经停用了")
		}
		return result.Error
	})
	return e, err
}
