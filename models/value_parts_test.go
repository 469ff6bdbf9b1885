package models_test

import (
	"testing"

	"jixiao/models"
)

func TestValuesAreSplitForSystemsThatKeepTheirPartsApart(t *testing.T) {
	for name, c := range map[string]struct {
		typed string
		want  models.ValueParts
	}{
		"a sign, a number and a unit":       {"≥95%", models.ValueParts{Sign: "≥", Number: "95", Unit: "%"}},
		"a sign in words":                   {"不少于 2 个", models.ValueParts{Sign: "≥", Number: "2", Unit: "个"}},
		"万 goes with the unit":              {"≤265万元", models.ValueParts{Sign: "≤", Number: "265", Unit: "万元"}},
		"no sign is meant exactly":          {"12次", models.ValueParts{Sign: "=", Number: "12", Unit: "次"}},
		"no unit leaves its box empty":      {"=3", models.ValueParts{Sign: "=", Number: "3"}},
		"a cost per something":              {"≤500元/人天", models.ValueParts{Sign: "≤", Number: "500", Unit: "元/人天"}},
		"a range stays one":                 {"5～10户", models.ValueParts{Sign: "=", Number: "5~10", Unit: "户"}},
		"a duration":                        {"≤12个月", models.ValueParts{Sign: "≤", Number: "12", Unit: "个月"}},
		"words around a number are told":    {"每月≥2次", models.ValueParts{Sign: "≥", Number: "2", Unit: "次", Beside: "每月"}},
		"a date is no number":               {"2023年12月底前", models.ValueParts{Sign: models.Qualitative, Number: "2023年12月底前"}},
		"words stay as they were typed":     {" 按计划 完成 ", models.ValueParts{Sign: models.Qualitative, Number: "按计划 完成"}},
		"nothing has no parts":              {"  ", models.ValueParts{}},
		"a number with places stays as one": {"≥0.5亩", models.ValueParts{Sign: "≥", Number: "0.5", Unit: "亩"}},
	} {
		if got := models.ParseValue(c.typed).Parts(); got != c.want {
			t.Errorf("%s: %q is %+v, want %+v", name, c.typed, got, c.want)
		}
	}
}
