package forms_test

import (
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

func TestAPickedIndicatorTakesABlankPairOfRowsOrANewOne(t *testing.T) {
	l := forms.Layouts()[0]
	const class = "数量指标"
	row := func(side models.Side, name string) models.Indicator {
		return models.Indicator{ID: models.NewRowID(), Side: side, Level1: "产出指标", Level2: class, Level3: name}
	}
	for name, c := range map[string]struct {
		rows        []models.Indicator
		total, year string
	}{
		"a class without rows gets one":        {nil, "新", "新"},
		"behind filled rows a new one is made": {[]models.Indicator{row(models.Total, "甲"), row(models.Annual, "甲")}, "甲 新", "甲 新"},
		"a blank pair is taken": {
			[]models.Indicator{row(models.Total, "甲"), row(models.Total, ""), row(models.Annual, "甲"), row(models.Annual, "")},
			"甲 新", "甲 新",
		},
		"a row that one half has filled is not": {
			[]models.Indicator{row(models.Total, ""), row(models.Annual, "甲")}, " 新", "甲 新",
		},
		"halves of different length stay side by side": {
			[]models.Indicator{row(models.Total, "甲"), row(models.Total, "乙")}, "甲 乙 新", "  新",
		},
	} {
		d := models.Document{Layout: l.ID, Indicators: c.rows}
		id, ok := l.Pick(&d, class, "新")
		names := map[models.Side][]string{}
		for _, i := range d.Indicators {
			names[i.Side] = append(names[i.Side], i.Level3)
			if i.ID == id && (i.Side != models.Total || i.Level3 != "新") {
				t.Errorf("%s: the row %+v is said to be the new one", name, i)
			}
		}
		if total, year := strings.Join(names[models.Total], " "), strings.Join(names[models.Annual], " "); !ok || total != c.total || year != c.year {
			t.Errorf("%s: %q and %q, want %q and %q", name, total, year, c.total, c.year)
		}
	}
	if _, ok := l.Pick(&models.Document{}, "没有的指标", "新"); ok {
		t.Error("a class that the form does not have took an indicator")
	}
}
