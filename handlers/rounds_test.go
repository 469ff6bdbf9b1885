package handlers_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"jixiao/models"
)

func TestARoundDecidesAboutTheRules(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	round := "/rounds/" + strconv.FormatInt(d.RoundID, 10)
	caizheng, jingban := s.as("caizheng"), s.as("jingban")
	jingban.declaration(d.ID).complains("error", "“项目属性”没有填写")

	caizheng.press(caizheng.get(round), "保存规则", map[string]string{
		"表头没有填全：本批次": "提示", "几项文字内容相同：本批次": "不查",
	}).says("改动了 2 条规则", "改动记录", "提示；照原定", "不查；照原定")
	p := jingban.declaration(d.ID).conceals("内容相同")
	for _, problem := range p.problems("error") {
		if problem.rule == "head-required" {
			t.Error("the round made the rule a note, and it is an error still")
		}
	}
	settings := must(s.Rules(t.Context(), d.RoundID))(t)
	if set := settings["head-required"]; set.Severity != models.SeverityNote || set.PersonName != s.people["caizheng"].Name {
		t.Errorf("kept %+v", set)
	}
	if p := caizheng.post(round+"/rules", values("csrf", caizheng.token(), "severity.head-required", "fatal")); p.status != http.StatusUnprocessableEntity {
		t.Errorf("a severity that is none: %d", p.status)
	}
	for _, login := range []string{"jingban", "zhuguan", "admin"} {
		if p := s.as(login).get(round); p.status != http.StatusForbidden {
			t.Errorf("%s sees the round: %d", login, p.status)
		}
	}
}

func TestARoundIsOpenedOnce(t *testing.T) {
	s := newSite(t)
	caizheng := s.as("caizheng")
	caizheng.post("/rounds", values("csrf", caizheng.token(), "year", "2024", "name", "一上")).says("已新建 2024 年“一上”")
	if p := caizheng.post("/rounds", values("csrf", caizheng.token(), "year", "2024", "name", "一上")); p.status != http.StatusConflict {
		t.Errorf("the same round again: %d", p.status)
	}
	caizheng.post("/rounds", values("csrf", caizheng.token(), "year", "", "name", "一上")).says("请填写年度和批次名称")
}

// TestAWholeRoundIsChecked waits for the check that goes on while the page
// shows how far it is.
func TestAWholeRoundIsChecked(t *testing.T) {
	s := newSite(t)
	var round int64
	for _, doc := range must(eleven())(t) {
		round = s.draft(doc.Clone()).RoundID
	}
	path := "/rounds/" + strconv.FormatInt(round, 10)
	caizheng := s.as("caizheng")
	p := caizheng.press(caizheng.get(path), "检查全部申报表", nil)
	for end := time.Now().Add(time.Minute); p.status == http.StatusOK && time.Now().Before(end); p = caizheng.get(path) {
		if p.header.Get("Refresh") == "" {
			break
		}
	}
	p.says("检查了 11 份申报表", "几项文字内容相同", "成本指标大于资金总额")
}

func TestTheRuleBookExplainsEveryRule(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	jingban := s.as("jingban")
	book := jingban.get("/rules").says("检查规则", "会指出", "应当是")
	for _, problem := range jingban.declaration(d.ID).problems("error") {
		if problem.rule == "" || book.byID(problem.rule) == nil {
			t.Errorf("“%s” links to no rule of the book", problem.text)
		}
	}
}
