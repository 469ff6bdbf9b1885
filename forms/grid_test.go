package forms_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/models"
)

func sample(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// randomDocument has up to sixty indicators, some of classes that no layout
// has.
func randomDocument(rng *rand.Rand) models.Document {
	classes := [][2]string{
		{"产出指标", "数量指标"},
		{"产出指标", "质量指标"},
		{"产出指标", "时效指标"},
		{"产出指标", "成本指标"},
		{"效益指标", "社会效益指标"},
		{"满意度指标", "服务对象满意度指标"},
		{"产出指标", "其他产出"},
		{"成本指标", "经济成本指标"},
		{"", ""},
	}
	d := models.Document{Layout: "shanxi-county", Year: 2023, Region: []string{"兴县", "离石区", ""}[rng.IntN(3)]}
	for range rng.IntN(61) {
		class := classes[rng.IntN(len(classes))]
		d.Indicators = append(d.Indicators, models.Indicator{
			ID: models.NewRowID(), Side: models.Sides[rng.IntN(2)], Level1: class[0], Level2: class[1],
			Level3: "名称", Value: "值",
		})
	}
	return d
}

func layout(t testing.TB, d *models.Document) *forms.Layout {
	t.Helper()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestAnyDocumentTiles(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	docs := sample(t)
	for range 500 {
		docs = append(docs, randomDocument(rng))
	}
	for i := range docs {
		l := layout(t, &docs[i])
		padded := l.Padded(&docs[i])
		for _, d := range []*models.Document{&docs[i], &padded} {
			if _, err := forms.Place(l.Grid(d)); err != nil {
				t.Fatalf("document %d: %v", i, err)
			}
		}
	}
}

func TestPlaceRefusesWhatDoesNotTile(t *testing.T) {
	cell := func(cols, rows int) forms.Cell { return forms.Cell{Cols: cols, Rows: rows} }
	for _, c := range []struct {
		name string
		rows []forms.Row
	}{
		{"a gap", []forms.Row{{Cells: []forms.Cell{cell(1, 1)}}}},
		{"a cell beyond the right edge", []forms.Row{{Cells: []forms.Cell{cell(3, 1)}}}},
		{"a cell beyond the bottom", []forms.Row{{Cells: []forms.Cell{cell(2, 2)}}}},
		{"an overlap", []forms.Row{{Cells: []forms.Cell{cell(1, 1), cell(1, 2)}}, {Cells: []forms.Cell{cell(2, 1)}}}},
		{"a cell of no size", []forms.Row{{Cells: []forms.Cell{cell(2, 0)}}}},
		{"too many cells", []forms.Row{{Cells: []forms.Cell{cell(2, 1), cell(1, 1)}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := forms.Place(&forms.Grid{Columns: []float64{1, 1}, Rows: c.rows}); err == nil {
				t.Error("no error")
			}
		})
	}
}

// Every value of a document has exactly one blank in its grid.
func TestEveryValueHasABlank(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		d := randomDocument(rng)
		var paths []string
		for _, in := range layout(t, &d).Grid(&d).Inputs() {
			paths = append(paths, in.Spec().Path)
		}
		if want := 3 + 2 + 12 + 5 + 2 + 4 + 2*len(d.Indicators); len(paths) != want {
			t.Fatalf("%d blanks, want %d", len(paths), want)
		}
		slices.Sort(paths)
		if n := len(paths); len(slices.Compact(paths)) != n {
			t.Fatal("a path has two blanks")
		}
	}
}

func TestFillingInWhatIsShownChangesNothing(t *testing.T) {
	for _, d := range sample(t) {
		d.Narrative.Plan = "一\n二\r\n三"
		d.Funding.Total.Amount = models.ParseAmount("约三十万")
		d.Signoff.FilledAt = "2022-11-08T20:00:15+08:00"
		filled := d.Clone()
		for _, in := range layout(t, &d).Grid(&d).Inputs() {
			in.Fill(&filled, strings.NewReplacer("\r\n", "\r\n", "\n", "\r\n").Replace(in.Text(&d)))
		}
		if got, want := mustJSON(t, filled), mustJSON(t, d); got != want {
			t.Errorf("%s changed", d.Project.Name)
		}
	}
}

func mustJSON(t *testing.T, d models.Document) string {
	t.Helper()
	b, err := d.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestForeignClassesComeUnderTheirOwnName(t *testing.T) {
	d := models.Document{Layout: "shanxi-county", Indicators: []models.Indicator{
		{ID: "a", Side: models.Total, Level1: "产出指标", Level2: "其他产出", Level3: "甲"},
		{ID: "b", Side: models.Annual, Level1: "成本指标", Level2: "经济成本指标", Level3: "乙"},
	}}
	var captions []string
	for _, r := range layout(t, &d).Grid(&d).Rows {
		for _, c := range r.Cells {
			if r.Part == forms.PartIndicators && c.Class.Place == 0 && c.Class.Side != models.Annual {
				captions = append(captions, c.Caption)
			}
		}
	}
	got := strings.Join(captions, " ")
	for _, want := range []string{"成本指标 其他产出 效益指标", "满意度指标 服务对象满意度指标 成本指标 经济成本指标"} {
		if !strings.Contains(got, want) {
			t.Errorf("captions %q lack %q", got, want)
		}
	}
}

func TestPaddedKeepsThePlacesOfTheDocumentsOwnRows(t *testing.T) {
	for _, d := range sample(t) {
		l := layout(t, &d)
		padded := l.Padded(&d)
		if !slices.Equal(padded.Indicators[:len(d.Indicators)], d.Indicators) {
			t.Fatalf("%s: the rows moved", d.Project.Name)
		}
		for _, r := range l.Grid(&padded).Rows {
			for _, c := range r.Cells {
				if c.Class.Place > 0 && c.Input == nil {
					t.Fatalf("%s: an empty box is left in %s", d.Project.Name, c.Class.Level2)
				}
			}
		}
	}
}

func TestTitleNamesTheRegion(t *testing.T) {
	for region, want := range map[string]string{
		"兴县":  "兴县(区)级预算部门(单位)项目支出绩效目标申报表",
		"离石区": "离石区级预算部门(单位)项目支出绩效目标申报表",
		"孝义市": "孝义市级预算部门(单位)项目支出绩效目标申报表",
		" ":   "县(区)级预算部门(单位)项目支出绩效目标申报表",
	} {
		d := models.Document{Layout: "shanxi-county", Region: region}
		if got := layout(t, &d).Grid(&d).Title; got != want {
			t.Errorf("title for %q is %s, want %s", region, got, want)
		}
	}
}

func TestUnknownLayoutIsRefused(t *testing.T) {
	if _, err := forms.LayoutByID("nowhere"); models.KindOf(err) != models.Invalid {
		t.Errorf("error %v, want an Invalid one", err)
	}
}

func TestLabels(t *testing.T) {
	d := sample(t)[0]
	have := map[string]bool{}
	for _, in := range layout(t, &d).Grid(&d).Inputs() {
		have[in.Spec().Label] = true
	}
	for _, want := range []string{
		"项目名称", "主管部门", "实施单位", "项目属性", "项目期", "实施期资金／资金总额", "年度资金／省级财政资金",
		"项目概况", "实施期目标", "年度目标", "实施期／数量指标／1／三级指标", "年度／数量指标／1／指标值",
		"经办人", "联系电话", "填报日期",
	} {
		if !have[want] {
			t.Errorf("no blank is called %s", want)
		}
	}
}
