package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// jobRow is printing of many declarations.
type jobRow struct {
	ID       int64 `gorm:"primaryKey"`
	PersonID int64
	Kind     models.JobKind
	Title    string
	Choice   string
	State    models.JobState
	Done     int
	Total    int
	File     string
	Size     int64
	Problem  string
	LeftOut  string
	Worker   string
	Made     instant  `gorm:"column:made_at"`
	Alive    instant  `gorm:"column:alive_at"`
	Ended    *instant `gorm:"column:ended_at"`
}

// TableName names the table.
func (jobRow) TableName() string { return "jobs" }

func (r *jobRow) job() (models.Job, error) {
	j := models.Job{
		ID: r.ID, PersonID: r.PersonID, Kind: r.Kind, Title: r.Title, Choice: r.Choice, State: r.State,
		Done: r.Done, Total: r.Total, File: r.File, Size: r.Size, Problem: r.Problem, Worker: r.Worker,
		MadeAt: r.Made.Time, AliveAt: r.Alive.Time,
	}
	if r.Ended != nil {
		j.EndedAt = r.Ended.Time
	}
	return j, json.Unmarshal([]byte(r.LeftOut), &j.Left)
}

var openStates = []models.JobState{models.JobWaiting, models.JobRunning}

const (
	noJob    = "没有这项任务，或者不是您的任务。"
	jobEnded = "这项任务已经停止或由别的服务器接手。"
)

// CreateJob keeps a job that waits for its worker. It fills in its identity,
// state and times.
func (s *Store) CreateJob(ctx context.Context, j *models.Job) error {
	return s.write(ctx, "create job", func(tx *gorm.DB) error {
		now := s.now()
		row := jobRow{
			PersonID: j.PersonID, Kind: j.Kind, Title: j.Title, Choice: j.Choice, Total: j.Total, Worker: j.Worker,
			State: models.JobWaiting, LeftOut: "[]", Made: now, Alive: now,
		}
		if err := storable(row); err != nil {
			return err
		}
		if err := tx.Create(&row).Error; err != nil {
			return foreign(err)
		}
		var err error
		*j, err = row.job()
		return err
	})
}

// mostJobs is how many jobs of a person are listed.
const mostJobs = 50

// Jobs lists the last jobs of a person, the newest first.
func (s *Store) Jobs(ctx context.Context, person int64) ([]models.Job, error) {
	var rows []jobRow
	err := s.db.WithContext(ctx).Where("person_id = ?", person).Order("id DESC").Limit(mostJobs).Find(&rows).Error
	jobs := make([]models.Job, len(rows))
	for i := range rows {
		if err == nil {
			jobs[i], err = rows[i].job()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("store: jobs of person %d: %w", person, err)
	}
	return jobs, nil
}

// Job returns a job of a person. It is a NotFound when the person has none of
// that identity.
func (s *Store) Job(ctx context.Context, person, id int64) (models.Job, error) {
	var row jobRow
	err := s.db.WithContext(ctx).Where("id = ? AND person_id = ?", id, person).Take(&row).Error
	var j models.Job
	if err == nil {
		j, err = row.job()
	}
	if err != nil {
		return models.Job{}, fmt.Errorf("store: job %d: %w", id, missing(err, noJob))
	}
	return j, nil
}

// changeJob writes columns of the job that a condition finds; where there is
// none it is Closed.
func (s *Store) changeJob(ctx context.Context, doing string, columns map[string]any, where string, args ...any) error {
	return s.write(ctx, doing, func(tx *gorm.DB) error {
		done := tx.Model(&jobRow{}).Where(where, args...).Updates(columns)
		if done.Error == nil && done.RowsAffected == 0 {
			return models.Refuse(models.Closed, jobEnded)
		}
		return done.Error
	})
}

// JobsAlive says that a worker is at work on what it has taken on, also on what
// waits.
func (s *Store) JobsAlive(ctx context.Context, worker string) error {
	return s.write(ctx, "jobs alive", func(tx *gorm.DB) error {
		return tx.Model(&jobRow{}).Where("worker = ? AND state IN ?", worker, openStates).
			Updates(map[string]any{"alive_at": s.now()}).Error
	})
}

// JobProgress says how far a worker has come. It is Closed when the job was
// stopped or is another worker's.
func (s *Store) JobProgress(ctx context.Context, id int64, worker string, done, total int) error {
	return s.changeJob(ctx, fmt.Sprintf("progress of job %d", id),
		map[string]any{"state": models.JobRunning, "done": done, "total": total, "alive_at": s.now()},
		"id = ? AND worker = ? AND state IN ?", id, worker, openStates)
}

// EndJob keeps how a job ended: state, counts, file, problem and what was left
// out. It is Closed when the job was stopped or is another worker's.
func (s *Store) EndJob(ctx context.Context, j *models.Job) error {
	left := j.Left
	if left == nil {
		left = []models.LeftOut{}
	}
	text, err := json.Marshal(left)
	if err != nil {
		return fmt.Errorf("store: end job %d: %w", j.ID, err)
	}
	return s.changeJob(ctx, fmt.Sprintf("end job %d", j.ID),
		map[string]any{
			"state": j.State, "done": j.Done, "total": j.Total, "file": j.File, "size": j.Size,
			"problem": j.Problem, "left_out": string(text), "ended_at": s.now(),
		}, "id = ? AND worker = ? AND state IN ?", j.ID, j.Worker, openStates)
}

// StopJob stops a job of a person, whichever server works on it. It is Closed
// when the job has ended.
func (s *Store) StopJob(ctx context.Context, person, id int64) error {
	return s.changeJob(ctx, fmt.Sprintf("stop job %d", id),
		map[string]any{"state": models.JobStopped, "ended_at": s.now()},
		"id = ? AND person_id = ? AND state IN ?", id, person, openStates)
}

// RestartJob gives a job of a person that has ended, or whose server has gone,
// to a worker anew. It is Closed while the job is open.
func (s *Store) RestartJob(ctx context.Context, person, id int64, worker string) error {
	now := s.now()
	return s.changeJob(ctx, fmt.Sprintf("restart job %d", id),
		map[string]any{
			"state": models.JobWaiting, "worker": worker, "done": 0, "file": "", "size": 0, "problem": "",
			"left_out": "[]", "alive_at": now, "ended_at": nil,
		}, "id = ? AND person_id = ? AND (state NOT IN ? OR alive_at < ?)", id, person, openStates,
		at(now.Add(-models.JobLease)))
}

// ExpireJobs marks the jobs that ended before a time as expired, and forgets
// those that were made before another.
func (s *Store) ExpireJobs(ctx context.Context, ended, made time.Time) error {
	return s.write(ctx, "expire jobs", func(tx *gorm.DB) error {
		err := tx.Model(&jobRow{}).Where("state = ? AND ended_at < ?", models.JobDone, at(ended)).
			Updates(map[string]any{"state": models.JobExpired, "file": ""}).Error
		if err != nil {
			return err
		}
		return tx.Where("state NOT IN ? AND made_at < ?", openStates, at(made)).Delete(&jobRow{}).Error
	})
}
