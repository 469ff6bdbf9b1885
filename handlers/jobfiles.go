package handlers

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jixiao/models"
)

const (
	keptDays    = 7  // files of jobs
	listedDays  = 90 // jobs themselves
	unfinished  = ".part"
	partsRemain = time.Hour // of what a server that has gone did not finish
)

// results is the folder of what jobs print, under names of the program's own.
type results struct {
	folder string
	create func(name string) (*os.File, error)
}

func newResults(folder string) *results {
	return &results{folder: folder, create: func(name string) (*os.File, error) {
		return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	}}
}

// errNoFolder is said where the server was given no folder.
var errNoFolder = models.Refuse(models.Invalid, "服务器没有设置附件目录，不能批量打印。请联系管理员。")

// scratch makes a file that is gone when it is closed by done.
func (r *results) scratch() (f *os.File, done func(), err error) {
	if r.folder == "" {
		return nil, nil, errNoFolder
	}
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return nil, nil, fmt.Errorf("handlers: folder of jobs: %w", err)
	}
	f, err = r.create(filepath.Join(r.folder, rand.Text()+unfinished))
	if err != nil {
		return nil, nil, fmt.Errorf("handlers: file of a job: %w", err)
	}
	name := f.Name()
	return f, func() {
		_ = f.Close()
		if filepath.Dir(name) == filepath.Clean(r.folder) {
			_ = os.Remove(name)
		}
	}, nil
}

// keep gives a finished file its name, and says at what time it was finished.
func (r *results) keep(f *os.File, name string, at time.Time) (int64, error) {
	err := f.Sync()
	size, statErr := f.Stat()
	if err = errors.Join(err, statErr, f.Close()); err != nil {
		return 0, fmt.Errorf("handlers: file of a job: %w", err)
	}
	to := filepath.Join(r.folder, name)
	if err := errors.Join(os.Rename(f.Name(), to), os.Chtimes(to, at, at)); err != nil {
		return 0, fmt.Errorf("handlers: file of a job: %w", err)
	}
	return size.Size(), nil
}

// open opens the file of a job.
func (r *results) open(name string) (*os.File, error) {
	if r.folder == "" || name == "" || name != filepath.Base(name) {
		return nil, os.ErrNotExist
	}
	return os.Open(filepath.Join(r.folder, name))
}

// sweep removes what is older than its days, and what was never finished.
func (r *results) sweep(now time.Time) error {
	entries, err := os.ReadDir(r.folder)
	if r.folder == "" || errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		info, infoErr := entry.Info()
		if infoErr != nil || !info.Mode().IsRegular() {
			continue
		}
		remains := keptDays * 24 * time.Hour
		if strings.HasSuffix(entry.Name(), unfinished) {
			remains = partsRemain
		}
		if now.Sub(info.ModTime()) > remains {
			err = errors.Join(err, os.Remove(filepath.Join(r.folder, entry.Name())))
		}
	}
	return err
}

// resultName names the file of a job for somebody with a scope: a file may be
// fetched only while its owner may see what they could when it was made.
func resultName(scope *models.Scope, ending string) string {
	return scopeMark(scope) + "-" + rand.Text() + ending
}

func scopeMark(scope *models.Scope) string {
	text, err := json.Marshal(scope)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
