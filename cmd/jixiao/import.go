package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jixiao/forms/intake"
	"jixiao/models/store"
)

// importCommand are the flags of jixiao import.
type importCommand struct {
	databaseFlag
	As       string   `placeholder:"登录名" help:"记为由这个账号填报"`
	Preview  bool     `help:"只看会新建、改动哪些，不写入"`
	Doubtful bool     `help:"有疑问的也写入"`
	Files    []string `arg:"" name:"文件" help:"Excel 工作簿、清单（CSV）、交换文件（JSON）、ZIP，或放这些文件的目录"`
}

// Run takes in every declaration of the files: a new one becomes a draft, a
// draft that differs is changed, one that says the same is left alone. Nothing
// is imported when a file cannot be read at all.
func (c *importCommand) Run(p *program) error {
	items, err := p.readItems(c.Files)
	if err != nil {
		return err
	}
	return c.with(p, func(s *store.Store) error {
		in := taking{drafting: drafting{program: p, store: s}, preview: c.Preview, doubtful: c.Doubtful}
		if err := in.begin(c.As); err != nil {
			return err
		}
		for i := range items {
			if err := in.take(&items[i]); err != nil {
				return refuse("%s：没有导入：%s。在它前面的已经导入", items[i].Source, reason(err))
			}
			p.progress(i+1, len(items))
		}
		return in.report()
	})
}

// progress tells a person who waits how far the work is.
func (p *program) progress(done, all int) {
	if terminal(p.stderr) && (done%20 == 0 || done == all) {
		fmt.Fprintf(p.stderr, "\r%d / %d", done, all)
		if done == all {
			fmt.Fprintln(p.stderr)
		}
	}
}

// readItems reads files and folders. A file of which nothing can be read is
// told, and refused with all others.
func (p *program) readItems(names []string) (items []intake.Item, err error) {
	for _, name := range names {
		files, err := filesIn(name)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, readErr := readFile(file)
			if readErr != nil {
				err = p.tell(file, readErr)
				continue
			}
			read := intake.Read(filepath.Base(file), data)
			if len(read) == 1 && read[0].Refusal != "" && read[0].Source == filepath.Base(file) {
				err = p.tell(file, refuse("%s", read[0].Refusal))
			}
			items = append(items, read...)
		}
		if err != nil {
			return nil, err
		}
	}
	return items, nil
}

// readable are the endings of the files that are read in a folder.
var readable = []string{".xlsx", ".json", ".csv", ".zip", ".xls"}

// filesIn returns the files of a folder and of those in it, in the order of
// their names; of a file itself.
func filesIn(name string) (files []string, err error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return []string{name}, nil
	}
	err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
		base := filepath.Base(path)
		known := slices.Contains(readable, strings.ToLower(filepath.Ext(base)))
		if err == nil && !entry.IsDir() && known && !strings.HasPrefix(base, "~$") && !strings.HasPrefix(base, ".") {
			files = append(files, path)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = refuse("目录 %s 里没有可以导入的文件（%s）", name, strings.Join(readable, " "))
	}
	return files, err
}
