package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jixiao/forms/workflow"
	"jixiao/models"
)

// who may do what in which state, of those below; what is missing is nobody's.
var may = map[models.Status]map[models.Action]string{
	models.Draft:            {models.Submit: "jingban", models.Discard: "jingban"},
	models.Returned:         {models.Submit: "jingban", models.Discard: "jingban"},
	models.Void:             {models.Restore: "jingban"},
	models.DepartmentReview: {models.Withdraw: "jingban", models.Pass: "zhuguan", models.Return: "zhuguan", models.Decline: "zhuguan"},
	models.FinanceReview:    {models.Retract: "zhuguan", models.Pass: "caizheng", models.Return: "caizheng", models.Decline: "caizheng"},
	models.Approved:         {models.Adjust: "jingban", models.Revoke: "caizheng"},
	models.Reviewed:         {models.Retract: "caizheng", models.Return: "caizheng", models.Approve: "caizheng"},
}

func TestEveryMoveIsOpenToItsPersonAndToNobodyElse(t *testing.T) {
	onBoth(t, everyMoveIsOpenToItsPersonAndToNobodyElse)
}

func everyMoveIsOpenToItsPersonAndToNobodyElse(t *testing.T, s *site) {
	people := map[string]*browser{"": s.browser()}
	logins := []string{"", "jingban", "linju", "zhuguan", "jingjian", "caizheng", "duikou", "admin"}
	for _, login := range logins[1:] {
		people[login] = s.as(login)
	}
	tokens := map[string]string{}
	for login, b := range people {
		tokens[login] = b.token()
	}
	move := func(login string, d models.Declaration, action models.Action) *page {
		return people[login].send(at(d.ID, "/moves"), values("csrf", tokens[login], "revision", strconv.FormatInt(d.Revision, 10),
			"do", string(action), "opinion", "意见", "confirmed", "yes", "number", "1号", "date", "2023-02-20"))
	}
	for _, status := range models.Statuses {
		d := s.put(ready(t), status)
		before := s.contents()
		for _, action := range append(slices.Clone(workflow.Actions), models.Create, models.Save, "approved", "") {
			for _, login := range logins {
				if may[status][action] == login && login != "" {
					continue
				}
				if p := move(login, d, action); p.status < 400 || p.status > 499 {
					t.Errorf("%s: %q by %q is answered with %d", status, action, login, p.status)
				}
			}
		}
		s.unchanged(t, before)
		for action, login := range may[status] {
			d := s.put(ready(t), status)
			if p := move(login, d, action); p.status != http.StatusSeeOther {
				t.Errorf("%s: %s by %s is answered with %d: %s", status, action, login, p.status, short(p.text()))
			}
			if now := s.now(d.ID); now.Status == status {
				t.Errorf("%s: %s by %s changed nothing", status, action, login)
			}
		}
	}
}

func TestNobodyReviewsWhatTheyFilledIn(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("yiren")
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": "一人写的概况"}).says("已保存")
	sent := b.sendIn(d.ID)
	if slices.Contains(sent.buttons(), "审核通过") || slices.Contains(sent.buttons(), "退回") {
		t.Errorf("who filled it in is offered %v", sent.buttons())
	}
	before := s.contents()
	for _, action := range []string{"pass", "return", "decline"} {
		p := b.post(at(d.ID, "/moves"), values("csrf", b.token(), "revision", strconv.FormatInt(s.now(d.ID).Revision, 10), "do", action, "opinion", "x"))
		p.answered(http.StatusForbidden).says("您填报过这份申报表，不能自己审核", "王主管（0358-0000002）")
	}
	s.unchanged(t, before)
}

func TestThe批复OfWhatIsNotOnesOwnIsLeftOut(t *testing.T) {
	s := newSite(t)
	own, other := s.put(sample(t, "兴县蔡家崖乡村e镇"), models.Reviewed), s.put(ready(t), models.Reviewed)
	b := s.as("duikou") // who reviews for the department 903 alone
	p := b.get("/ruling?id=" + strconv.FormatInt(own.ID, 10) + "&id=" + strconv.FormatInt(other.ID, 10))
	p.says("将批复 1 份", own.Document.Project.Name).conceals(other.Document.Project.Name)
	fields := values("csrf", b.token(), "number", "1号", "date", "2023年2月20日")
	for _, d := range []models.Declaration{other, own} {
		fields.Add("id", strconv.FormatInt(d.ID, 10))
		fields.Add("revision", strconv.FormatInt(d.Revision, 10))
	}
	b.post("/ruling", fields).conceals(other.Document.Project.Name).says("已批复")
	if s.now(own.ID).Status != models.Approved || s.now(other.ID).Status != models.Reviewed {
		t.Errorf("own is %s, the other's %s", s.now(own.ID).Status, s.now(other.ID).Status)
	}
}

func TestA批复SaysWhatBecameOfEach(t *testing.T) {
	s := newSite(t)
	good, stale, done := s.put(ready(t), models.Reviewed), s.put(ready(t), models.Reviewed), s.put(ready(t), models.Approved)
	b := s.as("caizheng")
	fields := values("csrf", b.token(), "number", " 兴财预〔2023〕1号 ", "date", "2023/2/20",
		"id", strconv.FormatInt(good.ID, 10), "revision", strconv.FormatInt(good.Revision, 10),
		"id", strconv.FormatInt(stale.ID, 10), "revision", strconv.FormatInt(stale.Revision-1, 10),
		"id", strconv.FormatInt(done.ID, 10), "revision", strconv.FormatInt(done.Revision, 10),
		"id", "4711", "revision", "1", "id", "x", "revision", "x")
	p := b.post("/ruling", fields).answered(http.StatusOK)
	if n := strings.Count(p.text(), "没有批复"); n != 2 {
		t.Errorf("%d are told not to be approved, want 2: %s", n, p.text())
	}
	now := s.now(good.ID)
	if now.Status != models.Approved || now.ApprovalNumber != "兴财预〔2023〕1号" || now.ApprovalDate != "2023-02-20" {
		t.Errorf("the good one is %s under %q of %q", now.Status, now.ApprovalNumber, now.ApprovalDate)
	}
	if s.now(stale.ID).Status != models.Reviewed {
		t.Error("one that had changed was approved")
	}
}
