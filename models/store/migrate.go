package store

import (
	"context"
	"errors"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"

	"jixiao/models"
)

const migrationTable = "migrations"

// migrationLock is the number of the advisory lock that servers starting
// together on one PostgreSQL queue for. It means nothing but "jixiao".
const migrationLock = 0x6a697869616f

// migrations lists every change of the tables in order. One that has been
// released is never edited: its structs are frozen copies.
func migrations() []*gormigrate.Migration {
	return []*gormigrate.Migration{
		{ID: "0001-first", Migrate: migrate0001},
		{ID: "0002-indicator-values", Migrate: migrate0002},
		{ID: "0003-budget-and-rules", Migrate: migrate0003},
		{ID: "0004-lists-of-all-years", Migrate: migrate0004},
		{ID: "0005-templates", Migrate: migrate0005},
		{ID: "0006-indicators-of-ones-own", Migrate: migrate0006},
		{ID: "0008-attachments", Migrate: migrate0008},
		{ID: "0009-jobs", Migrate: migrate0009},
		{ID: "0011-remarks", Migrate: migrate0011},
		{ID: "0012-chains", Migrate: migrate0012},
		{ID: "0013-adjustments", Migrate: migrate0013},
	}
}

func lastMigration() string {
	all := migrations()
	return all[len(all)-1].ID
}

// Migrate brings the tables to what this program needs, all in one
// transaction: a failure leaves the database as it was. Servers that start
// together wait for one another. A database that a newer program made is
// refused as Invalid.
func (s *Store) Migrate(ctx context.Context) error { return s.migrate(ctx, migrations()) }

func (s *Store) migrate(ctx context.Context, list []*gormigrate.Migration) error {
	return s.write(ctx, "migrate", func(tx *gorm.DB) error {
		if s.writers == nil {
			if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", migrationLock).Error; err != nil {
				return err
			}
		}
		err := gormigrate.New(tx, &gormigrate.Options{
			TableName: migrationTable, IDColumnName: "id", IDColumnSize: 255,
			ValidateUnknownMigrations: true,
		}, list).Migrate()
		if errors.Is(err, gormigrate.ErrUnknownPastMigration) {
			return models.Refuse(models.Invalid, "数据库是由更新版本的 jixiao 建立的，请改用新版本程序打开")
		}
		return err
	})
}
