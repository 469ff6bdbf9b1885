package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"jixiao/models"
)

// roundRow is one 批次.
type roundRow struct {
	ID          int64 `gorm:"primaryKey"`
	Year        int
	Name        string
	SkipFinance bool
	MinimumFen  models.Fen
	NeedsScan   bool
	Wanted      string  // kinds of attachment, separated by blanks
	Created     instant `gorm:"column:created_at"`
}

// TableName names the table.
func (roundRow) TableName() string { return "rounds" }

func (r *roundRow) round() models.Round {
	round := models.Round{
		ID: r.ID, Year: r.Year, Name: r.Name, SkipFinance: r.SkipFinance, Minimum: r.MinimumFen, NeedsScan: r.NeedsScan,
	}
	for kind := range strings.FieldsSeq(r.Wanted) {
		round.Wanted = append(round.Wanted, models.AttachmentKind(kind))
	}
	return round
}

// Rounds returns all rounds, the latest year first, in a year the one opened
// last first.
func (s *Store) Rounds(ctx context.Context) ([]models.Round, error) {
	var rows []roundRow
	if err := s.db.WithContext(ctx).Order("year DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: rounds: %w", err)
	}
	rounds := make([]models.Round, len(rows))
	for i := range rows {
		rounds[i] = rows[i].round()
	}
	return rounds, nil
}

// Round returns a round. It is a NotFound when there is none.
func (s *Store) Round(ctx context.Context, id int64) (models.Round, error) {
	var row roundRow
	if err := s.db.WithContext(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return models.Round{}, fmt.Errorf("store: round %d: %w", id, missing(err, noRound))
	}
	return row.round(), nil
}

// CurrentRound returns the round of a year that was opened last. It is a
// NotFound when the year has none.
func (s *Store) CurrentRound(ctx context.Context, year int) (models.Round, error) {
	var row roundRow
	err := s.db.WithContext(ctx).Where("year = ?", year).Order("id DESC").Take(&row).Error
	if err != nil {
		return models.Round{}, fmt.Errorf("store: current round of %d: %w", year,
			missing(err, fmt.Sprintf("%d 年还没有开放申报批次，请联系财政局", year)))
	}
	return row.round(), nil
}

// CreateRound opens a round and fills in its identity. A name that the year
// has already is a Conflict.
func (s *Store) CreateRound(ctx context.Context, r *models.Round) error {
	return s.write(ctx, "create round", func(tx *gorm.DB) error {
		if err := storable(r); err != nil {
			return err
		}
		row := roundRow{Year: r.Year, Name: r.Name, SkipFinance: r.SkipFinance, MinimumFen: r.Minimum, Created: s.now()}
		if err := tx.Create(&row).Error; err != nil {
			return taken(err, roundTaken(r))
		}
		r.ID = row.ID
		return s.record(ctx, tx, "开放批次", roundText(&row), "", roundText(&row))
	})
}

// UpdateRound changes everything of a round but its year. It is a NotFound when
// there is none, and a Conflict when the year has the name already.
func (s *Store) UpdateRound(ctx context.Context, r models.Round) error {
	if err := storable(r); err != nil {
		return fmt.Errorf("store: update round %d: %w", r.ID, err)
	}
	err := s.setRound(ctx, "修改批次", r.ID, map[string]any{
		"name": r.Name, "skip_finance": r.SkipFinance, "minimum_fen": r.Minimum,
	})
	return taken(err, roundTaken(&r))
}

// SetRoundPapers decides what a round asks for beside the form. It is a
// NotFound when there is no such round.
func (s *Store) SetRoundPapers(ctx context.Context, id int64, needsScan bool, wanted []models.AttachmentKind) error {
	names := make([]string, len(wanted))
	for i, kind := range wanted {
		names[i] = string(kind)
	}
	return s.setRound(ctx, "改批次的附件要求", id, map[string]any{"needs_scan": needsScan, "wanted": strings.Join(names, " ")})
}

// setRound changes columns of a round and records it as what.
func (s *Store) setRound(ctx context.Context, what string, id int64, columns map[string]any) error {
	return s.write(ctx, fmt.Sprintf("%s %d", what, id), func(tx *gorm.DB) error {
		var before, after roundRow
		if err := tx.Where("id = ?", id).Take(&before).Error; err != nil {
			return missing(err, noRound)
		}
		if err := tx.Model(&roundRow{}).Where("id = ?", id).Updates(columns).Error; err != nil {
			return err
		}
		if err := tx.Where("id = ?", id).Take(&after).Error; err != nil {
			return err
		}
		return s.record(ctx, tx, what, strconv.Itoa(before.Year)+"年"+before.Name, roundText(&before), roundText(&after))
	})
}

const noRound = "没有这个批次"

func roundTaken(r *models.Round) string {
	return fmt.Sprintf("%d 年已有批次“%s”", r.Year, r.Name)
}
