package forms_test

import (
	"fmt"
	"reflect"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

// lastYear is what a declaration of 2022 said.
func lastYear() models.Document {
	d := models.Document{
		Layout: "shanxi-county", Year: 2022, Project: models.Project{Name: "培训", Period: "1年", Attribute: "一次性项目(当年结束)"},
		Narrative: models.Narrative{Overview: "上年概况", Plan: "2022年完成"}, Goals: models.Goals{Total: "总目标", Annual: "年目标"},
		Signoff: models.Signoff{Handler: "前任", Phone: "1", FilledAt: "2022-01-01"},
		Indicators: []models.Indicator{
			row("a", models.Total, "产出指标", "数量指标", "2022年培训人次", "≥300人次"), row("b", models.Total, "产出指标", "数量指标", "培训期数", "3期"),
			row("c", models.Annual, "产出指标", "数量指标", "2022年培训人次", "≥100人次"), row("d", models.Annual, "产出指标", "数量指标", "培训期数", "1期"),
			row("e", models.Total, "成本指标", "社会成本指标", "别处的指标", "1"),
		},
	}
	d.Funding.Total.Amount = models.ParseAmount("100")
	return d
}

func TestLastYearGoesIntoBlankCellsAlone(t *testing.T) {
	last := lastYear()
	d := models.Document{
		Layout: "shanxi-county", Year: 2023, Narrative: models.Narrative{Overview: "今年写的"},
		Indicators: []models.Indicator{
			row("1", models.Total, "产出指标", "数量指标", "今年的新指标", "5个"), row("3", models.Total, "产出指标", "数量指标", "2023年培训人次", ""),
			row("2", models.Annual, "产出指标", "数量指标", "", ""),
		},
	}
	n, foreign := layout(t, &d).CopyLastYear(&d, &last)
	if d.Narrative.Overview != "今年写的" || d.Narrative.Plan != "2022年完成" || d.Goals != last.Goals || d.Project.Period != "1年" {
		t.Errorf("texts %+v %+v %+v", d.Narrative, d.Goals, d.Project)
	}
	if d.Signoff != (models.Signoff{}) || !d.Funding.Total.Amount.Blank() || d.Project.Name != "" {
		t.Errorf("people, amounts or the name were taken over: %+v", d)
	}
	var got []string
	for _, r := range d.Indicators {
		got = append(got, fmt.Sprint(r.Side, " ", r.Level3, " ", r.Value))
	}
	want := []string{
		"total 今年的新指标 5个", "total 2023年培训人次 ≥300人次", "total 培训期数 3期",
		"annual  ", "annual 2022年培训人次 ≥100人次", "annual 培训期数 1期",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("rows\n%q\n%q", got, want)
	}
	if len(foreign) != 1 || foreign[0].ID != "e" {
		t.Errorf("rows of other forms: %+v", foreign)
	}
	if n != (forms.Copied{Filled: 5 + 1 + 2 + 4, Kept: 1}) {
		t.Errorf("counted %+v", n)
	}
	again, _ := layout(t, &d).CopyLastYear(&d, &last)
	if again.Filled != 0 || len(d.Indicators) != len(want) {
		t.Errorf("copying again filled %+v, %d rows", again, len(d.Indicators))
	}
}

func TestAVeryLongFormIsCopiedWhole(t *testing.T) {
	last := models.Document{Layout: "shanxi-county", Year: 2022}
	for i := range 120 {
		side := models.Sides[i%2]
		last.Indicators = append(last.Indicators, row(models.NewRowID(), side, "产出指标", "质量指标", fmt.Sprint("指标", i/2), fmt.Sprint(i)))
	}
	d := models.Document{Layout: "shanxi-county", Year: 2023}
	n, _ := layout(t, &d).CopyLastYear(&d, &last)
	if n.Filled != 240 || len(d.Indicators) != 120 {
		t.Fatalf("%+v, %d rows", n, len(d.Indicators))
	}
	seen := map[string]bool{}
	for _, r := range last.Indicators {
		seen[r.ID] = true
	}
	for i, r := range d.Indicators {
		if seen[r.ID] {
			t.Errorf("row %d has the identity of another", i)
		}
		seen[r.ID] = true
	}
}

func TestLastYearStandsBesideTheCellsOfItsRow(t *testing.T) {
	last := lastYear()
	d := models.Document{
		Layout: "shanxi-county", Year: 2023,
		Indicators: []models.Indicator{
			row("1", models.Total, "产出指标", "数量指标", "新的", ""), row("2", models.Total, "产出指标", "数量指标", "2023年培训人次", ""),
			row("3", models.Annual, "产出指标", "数量指标", "", ""),
		},
	}
	cells, rest := layout(t, &d).Beside(&d, &last)
	for name, want := range map[string]string{
		"narrative.overview": "上年概况", "goals.annual": "年目标", "funding.total.amount": "100", "project.period": "1年", "signoff.handler": "",
		"row.1.level3": "培训期数", "row.2.value": "≥300人次", "row.3.level3": "2022年培训人次",
	} {
		if cells[name] != want {
			t.Errorf("beside %s stands %q, want %q", name, cells[name], want)
		}
	}
	if len(rest) != 2 || rest[0].ID != "d" || rest[1].ID != "e" {
		t.Errorf("rows without a place: %+v", rest)
	}
}

func TestOneClassOrOneRowIsCopiedToTheYear(t *testing.T) {
	fresh := func() models.Document {
		return models.Document{Layout: "shanxi-county", Goals: models.Goals{Total: "目标"}, Indicators: []models.Indicator{
			row("a", models.Total, "产出指标", "数量指标", "甲", "1个"), row("b", models.Total, "产出指标", "数量指标", "乙", "2个"),
			row("c", models.Total, "产出指标", "质量指标", "丙", "=100%"), row("d", models.Annual, "产出指标", "数量指标", "甲", ""),
		}}
	}
	d := fresh()
	l := layout(t, &d)
	if n := l.CopyClassToAnnual(&d, "产出指标", "数量指标"); n != (forms.Copied{Filled: 3}) || d.Goals.Annual != "" || len(d.Indicators) != 5 {
		t.Errorf("of a class %+v: %+v", n, d)
	}
	d = fresh()
	n, ok := l.CopyRowToAnnual(&d, "b")
	if !ok || n != (forms.Copied{Filled: 2}) || d.Indicators[3].Value != "" || d.Indicators[4].Level3 != "乙" || d.Indicators[4].Side != models.Annual {
		t.Errorf("of a row %+v: %+v", n, d.Indicators)
	}
	d = fresh()
	d.Indicators = d.Indicators[:3]
	if _, ok := l.CopyRowToAnnual(&d, "b"); !ok || len(d.Indicators) != 5 || d.Indicators[4].Value != "2个" || !d.Indicators[3].Empty() {
		t.Errorf("the second row does not stand beside the second: %+v", d.Indicators)
	}
	if _, ok := l.CopyRowToAnnual(&d, "unknown"); ok {
		t.Error("a row that is not there was copied")
	}
}
