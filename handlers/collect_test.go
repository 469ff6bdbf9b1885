package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jixiao/models"
)

// approved is an approved declaration with an indicator of its own.
func approved(s *site) models.Declaration {
	doc := ready(s)
	for _, side := range models.Sides {
		doc.Indicators = append(doc.Indicators, models.Indicator{
			Side: side, Level1: "产出指标", Level2: "数量指标", Level3: "直播间巡查场次", Value: "≥24场",
		})
	}
	return s.put(doc, models.Approved)
}

func TestTheLibraryGrowsFromWhatWasApproved(t *testing.T) { onBoth(t, theLibraryGrows) }

func theLibraryGrows(t *testing.T, s *site) {
	d := approved(s)
	zhuguan := s.as("zhuguan")
	form := zhuguan.get(zhuguan.declaration(d.ID).link("收入指标库")).says("直播间巡查场次", "≥24场", "≥ 场")
	chosen := map[string]string{"收入 直播间巡查场次": "yes"}
	p := zhuguan.press(form, "收入指标库", chosen).answered(http.StatusUnprocessableEntity).says("“直播间巡查场次”还没有写说明")
	chosen["说明：直播间巡查场次"] = "全年直播间巡查的场次，按平台记录计。"
	p = zhuguan.press(p, "收入指标库", chosen).answered(http.StatusUnprocessableEntity).says("还没有选领域", "按平台记录计")
	p = zhuguan.press(p, "收入指标库", map[string]string{"领域：直播间巡查场次": "电商物流"})
	p.says("已收入 1 条到“兴县工业和信息化局”", "找到 1 条", "王主管", "直播间巡查场次", "按平台记录计").conceals("设备验收合格率")

	// Its units find it and pick it; other departments do not see it.
	jingban := s.as("jingban")
	draft := s.draft(ready(t))
	found := jingban.get("/indicators?q=zbjxc&declaration="+itoa(int(draft.ID))).says("找到 1 条", "兴县工业和信息化局").conceals("停用")
	p = jingban.press(found, "加入 直播间巡查场次", nil).says("已加入数量指标“直播间巡查场次”")
	if hint := attribute(p.blank("实施期／数量指标／4／指标值").Node, "placeholder"); hint != "≥ … 场" {
		t.Errorf("the hint is %q", hint)
	}
	for _, login := range []string{"jingjian", "duikou", "admin"} {
		s.as(login).get("/indicators?q=zbjxc").says("找到 0 条")
	}

	// What is there is not taken in twice, neither for the department nor from
	// the starter library.
	zhuguan.get(at(d.ID, "/indicators")).says("“兴县工业和信息化局”里已有")
	version := must(s.Version(t.Context(), d.ID, 1))(t)
	row := version.Document.Indicators[len(version.Document.Indicators)-2].ID
	fields := values("csrf", zhuguan.token(), "owner", itoa(int(s.orgs["026"].ID)), "row", row, "explanation."+row, "又一次", "field."+row, "其他")
	zhuguan.post(at(d.ID, "/indicators"), fields).says("已收入 0 条", "没有再收：直播间巡查场次")

	// The county may have it beside; out of use it is gone, and stays on record.
	caizheng := s.as("caizheng")
	fields = values("csrf", caizheng.token(), "owner", "0", "row", row, "explanation."+row, "全县的说明", "field."+row, "电商物流")
	caizheng.post(at(d.ID, "/indicators"), fields).says("已收入 1 条到“全县共用”")
	s.as("jingjian").get("/indicators?q=zbjxc").says("找到 1 条", "全县共用").conceals("停用")
	p = zhuguan.get("/indicators?owner=" + itoa(int(s.orgs["026"].ID)))
	zhuguan.press(p, "停用 直播间巡查场次", nil).says("已停用“直播间巡查场次”", "已停用 1 条", "找到 0 条")
	s.as("jingban").get("/indicators?q=zbjxc").says("找到 1 条", "全县共用")
}

func TestOnlyReviewersOfWhatWasApprovedAddToTheLibrary(t *testing.T) {
	s := newSite(t)
	d := approved(s)
	version := must(s.Version(t.Context(), d.ID, 1))(t)
	row := version.Document.Indicators[len(version.Document.Indicators)-2].ID
	department := itoa(int(s.orgs["026"].ID))
	add := func(b *browser, id int64, owner string) *page {
		return b.send(at(id, "/indicators"), values("csrf", b.token(), "owner", owner, "row", row, "explanation."+row, "说明", "field."+row, "其他"))
	}
	others := map[models.Status]models.Declaration{}
	for _, status := range models.Statuses {
		if status != models.Approved {
			others[status] = s.put(ready(t), status)
		}
	}
	before := s.contents()
	for _, c := range []struct{ login, owner string }{
		{"jingban", department},
		{"jingban", "0"},
		{"linju", department},
		{"zhuguan", "0"},
		{"jingjian", itoa(int(s.orgs["903"].ID))},
		{"jingjian", department},
		{"caizheng", department},
		{"duikou", "0"},
		{"admin", "0"},
		{"zhuguan", "x"},
	} {
		if p := add(s.as(c.login), d.ID, c.owner); p.status != http.StatusForbidden && p.status != http.StatusNotFound {
			t.Errorf("%s adds to the library of %s: %d", c.login, c.owner, p.status)
		}
	}
	zhuguan := s.as("zhuguan")
	for status, other := range others {
		if p := add(zhuguan, other.ID, department); p.status < 400 || p.status > 499 {
			t.Errorf("%s adds to the library: %d", status, p.status)
		}
		if body := zhuguan.declaration(other.ID).body; strings.Contains(body, "收入指标库") {
			t.Errorf("%s offers to add to the library", status)
		}
	}
	s.as("jingban").declaration(d.ID).conceals("收入指标库")
	s.unchanged(t, before)

	if p := add(zhuguan, d.ID, department); p.status != http.StatusSeeOther {
		t.Fatalf("its reviewer: %d", p.status)
	}
	before = s.contents()
	for _, login := range []string{"jingban", "jingjian", "caizheng", "admin"} {
		b := s.as(login)
		if p := b.send("/indicators/1", values("csrf", b.token())); p.status != http.StatusNotFound {
			t.Errorf("%s puts it out of use: %d", login, p.status)
		}
	}
	s.unchanged(t, before)
	zhuguan.post("/indicators/1", values("csrf", zhuguan.token())).says("已停用")
	if p := zhuguan.send("/indicators/1", values("csrf", zhuguan.token())); p.status != http.StatusConflict {
		t.Errorf("out of use twice: %d", p.status)
	}
}
