package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
	"jixiao/models/store"
)

// template makes a template of the office of who is signed in, from what was
// sent in, and returns its page.
func (b *browser) template(doc models.Document) *page {
	b.Helper()
	d := b.put(doc, models.DepartmentReview)
	return b.press(b.declaration(d.ID), "做成模板", nil).says("已建立模板")
}

// tick returns the fields of handing a template out to units.
func (b *browser) tick(p *page, year string, units ...string) (string, map[string][]string) {
	b.Helper()
	action, _, fields := b.fields(p, "下发", nil)
	fields.Set("year", year)
	for _, code := range units {
		id := code
		if o, ok := b.orgs[code]; ok {
			id = itoa(int(o.ID))
		}
		fields.Add("unit", id)
	}
	return action, fields
}

func TestATemplateIsHandedOutToManyUnitsAndOverwritesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		finance := s.as("caizheng")
		doc := ready(t)
		p := finance.template(doc)
		p.says("模板：人员类项目", "财政局", "026001 兴县电子商务服务中心", "026002 兴县工业园区服务中心").conceals("李经办", "0358-0000001")
		for _, label := range []string{"实施单位", "经办人", "联系电话"} {
			if text := p.typedAt(label); text != "" {
				t.Errorf("the template holds %s %q", label, text)
			}
		}
		p = finance.press(p, "保存", map[string]string{"实施期／数量指标／1／指标值": "", "项目实施计划": "按月发放"}).says("模板已保存")
		action, fields := finance.tick(p, "2023", "026001", "026002", "026002")
		p = finance.post(action, fields).answered(http.StatusOK)
		p.says("下发了 1 个单位，共选 2 个", "兴县电子商务服务中心：没有下发：兴县电子商务服务中心 2023 年已有“人员类项目”的申报表（待主管部门审核）", "兴县工业园区服务中心：已下发")
		finance.post(action, fields).says("下发了 0 个单位，共选 2 个", "（草稿）")

		unit := s.as("linju")
		list := unit.get("/declarations")
		p = unit.get(list.link("人员类项目"))
		d := s.now(idOf(p))
		if !d.HandedOut || d.Document.Narrative.Plan != "按月发放" || d.Document.Unit != s.orgs["026002"].OrgName() || d.FilledBy(s.people["caizheng"].ID) {
			t.Errorf("handed out was %+v", d)
		}
		if d.Document.Signoff.Handler != "吴邻居" || !d.Document.Funding.Annual.Amount.Blank() {
			t.Errorf("people and amounts are %+v %+v", d.Document.Signoff, d.Document.Funding)
		}
		p.says("本表由模板下发")
		for label, given := range map[string]bool{"项目实施计划": true, "实施期／数量指标／1／三级指标": true, "实施期／数量指标／1／指标值": false, "经办人": false} {
			if marked := p.given(label); marked != given {
				t.Errorf("%s is shown as the template's: %v", label, marked)
			}
		}
		p = unit.press(p, "保存", map[string]string{"项目实施计划": "本单位自己的计划", "实施期／数量指标／1／指标值": "12人"}).says("已保存")
		if p.given("项目实施计划") || p.given("实施期／数量指标／1／指标值") || !p.given("项目概况") {
			t.Error("what the unit chose is shown as the template's, or the other way round")
		}
		unit.get(at(d.ID, "/history")).says("财政局下发的模板“人员类项目”", "赵财政")
		finance.declaration(d.ID).conceals("本单位自己的计划")
	})
}

// typedAt returns what stands in a cell that cannot be filled in.
func (p *page) typedAt(label string) string {
	for _, n := range p.all(func(n *html.Node) bool { return classed(n, "label") && words(n) == label }) {
		return words(n.NextSibling)
	}
	p.Errorf("%s has no cell %s", p.path, label)
	return ""
}

// given reports whether a cell is shown as the template's.
func (p *page) given(label string) bool {
	p.Helper()
	ids := strings.Fields(attribute(p.blank(label).Node, "aria-describedby"))
	for _, id := range ids {
		if n := p.byID(id); n != nil && words(n) == "模板" {
			return true
		}
	}
	return false
}

