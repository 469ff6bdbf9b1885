package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
	"jixiao/models/store"
)

// beforeThat keeps a declaration of 2022 of the project, and an empty one of
// 2023.
func (s *site) beforeThat(change func(*models.Document)) (last, now models.Declaration) {
	s.Helper()
	then := sample(s, "电商村级站建设")
	then.Year = 2022
	then.Narrative.Plan = "2022年6月前完成选点，2022年底前建成，依据晋财〔2022〕60号，投入2022元。"
	then.Goals.Annual = "到2022年底建成12个站点"
	if change != nil {
		change(&then)
	}
	if err := s.CreateRound(s.Context(), &models.Round{Year: 2022, Name: "一上"}); err != nil {
		s.Fatal(err)
	}
	last = s.draft(then)
	doc := models.Document{Layout: "shanxi-county", Year: 2023, Unit: then.Unit, Department: then.Department, Region: then.Region}
	doc.Project.Name = then.Project.Name
	doc.Narrative.Overview = "今年已写的概况"
	doc.Signoff.Handler = "李经办"
	return last, s.draft(doc)
}

func TestLastYearsTextIsCopiedIntoBlankCellsAndCanBeTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		last, d := s.beforeThat(nil)
		b := s.as("jingban")
		p := b.press(b.declaration(d.ID), "复制上年", map[string]string{"项目期": "2年"})
		p.says("已从 2022 年的申报表复制", "2 格已填了别的内容，没有改动", "撤销", "有 3 处“2022年”", "逐处改为 2023？")
		now := s.now(d.ID).Document
		then := last.Document
		if now.Narrative.Overview != "今年已写的概况" || now.Project.Period != "2年" {
			t.Errorf("what was typed became %+v %+v", now.Narrative, now.Project)
		}
		if now.Narrative.Plan != then.Narrative.Plan || now.Goals != then.Goals || len(now.Indicators) != len(then.Indicators) {
			t.Errorf("not taken over: %+v", now)
		}
		if now.Signoff.Phone != "" || now.Signoff.Handler != "李经办" || !now.Funding.Total.Amount.Blank() {
			t.Errorf("people or amounts were taken over: %+v %+v", now.Signoff, now.Funding)
		}
		b.press(p, "撤销", nil).says("已恢复")
		if got := s.now(d.ID).Document; got.Narrative.Plan != "" || len(got.Indicators) != 0 || got.Project.Period != "2年" {
			t.Errorf("taken back, it is %+v", got)
		}
		b.press(b.declaration(d.ID), "复制上年", nil)
		b.press(b.declaration(d.ID), "复制上年", nil).says("没有可以复制到空格里的内容").conceals("撤销")
	})
}

func TestThereIsNothingToCopyFromAVoidOrAnotherUnitsDeclaration(t *testing.T) {
	s := newSite(t)
	void, d := s.beforeThat(func(d *models.Document) { d.Narrative.Plan = secretText })
	must(s.UpdateDeclaration(t.Context(), void.ID, void.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Status = models.Void
		return store.Change{}, nil
	}))(t)
	others := sample(t, "电商村级站建设")
	others.Year, others.Narrative.Plan, others.Unit = 2022, secretText, s.orgs["026002"].OrgName()
	foreign := models.Declaration{Status: models.Draft, Document: others, UnitID: s.orgs["026002"].ID}
	if err := s.CreateDeclaration(t.Context(), &foreign, models.Event{Action: models.Create}); err != nil {
		t.Fatal(err)
	}
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "复制上年", map[string]string{"项目期": "2年"})
	p.says("没有复制：没有 2022 年同一单位、同一项目名称的申报表").conceals(secretText)
	if now := s.now(d.ID).Document; now.Project.Period != "2年" || now.Narrative.Plan != "" {
		t.Errorf("became %+v", now)
	}
	b.get(at(d.ID, "?last=1")).conceals(secretText, "显示上年")
	for _, login := range []string{"linju", "zhuguan", "caizheng"} {
		other := s.as(login)
		if p := other.send(at(d.ID), values("csrf", other.token(), "revision", "2", "do", "lastyear")); p.status < 400 {
			t.Errorf("%s copied: %d", login, p.status)
		}
	}
}

func TestAProjectThatIsNamedForItsYearIsTheSameProject(t *testing.T) {
	s := newSite(t)
	last, d := s.beforeThat(func(d *models.Document) { d.Project.Name = "2022年电商补贴" })
	b := s.as("jingban")
	b.press(b.declaration(d.ID), "复制上年", map[string]string{"项目名称": "2023年电商补贴"}).says("已从 2022 年的申报表复制")
	if got := s.now(d.ID).Document.Narrative.Plan; got != last.Document.Narrative.Plan {
		t.Errorf("copied %q", got)
	}
}

