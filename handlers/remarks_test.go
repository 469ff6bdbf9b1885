package handlers_test

import (
	"net/http"
	"strconv"
	"testing"

	"jixiao/models"
)

func TestOpinionsOnCellsGoToTheUnitAndComeBackAnswered(t *testing.T) {
	onBoth(t, opinionsOnCellsGoToTheUnitAndComeBackAnswered)
}

func opinionsOnCellsGoToTheUnitAndComeBackAnswered(t *testing.T, s *site) {
	jingban, zhuguan, caizheng := s.as("jingban"), s.as("zhuguan"), s.as("caizheng")
	d := s.draft(ready(t))
	jingban.sendIn(d.ID)
	const amount, value = "对“年度资金／资金总额”的意见", "对“实施期／数量指标／1／指标值”的意见"

	// What the reviewer keeps for later nobody else learns, and it closes 撤回.
	p := zhuguan.press(zhuguan.declaration(d.ID), "保存意见", map[string]string{amount: "与控制数不一致", "审核意见": "总的还行"})
	p.answered(http.StatusSeeOther, http.StatusOK).says("意见已保存")
	if got := p.blank("审核意见").value(); got != "总的还行" {
		t.Errorf("the opinion on the whole is kept as %q", got)
	}
	jingban.declaration(d.ID).conceals("与控制数不一致", "总的还行")
	jingban.get(at(d.ID, "/opinions")).conceals("与控制数不一致")
	jingban.post(at(d.ID, "/moves"), values("csrf", jingban.token(), "revision", itoa(int(s.now(d.ID).Revision)), "do", "withdraw")).
		answered(http.StatusConflict).says("审核人已经写了意见，不能撤回")

	// A refusal keeps every word.
	p = zhuguan.press(p, "退回", map[string]string{value: "请量化", "审核意见": " "}).answered(http.StatusUnprocessableEntity).says("退回需要写明意见")
	for label, want := range map[string]string{amount: "与控制数不一致", value: "请量化"} {
		if got := p.blank(label).value(); got != want {
			t.Errorf("after the refusal %s is %q", label, got)
		}
	}
	zhuguan.press(p, "退回", map[string]string{"审核意见": "请按各处意见改"}).answered(http.StatusSeeOther, http.StatusOK)

	// The unit sees them at their cells, and answers.
	p = jingban.declaration(d.ID).says("各处审核意见 2 条，还有 2 条没有答复", "与控制数不一致", "请量化", "请按各处意见改")
	p = jingban.press(p, "送审", nil).says("还有 2 条审核意见没有答复")
	confirmed := map[string]string{"说明": ""}
	if len(p.problems("warning")) > 0 {
		confirmed["已逐条核对"] = "yes"
	}
	jingban.press(p, "送审", confirmed).answered(http.StatusUnprocessableEntity).says("还有 2 条审核意见没有答复")
	jingban.get(at(d.ID, "/opinions")).says("与控制数不一致")
	ids := must(s.Remarks(t.Context(), d.ID))(t)
	jingban.post(at(d.ID, "/opinions"), values("csrf", jingban.token(), reply(ids[0])+".text", "以文件为准", reply(ids[1]), "explained")).
		answered(http.StatusUnprocessableEntity).says("请写明理由", "以文件为准")
	jingban.post(at(d.ID, "/opinions"), values("csrf", jingban.token(), reply(ids[0])+".text", "以文件为准", reply(ids[1]), "changed")).
		answered(http.StatusSeeOther, http.StatusOK)
	jingban.declaration(d.ID).says("都已答复")
	jingban.sendIn(d.ID)

	// The reviewer meets the answers; a pass without words is 同意.
	zhuguan.declaration(d.ID).says("上次各处意见 2 条", "说明：以文件为准", "已改")
	zhuguan.press(zhuguan.declaration(d.ID), "审核通过", nil).answered(http.StatusSeeOther, http.StatusOK)
	caizheng.get(at(d.ID, "/history")).says("同意")
	caizheng.get(at(d.ID, "/opinions")).says("与控制数不一致", "以文件为准")
}

func TestTwoReviewersWritingAtOnceLoseNoWord(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	s.as("jingban").sendIn(d.ID)
	zhuguan, fushou := s.as("zhuguan"), s.as("fuzhuguan")
	const amount = "对“年度资金／资金总额”的意见"
	first, second := zhuguan.declaration(d.ID), fushou.declaration(d.ID)
	zhuguan.press(first, "保存意见", map[string]string{amount: "甲的意见"}).answered(http.StatusSeeOther, http.StatusOK)
	p := fushou.press(second, "保存意见", map[string]string{amount: "乙的意见"}).answered(http.StatusConflict).says("有了变化")
	if got := p.blank(amount).value(); got != "乙的意见" {
		t.Errorf("the second reviewer's words are %q", got)
	}
}

func TestAnOpinionAtACellThatIsNotThereIsRefusedAndKept(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	s.as("jingban").sendIn(d.ID)
	zhuguan := s.as("zhuguan")
	revision := strconv.FormatInt(s.now(d.ID).Revision, 10)
	p := zhuguan.post(at(d.ID, "/moves"),
		values("csrf", zhuguan.token(), "revision", revision, "do", "return", "opinion", "请改", "cell.row.none.value", "写在别处"))
	p.answered(http.StatusUnprocessableEntity).says("移到了下面的意见框里")
	if got := p.blank("审核意见").value(); got != "请改\n（原写在已经没有的格上）写在别处" {
		t.Errorf("the opinions are %q", got)
	}
	if s.now(d.ID).Status != models.DepartmentReview {
		t.Error("it was returned all the same")
	}
}

func reply(r models.Remark) string { return "reply." + strconv.FormatInt(r.ID, 10) }
