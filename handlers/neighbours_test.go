package handlers_test

import (
	"net/http"
	"testing"
	"time"

	"jixiao/models"
)

func TestAReviewerGoesFromOneToTheNextWithoutTheList(t *testing.T) {
	onBoth(t, aReviewerGoesFromOneToTheNextWithoutTheList)
}

func aReviewerGoesFromOneToTheNextWithoutTheList(t *testing.T, s *site) {
	var all []models.Declaration
	for range 3 {
		s.clock.pass(time.Minute)
		all = append(all, s.put(ready(t), models.DepartmentReview))
	}
	zhuguan := s.as("zhuguan")
	p := zhuguan.declaration(all[1].ID).says("等您审核的还有 3 份")
	for text, want := range map[string]int64{"上一份": all[0].ID, "下一份": all[2].ID} {
		if got := p.link(text); got != at(want) {
			t.Errorf("%s leads to %s, not to %d", text, got, want)
		}
	}
	zhuguan.declaration(all[0].ID).conceals("上一份")
	zhuguan.declaration(all[2].ID).conceals("下一份")

	// From what was just passed the way goes on to what has waited longest.
	s.clock.pass(time.Minute)
	p = zhuguan.press(p, "审核通过", nil).answered(http.StatusSeeOther, http.StatusOK).says("等您审核的还有 2 份")
	if got := p.link("下一份"); got != at(all[0].ID) {
		t.Errorf("下一份 leads to %s", got)
	}
	s.as("jingban").declaration(all[0].ID).conceals("下一份")
}
