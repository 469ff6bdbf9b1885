package models

import (
	"strconv"
	"time"
)

// LibraryEntry is an indicator of the library with whose it is. One of the
// starter library has no ID; the others were taken from approved declarations.
type LibraryEntry struct {
	LibraryIndicator
	ID      int64
	OwnerID int64 // the department whose it is; 0: everybody's

	DeclarationID int64 // that it was taken from
	Version       int
	RowID         string

	At          time.Time
	PersonID    int64
	PersonName  string
	RetiredAt   time.Time // 停用; zero while it can be picked
	RetiredID   int64
	RetiredName string
}

// The owners of entries that belong to no department.
const (
	StarterLibrary = "starter" // what the program brings
	CountyLibrary  = "county"  // what the finance bureau took in for everybody
)

// Owner names whose the entry is: StarterLibrary, CountyLibrary, or the
// identity of a department in digits.
func (e *LibraryEntry) Owner() string {
	switch {
	case e.ID == 0:
		return StarterLibrary
	case e.OwnerID == 0:
		return CountyLibrary
	}
	return strconv.FormatInt(e.OwnerID, 10)
}
