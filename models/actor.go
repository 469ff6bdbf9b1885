package models

import "context"

// Actor is who does something, for the record: the person, and the address of
// their machine.
type Actor struct {
	PersonID int64 // 0 for the command line
	Name     string
	Address  string
}

type actorKey struct{}

// WithActor returns a context in which a does everything.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorOf returns who does things in ctx; the zero Actor where nobody was
// named.
func ActorOf(ctx context.Context) Actor {
	a, _ := ctx.Value(actorKey{}).(Actor)
	return a
}
