package forms_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

func row(id string, side models.Side, level1, level2, name, value string) models.Indicator {
	return models.Indicator{ID: id, Side: side, Level1: level1, Level2: level2, Level3: name, Value: value}
}

func ids(d *models.Document) string {
	var all []string
	for _, r := range d.Indicators {
		all = append(all, r.ID)
	}
	return strings.Join(all, " ")
}

func TestInsertKeepsTheOrderOfTheForm(t *testing.T) {
	d := models.Document{Layout: "shanxi-county", Indicators: []models.Indicator{
		row("a", models.Total, "产出指标", "数量指标", "甲", ""), row("b", models.Total, "效益指标", "社会效益指标", "乙", ""),
		row("c", models.Annual, "产出指标", "质量指标", "丙", ""),
	}}
	l := layout(t, &d)
	l.Insert(&d, row("1", models.Total, "产出指标", "数量指标", "", ""), row("2", models.Total, "产出指标", "成本指标", "", ""),
		row("3", models.Annual, "产出指标", "数量指标", "", ""), row("4", models.Annual, "满意度指标", "服务对象满意度指标", "", ""))
	if got, want := ids(&d), "a 1 2 b 3 c 4"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}

func TestInsertAtTakesThePlaceThatWasMeant(t *testing.T) {
	for place, want := range map[int]string{1: "new a b c", 2: "a new b c", 3: "a b new c", 9: "a b new c"} {
		d := models.Document{Layout: "shanxi-county", Indicators: []models.Indicator{
			row("a", models.Total, "产出指标", "数量指标", "甲", ""), row("b", models.Total, "产出指标", "数量指标", "乙", ""),
			row("c", models.Total, "产出指标", "质量指标", "丙", ""),
		}}
		layout(t, &d).InsertAt(&d, row("new", models.Total, "产出指标", "数量指标", "丁", ""), place)
		if ids(&d) != want {
			t.Errorf("at place %d: %s, want %s", place, ids(&d), want)
		}
	}
}

func TestAddRowMakesBothHalvesLonger(t *testing.T) {
	for _, have := range []int{0, 1, 3} {
		d := models.Document{Layout: "shanxi-county"}
		for range have {
			d.Indicators = append(d.Indicators, row(models.NewRowID(), models.Total, "产出指标", "数量指标", "甲", "1个"))
		}
		l := layout(t, &d)
		l.AddRow(&d, "产出指标", "数量指标")
		for _, side := range models.Sides {
			n := 0
			for _, r := range d.Indicators {
				if r.Side == side {
					n++
				}
			}
			if want := max(1, have) + 1; n != want {
				t.Errorf("with %d rows: %d on %s, want %d", have, n, side, want)
			}
		}
	}
}

func TestRemoveRowsTakesRowsByIdentity(t *testing.T) {
	d := models.Document{Indicators: []models.Indicator{{ID: "a"}, {ID: "b"}, {ID: "c"}}}
	forms.RemoveRows(&d, "b", "unknown")
	if ids(&d) != "a c" {
		t.Errorf("left %s", ids(&d))
	}
}

func TestCopyToAnnualFillsOnlyBlankCells(t *testing.T) {
	d := models.Document{
		Layout: "shanxi-county",
		Goals:  models.Goals{Total: "目标", Annual: "已写"},
		Indicators: []models.Indicator{
			row("a", models.Total, "产出指标", "数量指标", "甲", "1个"), row("b", models.Total, "产出指标", "数量指标", "乙", "2个"),
			row("c", models.Annual, "产出指标", "数量指标", "自己写的", ""),
		},
	}
	d.Funding.Total = models.Funds{Amount: models.ParseAmount("100"), Sources: models.Sources{County: models.ParseAmount("100")}}
	d.Funding.Annual.Amount = models.ParseAmount("不详")
	l := layout(t, &d)
	if n := l.CopyToAnnual(&d); n != (forms.Copied{Filled: 3, Kept: 4}) {
		t.Errorf("copied %+v, want three cells filled and four kept", n)
	}
	if d.Goals.Annual != "已写" || d.Funding.Annual.Amount.Typed != "不详" || d.Indicators[2].Level3 != "自己写的" {
		t.Error("what was filled has changed")
	}
	if d.Funding.Annual.Sources.County.Fen != 10_000 {
		t.Error("a blank source was not filled")
	}
	last := d.Indicators[len(d.Indicators)-1]
	if last.Level3 != "乙" || last.Side != models.Annual || last.ID == "b" {
		t.Errorf("last row %+v", last)
	}
}

// Sorting findings by the form's order never loses one.
func TestOrderSortsFindings(t *testing.T) {
	d := sample(t)[0]
	findings := []models.Finding{
		{Rule: "signoff", Cells: []string{"signoff.phone"}},
		{Rule: "class", Side: models.Total, Class: "成本指标"},
		{Rule: "row", Cells: []string{"indicators[6].value", "indicators[0].value"}},
		{Rule: "nowhere"},
		{Rule: "head", Cells: []string{"project.name"}},
		{Rule: "half", Side: models.Annual},
	}
	layout(t, &d).Grid(&d).Order().Sort(findings)
	var got []string
	for _, f := range findings {
		got = append(got, f.Rule)
	}
	want := []string{"head", "half", "row", "class", "signoff", "nowhere"}
	if !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
	if findings[2].Cells[0] != "indicators[0].value" {
		t.Errorf("cells %v", findings[2].Cells)
	}
}
