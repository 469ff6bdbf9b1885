package store

import "gorm.io/gorm"

// migrate0009 adds the jobs: printing of many declarations in the background.
func migrate0009(tx *gorm.DB) error { return createTables(tx, &job0009{}) }

type job0009 struct {
	ID       int64 `gorm:"primaryKey"`
	PersonID int64 `gorm:"not null;index:jobs_person"`
	Person   person0001
	Kind     string `gorm:"not null"`
	Title    string `gorm:"not null"`
	Choice   string `gorm:"not null"`
	State    string `gorm:"not null;index:jobs_state"`
	Done     int    `gorm:"not null"`
	Total    int    `gorm:"not null"`
	File     string `gorm:"not null"`
	Size     int64  `gorm:"not null"`
	Problem  string `gorm:"not null"`
	LeftOut  string `gorm:"not null"`
	Worker   string `gorm:"not null"`
	Made     moment `gorm:"not null;column:made_at"`
	Alive    moment `gorm:"not null;column:alive_at"`
	Ended    moment `gorm:"column:ended_at"`
}

func (job0009) TableName() string { return "jobs" }
