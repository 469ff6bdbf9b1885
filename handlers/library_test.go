package handlers_test

import (
	"log/slog"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/handlers"
	"jixiao/models"
)

// projectOfOwn is a declaration that nobody handed out, so that the rules judge
// it in full.
const projectOfOwn = "电商物流费用"

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
		doc := sample(t, projectOfOwn)
		doc.Project.Period = "1年"
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
	b.get("/indicators?q=" + strings.Repeat("a", 300)).answered(422).says("太长")
}

func TestAnIndicatorIsPickedWithoutScripts(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "挑选指标", map[string]string{"项目概况": "写到一半"})
	if text := s.now(d.ID).Document.Narrative.Overview; text != "写到一半" {
		t.Errorf("what was typed is %q", text)
	}
	p = b.press(p, "查找", map[string]string{"查找指标": "sbylhgl", "二级指标": "全部"}).says("找到 0 条")
	p = b.press(p, "查找", map[string]string{"查找指标": "sbysjg"})
	p = b.press(p, "查找", map[string]string{"查找指标": "设备验收"})
	b.press(p, "加入 设备验收合格率", nil).says("已加入质量指标“设备验收合格率”", "=100%")
	for _, side := range models.Sides {
		found := slices.ContainsFunc(s.now(d.ID).Document.Indicators, func(i models.Indicator) bool {
			return i.Side == side && i.Level1 == "产出指标" && i.Level2 == "质量指标" && i.Level3 == "设备验收合格率" && i.Value == ""
		})
		if !found {
			t.Errorf("%s lacks the indicator: %+v", side, s.now(d.ID).Document.Indicators)
		}
	}
	before := s.contents()
	fields := func(b *browser, name string) url.Values {
		return url.Values{"csrf": {b.token()}, "revision": {itoa(int(s.now(d.ID).Revision))}, "do": {"pick:数量指标/" + name}}
	}
	b.post(at(d.ID), fields(b, "不在库里的指标")).answered(422).says("指标库里没有")
	for _, login := range []string{"zhuguan", "linju"} {
		other := s.as(login)
		other.get("/indicators?declaration=" + itoa(int(d.ID))).answered(200).conceals("加入")
		if p := other.send(at(d.ID), fields(other, "培训人次")); p.status < 400 {
			t.Errorf("%s picked: %d", login, p.status)
		}
	}
	s.unchanged(t, before)
}

func TestAPickedIndicatorWithoutItsValueIsFound(t *testing.T) {
	check := must(rules.New())(t)
	for _, i := range must(models.ReadLibrary(assets.Indicators))(t) {
		doc := sample(t, projectOfOwn)
		doc.Indicators = nil
		if _, ok := forms.Layouts()[0].Pick(&doc, i.Class, i.Name); !ok {
			t.Fatal(i.Class)
		}
		if !slices.ContainsFunc(check.Check(&doc, rules.Facts{}), func(f models.Finding) bool {
			return f.Severity == models.SeverityError && slices.ContainsFunc(f.Cells, func(cell string) bool { return strings.HasSuffix(cell, "].value") })
		}) {
			t.Errorf("nothing is wrong with %s without its value", i.Name)
		}
	}
}

func TestABrokenLibraryStopsTheStart(t *testing.T) {
	s := newSite(t)
	for name, file := range map[string]string{
		"cut off":          `[{"field":"会议培训",`,
		"not a list":       `{}`,
		"twice the same":   `[` + oneIndicator + `,` + oneIndicator + `]`,
		"without its name": `[{"field":"会议培训","class":"数量指标","sign":"≥","unit":"人","example":"≥5人","explanation":"人数。"}]`,
	} {
		_, err := handlers.New(handlers.Config{
			Store: s.Store, Fonts: must(printing())(t), Clock: s.clock.now, Log: slog.Default(), Indicators: []byte(file),
		})
		if models.KindOf(err) != models.Invalid || !strings.HasPrefix(err.Error(), "指标库文件有误，请改正后再启动：") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

const oneIndicator = `{"field":"会议培训","class":"数量指标","name":"参会人数","sign":"≥","unit":"人","example":"≥5人","explanation":"到会的人数。"}`

func TestAPickIsTakenBackWithoutScripts(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": "写好的概况"})
	before := s.now(d.ID).Document
	p := b.press(b.get("/indicators?q=sbysjg&declaration="+itoa(int(d.ID))), "查找", map[string]string{"查找指标": "设备验收合格率"})
	p = b.press(p, "加入 设备验收合格率", nil).says("已加入质量指标“设备验收合格率”")
	if value := p.blank("实施期／质量指标／2／指标值"); attribute(value.Node, "placeholder") != "= … %" || value.value() != "" {
		t.Errorf("the value that nobody chose is %q, its hint %q", value.value(), attribute(value.Node, "placeholder"))
	}
	b.press(p, "撤销", nil)
	if now := s.now(d.ID).Document; !reflect.DeepEqual(now.Indicators, before.Indicators) || now.Narrative != before.Narrative {
		t.Errorf("after 撤销 the text is\n%+v\nbefore it was\n%+v", now, before)
	}
}
