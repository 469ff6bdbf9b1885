package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// Change is what a change leaves behind beside the changed declaration.
type Change struct {
	Event   *models.Event   // entry of the history, if the change is one
	Version *models.Version // to be frozen, with the text as it is saved
	// PersonID and PersonName say who saved where no event says it.
	PersonID   int64
	PersonName string
	// Remarks are what the reviewers have written at the cells so far; nil
	// leaves it as it is.
	Remarks *[]models.Remark
	// Tell makes the remarks known to the unit, with the event.
	Tell bool
}

// Target names a declaration as a person has seen it.
type Target struct{ ID, Revision int64 }

// CreateDeclaration keeps a new declaration and the first entry of its history.
// It fills in d's identity, revision and times.
func (s *Store) CreateDeclaration(ctx context.Context, d *models.Declaration, ev models.Event) error {
	return s.write(ctx, "create declaration", func(tx *gorm.DB) error { return s.create(tx, d, ev) })
}

// CreateUndeclared does so unless the unit has a declaration of that project and
// year that is not void: then it is a Conflict, and existing is that one. A unit
// that is not in the tree is NotFound.
func (s *Store) CreateUndeclared(ctx context.Context, d *models.Declaration, ev models.Event) (existing int64, err error) {
	err = s.write(ctx, "create a declaration that there is not", func(tx *gorm.DB) error {
		if existing, err = declared(tx, d); err != nil {
			return err
		}
		return s.create(tx, d, ev)
	})
	return existing, err
}

// declared finds what a unit has declared for a project and year. It keeps
// everybody else from declaring for the unit until the transaction ends.
func declared(tx *gorm.DB, d *models.Declaration) (existing int64, err error) {
	var unit orgRow
	err = tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Where("id = ?", d.UnitID).Take(&unit).Error
	if err != nil {
		return 0, missing(err, "机构目录中没有这个单位")
	}
	var rows []declarationRow
	err = tx.Where("unit_id = ? AND year = ? AND status <> ?", d.UnitID, d.Document.Year, models.Void).
		Select("id", "project_name", "status").Order("id").Find(&rows).Error
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		if models.SameText(r.ProjectName, d.Document.Project.Name) {
			return r.ID, models.Refuse(models.Conflict, fmt.Sprintf("%s %d 年已有“%s”的申报表（%s），没有再建",
				unit.Name, d.Document.Year, r.ProjectName, r.Status.Label()))
		}
	}
	return 0, nil
}

func (s *Store) create(tx *gorm.DB, d *models.Declaration, ev models.Event) error {
	after := copyOf(d)
	now := s.now()
	after.ID, after.Revision, after.Version = 0, 1, 0
	after.CreatedAt, after.UpdatedAt, after.MovedAt = now.Time, now.Time, now.Time
	if err := acceptable(&after, &Change{Event: &ev}); err != nil {
		return err
	}
	row := rowOf(&after)
	if err := tx.Create(&row).Error; err != nil {
		return foreign(err)
	}
	after.ID = row.ID
	moves := tallyMoves{}
	if err := s.keep(tx, &models.Declaration{}, &after, Change{Event: &ev}, moves); err != nil {
		return err
	}
	if err := moves.apply(tx); err != nil {
		return err
	}
	*d = after
	return nil
}

// UpdateDeclaration is the one door through which a declaration changes. It
// loads the declaration, gives a copy to change, and saves what that made of
// it, with the event and the frozen version, in one transaction. It returns a
// Conflict when the declaration is no longer at the given revision, a NotFound
// when there is none, and whatever change returns; then nothing is changed.
func (s *Store) UpdateDeclaration(ctx context.Context, id, revision int64, change func(*models.Declaration) (Change, error)) (models.Declaration, error) {
	var after models.Declaration
	err := s.write(ctx, fmt.Sprintf("update declaration %d", id), func(tx *gorm.DB) (err error) {
		moves := tallyMoves{}
		if after, err = s.update(tx, Target{id, revision}, change, moves); err != nil {
			return err
		}
		return moves.apply(tx)
	})
	return after, err
}

