package models

import "time"

// Remark is an opinion on one cell of a version (审核意见), and what its unit
// answered. It stays with the version on which it was written.
type Remark struct {
	ID         int64
	Version    int
	Cell       string // name of the input: funding.annual.amount, row.<identity>.value
	Label      string // of the cell, as the version had it
	Text       string
	At         time.Time
	PersonID   int64
	PersonName string // as it was then
	// Seq is the entry of the history with which the unit learned of it; 0
	// while the reviewer is still writing.
	Seq int64

	Reply       Reply
	ReplyText   string
	ReplyAt     time.Time
	ReplyPerson string
}

// Open reports whether the unit knows of the opinion and has not answered it.
func (r *Remark) Open() bool { return r.Seq > 0 && r.Reply == NoReply }

// Reply says how a unit answered an opinion.
type Reply string

// The answers.
const (
	NoReply   Reply = ""
	Changed   Reply = "changed"   // 已改
	Explained Reply = "explained" // 说明
)

// Replies lists the answers as people choose them.
var Replies = []Reply{Changed, Explained}

// Label returns the answer's name on the pages.
func (r Reply) Label() string {
	switch r {
	case Changed:
		return "已改"
	case Explained:
		return "说明"
	}
	return "未答复"
}
