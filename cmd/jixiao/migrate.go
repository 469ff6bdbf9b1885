package main

import (
	"fmt"

	"jixiao/models/store"
)

// migrateCommand are the flags of jixiao migrate.
type migrateCommand struct{ databaseFlag }

// Run makes the tables or brings them up to date.
func (c *migrateCommand) Run(p *program) error {
	return c.migrated(p, false, func(*store.Store) error {
		fmt.Fprintln(p.stdout, "数据库已是最新，可以使用")
		return nil
	})
}
