package main

// migrateCommand are the flags of jixiao migrate.
type migrateCommand struct{ databaseFlag }
