package handlers

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"jixiao/models"
	"jixiao/templates"
)

// jobs lists the person's own jobs.
func (s *Server) jobs(v *visit) error {
	s.expire(v)
	all, err := s.Store.Jobs(v.ctx, v.person.ID)
	if err != nil {
		return err
	}
	page := &templates.Jobs{Base: s.base(v, v), Days: keptDays}
	page.Title, page.Section = "任务", "jobs"
	for i := range all {
		page.Jobs = append(page.Jobs, s.jobRow(v, &all[i]))
	}
	return s.draw(v, http.StatusOK, page)
}

func (s *Server) jobRow(v *visit, j *models.Job) templates.JobRow {
	row := templates.JobRow{
		ID: j.ID, URL: v.url("job", j.ID), Title: j.Title, Kind: j.Kind.Label(), State: j.At(s.Clock()),
		Done: j.Done, Total: j.Total, At: j.MadeAt, Problem: j.Problem, Size: shownSize(j.Size), Left: len(j.Left),
	}
	if row.State == models.JobDone {
		row.File = v.url("job.file", j.ID)
		row.Until = j.EndedAt.Add(keptDays * 24 * time.Hour)
	}
	return row
}

// shownSize returns the size of a file as people read it.
func shownSize(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d.%d MB", n>>20, (n>>10&1023)*10/1024)
}

// jobOf loads the job of the path, if it is the person's own.
func (s *Server) jobOf(v *visit) (models.Job, error) {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		return models.Job{}, models.Refuse(models.NotFound, "没有这项任务，或者不是您的任务。")
	}
	return s.Store.Job(v.ctx, v.person.ID, id)
}

// farAnswer tells a script how far a job is.
type farAnswer struct {
	Open  bool `json:"open"`
	Done  int  `json:"done"`
	Total int  `json:"total"`
}

// job shows how far a job is, and what came of it.
func (s *Server) job(v *visit) error {
	j, err := s.jobOf(v)
	if err != nil {
		return err
	}
	if wantsJSON(v) {
		return v.JSON(http.StatusOK, farAnswer{j.At(s.Clock()).Open(), j.Done, j.Total})
	}
	page := &templates.Job{Base: s.base(v, v), Job: s.jobRow(v, &j)}
	page.Title, page.Section = "任务："+j.Title, "jobs"
	for _, left := range j.Left {
		row := templates.LeftOut{Project: left.Project, Reason: left.Reason}
		if left.Project != "" {
			row.URL = v.url("declaration", left.ID)
		}
		page.Left = append(page.Left, row)
	}
	return s.draw(v, http.StatusOK, page)
}

// actOnJob stops a job or begins it again.
func (s *Server) actOnJob(v *visit) error {
	j, err := s.jobOf(v)
	if err != nil {
		return err
	}
	switch v.FormValue("do") {
	case "stop":
		if err := s.Store.StopJob(v.ctx, v.person.ID, j.ID); err != nil {
			return err
		}
		s.press.cancel(j.ID)
		s.flash(v, "已停止，没有留下文件。")
	case "again":
		if err := s.Store.RestartJob(v.ctx, v.person.ID, j.ID, s.press.name); err != nil {
			return err
		}
		j.Worker, j.Left, j.Problem, j.File = s.press.name, nil, "", ""
		s.enqueue(v.ctx, j)
	default:
		return models.Refuse(models.Invalid, "不知道要对这项任务做什么，请刷新后再试。")
	}
	return v.Redirect(http.StatusSeeOther, v.url("job", j.ID))
}

// fetch hands out the file of a job to its owner, as long as they may see what
// they could when it was made.
func (s *Server) fetch(v *visit) error {
	j, err := s.jobOf(v)
	if err != nil {
		return err
	}
	if j.State != models.JobDone {
		return models.Refuse(models.Closed, "这项任务没有可取的文件："+j.At(s.Clock()).Label()+"。可以到“任务”里重新开始。")
	}
	if !strings.HasPrefix(j.File, scopeMark(&v.scope)+"-") {
		return models.Refuse(models.Forbidden, "您的权限在打印以后有了变化，这份文件不能再取。请重新开始这项任务。")
	}
	file, err := s.press.results.open(j.File)
	if err != nil {
		return models.Refuse(models.NotFound, "文件不在这台服务器上，可能已经过期清除。请重新开始这项任务。")
	}
	defer func() { _ = file.Close() }()
	ending := filepath.Ext(j.File)
	h := v.Response().Header()
	h.Set("Content-Disposition", disposition("attachment", ending[1:], jobFileName(j.Title, j.Kind, ending)))
	h.Set("Content-Type", mimeOf(ending))
	// A large file on a slow line takes longer than a page may.
	if err := http.NewResponseController(v.Response()).SetWriteDeadline(time.Now().Add(time.Hour)); err != nil {
		s.Log.Warn("deadline of a file", "error", err.Error())
	}
	http.ServeContent(v.Response(), v.Request(), "", j.EndedAt, file)
	return nil
}

// expire removes, at most once an hour, what was kept long enough.
func (s *Server) expire(v *visit) {
	now, p := s.Clock(), s.press
	p.mu.Lock()
	due := now.Sub(p.swept) > time.Hour
	if due {
		p.swept = now
	}
	p.mu.Unlock()
	if !due {
		return
	}
	if err := p.results.sweep(now); err != nil {
		s.Log.Error("files of jobs", "error", err.Error())
	}
	day := 24 * time.Hour
	if err := s.Store.ExpireJobs(v.ctx, now.Add(-keptDays*day), now.Add(-listedDays*day)); err != nil {
		s.Log.Error("old jobs", "error", err.Error())
	}
}
