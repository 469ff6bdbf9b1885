package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// failureRow is one failed sign-in. They are in the database so that two
// servers agree on who has to wait.
type failureRow struct {
	ID       int64 `gorm:"primaryKey"`
	LoginKey string
	Address  string
	At       instant
}

// TableName names the table.
func (failureRow) TableName() string { return "failures" }

// failuresKept is how long a failed sign-in is remembered at most.
const failuresKept = 24 * time.Hour

// Failures says how often signing in has failed.
type Failures struct {
	OfLogin     int       // with this login
	FromAddress int       // from this machine, whatever the login
	First       time.Time // the oldest that counts; when it falls out, another try is free
}

// failureKey is a login as failures are counted. What an attacker sends may be
// long and may be no text at all.
func failureKey(login string) string {
	if storableText(login) != nil || len(login) > 200 {
		return hashToken(login)
	}
	return loginKey(login)
}

// RecordFailure notes a failed sign-in.
func (s *Store) RecordFailure(ctx context.Context, login, address string) error {
	return s.write(ctx, "record failure", func(tx *gorm.DB) error {
		old := at(s.clock().Add(-failuresKept))
		if err := tx.Where("at < ?", old).Delete(&failureRow{}).Error; err != nil {
			return err
		}
		return tx.Create(&failureRow{LoginKey: failureKey(login), Address: address, At: s.now()}).Error
	})
}

// Failures counts the failed sign-ins since a moment, of a login and from an
// address.
func (s *Store) Failures(ctx context.Context, login, address string, since time.Time) (Failures, error) {
	var found struct {
		OfLogin, FromAddress int
		First                *instant
	}
	key := failureKey(login)
	err := s.db.WithContext(ctx).Raw(`SELECT COUNT(CASE WHEN login_key = ? THEN 1 END) AS of_login,
		COUNT(CASE WHEN address = ? THEN 1 END) AS from_address, MIN(at) AS first
		FROM failures WHERE at >= ? AND (login_key = ? OR address = ?)`, key, address, at(since), key, address).Scan(&found).Error
	if err != nil {
		return Failures{}, fmt.Errorf("store: failures: %w", err)
	}
	f := Failures{OfLogin: found.OfLogin, FromAddress: found.FromAddress}
	if found.First != nil {
		f.First = found.First.Time
	}
	return f, nil
}

// ClearFailures forgets the failed sign-ins of a login.
func (s *Store) ClearFailures(ctx context.Context, login string) error {
	return s.write(ctx, "clear failures", func(tx *gorm.DB) error {
		return tx.Where("login_key = ?", failureKey(login)).Delete(&failureRow{}).Error
	})
}