// UpdateDeclarations changes many declarations in one transaction: all of them
// or, when one is refused, none.
func (s *Store) UpdateDeclarations(ctx context.Context, targets []Target, change func(*models.Declaration) (Change, error)) error {
	// Two calls that meet take the declarations in the same order, so that
	// neither waits for the other for ever.
	targets = slices.SortedFunc(slices.Values(targets), func(a, b Target) int { return cmp.Compare(a.ID, b.ID) })
	return s.write(ctx, fmt.Sprintf("update %d declarations", len(targets)), func(tx *gorm.DB) error {
		moves := tallyMoves{}
		for _, t := range targets {
			if _, err := s.update(tx, t, change, moves); err != nil {
				return fmt.Errorf("declaration %d: %w", t.ID, err)
			}
		}
		return moves.apply(tx)
	})
}

func (s *Store) update(tx *gorm.DB, t Target, change func(*models.Declaration) (Change, error), moves tallyMoves) (models.Declaration, error) {
	before, err := lock(tx, t.ID)
	if err != nil {
		return models.Declaration{}, err
	}
	if before.Revision != t.Revision {
		return models.Declaration{}, stale(before.Revision)
	}
	after := copyOf(&before)
	what, err := change(&after)
	if err != nil {
		return models.Declaration{}, err
	}
	after.ID, after.Revision, after.CreatedAt = before.ID, before.Revision+1, before.CreatedAt
	after.UpdatedAt, after.MovedAt = s.now().Time, before.MovedAt
	if after.Status != before.Status {
		after.MovedAt = after.UpdatedAt
	}
	if err := acceptable(&after, &what); err != nil {
		return models.Declaration{}, err
	}
	if err := saveRow(tx, &after, t.Revision); err != nil {
		return models.Declaration{}, err
	}
	return after, s.keep(tx, &before, &after, what, moves)
}

func stale(revision int64) error {
	return models.Refuse(models.Conflict,
		fmt.Sprintf("这份申报表刚刚被别人保存过（现在是第 %d 次保存的内容），请对照两边的内容后再保存", revision))
}

// saveRow writes the whole row if it still is at the given revision. A stale
// UPDATE is no error to the database: the number of rows tells.
func saveRow(tx *gorm.DB, d *models.Declaration, revision int64) error {
	row := rowOf(d)
	result := tx.Model(&declarationRow{}).Where("id = ? AND revision = ?", d.ID, revision).
		Select("*").Omit("id", "created_at").Updates(&row)
	if result.Error != nil {
		return foreign(result.Error)
	}
	if result.RowsAffected != 1 {
		return stale(d.Revision)
	}
	return nil
}

// keep saves what hangs on the row of a declaration.
func (s *Store) keep(tx *gorm.DB, before, after *models.Declaration, what Change, moves tallyMoves) error {
	links, err := s.chainOf(tx, after.ID)
	if err != nil {
		return err
	}
	steps := []func() error{
		func() error { return saveCells(tx, before, after) },
		func() error { return saveState(tx, before, after, what, links) },
		func() error { return freeze(tx, after, what.Version) },
		func() error { return appendEvent(tx, after, what.Event, links) },
		func() error { return writeRemarks(tx, after, what.Remarks) },
		func() error { return tellRemarks(tx, after, what) },
		links.close,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if before.ID != 0 {
		moves.add(before, -1)
	}
	moves.add(after, 1)
	return nil
}

// acceptable refuses what cannot be kept as it was typed.
func acceptable(d *models.Declaration, what *Change) error {
	if err := identify(d.Document.Indicators); err != nil {
		return err
	}
	for _, v := range []any{d, what.Event, what.Version, what.PersonName, what.Remarks} {
		if err := storable(v); err != nil {
			return err
		}
	}
	return nil
}

// copyOf returns a copy that shares nothing with d.
func copyOf(d *models.Declaration) models.Declaration {
	c := *d
	c.Document = d.Document.Clone()
	c.Fillers = slices.Clone(d.Fillers)
	return c
}

// when returns the time that a record bears: its own, or that of the save.
func when(own time.Time, d *models.Declaration) instant {
	if own.IsZero() {
		return at(d.UpdatedAt)
	}
	return at(own)
}
