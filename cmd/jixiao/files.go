package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jixiao/forms"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

// maxFile bounds what is read into memory at once.
const maxFile = 256 << 20

// readFile reads a whole file, or says in Chinese why it cannot.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, refuse("读不了 %s：%s", name, reason(err))
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, refuse("读不了 %s：%s", name, reason(err))
	case len(data) > maxFile:
		return nil, refuse("%s 超过 256 MB，请分成几个文件", name)
	}
	return data, nil
}

// readDocuments reads interchange files. What is wrong with any of them is told
// before the refusal is returned.
func (p *program) readDocuments(names []string) ([]models.Document, error) {
	var all []models.Document
	var refused error
	for _, name := range names {
		docs, err := readDocumentFile(name)
		if err != nil {
			refused = p.tell(name, err)
		}
		all = append(all, docs...)
	}
	if refused != nil {
		return nil, refused
	}
	return all, nil
}

// readDocumentFile reads one interchange file and refuses layouts that this
// program does not have.
func readDocumentFile(name string) ([]models.Document, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	docs, err := models.ReadDocuments(data)
	if err != nil {
		return nil, err
	}
	for i := range docs {
		if _, err := forms.LayoutByID(docs[i].Layout); err != nil {
			return nil, refuse("%s：第 %d 张申报表：%s", name, i+1, reason(err))
		}
	}
	return docs, nil
}

// readBudget reads a budget table; no name is no table.
func (p *program) readBudget(name string) ([]models.BudgetLine, error) {
	if name == "" {
		return nil, nil
	}
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	rows, err := xlsx.Table(data)
	if err != nil {
		return nil, p.tell(name, err)
	}
	lines, err := models.ReadBudgetRows(rows)
	if err != nil {
		return nil, p.tell(name, err)
	}
	return lines, nil
}

// tell writes everything that is wrong with a file, one fault a line, and
// returns the exit code that is left to end with. A refusal that does not name
// the file is told as a fault of it.
func (p *program) tell(name string, err error) error {
	var faults models.Faults
	var rows models.RowFaults
	switch {
	case errors.As(err, &faults):
		err = faults
	case errors.As(err, &rows):
		err = rows
	case strings.Contains(oneLine(err), name):
		fmt.Fprintln(p.stderr, "jixiao: "+oneLine(err))
		return exitCode(exitRefused)
	default:
		err = errors.New(oneLine(err))
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(p.stderr, "jixiao: %s：%s\n", name, strings.TrimSpace(line))
	}
	return exitCode(exitRefused)
}

// writeFile writes a whole file or none: beside the target first, and under
// its name only when everything is on the disk.
func writeFile(name string, write func(io.Writer) error) (err error) {
	beside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+rand.Text()[:8])
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return refuse("写不了 %s：%s", name, reason(err))
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(beside)
		}
	}()
	buffer := bufio.NewWriter(f)
	if err := write(buffer); err != nil {
		return err
	}
	err = errors.Join(buffer.Flush(), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(beside, name)
	}
	if err != nil {
		return refuse("写不了 %s：%s", name, reason(err))
	}
	return nil
}

// terminal reports whether w is a terminal, where a person waits and watches.
func terminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
