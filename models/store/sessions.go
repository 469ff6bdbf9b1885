package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// sessionRow is the session of a browser. The token itself is not kept: who
// reads the database cannot sign in with what is there.
type sessionRow struct {
	TokenHash string `gorm:"primaryKey"`
	Data      []byte
	Expires   instant `gorm:"column:expires_at"`
	PersonID  *int64
}

// TableName names the table.
func (sessionRow) TableName() string { return "sessions" }

// Sessions keeps browser sessions in the database, so that several servers
// share them. It has the methods that a session manager's store needs, with
// and without a context.
type Sessions struct {
	store    *Store
	personOf func(data []byte) int64
}

// Sessions returns the store of sessions. personOf reads from a session's data
// whose it is, 0 for nobody's, so that all sessions of a person can be ended.
func (s *Store) Sessions(personOf func(data []byte) int64) *Sessions {
	return &Sessions{s, personOf}
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx returns the data of a session; found is false when there is none or
// it has expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var row sessionRow
	err = s.store.db.WithContext(ctx).
		Where("token_hash = ? AND expires_at > ?", hashToken(token), s.store.now()).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("store: find session: %w", err)
	}
	return row.Data, true, nil
}

// CommitCtx keeps a session, and sweeps out the expired ones when it is new.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := sessionRow{TokenHash: hashToken(token), Data: append([]byte{}, data...), Expires: at(expiry)}
	if s.personOf != nil {
		row.PersonID = optional(s.personOf(data))
	}
	return s.store.write(ctx, "commit session", func(tx *gorm.DB) error {
		result := tx.Model(&sessionRow{}).Where("token_hash = ?", row.TokenHash).Select("*").Updates(&row)
		if result.Error != nil || result.RowsAffected > 0 {
			return result.Error
		}
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
			return err
		}
		return tx.Where("expires_at <= ?", s.store.now()).Delete(&sessionRow{}).Error
	})
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.write(ctx, "delete session", func(tx *gorm.DB) error {
		return tx.Where("token_hash = ?", hashToken(token)).Delete(&sessionRow{}).Error
	})
}

// AllCtx returns the data of all sessions that have not expired, by the hashes
// of their tokens.
func (s *Sessions) AllCtx(ctx context.Context) (map[string][]byte, error) {
	var rows []sessionRow
	err := s.store.db.WithContext(ctx).Where("expires_at > ?", s.store.now()).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("store: all sessions: %w", err)
	}
	all := make(map[string][]byte, len(rows))
	for _, row := range rows {
		all[row.TokenHash] = row.Data
	}
	return all, nil
}

// Find is FindCtx without a context.
func (s *Sessions) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// All is AllCtx without a context.
func (s *Sessions) All() (map[string][]byte, error) { return s.AllCtx(context.Background()) }

// EndSessions ends all sessions of a person.
func (s *Store) EndSessions(ctx context.Context, person int64) error {
	return s.write(ctx, fmt.Sprintf("end sessions of person %d", person), func(tx *gorm.DB) error {
		return endSessions(tx, person)
	})
}
