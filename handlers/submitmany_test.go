package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// handed is a draft made from a form that was handed out, of a name of its own,
// so that nothing is found in it.
func (s *site) handed(name string) models.Declaration {
	s.Helper()
	doc := ready(s)
	doc.Project.Name = name
	d := s.draft(doc)
	return must(s.UpdateDeclaration(s.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
		d.HandedOut = true
		return store.Change{}, nil
	}))(s)
}

func id(d models.Declaration) string { return itoa(int(d.ID)) }

func TestSeveralDeclarationsAreSentInTogether(t *testing.T) { onBoth(t, severalAreSentIn) }

// severalAreSentIn has one that is clean, one with a warning, one with a warning
// to be explained, one with errors, one that somebody changes meanwhile, and one
// that has been sent in already.
func severalAreSentIn(t *testing.T, s *site) {
	clean, bad, changed := s.handed("甲项目"), s.draft(sample(t, "电商物流费用")), s.handed("乙项目")
	gone := s.put(ready(t), models.DepartmentReview)
	remark := s.handed("人员类项目") // of the name that gone has, which is a warning
	b := s.as("jingban")
	list := b.get("/declarations?tab=draft")
	chosen := url.Values{}
	for _, d := range []models.Declaration{clean, bad, changed, remark} {
		if !strings.Contains(list.body, `name="id" value="`+id(d)+`"`) {
			t.Errorf("declaration %d cannot be chosen", d.ID)
		}
		chosen.Add("id", id(d))
	}
	chosen.Add("id", id(gone))
	p := b.get("/submit?"+chosen.Encode()).says("选中 5 份，其中 3 份可以送审", "处错误，这一次不送", "已送审，现在是")
	if !strings.Contains(p.body, at(bad.ID, "?check=1#problems")) {
		t.Error("the errors have no link to them")
	}
	// Somebody else saves one of them in between.
	must(s.UpdateDeclaration(t.Context(), changed.ID, changed.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Document.Narrative.Plan += "（同事改过）"
		return store.Change{}, nil
	}))(t)

	label := "说明（可不填）：人员类项目"
	p = b.press(p, "送审 3 份", map[string]string{label: "先写一半的说明"}).answered(http.StatusOK)
	p.says("送审成功 1 份，没有送审 2 份", "送审成功，待兴县工业和信息化局审核", "没有送审：请先确认 1 条提醒", "被别人改过")
	if s.now(clean.ID).Status != models.DepartmentReview || s.now(clean.ID).Version != 1 {
		t.Errorf("the clean one is %s", s.now(clean.ID).Status)
	}
	if text := p.blank(label).value(); text != "先写一半的说明" {
		t.Errorf("what was typed is %q", text)
	}
	b.press(p, "送审 2 份", map[string]string{"以上 1 条提醒已逐条核对：人员类项目": "yes"}).says("送审成功 2 份")
	for _, d := range []models.Declaration{changed, remark} {
		if now := s.now(d.ID); now.Status != models.DepartmentReview {
			t.Errorf("declaration %d is %s", d.ID, now.Status)
		}
	}
	if events := must(s.Events(t.Context(), remark.ID))(t); events[len(events)-1].Opinion != "先写一半的说明" {
		t.Errorf("the reason kept is %q", events[len(events)-1].Opinion)
	}
	if now := s.now(bad.ID); now.Status != models.Draft || now.Revision != bad.Revision {
		t.Errorf("the one with errors is %s", now.Status)
	}
}

func TestAWarningThatWantsAReasonStopsItsOwnDeclarationAlone(t *testing.T) {
	s := newSite(t)
	explained, silent := s.handed("甲项目"), s.handed("甲项目") // of one name
	var rule string
	found := s.as("jingban").get(at(explained.ID, "/submit"))
	for _, problem := range found.problems("warning") {
		rule = problem.rule
	}
	needed := true
	if err := s.SetRules(t.Context(), explained.RoundID, store.RuleSetting{Rule: rule, Reason: &needed}); err != nil {
		t.Fatal(err)
	}
	b := s.as("jingban")
	b.get(at(explained.ID, "/submit")).says("必填，须说明")
	fields := values("csrf", b.token(), "opinion."+id(explained), "原文如此")
	for _, d := range []models.Declaration{explained, silent} {
		fields.Add("id", id(d))
		fields.Add("revision", itoa(int(d.Revision)))
		fields.Add("confirmed."+id(d), "yes")
	}
	b.post("/submit", fields).says("送审成功 1 份，没有送审 1 份", "其中有的提醒须说明理由", "必填，须说明")
	if s.now(explained.ID).Status != models.DepartmentReview || s.now(silent.ID).Status != models.Draft {
		t.Errorf("explained: %s, silent: %s", s.now(explained.ID).Status, s.now(silent.ID).Status)
	}
}

func TestPressingTwiceSendsInOnce(t *testing.T) {
	s := newSite(t)
	one, two := s.handed("甲项目"), s.handed("乙项目")
	b := s.as("jingban")
	p := b.get("/submit?id=" + id(one) + "&id=" + id(two))
	_, _, fields := b.fields(p, "送审 2 份", nil)
	b.post("/submit", fields).says("送审成功 2 份")
	b.post("/submit", fields).says("送审成功 0 份", "没有送审 2 份")
	for _, d := range []models.Declaration{one, two} {
		if now := s.now(d.ID); now.Version != 1 || now.Revision != d.Revision+1 {
			t.Errorf("version %d, revision %d", now.Version, now.Revision)
		}
	}
}

func TestOnlyOnesOwnDeclarationsAreSentIn(t *testing.T) {
	s := newSite(t)
	d := s.put(secret(t), models.Draft)
	before := s.contents()
	for _, login := range []string{"linju", "zhuguan", "caizheng", "admin"} {
		b := s.as(login)
		b.get("/submit?id=" + id(d)).says("没有选中").conceals(secretName)
		b.post("/submit", values("csrf", b.token(), "id", id(d), "revision", itoa(int(d.Revision)), "confirmed."+id(d), "yes")).conceals(secretText)
	}
	b := s.as("jingban")
	if p := b.get("/submit?" + strings.Repeat("id="+id(d)+"&", 201)); p.status != http.StatusUnprocessableEntity {
		t.Errorf("201 at once: %d", p.status)
	}
	b.get("/submit").answered(http.StatusOK).says("没有选中")
	s.unchanged(t, before)
	if !slices.Contains(b.get("/declarations?tab=draft").buttons(), "批量送审") {
		t.Error("the list does not offer it")
	}
}
