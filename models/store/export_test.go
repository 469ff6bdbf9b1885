package store

import "context"

// MigrateTo runs the first n migrations only, as an older program did.
func (s *Store) MigrateTo(ctx context.Context, n int) error { return s.migrate(ctx, migrations()[:n]) }
