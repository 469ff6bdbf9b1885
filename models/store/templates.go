package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// templateRow is a row of form_templates.
type templateRow struct {
	ID         int64 `gorm:"primaryKey"`
	Revision   int64
	OwnerID    *int64
	Document   string
	RowIDs     string
	Withdrawn  bool
	PersonID   *int64
	PersonName string
	Updated    instant `gorm:"column:updated_at"`
}

// TableName names the table.
func (templateRow) TableName() string { return "form_templates" }

func (r *templateRow) template() (models.Template, error) {
	text := frozen{r.Document, r.RowIDs}
	doc, err := text.thaw()
	return models.Template{
		ID: r.ID, Revision: r.Revision, OwnerID: plain(r.OwnerID), Document: doc, Withdrawn: r.Withdrawn,
		PersonID: plain(r.PersonID), PersonName: r.PersonName, UpdatedAt: r.Updated.Time,
	}, err
}

func templateRowOf(t *models.Template) (templateRow, error) {
	if err := identify(t.Document.Indicators); err != nil {
		return templateRow{}, err
	}
	if err := storable(t.Document); err != nil {
		return templateRow{}, err
	}
	text, err := freezeText(&t.Document)
	return templateRow{
		ID: t.ID, Revision: t.Revision, OwnerID: optional(t.OwnerID), Document: text.document, RowIDs: text.rowIDs,
		Withdrawn: t.Withdrawn, PersonID: optional(t.PersonID), PersonName: t.PersonName, Updated: at(t.UpdatedAt),
	}, err
}

// Templates returns all templates, the one saved last first.
func (s *Store) Templates(ctx context.Context) ([]models.Template, error) {
	var rows []templateRow
	err := s.db.WithContext(ctx).Order("updated_at DESC, id DESC").Find(&rows).Error
	templates := make([]models.Template, len(rows))
	for i := range rows {
		if err == nil {
			templates[i], err = rows[i].template()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("store: templates: %w", err)
	}
	return templates, nil
}

// Template returns a template. It is a NotFound when there is none.
func (s *Store) Template(ctx context.Context, id int64) (models.Template, error) {
	t, err := takeTemplate(s.db.WithContext(ctx), id)
	if err != nil {
		return t, fmt.Errorf("store: template %d: %w", id, err)
	}
	return t, nil
}

func takeTemplate(tx *gorm.DB, id int64) (models.Template, error) {
	var row templateRow
	if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
		return models.Template{}, missing(err, "没有这个模板，或者您看不到它。")
	}
	return row.template()
}

// CreateTemplate keeps a new template and fills in its identity, revision and
// time.
func (s *Store) CreateTemplate(ctx context.Context, t *models.Template) error {
	return s.write(ctx, "create template", func(tx *gorm.DB) error {
		t.ID, t.Revision, t.UpdatedAt = 0, 1, s.now().Time
		row, err := templateRowOf(t)
		if err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return foreign(err)
		}
		t.ID = row.ID
		return nil
	})
}

// UpdateTemplate changes a template. It returns a Conflict when the template is
// no longer at the given revision, a NotFound when there is none, and whatever
// change returns; then nothing is changed.
func (s *Store) UpdateTemplate(ctx context.Context, id, revision int64, change func(*models.Template) error) (models.Template, error) {
	var after models.Template
	err := s.write(ctx, fmt.Sprintf("update template %d", id), func(tx *gorm.DB) (err error) {
		if after, err = takeTemplate(tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}), id); err != nil {
			return err
		}
		if after.Revision != revision {
			return models.Refuse(models.Conflict, "这个模板刚刚被别人保存过，请核对后再保存")
		}
		if err := change(&after); err != nil {
			return err
		}
		after.ID, after.Revision, after.UpdatedAt = id, revision+1, s.now().Time
		row, err := templateRowOf(&after)
		if err != nil {
			return err
		}
		return foreign(tx.Select("*").Updates(&row).Error)
	})
	return after, err
}