func TestTheUnitUsesATemplateItself(t *testing.T) {
	s := newSite(t)
	s.as("zhuguan").template(ready(t))
	unit := s.as("linju")
	p := unit.get("/declarations/new").conceals(`href="/templates"`)
	p = unit.press(p, "套用模板", map[string]string{"年度": "2023年", "模板": "人员类项目（兴县工业和信息化局）"})
	p.says("已套用模板“人员类项目”新建", "标有“模板”的文字是模板自带的", "草稿")
	d := s.now(idOf(p))
	if !d.HandedOut || !d.FilledBy(s.people["linju"].ID) || d.Document.Signoff.Handler != "吴邻居" || !p.given("项目概况") {
		t.Errorf("made %+v", d)
	}
	unit.get(at(d.ID, "/history")).says("套用模板“人员类项目”新建")
	before := s.contents()
	again := values("csrf", unit.token(), "unit", "org:"+itoa(int(s.orgs["026002"].ID)), "year", "2023", "template", "1", "do", "template")
	unit.post("/declarations", again).answered(http.StatusConflict).says("2023 年已有“人员类项目”的申报表（草稿），没有再建")
	for _, id := range []string{"", "x", "0", "4711"} {
		again.Set("template", id)
		unit.post("/declarations", again).answered(http.StatusUnprocessableEntity)
	}
	s.unchanged(t, before)
}

func TestWhoMayHandOutWhatToWhom(t *testing.T) {
	s := newSite(t)
	_, _, err := s.SaveOrgs(t.Context(), []models.Org{
		{ID: -1, Code: "105", Name: "兴县教育局", Kind: models.Department}, {ID: -2, Code: "105001", Name: "兴县第一小学", Kind: models.Unit, ParentID: -1},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.know()
	department := s.as("zhuguan")
	p := department.template(ready(t))
	p.says("026002 兴县工业园区服务中心").conceals("兴县第一小学")
	before := s.contents()
	action, fields := department.tick(p, "2023", "105001", "105", "4711", "903", "x")
	department.post(action, fields).says("下发了 0 个单位，共选 5 个", "兴县第一小学：不是兴县工业和信息化局的下级单位，没有下发",
		"经济建设股：不是", "编号 4711 的单位：机构目录中没有这个单位（可能已撤并），没有下发", "编号 x 的单位")
	s.unchanged(t, before)
	for _, login := range []string{"jingban", "linju", "jingjian", "duikou", "admin"} {
		b := s.as(login)
		b.get("/templates/1").answered(http.StatusNotFound).conceals("人员类项目")
		for _, path := range []string{"/templates/1", "/templates/1/units"} {
			sent := values("csrf", b.token(), "revision", "1", "year", "2023", "unit", itoa(int(s.orgs["026002"].ID)), "goals.total", "改了")
			b.post(path, sent).answered(http.StatusNotFound)
		}
	}
	for _, login := range []string{"jingban", "linju", "admin"} {
		b := s.as(login)
		b.get("/templates").answered(http.StatusForbidden)
		b.post("/templates", values("csrf", b.token())).answered(http.StatusForbidden)
		b.get("/declarations").conceals(`href="/templates"`)
	}
	for _, owner := range []string{"0", "x", itoa(int(s.orgs["105"].ID))} {
		department.post("/templates", values("csrf", department.token(), "owner", owner)).answered(http.StatusForbidden)
	}
	s.as("jingjian").get("/templates").conceals("人员类项目")
	s.unchanged(t, before)
	// The finance bureau may hand out a department's, and its own to everybody.
	finance := s.as("gongxin")
	finance.get("/templates").says("人员类项目", "兴县工业和信息化局")
	all := s.as("caizheng")
	p = all.press(all.get("/templates"), "新建模板", nil)
	action, fields = all.tick(all.press(p, "保存", map[string]string{"项目名称": "公用经费项目"}), "2023", "105001", "026002")
	all.post(action, fields).says("下发了 2 个单位，共选 2 个")
	fields["all"] = []string{"yes"}
	all.post(action, fields).says("下发了 3 个单位，共选 5 个")
}

func TestATemplateIsNotMadeOfATextThatMayNotBeRead(t *testing.T) {
	s := newSite(t)
	d := s.put(secret(t), models.Draft)
	before := s.contents()
	for login, status := range map[string]int{"caizheng": http.StatusForbidden, "zhuguan": http.StatusForbidden, "jingjian": http.StatusNotFound} {
		b := s.as(login)
		b.post("/templates", values("csrf", b.token(), "from", itoa(int(d.ID)))).answered(status).conceals(secretText)
		b.post("/templates", values("csrf", b.token(), "from", "x")).answered(http.StatusNotFound)
	}
	s.unchanged(t, before)
	// Of one that is being corrected it is made of what was sent in.
	d = s.put(secret(t), models.Returned)
	must(s.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Document.Goals.Annual = laterText
		return store.Change{}, nil
	}))(t)
	b := s.as("zhuguan")
	b.press(b.declaration(d.ID), "做成模板", nil).says(secretText).conceals(laterText)
}

