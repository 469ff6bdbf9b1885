package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"jixiao/models"
)

// versionRow is what was sent in once; it is never changed.
type versionRow struct {
	ID            int64 `gorm:"primaryKey"`
	DeclarationID int64
	Number        int
	RoundID       *int64
	Document      string
	RowIDs        string
	RuleSet       string
	At            instant
	PersonID      *int64
	PersonName    string
}

// TableName names the table.
func (versionRow) TableName() string { return "versions" }

func (r *versionRow) version() models.Version {
	return models.Version{
		ID: r.ID, DeclarationID: r.DeclarationID, Number: r.Number, RoundID: plain(r.RoundID),
		RuleSet: r.RuleSet, At: r.At.Time, PersonID: plain(r.PersonID), PersonName: r.PersonName,
	}
}

// findingRow is one finding of a version, as the rules said it then.
type findingRow struct {
	VersionID int64 `gorm:"primaryKey;autoIncrement:false"`
	Position  int   `gorm:"primaryKey;autoIncrement:false"`
	Rule      string
	Severity  models.Severity
	Cells     string
	Side      models.Side
	Class     string
	Message   string
}

// TableName names the table.
func (findingRow) TableName() string { return "findings" }

// freeze keeps a version with the text that the declaration now has. It fills
// in the version's identity and text.
func freeze(tx *gorm.DB, d *models.Declaration, v *models.Version) error {
	if v == nil {
		return nil
	}
	text, err := freezeText(&d.Document)
	if err != nil {
		return err
	}
	v.DeclarationID, v.Document, v.At = d.ID, d.Document.Clone(), when(v.At, d).Time
	if v.Number == 0 {
		v.Number = d.Version
	}
	if v.RoundID == 0 {
		v.RoundID = d.RoundID
	}
	row := versionRow{
		DeclarationID: d.ID, Number: v.Number, RoundID: optional(v.RoundID),
		Document: text.document, RowIDs: text.rowIDs, RuleSet: v.RuleSet, At: at(v.At),
		PersonID: optional(v.PersonID), PersonName: v.PersonName,
	}
	if err := tx.Create(&row).Error; err != nil {
		return taken(foreign(err), fmt.Sprintf("第 %d 版已经送审，请刷新后查看", v.Number))
	}
	v.ID = row.ID
	return saveFindings(tx, v)
}

func saveFindings(tx *gorm.DB, v *models.Version) error {
	rows := make([]findingRow, len(v.Findings))
	for i, f := range v.Findings {
		cells, err := json.Marshal(f.Cells)
		if err != nil {
			return err
		}
		rows[i] = findingRow{v.ID, i, f.Rule, f.Severity, string(cells), f.Side, f.Class, f.Message}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.CreateInBatches(&rows, 200).Error
}

// Versions lists the versions of a declaration, the first one first, without
// their documents and findings.
func (s *Store) Versions(ctx context.Context, id int64) ([]models.Version, error) {
	var rows []versionRow
	err := s.db.WithContext(ctx).Omit("document", "row_ids").Where("declaration_id = ?", id).
		Order("number").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: versions of declaration %d: %w", id, err)
	}
	versions := make([]models.Version, len(rows))
	for i := range rows {
		versions[i] = rows[i].version()
	}
	return versions, nil
}

// Version returns one version whole. It is a NotFound when there is none of
// that number.
func (s *Store) Version(ctx context.Context, id int64, number int) (models.Version, error) {
	var v models.Version
	err := s.read(ctx, fmt.Sprintf("version %d of declaration %d", number, id), func(tx *gorm.DB) error {
		var row versionRow
		err := tx.Where("declaration_id = ? AND number = ?", id, number).Take(&row).Error
		if err != nil {
			return missing(err, fmt.Sprintf("没有第 %d 版", number))
		}
		v = row.version()
		text := frozen{row.Document, row.RowIDs}
		if v.Document, err = text.thaw(); err != nil {
			return err
		}
		v.Findings, err = findingsOf(tx, row.ID)
		return err
	})
	return v, err
}

func findingsOf(tx *gorm.DB, version int64) ([]models.Finding, error) {
	var rows []findingRow
	if err := tx.Where("version_id = ?", version).Order("position").Find(&rows).Error; err != nil {
		return nil, err
	}
	findings := make([]models.Finding, len(rows))
	for i, r := range rows {
		findings[i] = models.Finding{Rule: r.Rule, Severity: r.Severity, Message: r.Message, Side: r.Side, Class: r.Class}
		if err := json.Unmarshal([]byte(r.Cells), &findings[i].Cells); err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// SentIn returns the text of the last version of each of these declarations
// that was ever sent in.
func (s *Store) SentIn(ctx context.Context, ids []int64) (map[int64]models.Document, error) {
	docs := map[int64]models.Document{}
	if len(ids) == 0 {
		return docs, nil
	}
	var rows []versionRow
	err := s.db.WithContext(ctx).Where("declaration_id IN ?", ids).
		Where("number = (SELECT CASE WHEN approved_version > 0 AND status IN ('approved', 'draft') THEN approved_version ELSE version END FROM declarations WHERE declarations.id = versions.declaration_id)").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: what was sent in of %d declarations: %w", len(ids), err)
	}
	for i := range rows {
		text := frozen{rows[i].Document, rows[i].RowIDs}
		if docs[rows[i].DeclarationID], err = text.thaw(); err != nil {
			return nil, fmt.Errorf("store: version %d: %w", rows[i].ID, err)
		}
	}
	return docs, nil
}
