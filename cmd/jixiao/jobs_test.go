package main

import (
	"testing"

	"jixiao/models"
)

// The page of a job says by itself how far the job is, and what came of it.
func TestThePageOfAJobFollowsIt(t *testing.T) {
	database := databases["sqlite"](t)
	s := start(t, append(own(t, database), "--sample")...)
	st := look(t, database)
	person, err := st.PersonByLogin(t.Context(), "jingban")
	if err != nil {
		t.Fatal(err)
	}
	j := models.Job{PersonID: person.ID, Kind: models.BoundThrough, Title: "全部申报表", Choice: "{}", Total: 40, Worker: "w"}
	if err := st.CreateJob(t.Context(), &j); err != nil {
		t.Fatal(err)
	}
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/jobs/1")
	w.see("已完成 0 份，共 40 份")
	if err := st.JobProgress(t.Context(), j.ID, "w", 12, 39); err != nil {
		t.Fatal(err)
	}
	w.until("show the progress", `document.querySelector("progress").value === 12 && document.body.innerText.includes("已完成 12 份，共 39 份")`)
	j.State, j.File, j.Done, j.Total = models.JobDone, "x.pdf", 39, 39
	if err := st.EndJob(t.Context(), &j); err != nil {
		t.Fatal(err)
	}
	w.until("offer the file", `[...document.querySelectorAll("a")].some(a => a.innerText === "下载")`)
	w.quiet()
}
