package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"jixiao/models/files"
	"jixiao/models/store"
)

// filesFlag is shared by the commands that look at uploaded files.
type filesFlag struct {
	Files string `default:"data/files" placeholder:"目录" help:"附件目录"`
}

// open returns the folder of files, made if need be.
func (f filesFlag) open() (*files.Store, error) {
	kept, err := files.Open(f.Files)
	if err != nil {
		return nil, refuse("建不了附件目录 %s：%s", f.Files, reason(err))
	}
	return kept, nil
}

// found returns the folder of files that is there. Without one nothing was ever
// uploaded; if something was, every file is missing.
func (f filesFlag) found() (*files.Store, error) {
	_, err := os.Stat(f.Files)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil //nolint:nilnil // no folder, no files
	case err != nil:
		return nil, refuse("读不了附件目录 %s：%s", f.Files, reason(err))
	}
	return f.open()
}

// attachments compares the uploaded files with what the database says of them.
// The names are taken first: a file that comes meanwhile is none too many.
func attachments(p *program, s *store.Store, kept *files.Store) (faults int, err error) {
	var names []string
	if kept != nil {
		if names, err = kept.List(); err != nil {
			return 0, err
		}
	}
	list, err := s.EveryAttachment(p.ctx)
	if err != nil {
		return 0, err
	}
	tell := func(format string, a ...any) {
		faults++
		fmt.Fprintf(p.stdout, format+"\n", a...)
	}
	looked := map[string]error{}
	for _, a := range list {
		if err := p.ctx.Err(); err != nil {
			return faults, err
		}
		found, seen := looked[a.Sum]
		if !seen {
			found = readBack(kept, a.Sum)
			looked[a.Sum] = found
		}
		where := fmt.Sprintf("申报表 %d 的%s《%s》", a.DeclarationID, a.Kind.Label(), a.Name)
		switch {
		case errors.Is(found, files.ErrMissing):
			tell("%s：文件 %s 不见了，请从备份恢复", where, a.Sum)
		case errors.Is(found, files.ErrChanged):
			tell("%s：文件 %s 的内容被改过，请从备份恢复", where, a.Sum)
		case found != nil:
			tell("%s：文件 %s 读不了：%s", where, a.Sum, reason(found))
		}
	}
	slices.Sort(names)
	for _, name := range names {
		_, known := looked[files.SumOf(name)]
		switch {
		case files.Unfinished(name):
			tell("%s：上传时没有写完，可以删去", name)
		case !known:
			tell("%s：没有记录的文件，上传没有完成或由别人放入", name)
		}
	}
	fmt.Fprintf(p.stdout, "核对了 %d 个附件，%s\n", len(list), map[bool]string{true: "都与上传时一样", false: fmt.Sprintf("有 %d 处不对", faults)}[faults == 0])
	return faults, nil
}

// readBack tells what became of a file.
func readBack(kept *files.Store, sum string) error {
	if kept == nil {
		return files.ErrMissing
	}
	_, err := kept.Read(sum)
	return err
}
