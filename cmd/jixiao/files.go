package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/forms"
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
	content, err := text(data)
	if err != nil {
		return nil, p.tell(name, err)
	}
	lines, err := models.ReadBudget([]byte(content))
	if err != nil {
		return nil, p.tell(name, err)
	}
	return lines, nil
}

// tell writes everything that is wrong with a file, one fault a line, and
// returns the exit code that is left to end with.
func (p *program) tell(name string, err error) error {
	var faults models.Faults
	var rows models.RowFaults
	switch {
	case errors.As(err, &faults):
		err = faults
	case errors.As(err, &rows):
		err = rows
	default:
		fmt.Fprintln(p.stderr, "jixiao: "+oneLine(err))
		return exitCode(exitRefused)
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

// text returns the content of a table file as UTF-8. WPS and the office's
// older systems write GB18030, the rest UTF-8 with or without a mark.
func text(data []byte) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", models.RowFaults{{Message: "既不是 UTF-8 也不是 GB18030 编码的文字，请另存为“CSV UTF-8”"}}
	}
	return string(decoded), nil
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
