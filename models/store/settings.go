package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// settingRow is one setting.
type settingRow struct {
	Key   string `gorm:"primaryKey"`
	Value string
}

// TableName names the table.
func (settingRow) TableName() string { return "settings" }

// Setting returns the value of a setting, or "" where it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var row settingRow
	err := s.db.WithContext(ctx).Where(&settingRow{Key: key}).Take(&row).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return "", fmt.Errorf("store: setting %s: %w", key, err)
	}
	return row.Value, nil
}

// SetSetting keeps the value of a setting.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, "set setting "+key, func(tx *gorm.DB) error {
		if err := storableText(value); err != nil {
			return err
		}
		before := settingRow{}
		err := tx.Where(&settingRow{Key: key}).Take(&before).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		if err := upsert(tx, []settingRow{{key, value}}); err != nil {
			return err
		}
		return s.record(ctx, tx, "改设置", key, before.Value, value)
	})
}

// Empty reports whether nobody has put anything into the database yet: no
// organisation, no account, no declaration.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var used bool
	err := s.db.WithContext(ctx).Raw(
		"SELECT EXISTS (SELECT 1 FROM orgs) OR EXISTS (SELECT 1 FROM people) OR EXISTS (SELECT 1 FROM declarations)",
	).Scan(&used).Error
	if err != nil {
		return false, fmt.Errorf("store: empty: %w", err)
	}
	return !used, nil
}
