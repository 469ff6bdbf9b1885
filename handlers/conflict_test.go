package handlers_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"golang.org/x/net/html"

	"jixiao/models"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestWhoSavesSecondIsShownBothTextsAndLosesNeither(t *testing.T) {
	for _, c := range []struct {
		name         string
		first, mine  map[string]string
		says         []string          // by the page of the second
		then         map[string]string // in the blanks of that page, and kept when it is saved
		conflictings int
	}{
		{
			"in different cells, both changes stand on the page",
			map[string]string{"项目概况": "甲写的概况"},
			map[string]string{"项目实施计划": "乙写的计划"},
			[]string{"没有冲突的格已经合在一起"},
			map[string]string{"项目概况": "甲写的概况", "项目实施计划": "乙写的计划"},
			0,
		},
		{
			"in one cell, one's own stands in the blank and the other beside it",
			map[string]string{"项目概况": "甲写的概况"},
			map[string]string{"项目概况": "乙写的概况", "项目期": "2年"},
			[]string{"甲写的概况", "原来是", "部门和单位有关人员的工资福利支出"},
			map[string]string{"项目概况": "乙写的概况", "项目期": "2年"},
			1,
		},
		{
			"the same words twice are no conflict",
			map[string]string{"项目概况": "同样的概况"},
			map[string]string{"项目概况": "同样的概况"},
			nil,
			map[string]string{"项目概况": "同样的概况"},
			0,
		},
		{
			"emptied by the other, the cell says so",
			map[string]string{"项目概况": ""},
			map[string]string{"项目概况": "乙写的概况"},
			[]string{"（空白）"},
			map[string]string{"项目概况": "乙写的概况"},
			1,
		},
		{
			"amounts and indicators are cells like others",
			map[string]string{"实施期资金／其他资金": "5", "实施期／数量指标／1／指标值": "1人"},
			map[string]string{"实施期资金／其他资金": "6", "实施期／数量指标／1／指标值": "2人", "年度目标": "乙写的目标"},
			[]string{"1人"},
			map[string]string{"实施期资金／其他资金": "6", "实施期／数量指标／1／指标值": "2人", "年度目标": "乙写的目标"},
			2,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			d := s.draft(ready(t))
			jia, yi := s.as("jingban"), s.as("tongshi")
			one, two := jia.declaration(d.ID), yi.declaration(d.ID)
			jia.press(one, "保存", c.first).says("已保存")
			p := yi.press(two, "保存", c.mine).answered(http.StatusConflict).isInert().says(c.says...)
			p.complains("conflict")
			if n := len(p.problems("conflict")); n != c.conflictings {
				t.Errorf("%d conflicts are told, want %d", n, c.conflictings)
			}
			if n := len(p.all(func(n *html.Node) bool { return classed(n, "theirs") })); n != c.conflictings {
				t.Errorf("%d cells show the other text, want %d", n, c.conflictings)
			}
			for label, want := range c.then {
				if got := p.blank(label).value(); got != want {
					t.Errorf("%s shows %q, want %q", label, got, want)
				}
			}
			p = yi.press(p, "保存", nil).answered(http.StatusSeeOther, http.StatusOK)
			for label, want := range c.then {
				if got := p.blank(label).value(); got != want {
					t.Errorf("%s was saved as %q, want %q", label, got, want)
				}
			}
		})
	}
}

func TestARowThatTheOtherTookAwayComesBackWhenItWasChanged(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	one, two := jia.declaration(d.ID), yi.declaration(d.ID)
	jia.press(one, "删除 数量指标第1行", nil).answered(http.StatusSeeOther, http.StatusOK)
	p := yi.press(two, "保存", map[string]string{"实施期／数量指标／1／指标值": "7人"}).answered(http.StatusConflict).says("整行已删除")
	p.complains("conflict")
	yi.press(p, "保存", nil).says("已保存")
	for _, row := range s.now(d.ID).Document.Indicators {
		if row.Value == "7人" {
			return
		}
	}
	t.Error("the changed row is lost")
}

func TestWhatIsTypedSurvivesEveryStaleRevision(t *testing.T) {
	onBoth(t, whatIsTypedSurvivesEveryStaleRevision)
}

func whatIsTypedSurvivesEveryStaleRevision(t *testing.T, s *site) {
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	typed := map[string]string{"项目概况": "乙写的概况"}
	for _, revision := range []string{"0", "-1", "2", "999999"} {
		action, _, fields := yi.fields(yi.declaration(d.ID), "保存", typed)
		fields.Set("revision", revision)
		p := yi.post(action, fields).answered(http.StatusConflict)
		if got := p.blank("项目概况").value(); got != "乙写的概况" {
			t.Errorf("revision %s: the overview shows %q", revision, got)
		}
	}
	// Sent in and withdrawn by the other meanwhile, it is still the same text.
	two := yi.declaration(d.ID)
	jia.press(jia.sendIn(d.ID), "撤回", nil)
	p := yi.press(two, "保存", typed).answered(http.StatusConflict)
	yi.press(p, "保存", nil).says("已保存")
	if got := s.now(d.ID).Document.Narrative.Overview; got != "乙写的概况" {
		t.Errorf("kept is %q", got)
	}
}