func TestRowsOfClassesThatTheFormLacksAreNamedAndLeft(t *testing.T) {
	s := newSite(t)
	_, d := s.beforeThat(func(d *models.Document) {
		for i := range 120 {
			d.Indicators = append(d.Indicators, models.Indicator{
				ID: models.NewRowID(), Side: models.Sides[i%2], Level1: "产出指标", Level2: "数量指标", Level3: "第" + itoa(i/2) + "项", Value: "1个",
			})
		}
		d.Indicators = append(d.Indicators, models.Indicator{Side: models.Total, Level1: "成本指标", Level2: "社会成本指标", Level3: "别处的指标", Value: "1"})
	})
	b := s.as("jingban")
	b.press(b.declaration(d.ID), "复制上年", nil).says("有 1 行指标的类别本表没有，没有复制：别处的指标")
	if rows := rowsOf(s.now(d.ID), models.Annual, "数量指标"); len(rows) < 60 || rows[len(rows)-1].Level3 != "第59项" {
		t.Errorf("%d rows", len(rows))
	}
}

func TestOnlyTheTickedYearsAreChanged(t *testing.T) {
	s := newSite(t)
	_, d := s.beforeThat(nil)
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "复制上年", nil)
	p = b.get(p.link("逐处改为 2023？")).answered(http.StatusOK)
	p.says("有 3 处“2022年”，逐处改为 2023？", "项目实施计划", "年度目标", "文号").isInert()
	boxes := p.all(func(n *html.Node) bool { return attribute(n, "type") == "checkbox" })
	if len(boxes) != 4 {
		t.Fatalf("%d places", len(boxes))
	}
	action, _, fields := b.fields(p, "改为 2023", nil)
	if len(fields["at"]) != 3 {
		t.Errorf("ticked are %v", fields["at"])
	}
	fields.Del("at")
	fields.Add("at", attribute(boxes[1], "value"))
	p = b.post(action, fields).says("已把 1 处“2022”改为“2023”", "撤销")
	plan := "2022年6月前完成选点，2023年底前建成，依据晋财〔2022〕60号，投入2022元。"
	if got := s.now(d.ID).Document; got.Narrative.Plan != plan || got.Goals.Annual != "到2022年底建成12个站点" {
		t.Errorf("became %+v %+v", got.Narrative.Plan, got.Goals)
	}
	b.press(p, "撤销", nil)
	if got := s.now(d.ID).Document.Narrative.Plan; !strings.HasPrefix(got, "2022年6月前完成选点，2022年底") {
		t.Errorf("taken back, it is %q", got)
	}
	p = b.post(action, fields)
	if p.status != http.StatusConflict {
		t.Errorf("an old page changed the form: %d", p.status)
	}
	p.says("又保存过，没有改动", "重新勾选")
	b.press(p, "改为 2023", nil).says("已把 3 处")
	b.get(at(d.ID, "/years")).says("有 0 处", "文号")
	b.press(b.declaration(d.ID), "作废", nil)
	b.post(action, fields).answered(http.StatusConflict).says("申报表现在是“已作废”，不能修改，年份没有改动")
	for _, login := range []string{"zhuguan", "linju"} {
		other := s.as(login)
		other.get(at(d.ID, "/years")).answered(http.StatusNotFound)
	}
}

func TestBadTicksChangeNothing(t *testing.T) {
	s := newSite(t)
	last, _ := s.beforeThat(nil)
	b := s.as("jingban")
	before := s.contents()
	for _, ticked := range []string{"", "goals.annual@999", "goals.annual", "@", "row.x.value@0", "signoff.phone@0"} {
		fields := values("csrf", b.token(), "revision", "1", "at", ticked)
		if p := b.post(at(last.ID, "/years"), fields); p.status != http.StatusUnprocessableEntity {
			t.Errorf("%q is answered with %d", ticked, p.status)
		}
	}
	b.post(at(last.ID, "/years"), values("csrf", b.token(), "revision", "x", "at", "goals.annual@1")).answered(http.StatusUnprocessableEntity)
	s.unchanged(t, before)
}

