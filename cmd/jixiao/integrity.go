package main

import (
	"fmt"

	"jixiao/models/store"
)

// verifyCommand are the flags of jixiao verify.
type verifyCommand struct {
	databaseFlag
	filesFlag
}

// Run follows what is recorded from its beginning to its end, looks at every
// file that was uploaded, and tells one line for each place that is not what
// was written; then the exit code is 1.
func (c *verifyCommand) Run(p *program) error {
	kept, err := c.filesFlag.found()
	if err != nil {
		return err
	}
	return c.with(p, func(s *store.Store) error {
		faults, err := c.records(p, s)
		if err != nil {
			return err
		}
		files, err := attachments(p, s, kept)
		if err == nil && faults+files > 0 {
			return exitCode(exitFound)
		}
		return err
	})
}

// records looks at the records of declarations and settings.
func (c *verifyCommand) records(p *program, s *store.Store) (faults int, err error) {
	declarations, entries, err := s.VerifyRecords(p.ctx, func(b store.Broken) {
		faults++
		where := "设置记录"
		if b.DeclarationID != 0 {
			where = fmt.Sprintf("申报表 %d“%s”", b.DeclarationID, b.Project)
		}
		if b.Link != 0 {
			where += fmt.Sprintf("第 %d 条", b.Link)
		}
		fmt.Fprintf(p.stdout, "%s：%s\n", where, b.What)
	})
	if err != nil {
		return faults, err
	}
	found := "都与写下时一样"
	if faults > 0 {
		found = fmt.Sprintf("有 %d 处不对", faults)
	}
	fmt.Fprintf(p.stdout, "核对了 %d 份申报表和设置的 %d 条记录，%s\n", declarations, entries, found)
	return faults, nil
}
