package store

import (
	"context"
	"fmt"

	"jixiao/models"
)

// HandLinked tells the lines of a year's budget table of a unit that were
// linked by hand; unit "" means all units.
func (s *Store) HandLinked(ctx context.Context, year int, unit string) (func(*models.BudgetLine) bool, error) {
	hand, err := linkedByHand(s.db.WithContext(ctx), year, unit, nil)
	if err != nil {
		return nil, fmt.Errorf("store: lines of %d linked by hand: %w", year, err)
	}
	return func(l *models.BudgetLine) bool {
		_, decided := hand(l)
		return decided
	}, nil
}
