package handlers

import (
	"context"
	"crypto/rand"
	"errors"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"jixiao/models"
)

// press prints what jobs ask for, one after the other: a single worker, so that
// other people's work goes on.
type press struct {
	name    string // of this server among those that share a database
	results *results
	rest    func() // called after each form; keeps the worker's share low

	mu      sync.Mutex
	queue   []models.Job
	working bool
	now     int64 // the job at work
	stop    context.CancelFunc
	swept   time.Time
}

func newPress(folder string) *press {
	return &press{name: rand.Text(), results: newResults(folder), rest: newPace().rest}
}

// pace makes a worker rest as long as it worked.
type pace struct{ since time.Time }

func newPace() *pace { return &pace{since: time.Now()} }

func (p *pace) rest() {
	const least, most = 5 * time.Millisecond, 50 * time.Millisecond
	worked := time.Since(p.since)
	if worked < least {
		return
	}
	time.Sleep(min(worked, most))
	p.since = time.Now()
}

// enqueue gives a job to the press, which begins to work if it does not
// already.
func (s *Server) enqueue(ctx context.Context, j models.Job) {
	p := s.press
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = append(p.queue, j)
	if p.working {
		return
	}
	p.working = true
	go s.printJobs(context.WithoutCancel(ctx))
}

// gcPercent is how much the memory may grow while jobs are printed, before what
// is not needed any more is looked for.
const gcPercent = 40

// printJobs works until nothing waits.
func (s *Server) printJobs(ctx context.Context) {
	rested := make(chan struct{})
	defer close(rested)
	// A volume is large and short-lived: rather more work than twice the memory.
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	go s.sayAlive(ctx, rested)
	for {
		j, working, ok := s.press.next(ctx)
		if !ok {
			return
		}
		s.printJob(working, j)
	}
}

// next takes the next job. The context ends when the job is stopped.
func (p *press) next(ctx context.Context) (models.Job, context.Context, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		p.stop()
	}
	p.now, p.stop = 0, nil
	if len(p.queue) == 0 {
		p.working = false
		return models.Job{}, nil, false
	}
	j := p.queue[0]
	p.queue = p.queue[1:]
	working, stop := context.WithCancel(ctx)
	p.now, p.stop = j.ID, stop
	return j, working, true
}

// cancel ends the work on a job at once, if this press is at it.
func (p *press) cancel(id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.now == id && p.stop != nil {
		p.stop()
	}
}

// sayAlive tells the others that this server's jobs are not interrupted.
func (s *Server) sayAlive(ctx context.Context, rested <-chan struct{}) {
	tick := time.NewTicker(models.JobLease / 6)
	defer tick.Stop()
	for {
		select {
		case <-rested:
			return
		case <-tick.C:
			if err := s.Store.JobsAlive(ctx, s.press.name); err != nil {
				s.Log.Error("jobs alive", "error", err.Error())
			}
		}
	}
}

// printJob prints one job and keeps how it ended. Of one that was stopped
// nothing is kept: its state is kept already.
func (s *Server) printJob(ctx context.Context, j models.Job) {
	w := &work{Server: s, Job: j}
	err := w.do(ctx)
	if ctx.Err() != nil || models.KindOf(err) == models.Closed {
		w.discard()
		return
	}
	w.State = models.JobDone
	if err != nil {
		w.State, w.Problem, w.File = models.JobFailed, s.whyFailed(&j, err), ""
	}
	if err := s.Store.EndJob(context.WithoutCancel(ctx), &w.Job); err != nil {
		w.discard()
		if models.KindOf(err) != models.Closed {
			s.Log.Error("end of a job", "job", j.ID, "error", err.Error())
		}
	}
}

// whyFailed says what a person can do about it.
func (s *Server) whyFailed(j *models.Job, err error) string {
	var refusal *models.Error
	switch {
	case errors.As(err, &refusal):
		return refusal.Message
	case errors.Is(err, syscall.ENOSPC):
		s.Log.Error("job: no space left", "job", j.ID)
		return "服务器磁盘空间不足，没有做成。请管理员腾出空间后重新开始。"
	}
	s.Log.Error("job", "job", j.ID, "error", err.Error())
	return "系统出了问题，没有做成。请过一会儿重新开始；还不行，请把任务编号告诉管理员。"
}
