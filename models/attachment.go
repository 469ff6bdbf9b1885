package models

import (
	"slices"
	"time"
)

// AttachmentKind says what a file that hangs on a declaration is.
type AttachmentKind string

// The kinds of file. StampedScan is the paper that came back, signed and
// stamped; the others are the documents behind a declaration.
const (
	StampedScan AttachmentKind = "scan"
	Founding    AttachmentKind = "founding"
	Minutes     AttachmentKind = "minutes"
	Estimate    AttachmentKind = "estimate"
	Contract    AttachmentKind = "contract"
	OtherPaper  AttachmentKind = "other"
)

// Papers lists the documents that stand behind a declaration (附件清单), in
// the order of the pages.
var Papers = []AttachmentKind{Founding, Minutes, Estimate, Contract, OtherPaper}

// Label returns the kind's name on the pages.
func (k AttachmentKind) Label() string {
	switch k {
	case StampedScan:
		return "盖章扫描件"
	case Founding:
		return "立项文件"
	case Minutes:
		return "会议纪要"
	case Estimate:
		return "测算明细"
	case Contract:
		return "合同"
	case OtherPaper:
		return "其他"
	}
	return string(k)
}

// Attachment is a file that hangs on a declaration. The file itself is kept
// outside the database under the name of its sum.
type Attachment struct {
	ID            int64
	DeclarationID int64
	Kind          AttachmentKind
	// Version is the first version that a document belongs to: the one that is
	// sent in next after it was added. A scan shows this one version; 0 while
	// nobody knows which.
	Version int
	Until   int // last version that a removed document belongs to

	Name   string // as the file was named
	Format string // what it is by its content: pdf, jpeg, png, docx, xlsx
	Size   int64
	Sum    string // SHA-256 in hexadecimal
	ByHand bool   // a scan that a person filed, because its code could not be read

	At         time.Time
	PersonID   int64
	PersonName string

	RemovedAt time.Time // zero while it is there
	RemovedBy string
}

// Removed reports whether it was taken away. The record of it stays.
func (a *Attachment) Removed() bool { return !a.RemovedAt.IsZero() }

// In reports whether the document was among those that a version was sent in
// with. What is not sent in yet is version+1 of the last one.
func (a *Attachment) In(version int) bool {
	return a.Kind != StampedScan && a.Version <= version && (!a.Removed() || version <= a.Until)
}

// Shows reports whether it is the scan of a version.
func (a *Attachment) Shows(version int) bool {
	return a.Kind == StampedScan && !a.Removed() && a.Version == version
}

// Filed reports whether a version's stamped scan is there: the mark 已归档.
func Filed(list []Attachment, version int) bool {
	return slices.ContainsFunc(list, func(a Attachment) bool { return a.Shows(version) })
}

// MissingPapers returns the names of the documents that are wanted and not
// among those of a version.
func MissingPapers(wanted []AttachmentKind, list []Attachment, version int) (names []string) {
	for _, kind := range wanted {
		if !slices.ContainsFunc(list, func(a Attachment) bool { return a.Kind == kind && a.In(version) }) {
			names = append(names, kind.Label())
		}
	}
	return names
}
