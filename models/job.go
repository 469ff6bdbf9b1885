package models

import "time"

// JobKind says what a job makes of many declarations.
type JobKind string

// What jobs make.
const (
	BoundThrough JobKind = "bound"         // 合订本, one numbering of pages
	BoundByForm  JobKind = "bound_by_form" // 合订本, each form counts its pages
	SingleFiles  JobKind = "single"        // a ZIP of one file each
)

// JobKinds lists what jobs make, in the order of the page.
var JobKinds = []JobKind{BoundThrough, BoundByForm, SingleFiles}

// Label returns the kind's name on the pages.
func (k JobKind) Label() string {
	switch k {
	case BoundThrough:
		return "合订本，页码连续编排"
	case BoundByForm:
		return "合订本，每份各编页码"
	case SingleFiles:
		return "压缩包，每份一个文件"
	}
	return string(k)
}

// JobState is where a job stands.
type JobState string

// The states of a job. Interrupted is never kept: it is what a job is whose
// server has gone.
const (
	JobWaiting     JobState = "waiting"
	JobRunning     JobState = "running"
	JobDone        JobState = "done"
	JobStopped     JobState = "stopped"
	JobFailed      JobState = "failed"
	JobExpired     JobState = "expired" // its file was removed
	JobInterrupted JobState = "interrupted"
)

// Label returns the state's name on the pages.
func (s JobState) Label() string {
	switch s {
	case JobWaiting:
		return "排队"
	case JobRunning:
		return "进行中"
	case JobDone:
		return "已完成"
	case JobStopped:
		return "已停止"
	case JobFailed:
		return "没有做成"
	case JobExpired:
		return "已过期"
	case JobInterrupted:
		return "中断"
	}
	return string(s)
}

// Open reports whether the job waits or runs.
func (s JobState) Open() bool { return s == JobWaiting || s == JobRunning }

// JobLease is how long a job is taken to live after its server last said so.
const JobLease = 30 * time.Second

// Job is printing of many declarations that goes on while its owner does
// something else. It belongs to the server that took it on: Worker names it,
// and it says again and again that it is alive.
type Job struct {
	ID       int64
	PersonID int64 // whose it is; nobody else sees it
	Kind     JobKind
	Title    string // what is printed, in words
	Choice   string // what is printed, for the program that does it
	State    JobState
	Done     int // of Total declarations
	Total    int
	File     string // where the result is kept, without a folder
	Size     int64  // of the file, in bytes
	Problem  string // why it was not done
	Left     []LeftOut
	Worker   string
	MadeAt   time.Time
	AliveAt  time.Time // when the server last said that it is at work
	EndedAt  time.Time // zero while it is open
}

// LeftOut is a declaration that a job could not print, and why.
type LeftOut struct {
	ID      int64  `json:"id"`
	Project string `json:"project"`
	Reason  string `json:"reason"`
}

// At returns the state that the job is in at a time: one whose server is not
// heard of any more is interrupted.
func (j *Job) At(now time.Time) JobState {
	if j.State.Open() && now.Sub(j.AliveAt) > JobLease {
		return JobInterrupted
	}
	return j.State
}
