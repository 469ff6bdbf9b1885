package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"jixiao/models"
)

func TestSettingsChangeWhatIsPrintedFromThenOn(t *testing.T) {
	s := newSite(t)
	before, after := s.put(ready(t), models.FinanceReview), s.draft(ready(t))
	jingban, admin := s.as("jingban"), s.as("admin")
	old := jingban.get(at(before.ID, "/print")).isPDF()
	s.clock.pass(time.Minute)
	p := admin.get("/settings").says("设置", "NotoSerifSC-Regular", "NotoSerifSC-Bold", "不缺")
	p = admin.press(p, "保存设置", map[string]string{
		"页边距": "公文（GB/T 9704）：上 37、左 28、右 26、下 35 毫米", "负责人": "单位负责人（签章）", "本系统的地址": "http://10.1.2.3:8080/",
	}).says("已保存：页边距改为公文（GB/T 9704）；“负责人”写作“单位负责人（签章）”；二维码的地址改为 http://10.1.2.3:8080", "改动记录")
	if got := p.blank("负责人").value(); got != "单位负责人（签章）" {
		t.Errorf("the page shows %q", got)
	}
	s.clock.pass(time.Minute)
	if draft := jingban.get(at(after.ID, "/print")).isPDF().paper(); !strings.Contains(draft, "单位负责人（签章）:") {
		t.Errorf("a draft does not print by the settings: %s", draft)
	}
	jingban.sendIn(after.ID)
	if paper := jingban.get(at(after.ID, "/print")).isPDF().paper(); !strings.Contains(paper, "单位负责人（签章）:") {
		t.Errorf("what was sent in later does not print by the settings: %s", paper)
	}
	if sheet := s.sheet(after.ID, 1); !strings.HasPrefix(sheet.QR, "HTTP://10.1.2.3:8080/C/2023-") {
		t.Errorf("the QR code says %s", sheet.QR)
	}
	if again := jingban.get(at(before.ID, "/print")).isPDF(); again.body != old.body {
		t.Error("what was sent in before prints otherwise now")
	}
	admin.press(admin.get("/settings"), "保存设置", nil).says("没有改动")
}

func TestWrongSettingsAreAllNamedAndNothingTypedIsLost(t *testing.T) {
	s := newSite(t)
	s.draft(ready(t))
	admin := s.as("admin")
	before := s.contents()
	p := admin.press(admin.get("/settings"), "保存设置", map[string]string{"负责人": "领导", "联系电话": "电话😀", "本系统的地址": "绩效.cn"})
	p.answered(http.StatusUnprocessableEntity).says("没有保存", "写法里要有“负责人”", "打印不出来的字符", "本系统的地址应写成")
	for label, want := range map[string]string{"负责人": "领导", "联系电话": "电话😀", "本系统的地址": "绩效.cn"} {
		if got := p.blank(label).value(); got != want {
			t.Errorf("%s became %q", label, got)
		}
	}
	admin.post("/settings", values("csrf", admin.token(), "margins", "wide")).answered(http.StatusUnprocessableEntity)
	s.unchanged(t, before)
	for _, login := range []string{"jingban", "caizheng"} {
		b := s.as(login)
		b.get("/settings").answered(http.StatusForbidden).says("设置由管理员办理")
		b.post("/settings", values("csrf", b.token(), "margins", "gbt9704")).answered(http.StatusForbidden)
	}
	s.unchanged(t, before)
}
