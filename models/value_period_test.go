package models_test

import (
	"testing"

	"jixiao/models"
)

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct {
		typed             string
		kind              models.PeriodKind
		oneYear, longer   bool
		first, last, note string
	}{
		{"1年", models.PeriodLength, true, false, "2023-01-01", "2023-12-31", ""},
		{"一年", models.PeriodLength, true, false, "2023-01-01", "2023-12-31", ""},
		{"12个月", models.PeriodLength, true, false, "2023-01-01", "2023-12-31", ""},
		{"1月", models.PeriodLength, true, false, "2023-01-01", "2023-12-31", "one month, not January"},
		{"3年", models.PeriodLength, false, true, "2021-01-01", "2025-12-31", "any three years that hold 2023"},
		{"３ 年期", models.PeriodLength, false, true, "2021-01-01", "2025-12-31", ""},
		{"18个月", models.PeriodLength, false, true, "2022-01-01", "2024-12-31", ""},
		{"长期", models.PeriodOpen, false, true, "1949-01-01", "2199-12-31", ""},
		{"当年", models.PeriodYear, true, false, "2023-01-01", "2023-12-31", ""},
		{"2021年度", models.PeriodRange, true, false, "2021-01-01", "2021-12-31", ""},
		{"2023", models.PeriodRange, true, false, "2023-01-01", "2023-12-31", ""},
		{"2021-2023年", models.PeriodRange, false, true, "2021-01-01", "2023-12-31", ""},
		{"2021-2023", models.PeriodRange, false, true, "2021-01-01", "2023-12-31", ""},
		{"2021年1月至2023年12月", models.PeriodRange, false, true, "2021-01-01", "2023-12-31", ""},
		{"2021.1-2023.12", models.PeriodRange, false, true, "2021-01-01", "2023-12-31", ""},
		{"2023年1-12月", models.PeriodRange, true, false, "2023-01-01", "2023-12-31", ""},
		{"2023年7月-2024年6月", models.PeriodRange, false, false, "2023-07-01", "2024-06-30", "a year over two"},
		{"3年(2021-2023年)", models.PeriodRange, false, true, "2021-01-01", "2023-12-31", ""},
		{"", models.PeriodUnknown, false, false, "", "", ""},
		{"一次性", models.PeriodUnknown, false, false, "", "", ""},
		{"若干年", models.PeriodUnknown, false, false, "", "", ""},
		{"3", models.PeriodUnknown, false, false, "", "", ""},
	} {
		t.Run(c.typed+" "+c.note, func(t *testing.T) {
			p := models.ParsePeriod(c.typed, 2023)
			if p.Kind != c.kind || p.OneYear() != c.oneYear || p.MoreThanOneYear() != c.longer {
				t.Errorf("kind %d, one year %v, longer %v", p.Kind, p.OneYear(), p.MoreThanOneYear())
			}
			days, _, known := p.Covers()
			if known && (days.First.Format("2006-01-02") != c.first || days.Last.Format("2006-01-02") != c.last) {
				t.Errorf("covers %v to %v, want %s to %s", days.First, days.Last, c.first, c.last)
			}
		})
	}
}
