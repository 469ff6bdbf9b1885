package handlers_test

import (
	"net/http"
	"strconv"
	"testing"

	"jixiao/models"
)

// While an approved declaration is adjusted, what was approved stands: for
// readers, on paper, and again when the 调整 is given up.
func TestAnApprovedVersionStandsUntilTheAdjustmentIsApproved(t *testing.T) {
	onBoth(t, anApprovedVersionStandsUntilTheAdjustmentIsApproved)
}

func anApprovedVersionStandsUntilTheAdjustmentIsApproved(t *testing.T, s *site) {
	jingban, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
	d := s.draft(ready(t))
	jingban.sendIn(d.ID)
	move := func(b *browser, pairs ...string) *page {
		revision := strconv.FormatInt(s.now(d.ID).Revision, 10)
		return b.post(at(d.ID, "/moves"), values(append([]string{"csrf", b.token(), "revision", revision}, pairs...)...))
	}
	move(zhuguan, "do", "pass")
	move(caizheng, "do", "pass")
	move(caizheng, "do", "approve", "number", "兴财预〔2023〕1号", "date", "2023-02-20")

	p := jingban.get(jingban.declaration(d.ID).link("办理调整"))
	p = jingban.press(p, "开始调整", map[string]string{"调整原因": "年中追加"}).answered(http.StatusUnprocessableEntity).says("请填写预算调整文件")
	if got := p.blank("调整原因").value(); got != "年中追加" {
		t.Errorf("the reason is now %q", got)
	}
	p = jingban.press(p, "开始调整", map[string]string{"预算调整文件": "兴财预〔2023〕9号"}).answered(http.StatusSeeOther, http.StatusOK)
	p.says("正在调整；已批复的版本 1", "兴财预〔2023〕1号")
	jingban.press(p, "保存", map[string]string{"项目概况": "调整后的概况"})
	zhuguan.declaration(d.ID).conceals("调整后的概况").says("版本 1")
	jingban.sendIn(d.ID)
	zhuguan.declaration(d.ID).says("调整后的概况", "与 版本 1 相比改了 1 处")

	// Not granted: the approved text is there again, the other one stays in
	// the versions.
	move(zhuguan, "do", "decline", "opinion", "没有追加预算").answered(http.StatusSeeOther, http.StatusOK)
	zhuguan.declaration(d.ID).says("已批复", "版本 1").conceals("调整后的概况")
	zhuguan.get(at(d.ID, "/versions/2")).says("调整后的概况")
	if now := s.now(d.ID); now.Document.Narrative.Overview == "调整后的概况" || now.Status != models.Approved {
		t.Errorf("after declining it is %s with %q", now.Status, now.Document.Narrative.Overview)
	}

	// Given up by the unit.
	move(jingban, "do", "adjust", "opinion", "再调", "number", "9号")
	jingban.press(jingban.declaration(d.ID), "撤销调整", map[string]string{"项目概况": "又改"}).answered(http.StatusSeeOther, http.StatusOK).
		says("恢复为批复时的内容").conceals("又改")
	jingban.get(at(d.ID, "/history")).says("预算调整文件：兴财预〔2023〕9号")

	// Granted: the new version counts.
	move(jingban, "do", "adjust", "opinion", "再调", "number", "9号")
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目概况": "批准的概况"})
	jingban.sendIn(d.ID)
	move(zhuguan, "do", "pass")
	move(caizheng, "do", "pass")
	move(caizheng, "do", "approve", "number", "兴财预〔2023〕12号", "date", "2023-06-20")
	zhuguan.declaration(d.ID).says("批准的概况", "兴财预〔2023〕12号")

	// Revoked, with a reason.
	move(caizheng, "do", "revoke").answered(http.StatusUnprocessableEntity).says("需要写明原因")
	move(caizheng, "do", "revoke", "opinion", "文号有误").answered(http.StatusSeeOther, http.StatusOK).says("财政已审")
	if now := s.now(d.ID); now.ApprovedVersion != 0 || now.ApprovalNumber != "" {
		t.Errorf("after revoking version %d stands by %q", now.ApprovedVersion, now.ApprovalNumber)
	}
}
