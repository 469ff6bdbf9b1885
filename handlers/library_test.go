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

func TestTheLibraryIsSearchedByCharactersInitialsAndClass(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	p := b.get("/indicators").answered(200).says("培训人次", "≥300人次", "参加培训的总人次", "会议培训")
	p = b.press(p, "查找", map[string]string{"查找指标": "pxrc"})
	p.says("找到 2 条", "培训人次", "村医培训人次").conceals("培训完成时间")
	p = b.press(p, "查找", map[string]string{"查找指标": "竣工", "二级指标": "时效指标"})
	p.says("找到 2 条", "工程竣工时间", "11月底前", "工程建设工期").conceals("工程验收合格率")
	b.press(p, "查找", map[string]string{"查找指标": "什么也不是"}).says("找到 0 条", "没有找到")
	if back := b.get("/indicators?q=&declaration=7").link("回到申报表"); back != "/declarations/7" {
		t.Errorf("the way back goes to %s", back)
	}
	b.get("/indicators?q=" + strings.Repeat("a", 300)).answered(422).says("太长")
}