func TestWhatIsTypedWhileTheOtherSendsItInIsShown(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	two := yi.declaration(d.ID)
	jia.sendIn(d.ID)
	p := yi.press(two, "保存", map[string]string{"项目概况": "乙写的概况"}).answered(http.StatusConflict)
	p.says("待主管部门审核", "没有保存", "乙写的概况")
	if now := s.now(d.ID); now.Status != models.DepartmentReview || now.Document.Narrative.Overview != d.Document.Narrative.Overview {
		t.Errorf("it is %s with %q", now.Status, now.Document.Narrative.Overview)
	}
}

func TestAStaleSendingInShowsWhatChanged(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	two := yi.press(yi.declaration(d.ID), "送审", nil)
	jia.press(jia.declaration(d.ID), "保存", map[string]string{"项目概况": "甲写的概况"})
	confirmed := map[string]string{}
	if len(two.problems("warning")) > 0 {
		confirmed["已逐条核对"] = "yes"
	}
	yi.press(two, "送审", confirmed).answered(http.StatusConflict).says("甲写的概况", "有了变化")
	if now := s.now(d.ID); now.Status != models.Draft || now.Version != 0 {
		t.Errorf("what nobody had looked at was sent in: %s, version %d", now.Status, now.Version)
	}
}

func TestAnOpinionSurvivesThatSomebodyElseActedFirst(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban, zhuguan, deputy := s.as("jingban"), s.as("zhuguan"), s.as("fuzhuguan")
	jingban.sendIn(d.ID)
	late := deputy.declaration(d.ID)
	zhuguan.press(zhuguan.declaration(d.ID), "审核通过", nil)
	p := deputy.press(late, "退回", map[string]string{"审核意见": "写了很久的意见"}).answered(http.StatusConflict)
	p.says("待财政审核", "写了很久的意见")
	if got := s.now(d.ID).Status; got != models.FinanceReview {
		t.Errorf("it is %s", got)
	}
}

func TestAButtonThatIsPressedSecondDoesItsWork(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	rows := rowsOf(d, models.Total, "数量指标")
	// Each is pressed on a page that is older than the other's last save.
	action, _, fields := yi.fields(yi.declaration(d.ID), "保存", nil)
	ask := url.Values{"csrf": fields["csrf"]}
	stale := func(do string) (int, answer) {
		ask.Set("revision", itoa(int(s.now(d.ID).Revision)))
		jia.press(jia.declaration(d.ID), "保存", map[string]string{"项目概况": "甲改到第 " + itoa(int(s.now(d.ID).Revision)) + " 次"})
		ask.Set("do", do)
		return yi.script(action, ask)
	}
	for _, c := range []struct {
		do   string
		done func(models.Declaration) bool
	}{
		{"add:产出指标/数量指标", func(d models.Declaration) bool { return len(rowsOf(d, models.Total, "数量指标")) == len(rows)+1 }},
		{"remove:" + rows[1].ID, func(d models.Declaration) bool { return rowsOf(d, models.Total, "数量指标")[1].ID != rows[1].ID }},
		{"mend:goals.annual=%E6%9B%B4%E6%AD%A3", func(d models.Declaration) bool { return d.Document.Goals.Annual == "更正" }},
	} {
		was := s.now(d.ID).Document.Narrative.Overview
		status, a := stale(c.do)
		now := s.now(d.ID)
		if status != http.StatusOK || a.Form == "" || !c.done(now) {
			t.Errorf("%s: %d %s, the form is %+v", c.do, status, a.Problem, now.Document)
		}
		if now.Document.Narrative.Overview == was {
			t.Errorf("%s took back what the other saved", c.do)
		}
	}
}

func TestAButtonThatIsPressedSecondTakesNothingFromTheOther(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	row := rowsOf(d, models.Total, "数量指标")[0]
	action, _, fields := yi.fields(yi.declaration(d.ID), "保存", nil)
	jia.press(jia.declaration(d.ID), "保存", map[string]string{"实施期／数量指标／1／指标值": "7人", "年度目标": "甲的目标"})
	before := s.contents()
	ask := url.Values{"csrf": fields["csrf"], "revision": fields["revision"], "do": {"remove:" + row.ID}}
	status, a := yi.script(action, ask)
	if status != http.StatusConflict || len(a.Conflicts) != 1 || a.Conflicts[0].Theirs != row.Level3+"，7人" || a.Conflicts[0].Mine != "" {
		t.Errorf("deleting the row is answered with %d %+v", status, a.Conflicts)
	}
	ask.Set("do", "mend:goals.annual=%E6%9B%B4%E6%AD%A3")
	if status, a = yi.script(action, ask); status != http.StatusOK || a.Cells["goals.annual"] != "甲的目标" {
		t.Errorf("mending is answered with %d, the goal is %q", status, a.Cells["goals.annual"])
	}
	s.unchanged(t, before)
}
