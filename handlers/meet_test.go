package handlers_test

import (
	"net/http"
	"testing"
)

func TestARevisionFromTheFutureTakesNothingOfTheOthersAway(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	action, _, fields := yi.fields(yi.declaration(d.ID), "保存", map[string]string{"项目概况": "乙写的概况"})
	jia.press(jia.declaration(d.ID), "保存", map[string]string{"项目概况": "甲写的概况"}).says("已保存")
	fields.Set("revision", "999999")
	yi.post(action, fields).answered(http.StatusConflict).says("甲写的概况")
	if status, _ := yi.script(action, fields); status != http.StatusConflict {
		t.Errorf("a script's save is answered %d", status)
	}
	if got := s.now(d.ID).Document.Narrative.Overview; got != "甲写的概况" {
		t.Errorf("kept is %q", got)
	}
}
