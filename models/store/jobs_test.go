package store_test

import (
	"testing"
	"time"

	"jixiao/models"
)

// job keeps a new job of the office's handler.
func (o *office) job(t testing.TB, b *bed, worker string) models.Job {
	t.Helper()
	j := models.Job{PersonID: o.handler.ID, Kind: models.BoundThrough, Title: "全部", Choice: `{"tab":"all"}`, Total: 40, Worker: worker}
	if err := b.CreateJob(t.Context(), &j); err != nil {
		t.Fatal(err)
	}
	return j
}

func (o *office) jobNow(t testing.TB, b *bed, id int64) models.Job {
	t.Helper()
	j, err := b.Job(t.Context(), o.handler.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestAJobIsKeptFromItsBeginningToItsEnd(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		j := o.job(t, b, "w1")
		same(t, "a new job", o.jobNow(t, b, j.ID), j)
		if j.State != models.JobWaiting || j.MadeAt.IsZero() {
			t.Errorf("a new job is %+v", j)
		}
		if err := b.JobProgress(t.Context(), j.ID, "w1", 12, 40); err != nil {
			t.Fatal(err)
		}
		if now := o.jobNow(t, b, j.ID); now.State != models.JobRunning || now.Done != 12 || now.Total != 40 {
			t.Errorf("on the way it is %+v", now)
		}
		j.State, j.Done, j.File, j.Size = models.JobDone, 39, "x.zip", 1<<33
		j.Left = []models.LeftOut{{ID: 7, Project: "项目", Reason: "有不能打印的字符"}}
		if err := b.EndJob(t.Context(), &j); err != nil {
			t.Fatal(err)
		}
		ended := o.jobNow(t, b, j.ID)
		if ended.EndedAt.IsZero() {
			t.Error("it has no end")
		}
		j.EndedAt = ended.EndedAt
		same(t, "its end", ended, j)
		second := o.job(t, b, "w1")
		jobs, err := b.Jobs(t.Context(), o.handler.ID)
		if err != nil || len(jobs) != 2 || jobs[0].ID != second.ID {
			t.Errorf("the jobs are %v (%v)", jobs, err)
		}
	})
}

func TestAJobIsItsOwnersAndItsWorkersAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		j := o.job(t, b, "w1")
		if _, err := b.Job(t.Context(), o.finance.ID, j.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("somebody else's job: %v", err)
		}
		for doing, err := range map[string]error{
			"stopped by somebody else":    b.StopJob(t.Context(), o.finance.ID, j.ID),
			"restarted by somebody else":  b.RestartJob(t.Context(), o.finance.ID, j.ID, "w2"),
			"restarted while it is open":  b.RestartJob(t.Context(), o.handler.ID, j.ID, "w2"),
			"progress of another worker":  b.JobProgress(t.Context(), j.ID, "w2", 1, 40),
			"the end by another worker":   b.EndJob(t.Context(), &models.Job{ID: j.ID, Worker: "w2", State: models.JobDone}),
			"progress of no job at all":   b.JobProgress(t.Context(), j.ID+99, "w1", 1, 40),
			"stopping what there is none": b.StopJob(t.Context(), o.handler.ID, j.ID+99),
		} {
			if models.KindOf(err) != models.Closed {
				t.Errorf("%s: %v", doing, err)
			}
		}
		same(t, "the job", o.jobNow(t, b, j.ID), j)
		if jobs, err := b.Jobs(t.Context(), o.finance.ID); err != nil || len(jobs) != 0 {
			t.Errorf("somebody else lists %v (%v)", jobs, err)
		}
		nobody := models.Job{PersonID: 999, Kind: models.SingleFiles}
		if err := b.CreateJob(t.Context(), &nobody); !invalid(err) {
			t.Errorf("nobody's job: %v", err)
		}
	})
}

func TestAStoppedJobTakesNoMoreFromItsWorker(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		j := o.job(t, b, "w1")
		if err := b.StopJob(t.Context(), o.handler.ID, j.ID); err != nil {
			t.Fatal(err)
		}
		for doing, err := range map[string]error{
			"progress": b.JobProgress(t.Context(), j.ID, "w1", 1, 40),
			"the end":  b.EndJob(t.Context(), &models.Job{ID: j.ID, Worker: "w1", State: models.JobDone}),
			"a stop":   b.StopJob(t.Context(), o.handler.ID, j.ID),
		} {
			if models.KindOf(err) != models.Closed {
				t.Errorf("%s after the stop: %v", doing, err)
			}
		}
		if err := b.RestartJob(t.Context(), o.handler.ID, j.ID, "w2"); err != nil {
			t.Fatal(err)
		}
		now := o.jobNow(t, b, j.ID)
		if now.State != models.JobWaiting || now.Worker != "w2" || !now.EndedAt.IsZero() {
			t.Errorf("begun again it is %+v", now)
		}
	})
}

func TestAJobWhoseServerHasGoneIsInterrupted(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		gone, alive := o.job(t, b, "gone"), o.job(t, b, "alive")
		b.clock.Forward(models.JobLease + time.Second)
		if err := b.JobsAlive(t.Context(), "alive"); err != nil {
			t.Fatal(err)
		}
		now := b.clock.Now()
		for _, c := range []struct {
			id   int64
			want models.JobState
		}{{gone.ID, models.JobInterrupted}, {alive.ID, models.JobWaiting}} {
			j := o.jobNow(t, b, c.id)
			if got := j.At(now); got != c.want {
				t.Errorf("job of %s is %s", j.Worker, got)
			}
		}
		if err := b.RestartJob(t.Context(), o.handler.ID, alive.ID, "w2"); models.KindOf(err) != models.Closed {
			t.Errorf("a job that is alive was taken over: %v", err)
		}
		if err := b.RestartJob(t.Context(), o.handler.ID, gone.ID, "w2"); err != nil {
			t.Error(err)
		}
	})
}

func TestOldJobsExpireAndAreForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		j, open := o.job(t, b, "w1"), o.job(t, b, "w1")
		j.State, j.File = models.JobDone, "x.pdf"
		if err := b.EndJob(t.Context(), &j); err != nil {
			t.Fatal(err)
		}
		ended := o.jobNow(t, b, j.ID).EndedAt
		if err := b.ExpireJobs(t.Context(), ended, time.Time{}); err != nil {
			t.Fatal(err)
		}
		if now := o.jobNow(t, b, j.ID); now.State != models.JobDone {
			t.Errorf("it expired early: %+v", now)
		}
		if err := b.ExpireJobs(t.Context(), ended.Add(time.Second), time.Time{}); err != nil {
			t.Fatal(err)
		}
		if now := o.jobNow(t, b, j.ID); now.State != models.JobExpired || now.File != "" {
			t.Errorf("after its days it is %+v", now)
		}
		if err := b.ExpireJobs(t.Context(), time.Time{}, ended.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Job(t.Context(), o.handler.ID, j.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("it was not forgotten: %v", err)
		}
		if _, err := b.Job(t.Context(), o.handler.ID, open.ID); err != nil {
			t.Errorf("an open job was forgotten: %v", err)
		}
	})
}
