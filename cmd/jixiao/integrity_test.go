package main

import (
	"database/sql"
	"strings"
	"testing"

	"jixiao/assets"
)

func TestVerifyFollowsTheRecord(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			database := fresh(t)
			office(t, database)
			done(t, jixiao(t, "", "import", "--database", database, file(t, "sample.json", string(assets.SampleDeclarations))), "11")
			r := jixiao(t, "", "verify", "--database", database)
			if r.code != 0 || !strings.Contains(r.stdout, "核对了 11 份申报表和设置的") || !strings.Contains(r.stdout, "都与写下时一样") {
				t.Fatalf("%+v", r)
			}
			db, err := sql.Open(map[string]string{"sqlite": "sqlite", "postgres": "pgx"}[name], database)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			_, err = db.ExecContext(t.Context(), "UPDATE events SET person_name = '别人' WHERE declaration_id = (SELECT MIN(id) FROM declarations)")
			if err != nil {
				t.Fatal(err)
			}
			r = jixiao(t, "", "verify", "--database", database)
			if r.code != exitFound || !strings.Contains(r.stdout, "被改过：经过第 1 条（新建）") || !strings.Contains(r.stdout, "有 1 处不对") {
				t.Errorf("%+v", r)
			}
		})
	}
}
