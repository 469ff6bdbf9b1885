package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// restores returns what the buttons of a page that go back to a revision send.
func (p *page) restores() (sent []string) {
	for _, n := range p.all(func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "value"), "restore:") }) {
		sent = append(sent, attribute(n, "value"))
	}
	return sent
}

func TestGoingBackLosesNothingThatWasTypedMeanwhile(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": "第二稿"}).says("已保存")
	action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{"项目概况": "第三稿", "项目实施计划": "新写的计划"})
	fields.Set("do", "restore:1")
	p := b.post(action, fields).answered(http.StatusSeeOther, http.StatusOK).says("已恢复", "撤销")
	if got := p.blank("项目概况").value(); got != d.Document.Narrative.Overview {
		t.Errorf("gone back to %q", got)
	}
	// The way back of the way back holds what was typed when it was pressed.
	sent := p.restores()
	if len(sent) != 1 {
		t.Fatalf("the page offers %v", sent)
	}
	action, _, fields = b.fields(p, "保存", nil)
	fields.Set("do", sent[0])
	p = b.post(action, fields).says("已恢复")
	for label, want := range map[string]string{"项目概况": "第三稿", "项目实施计划": "新写的计划"} {
		if got := p.blank(label).value(); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
}

func TestTheWayBackIsOfferedOnThePageOfItsDeclarationAlone(t *testing.T) {
	s := newSite(t)
	d, other := s.draft(ready(t)), s.draft(ready(t))
	b := s.as("jingban")
	for _, path := range []string{at(other.ID), "/declarations", "/help"} {
		b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": "稿" + path})
		action, _, fields := b.fields(b.declaration(d.ID), "保存", nil)
		fields.Set("do", "restore:1")
		b.send(action, fields)
		if sent := b.get(path).restores(); len(sent) > 0 {
			t.Errorf("%s offers %v", path, sent)
		}
		// Nor does a later sentence offer it.
		if sent := b.press(b.declaration(d.ID), "保存", map[string]string{"项目期": "稿" + path}).says("已保存").restores(); len(sent) > 0 {
			t.Errorf("after another save the page offers %v", sent)
		}
	}
}

func TestTheSavedStatesAreTheUnitsAlone(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	b.press(b.declaration(d.ID), "保存", map[string]string{"项目概况": "第二稿"})
	b.get(at(d.ID, "/saved")).answered(http.StatusOK).says("李经办")
	b.get(at(d.ID, "/saved/1")).answered(http.StatusOK).conceals("第二稿").says("部门和单位有关人员的工资福利支出")
	b.get(at(d.ID, "/saved/2")).answered(http.StatusOK).says("第二稿")
	for _, path := range []string{"/saved/0", "/saved/-1", "/saved/x"} {
		b.get(at(d.ID, path)).answered(http.StatusNotFound)
	}
	b.sendIn(d.ID)
	for _, login := range []string{"zhuguan", "caizheng"} {
		reader := s.as(login)
		reader.get(at(d.ID, "/saved")).answered(http.StatusNotFound)
		reader.get(at(d.ID, "/saved/1")).answered(http.StatusNotFound)
	}
}
