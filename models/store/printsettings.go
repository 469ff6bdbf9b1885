package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jixiao/models"
)

// printKey begins the keys of the settings that hold decisions about prints,
// each in a row of its own: two people who decide at once lose neither.
const printKey = "print:"

// keyTime writes moments so that their texts are in their order.
const keyTime = "2006-01-02T15:04:05.000000Z"

// PrintDecisions returns what was ever decided about prints, the first
// decision first.
func (s *Store) PrintDecisions(ctx context.Context) (models.PrintDecisions, error) {
	var rows []settingRow
	if err := s.db.WithContext(ctx).Where("key LIKE ?", printKey+"%").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: print decisions: %w", err)
	}
	slices.SortFunc(rows, func(a, b settingRow) int { return strings.Compare(a.Key, b.Key) })
	list := make(models.PrintDecisions, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row.Value), &list[i]); err != nil {
			return nil, fmt.Errorf("store: print decision %s: %w", row.Key, err)
		}
	}
	return list, nil
}

// DecidePrint keeps settings for prints from now on, in the name of a person.
func (s *Store) DecidePrint(ctx context.Context, settings models.PrintSettings, by models.Person) error {
	now := s.now().Time
	value, err := json.Marshal(models.PrintDecision{At: now, PersonID: by.ID, PersonName: by.Name, Settings: settings})
	if err != nil {
		return fmt.Errorf("store: print decision: %w", err)
	}
	return s.SetSetting(ctx, printKey+now.UTC().Format(keyTime), string(value))
}
