package handlers_test

import (
	"net/http"
	"testing"

	"jixiao/models"
)

// What a unit changed after a return is shown to the reviewer, told as deleted
// and added text; what is being corrected now, to its unit alone.
func TestAReviewerSeesWhatChangedSinceTheReturn(t *testing.T) {
	s := newSite(t)
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	d := s.draft(ready(t))
	jingban.sendIn(d.ID)
	zhuguan.get(at(d.ID, "/compare")).answered(http.StatusUnprocessableEntity).says("只有一个版本")
	zhuguan.press(zhuguan.declaration(d.ID), "退回", map[string]string{"审核意见": "数量请改"}).answered(http.StatusSeeOther, http.StatusOK)

	edit := jingban.declaration(d.ID)
	jingban.press(edit, "保存", map[string]string{"实施期／数量指标／1／指标值": "≥37场"}).answered(http.StatusSeeOther, http.StatusOK)
	compare := at(d.ID, "/compare")
	jingban.get(compare).answered(http.StatusOK).says("现在的草稿 与 版本 1 相比", "共 1 处不同", "加上：≥37场")
	zhuguan.get(compare + "?from=1&to=now").answered(http.StatusUnprocessableEntity).conceals("37场")

	jingban.sendIn(d.ID)
	zhuguan.declaration(d.ID).says("与 版本 1 相比改了 1 处", "实施期／数量指标／1／指标值", "加上：≥37场")
	zhuguan.get(compare+"?from=2&to=1").answered(http.StatusOK).says("版本 1 与 版本 2 相比", "删去：≥37场")
	zhuguan.get(compare + "?from=1&to=1").answered(http.StatusOK).says("逐字相同")
	zhuguan.get(compare + "?from=x&to=99").answered(http.StatusOK).says("版本 2 与 版本 1 相比")
}

func TestChangedAmountsSayByHowMuch(t *testing.T) {
	s := newSite(t)
	jingban := s.as("jingban")
	d := s.put(ready(t), models.Returned)
	before := s.now(d.ID).Document.Funding.Annual.Sources.County.Fen
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"年度资金／市县(区)财政资金": (before + 10_000_000).String()})
	jingban.get(at(d.ID, "/compare")).says("删去："+before.String(), "增加 100,000 元")
}
