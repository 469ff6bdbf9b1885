package handlers_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// TestSendingInSaysThatItIsRefused wherever it is asked for while errors stand.
func TestSendingInSaysThatItIsRefused(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商村级站建设"))
	jingban := s.as("jingban")
	for name, p := range map[string]*page{
		"the button of the form": jingban.press(jingban.declaration(d.ID), "送审", nil),
		"the page before 送审":     jingban.get(at(d.ID, "/submit")),
	} {
		if p.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", name, p.status)
		}
		p.says("暂不能送审：还有 4 处错误")
	}
	jingban.get(at(d.ID, "/moves")).says("电商村级站建设", "在兴县电子商务服务中心填报")
}

func TestAnActionThatIsNoneIsRefused(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	jingban := s.as("jingban")
	fields := values("csrf", jingban.token(), "revision", strconv.FormatInt(d.Revision, 10), "do", "frobnicate")
	fields.Set("narrative.plan", "改过")
	if p := jingban.post(at(d.ID), fields); p.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", p.status)
	}
	if now := s.now(d.ID); now.Revision != d.Revision {
		t.Error("it was saved all the same")
	}
}

// TestComingSecondWithNothingNewSavesNothing keeps other windows from turning
// stale for no reason.
func TestComingSecondWithNothingNewSavesNothing(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	jingban := s.as("jingban")
	save := func(revision int64, plan string) {
		fields := values("csrf", jingban.token(), "revision", strconv.FormatInt(revision, 10), "do", "save")
		if plan != "" {
			fields.Set("narrative.plan", plan)
		}
		if status, a := jingban.script(at(d.ID), fields); status != http.StatusOK {
			t.Fatalf("status %d: %s", status, a.Problem)
		}
	}
	save(1, "第一季度开工")
	for range 3 {
		save(1, "")
	}
	if now := s.now(d.ID); now.Revision != 2 {
		t.Errorf("revision %d, want 2", now.Revision)
	}
}

func TestPagesOpenOnTheYearThatHasARound(t *testing.T) {
	s := newSite(t)
	s.clock.at = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	year := strconv.Itoa(must(s.Rounds(t.Context()))(t)[0].Year)
	if got := s.as("jingban").get("/declarations/new").blank("年度").value(); got != year {
		t.Errorf("新建 opens on %s, want %s", got, year)
	}
	s.as("caizheng").get("/budget").says(year + "年还没有导入预算表")
}

// TestAReviewerSeesWhyItWasReturnedBefore while it is reviewed again.
func TestAReviewerSeesWhyItWasReturnedBefore(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, zhuguan := s.as("jingban"), s.as("zhuguan")
	jingban.sendIn(d.ID)
	zhuguan.press(zhuguan.declaration(d.ID), "退回", map[string]string{"审核意见": "请写明人数"})
	jingban.sendIn(d.ID)
	zhuguan.declaration(d.ID).says("上次退回意见", "请写明人数")
}

func TestANewFormSaysWhatToDoFirstAndReproachesNobody(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	p := b.press(b.get("/declarations/new"), "新建", nil).says("新的申报表，还有", "处要填", "先填项目名称").conceals(" 处错误")
	if bad := p.all(func(n *html.Node) bool { return n.Data == "a" && classed(n, "bad") }); len(bad) > 0 {
		t.Errorf("the rail reproaches %s", words(bad[0]))
	}
	p = b.press(p, "保存", map[string]string{"项目名称": "新项目", "项目期": "2年", "实施期资金／资金总额": "20万"}).says("处要填").conceals("新的申报表", " 处错误")
	p = b.press(p, "保存", map[string]string{"项目期": "三十来年", "实施期资金／资金总额": "二十来万"}).says("处错误、", "处要填")
	b.press(p, "送审", nil).says("暂不能送审：还有").conceals("处要填")
}
