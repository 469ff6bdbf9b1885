package handlers_test

import (
	"net/http"
	"testing"

	"jixiao/models"
)

func TestMoreThanTwoHundredAtOnceAreRefusedAndNoneIsMoved(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.Reviewed)
	b := s.as("caizheng")
	fields := values("csrf", b.token(), "number", "1号", "date", "2023-02-20")
	for range 201 {
		fields.Add("id", itoa(int(d.ID)))
		fields.Add("revision", itoa(int(d.Revision)))
	}
	before := s.contents()
	b.post("/ruling", fields).answered(http.StatusUnprocessableEntity).says("一次最多办理 200 份，选了 201 份")
	s.unchanged(t, before)
}

func TestWhatBecameOfOneBeingCorrectedIsToldByTheNameThatWasSentIn(t *testing.T) {
	s := newSite(t)
	d := s.put(secret(t), models.Returned)
	jingban := s.as("jingban")
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目名称": laterText})
	b := s.as("caizheng")
	b.post("/ruling", values("csrf", b.token(), "number", "1号", "date", "2023-02-20", "id", itoa(int(d.ID)), "revision", "9")).
		says("没有批复", secretName).conceals(laterText)
}
