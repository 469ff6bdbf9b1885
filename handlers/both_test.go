package handlers_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"jixiao/cmd/gaps"
)

// onBoth runs a test on SQLite and on PostgreSQL.
func onBoth(t *testing.T, test func(*testing.T, *site)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newSite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, schema(t))) })
}

var schemas atomic.Int64

// schema makes an empty schema in the PostgreSQL of this run.
func schema(t testing.TB) string {
	t.Helper()
	base := must(url.Parse(gaps.Postgres(t)))(t)
	db := must(sql.Open("pgx", base.String()))(t)
	name := fmt.Sprintf("web%d_%d", time.Now().UnixNano(), schemas.Add(1))
	if _, err := db.ExecContext(t.Context(), "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = db.Exec("DROP SCHEMA " + name + " CASCADE") //nolint:noctx // the test's context has ended
		_ = db.Close()
	})
	q := base.Query()
	q.Set("search_path", name)
	base.RawQuery = q.Encode()
	return base.String()
}
