package models

import "errors"

// ErrorKind says which way an expected refusal goes; handlers map it to a
// status and cmd to an exit code.
type ErrorKind int

// The kinds of refusal.
const (
	Internal        ErrorKind = iota // not an expected refusal
	Invalid                          // what was sent cannot be meant
	Unauthenticated                  // nobody is signed in
	Forbidden                        // the person may not
	NotFound                         // there is no such thing, or not for this person
	Conflict                         // somebody else came first
	Closed                           // the state of the thing does not allow it
	TooMany                          // too many tries
)

// Error is an expected refusal. Message is a Chinese sentence for the person
// who asked, and says what to do.
type Error struct {
	Kind    ErrorKind
	Message string
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Refuse returns an *Error of the given kind.
func Refuse(kind ErrorKind, message string) error { return &Error{Kind: kind, Message: message} }

// KindOf returns the kind of the refusal that err wraps, or Internal.
func KindOf(err error) ErrorKind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
