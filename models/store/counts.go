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
	counts := map[models.Status]Tally{}
	err := s.read(ctx, "counts", func(tx *gorm.DB) error {
		conditions, err := f.conditions()
		if err != nil {
			return err
		}
		where := all(append(conditions, reachOf(&f.Scope, f.As).condition()))
		from := "SELECT status, SUM(number) AS number, SUM(total_fen) AS total, SUM(annual_fen) AS annual FROM tallies"
		if f.ActedBy != 0 || f.Search != "" {
			from = "SELECT status, COUNT(*) AS number, COALESCE(SUM(total_fen), 0) AS total," +
				" COALESCE(SUM(annual_fen), 0) AS annual FROM declarations"
		}
		var rows []struct {
			Status models.Status
			Tally  `gorm:"embedded"`
		}
		err = tx.Raw(from+" WHERE "+where.sql+" GROUP BY status", where.args...).Scan(&rows).Error
		for _, r := range rows {
			if r.Number != 0 {
				counts[r.Status] = r.Tally
			}
		}
		return err
	})
	return counts, err
}
