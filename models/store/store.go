package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// Store is an open database. Its methods may be called from any number of
// goroutines, and several servers may share one PostgreSQL.
type Store struct {
	db    *gorm.DB
	clock func() time.Time
	// writers holds one token on SQLite, which lets one transaction write at a
	// time: waiting here is fair, waiting for the file's lock is a game of
	// chance. It is nil on PostgreSQL.
	writers chan struct{}
	// chainKey links records; nil for none.
	chainKey []byte
}

// Close ends all connections.
func (s *Store) Close() error {
	pool, err := s.db.DB()
	if err == nil {
		err = pool.Close()
	}
	if err != nil {
		return fmt.Errorf("store: close: %w", err)
	}
	return nil
}

// Ready returns nil while the database answers and has this program's tables.
func (s *Store) Ready(ctx context.Context) error {
	var done int64
	err := s.db.WithContext(ctx).Table(migrationTable).Where("id = ?", lastMigration()).Count(&done).Error
	if err == nil && done == 0 {
		err = models.Refuse(models.Invalid, "数据库还没有升级到本程序的版本，请先运行 jixiao migrate")
	}
	if err != nil {
		return fmt.Errorf("store: ready: %w", err)
	}
	return nil
}

// now returns the present moment as the database keeps it.
func (s *Store) now() instant { return at(s.clock()) }

// write runs work in one transaction that may change data. doing names it in
// errors.
func (s *Store) write(ctx context.Context, doing string, work func(tx *gorm.DB) error) error {
	if s.writers != nil {
		select {
		case s.writers <- struct{}{}:
			defer func() { <-s.writers }()
		case <-ctx.Done():
			return fmt.Errorf("store: %s: %w", doing, ctx.Err())
		}
	}
	begun := false
	once := func(tx *gorm.DB) error {
		begun = true
		return work(tx)
	}
	err := s.db.WithContext(ctx).Transaction(once)
	for range retries {
		if begun || !busy(err) || ctx.Err() != nil {
			break
		}
		err = s.db.WithContext(ctx).Transaction(once)
	}
	if busy(err) {
		err = fmt.Errorf("%w: %w", models.Refuse(models.TooMany, "数据库正忙，没有保存，请稍后再试"), err)
	}
	if err != nil {
		return fmt.Errorf("store: %s: %w", doing, err)
	}
	return nil
}

// retries is how often a transaction that could not begin is tried again: an
// import by another process may hold the file for longer than one wait.
const retries = 3

// busy reports whether SQLite gave up waiting for another process.
func busy(err error) bool {
	var coded interface{ Code() int }
	return errors.As(err, &coded) && coded.Code()&0xff == 5
}

// read runs work on one unchanging view of the data, so that what several
// queries return belongs together.
func (s *Store) read(ctx context.Context, doing string, work func(tx *gorm.DB) error) error {
	view := &sql.TxOptions{ReadOnly: true}
	if s.writers == nil {
		view.Isolation = sql.LevelRepeatableRead
	}
	if err := s.db.WithContext(ctx).Transaction(work, view); err != nil {
		return fmt.Errorf("store: %s: %w", doing, err)
	}
	return nil
}

// missing turns "no such row" into a refusal with the given sentence.
func missing(err error, sentence string) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.Refuse(models.NotFound, sentence)
	}
	return err
}

// taken turns a duplicate key into a Conflict with the given sentence.
func taken(err error, sentence string) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Refuse(models.Conflict, sentence)
	}
	return err
}