func TestLastYearCanBeSeenBesideEachCell(t *testing.T) {
	s := newSite(t)
	last, d := s.beforeThat(nil)
	b := s.as("jingban")
	p := b.declaration(d.ID)
	p.conceals("上年：")
	p = b.get(p.link("显示上年")).says("上年：", last.Document.Narrative.Overview, last.Document.Indicators[0].Level3)
	for _, label := range []string{"项目概况", "年度目标", "实施期／数量指标／1／指标值", "年度资金／资金总额"} {
		cell := p.blank(label).Node
		beside := p.byID(attribute(cell, "aria-describedby"))
		for _, id := range strings.Fields(attribute(cell, "aria-describedby")) {
			if strings.HasSuffix(id, "-l") {
				beside = p.byID(id)
			}
		}
		if beside == nil || !strings.HasPrefix(words(beside), "上年：") {
			t.Errorf("%s is not described by last year's text", label)
		}
	}
	// It stays so after a save, until it is turned off.
	p = b.press(p, "保存", map[string]string{"项目概况": last.Document.Narrative.Overview}).says("上年：（相同）")
	b.get(p.link("不显示上年")).conceals("上年：")
	b.declaration(d.ID).conceals("上年：")
}

func TestOneClassOrRowIsCopiedToTheYear(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商村级站建设")
	doc.Indicators = nil
	for _, name := range []string{"甲", "乙"} {
		doc.Indicators = append(doc.Indicators, models.Indicator{
			ID: models.NewRowID(), Side: models.Total, Level1: "产出指标", Level2: "数量指标", Level3: name, Value: "1个",
		})
	}
	doc.Goals.Annual = ""
	d := s.draft(doc)
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "复制实施期到年度 数量指标第2行", nil).says("已把实施期的 2 格复制到年度的空格里", "撤销")
	if rows := rowsOf(s.now(d.ID), models.Annual, "数量指标"); len(rows) != 2 || !rows[0].Empty() || rows[1].Level3 != "乙" {
		t.Errorf("the rows of the year are %v", rows)
	}
	p = b.press(p, "复制实施期到年度 数量指标各行", map[string]string{"年度／数量指标／1／三级指标": "自己写的"})
	p.says("年度没有可以复制进去的空格", "有 2 格年度已填了别的内容，没有改动")
	if now := s.now(d.ID).Document; now.Goals.Annual != "" || rowsOf(s.now(d.ID), models.Annual, "数量指标")[0].Level3 != "自己写的" {
		t.Errorf("it is %+v", now)
	}
}

func TestLastYearsDeclarationsThatThisYearLacksAreMadeAnew(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		last, d := s.beforeThat(func(d *models.Document) { d.Project.Name = "2022年电商补贴" })
		others := last.Document.Clone()
		others.Project.Name, others.Unit = secretName, s.orgs["026002"].OrgName()
		foreign := models.Declaration{Status: models.Draft, Document: others, UnitID: s.orgs["026002"].ID}
		if err := s.CreateDeclaration(t.Context(), &foreign, models.Event{Action: models.Create}); err != nil {
			t.Fatal(err)
		}
		b := s.as("jingban")
		b.press(b.declaration(d.ID), "保存", map[string]string{"项目名称": "2023年电商补贴"})
		b.get("/declarations/new").conceals("从上年申报表新建", secretName)
		b.press(b.declaration(d.ID), "作废", nil)
		p := b.get("/declarations/new").says("从上年申报表新建", "2022 年申报过、2023 年还没有的项目").conceals(secretName)
		p = b.press(p, "复制上年 2022年电商补贴 兴县电子商务服务中心 到 2023 年", nil)
		p.says("已从 2022 年的申报表新建", "有 4 处“2022年”", "草稿")
		made := must(s.LastYear(t.Context(), idOf(p)))(t)
		now := s.now(idOf(p))
		if made.ID != last.ID || now.Document.Year != 2023 || now.Document.Goals != last.Document.Goals || now.Document.Signoff.Phone != "0358-0000001" {
			t.Errorf("made %+v", now.Document)
		}
		b.get(at(now.ID, "/history")).says("从 2022 年的申报表新建")
		before := s.contents()
		b.post("/declarations", values("csrf", b.token(), "from", itoa(int(last.ID)))).answered(http.StatusConflict).says("2023 年已有“2022年电商补贴”的申报表")
		for _, from := range []string{itoa(int(foreign.ID)), "0", "x", "99999"} {
			b.post("/declarations", values("csrf", b.token(), "from", from)).answered(http.StatusNotFound).conceals(secretName)
		}
		s.unchanged(t, before)
		b.press(b.declaration(last.ID), "作废", nil)
		b.press(b.declaration(now.ID), "作废", nil)
		b.post("/declarations", values("csrf", b.token(), "from", itoa(int(last.ID)))).answered(http.StatusUnprocessableEntity).says("已作废，不能从它新建")
	})
}

// idOf returns the identity of the declaration that a page shows.
func idOf(p *page) int64 {
	p.Helper()
	id, _ := strings.CutPrefix(p.path, "/declarations/")
	return must(strconv.ParseInt(id, 10, 64))(p)
}
