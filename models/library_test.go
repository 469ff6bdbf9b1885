package models_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"jixiao/assets"
	"jixiao/models"
)

func TestTheStarterLibraryIsSound(t *testing.T) {
	all, err := models.ReadLibrary(assets.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 150 {
		t.Errorf("%d indicators, want at least 150", len(all))
	}
	fields, names := map[string]int{}, map[string]bool{}
	for _, i := range all {
		fields[i.Field]++
		if names[i.Name] {
			t.Errorf("%s stands there twice", i.Name)
		}
		names[i.Name] = true
		if n := utf8.RuneCountInString(i.Name); n > 12 {
			t.Errorf("%s has %d characters, which other systems cut", i.Name, n)
		}
		v := models.ParseValue(i.Example)
		if v.Kind == models.ValueWords || v.Kind == models.ValueNumber && models.DefaultWords().KindOf(v.Unit) == "" {
			t.Errorf("%s: nobody can measure %s", i.Name, i.Example)
		}
	}
	if len(fields) < 14 {
		t.Errorf("only the fields %v", fields)
	}
	for field, n := range fields {
		if n < 8 {
			t.Errorf("%s has only %d indicators", field, n)
		}
	}
}

func TestABrokenLibraryIsRefusedWithItsPlaces(t *testing.T) {
	const good = `{"field":"教育","class":"数量指标","name":"资助学生人数","sign":"≥","unit":"人","example":"≥400人","explanation":"受资助的学生。"}`
	if all, err := models.ReadLibrary([]byte("[" + good + "]")); err != nil || len(all) != 1 || all[0].Unit != "人" {
		t.Fatalf("a sound library: %v %v", all, err)
	}
	for name, c := range map[string]struct{ file, want string }{
		"cut off":                          {"[" + good, "没有写完"},
		"no list":                          {good, "应是一列指标"},
		"a field unknown":                  {"[" + strings.Replace(good, `"field"`, `"feld"`, 1) + "]", "不认识的项“feld”"},
		"a name that is blank":             {"[" + strings.Replace(good, "资助学生人数", " ", 1) + "]", "第 1 行第 38 个字符（[0].name）：这里不能空着"},
		"a number in the place of a text":  {"[" + strings.Replace(good, `"≥400人"`, `400`, 1) + "]", "[0].example"},
		"an example with another unit":     {"[" + strings.Replace(good, "≥400人", "≥400户", 1) + "]", "与符号“≥”、单位“人”不一致"},
		"an example with another sign":     {"[" + strings.Replace(good, "≥400人", "≤400人", 1) + "]", "不一致"},
		"an indicator that is there twice": {"[" + good + ",\n" + good + "]", "第 2 行第 1 个字符（[1]）：“资助学生人数”与第 1 条重复"},
	} {
		if _, err := models.ReadLibrary([]byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
