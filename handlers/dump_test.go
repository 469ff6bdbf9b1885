package handlers_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// contents returns all rows of the database, a line each, but for those that
// every visit leaves: sessions and failed sign-ins.
func (s *site) contents() map[string][]string {
	s.Helper()
	driver, address := "sqlite", "file:"+s.database+"?mode=ro"
	names := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
	if strings.HasPrefix(s.database, "postgres") {
		driver, address = "pgx", s.database
		names = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
	}
	db := must(sql.Open(driver, address))(s)
	defer func() { _ = db.Close() }()
	all := map[string][]string{}
	for _, table := range s.query(db, names) {
		if table == "sessions" || table == "failures" || table == "sign_in_failures" {
			continue
		}
		all[table] = s.query(db, `SELECT * FROM "`+table+`"`)
	}
	if len(all["declarations"]) == 0 {
		s.Fatal("there are no declarations to compare")
	}
	return all
}

func (s *site) query(db *sql.DB, question string) (lines []string) {
	s.Helper()
	rows, err := db.QueryContext(s.Context(), question)
	if err != nil {
		s.Fatalf("%s: %v", question, err)
	}
	defer func() { _ = rows.Close() }()
	columns := must(rows.Columns())(s)
	for rows.Next() {
		cells := make([]any, len(columns))
		targets := make([]any, len(columns))
		for i := range cells {
			targets[i] = &cells[i]
		}
		if err := rows.Scan(targets...); err != nil {
			s.Fatal(err)
		}
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = fmt.Sprint(c)
		}
		lines = append(lines, strings.Join(texts, " | "))
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

// unchanged fails when the database is not as it was.
func (s *site) unchanged(t testing.TB, before map[string][]string) {
	t.Helper()
	for table, lines := range s.contents() {
		for i, line := range lines {
			if was := before[table]; i >= len(was) || line != was[i] {
				t.Errorf("the table %s was changed: %s", table, short(line))
				break
			}
		}
		if len(lines) < len(before[table]) {
			t.Errorf("the table %s has lost lines", table)
		}
	}
}
