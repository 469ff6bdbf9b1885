package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// benchOnBoth runs a benchmark on a fresh migrated database of each kind.
func benchOnBoth(b *testing.B, run func(b *testing.B, db *bed)) {
	for name, fresh := range databases {
		b.Run(name, func(b *testing.B) {
			db := open(b, fresh(b))
			if err := db.Migrate(b.Context()); err != nil {
				b.Fatal(err)
			}
			run(b, db)
		})
	}
}

// BenchmarkUpdateDeclaration saves a real declaration with one cell changed.
func BenchmarkUpdateDeclaration(b *testing.B) {
	benchOnBoth(b, func(b *testing.B, db *bed) {
		o := seed(b, db)
		d := o.draft(b, db, samples(b)[0])
		for i := 0; b.Loop(); i++ {
			var err error
			d, err = db.UpdateDeclaration(b.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
				d.Document.Indicators[i%len(d.Document.Indicators)].Value = fmt.Sprintf("%d 个", i)
				return store.Change{PersonID: o.handler.ID}, nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDeclaration opens a real declaration.
func BenchmarkDeclaration(b *testing.B) {
	benchOnBoth(b, func(b *testing.B, db *bed) {
		o := seed(b, db)
		d := o.draft(b, db, samples(b)[0])
		for b.Loop() {
			if _, err := db.Declaration(b.Context(), d.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

const (
	benchUnits       = 500
	benchDepartments = 50
)

// crowd fills the database with n declarations of ten years, 500 units and 50
// departments, of which two in a thousand wait for a department and two for
// finance.
func crowd(b *testing.B, db *bed, n int) {
	b.Helper()
	var orgs []models.Org
	for i := range benchDepartments {
		orgs = append(orgs, models.Org{ID: -1 - int64(i), Code: fmt.Sprintf("%03d", i), Name: fmt.Sprintf("部门 %d", i), Kind: models.Department})
	}
	for i := range benchUnits {
		orgs = append(orgs, models.Org{Code: fmt.Sprintf("9%05d", i), Name: fmt.Sprintf("单位 %d", i), Kind: models.Unit, ParentID: -1 - int64(i%benchDepartments)})
	}
	if _, _, err := db.SaveOrgs(b.Context(), orgs); err != nil {
		b.Fatal(err)
	}
	texts := "layout region department_code department_name unit_code unit_name project_code attribute period head handler phone" +
		" filled_at approval_number approval_date overview basis necessity measures plan goal_total goal_annual"
	columns := strings.Fields(texts)
	raw := db.raw(b)
	for _, statement := range []string{
		fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < %d)
			INSERT INTO declarations (revision, version, status, year, unit_id, department_id, handed_out, to_finance,
			created_at, updated_at, moved_at, total_fen, annual_fen, project_name, search, %s)
			SELECT 1, 1, CASE WHEN i / 10 %% 1000 < 2 THEN 'department_review' WHEN i / 10 %% 1000 < 4 THEN 'finance_review'
				WHEN i %% 3 = 0 THEN 'draft' ELSE 'approved' END,
			2014 + i %% 10, %d + i / 30 %% %d, 1 + i / 30 %% %d, false, false,
			'2022-11-08 09:30:00.000000Z', '2022-11-08 09:30:00.000000Z', '2022-11-08 09:30:00.000000Z',
			100, 100, 'x', 'x', %s FROM n`,
			n, strings.Join(columns, ", "), benchDepartments+1, benchUnits, benchDepartments,
			strings.Join(slices.Repeat([]string{"'项目'"}, len(columns)), ", ")),
		`UPDATE declarations SET search = 'project ' || id, project_name = 'project ' || id WHERE year = 2023 AND id % 100 < 20`,
		`INSERT INTO tallies SELECT year, 0, unit_id, department_id, status, COUNT(*), SUM(total_fen), SUM(annual_fen)
			FROM declarations GROUP BY year, unit_id, department_id, status`,
		"VACUUM", // which PostgreSQL does by itself
		"ANALYZE",
	} {
		if statement == "ANALYZE" && kindOf(db) == "sqlite" {
			continue // nobody does that on a file in use
		}
		if _, err := raw.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkList reads the first page and one far behind of the lists that
// people look at, among few and many declarations. The time at 1,000,000 is to
// stay within twice that at 10,000.
func BenchmarkList(b *testing.B) {
	waiting := []models.Status{models.DepartmentReview}
	for _, n := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			benchOnBoth(b, func(b *testing.B, db *bed) {
				crowd(b, db, n)
				handler := models.Scope{Units: []int64{benchDepartments + 5, benchDepartments + 6, benchDepartments + 7}}
				reviewer := models.Scope{Departments: []int64{7}, BelowUnits: []int64{benchDepartments + 7, 2*benchDepartments + 7}}
				finance := models.Scope{Finance: true}
				for _, c := range []struct {
					name string
					f    store.Filter
				}{
					{"handler", store.Filter{Scope: handler, Year: 2023}},
					{"department-waiting", store.Filter{Scope: reviewer, As: models.DepartmentReviewer, Year: 2023, Statuses: waiting, Waiting: true}},
					{"finance-all", store.Filter{Scope: finance, Year: 2023}},
					{"finance-waiting", store.Filter{Scope: finance, Year: 2023, Statuses: []models.Status{models.FinanceReview}}},
					{"finance-far-behind", store.Filter{Scope: finance, Year: 2023, After: fmt.Sprint(n / 2)}},
					{"handler-any-year", store.Filter{Scope: handler}},
					{"department-waiting-any-year", store.Filter{Scope: reviewer, As: models.DepartmentReviewer, Statuses: waiting, Waiting: true}},
					{"finance-any-year", store.Filter{Scope: finance}},
					{"finance-waiting-any-year", store.Filter{Scope: finance, Statuses: []models.Status{models.FinanceReview}, Waiting: true}},
					{"finance-void-any-year", store.Filter{Scope: finance, Statuses: []models.Status{models.Void}}},
				} {
					b.Run(c.name, func(b *testing.B) {
						for b.Loop() {
							if _, _, err := db.List(b.Context(), c.f); err != nil {
								b.Fatal(err)
							}
						}
					})
				}
				for name, scope := range map[string]models.Scope{"handler": handler, "reviewer": reviewer, "finance": finance} {
					b.Run("counts-"+name, func(b *testing.B) {
						for b.Loop() {
							if _, err := db.Counts(b.Context(), store.Filter{Scope: scope}); err != nil {
								b.Fatal(err)
							}
						}
					})
				}
				b.Run("search", func(b *testing.B) {
					for b.Loop() {
						if _, _, err := db.List(b.Context(), store.Filter{Scope: finance, Year: 2023, Search: "ject 1"}); err != nil {
							b.Fatal(err)
						}
					}
				})
			})
		})
	}
}

// BenchmarkAround fetches what rules look for beyond one form, for a unit of
// few and of many declarations.
func BenchmarkAround(b *testing.B) {
	for _, n := range []int{10, 200} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			benchOnBoth(b, func(b *testing.B, db *bed) {
				o := seed(b, db)
				docs := samples(b)
				var d models.Declaration
				for i := range n {
					d = o.draft(b, db, docs[i%len(docs)])
				}
				for b.Loop() {
					if _, err := db.Around(b.Context(), d.ID); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