func TestWhatIsTypedIntoATemplateIsNeverLost(t *testing.T) {
	s := newSite(t)
	first, second := s.as("caizheng"), s.as("yiren")
	mine := first.template(ready(t))
	theirs := second.get(mine.path)
	second.press(theirs, "保存", map[string]string{"项目概况": "别人的概况"})
	p := first.press(mine, "保存", map[string]string{"项目概况": "我的概况", "年度目标": "我的目标"})
	p.says("刚刚被别人保存过", "别人的概况", "再按“保存”以您填的为准").isInert()
	if p.status != http.StatusConflict || p.blank("项目概况").value() != "我的概况" || p.blank("年度目标").value() != "我的目标" {
		t.Errorf("%d: %q", p.status, p.blank("项目概况").value())
	}
	p = first.press(p, "保存", nil).says("模板已保存")
	if got := must(s.Template(t.Context(), 1))(t); got.Document.Narrative.Overview != "我的概况" || got.Revision != 3 {
		t.Errorf("kept %+v", got)
	}
	action, _, fields := first.fields(p, "保存", map[string]string{"项目概况": "a\x00b"})
	refused := first.post(action, fields)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.text(), "空字符") {
		t.Errorf("%d %s", refused.status, short(refused.text()))
	}
	fields.Set("narrative.overview", "概况")
	fields.Set("signoff.phone", "110")
	fields.Set("unit.name", "org:1")
	first.post(action, fields)
	if got := must(s.Template(t.Context(), 1))(t).Document; got.Signoff.Phone != "" || got.Unit.Name != "" {
		t.Errorf("the template has a unit or people: %+v", got)
	}
	for _, do := range []string{"x", "restore:1", "submit"} {
		fields.Set("do", do)
		fields.Set("revision", itoa(int(must(s.Template(t.Context(), 1))(t).Revision)))
		first.post(action, fields).answered(http.StatusUnprocessableEntity).says("没有名为")
	}
	fields.Set("no.such", "1")
	first.post(action, fields).answered(http.StatusUnprocessableEntity)
}

func TestATemplateIsEditedByPlainPosts(t *testing.T) {
	s := newSite(t)
	b := s.as("zhuguan")
	p := b.press(b.get("/templates").says("还没有模板"), "新建模板", nil)
	p = b.press(p, "下发", nil).says("模板还没有项目名称，没有下发")
	p = b.press(p, "保存", map[string]string{
		"项目名称": "公用经费", "实施期／数量指标／1／三级指标": "在职人数", "实施期／数量指标／1／指标值": "5人",
	})
	p = b.pressValue(p, "add:产出指标/数量指标", nil)
	p = b.press(p, "复制实施期到年度", nil)
	if got := p.blank("年度／数量指标／1／指标值").value(); got != "5人" || p.blank("实施期／数量指标／2／三级指标").value() != "" {
		t.Errorf("copied %q", got)
	}
	p = b.press(p, "清空指标值", nil)
	if p.blank("年度／数量指标／1／指标值").value() != "" || p.blank("年度／数量指标／1／三级指标").value() != "在职人数" {
		t.Error("the values are not blank, or the names are gone")
	}
	b.press(p, "下发", nil).says("没有选单位，没有下发")
	for _, year := range []string{"", "x", "1", "99999"} {
		action, fields := b.tick(p, year, "026002")
		b.post(action, fields).answered(http.StatusUnprocessableEntity).says("请选择年度")
	}
	p = b.press(p, "停用", nil).says("已停用")
	action, fields := b.tick(p, "2023", "026002")
	b.post(action, fields).answered(http.StatusUnprocessableEntity).says("这个模板已停用")
	s.as("linju").get("/declarations/new").conceals("套用模板")
	b.press(p, "恢复使用", nil)
	s.as("linju").get("/declarations/new").says("公用经费（兴县工业和信息化局）")
}
