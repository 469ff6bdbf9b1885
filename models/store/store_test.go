package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jixiao/cmd/gaps"
	"jixiao/models/store"
)

// clock is a clock that a test moves by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock {
	return &clock{now: time.Date(2022, 11, 8, 9, 30, 0, 123_456_789, time.UTC)}
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bed is a fresh database of one kind.
type bed struct {
	*store.Store
	clock *clock
	url   string
}

// databases are the kinds that everything is tried on.
var databases = map[string]func(testing.TB) string{
	"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "数据 1.db") },
	"postgres": freshSchema,
}

// onBoth runs a test on a fresh migrated database of each kind.
func onBoth(t *testing.T, test func(t *testing.T, b *bed)) {
	t.Helper()
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, fresh(t))
			if err := b.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			test(t, b)
		})
	}
}

// open opens a database until the test ends.
func open(t testing.TB, database string) *bed {
	t.Helper()
	c := newClock()
	s, err := store.Open(context.Background(), database, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &bed{s, c, database}
}

var schemas atomic.Int64

// freshSchema makes an empty schema in the PostgreSQL of this run. A schema is
// as good as a database of its own here, and made in a hundredth of the time.
func freshSchema(t testing.TB) string {
	t.Helper()
	base := gaps.Postgres(t)
	name := fmt.Sprintf("t%d_%d", time.Now().UnixNano(), schemas.Add(1))
	db := rawPostgres(t, base)
	if _, err := db.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func rawPostgres(t testing.TB, database string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// raw opens the database beside the store, to look behind its back.
func (b *bed) raw(t testing.TB) *sql.DB {
	t.Helper()
	if strings.HasPrefix(b.url, "postgres") {
		return rawPostgres(t, b.url)
	}
	db, err := sql.Open("sqlite", b.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// number runs a query behind the store's back that returns one number.
func (b *bed) number(t testing.TB, query string) int64 {
	t.Helper()
	var n int64
	if err := b.raw(t).QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}
