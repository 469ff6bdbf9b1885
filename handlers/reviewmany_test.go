package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jixiao/models"
)

func TestSeveralAreReviewedTogetherWithAResultForEach(t *testing.T) {
	onBoth(t, severalAreReviewedTogetherWithAResultForEach)
}

func severalAreReviewedTogetherWithAResultForEach(t *testing.T, s *site) {
	jingban, zhuguan, fuzhuguan := s.as("jingban"), s.as("zhuguan"), s.as("fuzhuguan")
	var ids []string
	var all []models.Declaration
	for _, name := range []string{"人员类项目甲", "人员类项目乙", "人员类项目丙"} {
		doc := ready(t)
		doc.Project.Name = name
		d := s.put(doc, models.DepartmentReview)
		ids = append(ids, "id="+itoa(int(d.ID)))
		all = append(all, d)
	}
	zhuguan.get("/declarations").says("批量审核")
	p := zhuguan.get("/reviews?"+strings.Join(ids, "&")).answered(http.StatusOK).says("选中 3 份", "人员类项目甲", "人员类项目丙", "时效指标请明确到月份")
	zhuguan.press(p, "退回 3 份", nil).answered(http.StatusUnprocessableEntity).says("退回需要写明意见，都没有办理", "选中 3 份")

	// Another reviewer is quicker with one of them.
	fuzhuguan.press(fuzhuguan.declaration(all[1].ID), "退回", map[string]string{"审核意见": "先退"}).answered(http.StatusSeeOther, http.StatusOK)
	after := zhuguan.press(p, "退回 3 份", map[string]string{"审核意见": "请看：", "时效指标请明确到月份": "yes"})
	after.answered(http.StatusOK).says("办好 2 份", "人员类项目甲：已退回", "人员类项目乙：没有办理：打开这一页后被别人改过")
	for i, want := range []string{"请看：\n时效指标请明确到月份", "先退", "请看：\n时效指标请明确到月份"} {
		events := must(s.Events(t.Context(), all[i].ID))(t)
		if last := events[len(events)-1]; last.Action != models.Return || last.Opinion != want {
			t.Errorf("%d was returned with %q", i, last.Opinion)
		}
	}
	zhuguan.get("/reviews?" + strings.Join(ids, "&")).says("没有选中等您审核的申报表")
	jingban.get("/reviews?" + ids[0]).answered(http.StatusForbidden)
}

func TestAReviewerKeepsPhrasesOfTheirOwn(t *testing.T) {
	s := newSite(t)
	zhuguan := s.as("zhuguan")
	p := zhuguan.get("/phrases").says("产出指标不细化、不量化，请逐项量化")
	p = zhuguan.press(p, "保存", map[string]string{"自己的": "请附三家报价\n\n请附三家报价\n时效指标请明确到月份\n请核对单价"})
	p.answered(http.StatusSeeOther, http.StatusOK).says("常用语已保存")
	if got := p.blank("自己的").value(); got != "请附三家报价\n请核对单价" {
		t.Errorf("the phrases kept are %q", got)
	}
	many := ""
	for i := range 51 {
		many += "第" + itoa(i) + "条\n"
	}
	p = zhuguan.press(p, "保存", map[string]string{"自己的": many}).answered(http.StatusUnprocessableEntity).says("最多 50 条，现有 51 条")
	if got := p.blank("自己的").value(); got != many {
		t.Error("what was typed is gone")
	}
	s.as("fuzhuguan").get("/phrases").conceals("请附三家报价")
	d := s.draft(ready(t))
	s.as("jingban").sendIn(d.ID)
	p = zhuguan.declaration(d.ID).says("请附三家报价")
	zhuguan.press(p, "退回", map[string]string{"请附三家报价": "yes"}).answered(http.StatusSeeOther, http.StatusOK)
	s.as("jingban").declaration(d.ID).says("请附三家报价")
}
