package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"jixiao/models"
)

// attachmentRow is a file that hangs on a declaration.
type attachmentRow struct {
	ID            int64 `gorm:"primaryKey"`
	DeclarationID int64
	Kind          models.AttachmentKind
	Version       int
	Until         int `gorm:"column:until_version"`
	Name          string
	Format        string
	Size          int64
	Sum           string
	ByHand        bool
	At            instant `gorm:"column:added_at"`
	PersonID      *int64
	PersonName    string
	RemovedAt     *instant
	RemovedBy     string
}

// TableName names the table.
func (attachmentRow) TableName() string { return "attachments" }

func (r *attachmentRow) attachment() models.Attachment {
	a := models.Attachment{
		ID: r.ID, DeclarationID: r.DeclarationID, Kind: r.Kind, Version: r.Version, Until: r.Until,
		Name: r.Name, Format: r.Format, Size: r.Size, Sum: r.Sum, ByHand: r.ByHand,
		At: r.At.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName, RemovedBy: r.RemovedBy,
	}
	if r.RemovedAt != nil {
		a.RemovedAt = r.RemovedAt.Time
	}
	return a
}

const (
	noAttachment = "没有这个附件，或者已经撤下"
	sealed       = "申报表已经送审，附件清单不能再改；需要改时请先撤回或请审核人退回"
)

// AddAttachment records a file whose content is already kept, and fills in
// identity, time and, of a document, version. A document is Closed to a
// declaration that the unit may not change now; a scan may be added in any
// state, of a version that was sent in.
func (s *Store) AddAttachment(ctx context.Context, a *models.Attachment) error {
	return s.write(ctx, fmt.Sprintf("add attachment to declaration %d", a.DeclarationID), func(tx *gorm.DB) error {
		d, err := lock(tx, a.DeclarationID)
		if err != nil {
			return err
		}
		added := *a
		if added.Version, err = belongs(&d, a); err != nil {
			return err
		}
		added.At = s.now().Time
		if err := storable(added); err != nil {
			return err
		}
		row := attachmentRow{
			DeclarationID: d.ID, Kind: added.Kind, Version: added.Version, Name: added.Name, Format: added.Format,
			Size: added.Size, Sum: added.Sum, ByHand: added.ByHand, At: at(added.At),
			PersonID: optional(added.PersonID), PersonName: added.PersonName,
		}
		if err := tx.Create(&row).Error; err != nil {
			return foreign(err)
		}
		added.ID = row.ID
		*a = added
		return s.recordAttachment(ctx, tx, "上传附件", &row)
	})
}

// belongs returns the version that a new attachment belongs to.
func belongs(d *models.Declaration, a *models.Attachment) (int, error) {
	if a.Kind == models.StampedScan {
		return a.Version, sentIn(d, a.Version)
	}
	if !d.Status.Editable() {
		return 0, models.Refuse(models.Closed, sealed)
	}
	return d.Version + 1, nil
}

func sentIn(d *models.Declaration, version int) error {
	switch {
	case d.Version == 0 || d.Status == models.Void:
		return models.Refuse(models.Closed, "这份申报表还没有送审，没有可以归档的版本；请送审后打印、盖章，再上传扫描件")
	case version > d.Version || version < 0:
		return models.Refuse(models.Invalid, fmt.Sprintf("没有第 %d 版，现在最新的是第 %d 版", version, d.Version))
	}
	return nil
}

// changeAttachment loads an attachment that is there, lets edit change it, and saves it.
func (s *Store) changeAttachment(ctx context.Context, what string, declaration, id int64, edit func(*models.Declaration, *attachmentRow) error) error {
	return s.write(ctx, fmt.Sprintf("change attachment %d", id), func(tx *gorm.DB) error {
		d, err := lock(tx, declaration)
		if err != nil {
			return err
		}
		var row attachmentRow
		err = tx.Where("id = ? AND declaration_id = ? AND removed_at IS NULL", id, declaration).Take(&row).Error
		if err != nil {
			return missing(err, noAttachment)
		}
		if err := edit(&d, &row); err != nil {
			return err
		}
		if err := tx.Select("*").Updates(&row).Error; err != nil {
			return err
		}
		return s.recordAttachment(ctx, tx, what, &row)
	})
}

// recordAttachment puts into the record which file it was, with its sum.
func (s *Store) recordAttachment(ctx context.Context, tx *gorm.DB, what string, row *attachmentRow) error {
	text := fmt.Sprintf("%s《%s》版本 %d，SHA-256 %s", row.Kind.Label(), row.Name, row.Version, row.Sum)
	return s.record(ctx, tx, what, "申报表 "+number(row.DeclarationID), "", text)
}

// RemoveAttachment takes an attachment away and keeps the record of it; the
// versions that it belongs to keep it. A document is Closed like adding one.
func (s *Store) RemoveAttachment(ctx context.Context, declaration, id int64, person string) error {
	return s.changeAttachment(ctx, "撤下附件", declaration, id, func(d *models.Declaration, row *attachmentRow) error {
		if row.Kind != models.StampedScan && !d.Status.Editable() {
			return models.Refuse(models.Closed, sealed)
		}
		now := s.now()
		row.RemovedAt, row.RemovedBy, row.Until = &now, person, d.Version
		return nil
	})
}

// FileScan files a scan by hand: a person says which version it shows.
func (s *Store) FileScan(ctx context.Context, declaration, id int64, version int) error {
	return s.changeAttachment(ctx, "手工归档", declaration, id, func(d *models.Declaration, row *attachmentRow) error {
		if row.Kind != models.StampedScan || row.Version != 0 || version < 1 {
			return models.Refuse(models.Conflict, "这份扫描件已经归档，请刷新后查看")
		}
		row.Version, row.ByHand = version, true
		return sentIn(d, version)
	})
}

// Attachments lists what hangs on a declaration, also what was removed, in the
// order in which it was added.
func (s *Store) Attachments(ctx context.Context, declaration int64) ([]models.Attachment, error) {
	return s.attachments(ctx, "declaration_id = ?", declaration)
}

// EveryAttachment lists what hangs on all declarations.
func (s *Store) EveryAttachment(ctx context.Context) ([]models.Attachment, error) {
	return s.attachments(ctx, "1 = 1")
}

func (s *Store) attachments(ctx context.Context, where string, values ...any) ([]models.Attachment, error) {
	var rows []attachmentRow
	if err := s.db.WithContext(ctx).Where(where, values...).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: attachments: %w", err)
	}
	list := make([]models.Attachment, len(rows))
	for i := range rows {
		list[i] = rows[i].attachment()
	}
	return list, nil
}

// Attachment returns one attachment of a declaration, removed or not. It is a
// NotFound when there is none.
func (s *Store) Attachment(ctx context.Context, declaration, id int64) (models.Attachment, error) {
	var row attachmentRow
	err := s.db.WithContext(ctx).Where("id = ? AND declaration_id = ?", id, declaration).Take(&row).Error
	if err != nil {
		return models.Attachment{}, fmt.Errorf("store: attachment %d: %w", id, missing(err, noAttachment))
	}
	return row.attachment(), nil
}
