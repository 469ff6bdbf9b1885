package store

import (
	"context"

	"gorm.io/gorm"

	"jixiao/models"
)

// Tally is a number of declarations and what they come to.
type Tally struct {
	Number int64
	Total  models.Fen // of the periods
	Annual models.Fen // of the year
}

// Counts returns number and sums of the declarations of a filter by state, for
// the tabs of lists; the filter's own states, order and page do not matter.
// They are read from the tallies that are kept as moves happen; only what a
// search finds and what a person has acted on is counted at the visit.
func (s *Store) Counts(ctx context.Context, f Filter) (map[models.Status]Tally, error) {
	of, err := s.counts(ctx, f, "0")
	if of[0] == nil {
		return map[models.Status]Tally{}, err
	}
	return of[0], err
}

// CountsByUnit returns Counts for each unit that has declarations, by its
// identity; 0 stands for the units that are not in the tree.
func (s *Store) CountsByUnit(ctx context.Context, f Filter) (map[int64]map[models.Status]Tally, error) {
	return s.counts(ctx, f, "unit_id")
}

// CountsByDepartment returns Counts for each department that declarations are
// made out to, by its identity; 0 stands for those that are not in the tree.
func (s *Store) CountsByDepartment(ctx context.Context, f Filter) (map[int64]map[models.Status]Tally, error) {
	return s.counts(ctx, f, "department_id")
}

// counts counts by a column of identities and by state.
func (s *Store) counts(ctx context.Context, f Filter, column string) (map[int64]map[models.Status]Tally, error) {
	counts := map[int64]map[models.Status]Tally{}
	err := s.read(ctx, "counts", func(tx *gorm.DB) error {
		conditions, err := f.conditions()
		if err != nil {
			return err
		}
		where := all(append(conditions, reachOf(&f.Scope, f.As).condition()))
		number, from := "SUM(number)", "tallies"
		if f.ActedBy != 0 || f.Search != "" {
			number, from = "COUNT(*)", "declarations"
		}
		var rows []struct {
			Org    int64
			Status models.Status
			Tally  `gorm:"embedded"`
		}
		err = tx.Raw("SELECT org, status, "+number+" AS number, COALESCE(SUM(total_fen), 0) AS total,"+
			" COALESCE(SUM(annual_fen), 0) AS annual FROM (SELECT COALESCE("+column+", 0) AS org, x.* FROM "+from+" x"+
			" WHERE "+where.sql+") found GROUP BY org, status", where.args...).Scan(&rows).Error
		for _, r := range rows {
			if r.Number == 0 {
				continue
			}
			if counts[r.Org] == nil {
				counts[r.Org] = map[models.Status]Tally{}
			}
			counts[r.Org][r.Status] = r.Tally
		}
		return err
	})
	return counts, err
}
