package handlers_test

import "testing"

func TestWhatIsVoidSaysThatItCanComeBack(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	b := s.as("jingban")
	p := b.press(b.declaration(d.ID), "作废", nil).says("已作废，文字都还在，需要时可以恢复")
	b.press(p, "恢复", nil).says("已恢复，现在是“草稿”")
}
