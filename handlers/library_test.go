package handlers_test

import (
	"slices"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
)

func TestEveryIndicatorOfTheLibraryHasItsClassAndPassesTheRules(t *testing.T) {
	check := must(rules.New())(t)
	layout := forms.Layouts()[0]
	level1 := map[string]string{}
	for _, l := range layout.Tree {
		for _, class := range l.Classes {
			level1[class] = l.Name
		}
	}
	for _, i := range must(models.ReadLibrary(assets.Indicators))(t) {
		if level1[i.Class] == "" {
			t.Errorf("%s: the form has no class %s", i.Name, i.Class)
		}
		doc := ready(t)
		doc.Indicators = nil
		for _, side := range models.Sides {
			doc.Funds(side).Amount = models.ParseAmount("20万")
			doc.Indicators = append(doc.Indicators, models.Indicator{
				ID: models.NewRowID(), Side: side, Level1: level1[i.Class], Level2: i.Class, Level3: i.Name, Value: i.Example,
			})
		}
		for _, f := range check.Check(&doc, rules.Facts{}) {
			if slices.ContainsFunc(f.Cells, func(cell string) bool { return strings.HasPrefix(cell, "indicators[") }) {
				t.Errorf("%s %s: %s %s: %s", i.Name, i.Example, f.Severity, f.Rule, f.Message)
			}
		}
	}
}
