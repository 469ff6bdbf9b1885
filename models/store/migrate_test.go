package store_test

import (
	"math/rand/v2"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// A database of the first program holds what it held after it is brought up to
// date, and its values can be searched like new ones.
func TestOlderDatabaseIsBroughtUpToDate(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			b := open(t, fresh(t))
			if err := b.MigrateTo(t.Context(), 1); err != nil {
				t.Fatal(err)
			}
			if err := b.Ready(t.Context()); !invalid(err) {
				t.Errorf("an older database is ready: %v", err)
			}
			for _, statement := range oldRows {
				if _, err := b.raw(t).Exec(statement); err != nil {
					t.Fatalf("%s: %v", statement, err)
				}
			}
			if err := b.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			same(t, "indicators", load(t, b, 1).Document.Indicators, []models.Indicator{
				{ID: "r1", Side: models.Annual, Level1: "产出指标", Level2: "成本指标", Level3: "总成本", Value: "≤265 万元"},
			})
			if n := b.number(t, "SELECT COUNT(*) FROM indicators WHERE value_kind = 'number' AND sign = '≤' AND low = '2650000' AND unit = '元'"); n != 1 {
				t.Error("the value that was there was not read")
			}
		})
	}
}

// oldRows is a declaration as the first program wrote it.
var oldRows = []string{
	`INSERT INTO declarations (id, revision, version, status, year, handed_out, to_finance, approval_number, approval_date,
		created_at, updated_at, moved_at, layout, region, department_code, department_name, unit_code, unit_name, project_name,
		project_code, attribute, period, head, handler, phone, filled_at, search, overview, basis, necessity, measures, plan,
		goal_total, goal_annual) VALUES (1, 1, 0, 'draft', 2023, false, false, '', '', '2022-11-08 09:30:00.000000Z',
		'2022-11-08 09:30:00.000000Z', '2022-11-08 09:30:00.000000Z', 'shanxi-county', '', '', '', '', '', '', '', '', '',
		'', '', '', '', '', '', '', '', '', '', '', '')`,
	`INSERT INTO indicators (declaration_id, id, position, side, level1, level2, level3, value, weight)
		VALUES (1, 'r1', 0, 'annual', '产出指标', '成本指标', '总成本', '≤265 万元', '')`,
}

func TestValuesAreParsedBesideWhatWasTyped(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		doc := models.Document{Year: 2023}
		for _, value := range []string{"≥95%", "5～10 户", "2023年12月底前", "两年", "按计划完成", ""} {
			doc.Indicators = append(doc.Indicators, models.Indicator{Side: models.Annual, Level3: "指标", Value: value})
		}
		o.draft(t, b, doc)
		for query, want := range map[string]int64{
			"value_kind = 'number' AND sign = '≥' AND low = '95' AND high = '95' AND unit = '%'": 1,
			"value_kind = 'number' AND low = '5' AND high = '10' AND unit = '户'":                 1,
			"value_kind = 'date' AND high = '2023-12-31'":                                        1,
			"value_kind = 'duration' AND low = '2' AND unit = '年'":                               1,
			"value_kind = 'words' AND low = ''":                                                  1,
			"value_kind = 'blank'":                                                               1,
		} {
			if n := b.number(t, "SELECT COUNT(*) FROM indicators WHERE "+query); n != want {
				t.Errorf("%d rows with %s, want %d", n, query, want)
			}
		}
	})
}

// Rows keep their identity wherever they move: after any sequence of changes
// the database holds the rows of the last text and no others.
func TestRowsKeepTheirIdentityWhereverTheyMove(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		rng := rand.New(rand.NewPCG(5, 6))
		d := o.draft(t, b, samples(t)[0])
		for range 30 {
			d = update(t, b, d, func(d *models.Declaration) store.Change {
				rows := d.Document.Indicators
				rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
				if len(rows) > 3 {
					rows = rows[rng.IntN(3):]
				}
				d.Document.Indicators = append(rows, models.Indicator{ID: models.NewRowID(), Side: models.Total, Level3: "新"})
				return store.Change{}
			})
			same(t, "the rows", load(t, b, d.ID).Document.Indicators, d.Document.Indicators)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM indicators"); n != int64(len(d.Document.Indicators)) {
			t.Errorf("%d rows are kept of %d", n, len(d.Document.Indicators))
		}
	})
}
