package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Store keeps files in a folder, each under the SHA-256 sum of its content:
// 3f/3fab…. So nothing that a person typed becomes a path, the same file is
// kept once, and a file that was changed betrays itself.
type Store struct{ folder string }

// Open returns the store in a folder, which is made if need be.
func Open(folder string) (*Store, error) {
	s := &Store{filepath.Join(folder, "attachments")}
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	return s, nil
}

const unfinished = "unfinished-"

var sumPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Sum returns the name under which a content is kept.
func Sum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func (s *Store) path(sum string) string { return filepath.Join(s.folder, sum[:2], sum) }

// Keep writes a file and returns its sum. When it returns, the file is on the
// disk whole, under its name; a failure leaves nothing that counts as one.
func (s *Store) Keep(content []byte) (sum string, err error) {
	sum = Sum(content)
	if held, err := s.Read(sum); err == nil && len(held) == len(content) {
		return sum, nil
	}
	target := s.path(sum)
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return "", fmt.Errorf("files: keep: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(target), unfinished)
	if err != nil {
		return "", fmt.Errorf("files: keep: %w", err)
	}
	_, err = file.Write(content)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), target)
	}
	if err != nil {
		return "", fmt.Errorf("files: keep: %w", errors.Join(err, os.Remove(file.Name())))
	}
	flush(filepath.Dir(target))
	flush(s.folder)
	return sum, nil
}

// flush makes sure that a new name stays in its folder. Where a system knows
// no such thing, its files are as safe as it makes them.
func flush(folder string) {
	if d, err := os.Open(folder); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// ErrMissing and ErrChanged say what is wrong with a file that was kept.
var (
	ErrMissing = errors.New("files: missing")
	ErrChanged = errors.New("files: changed")
)

// Read returns a file that was kept. It is ErrMissing when it is gone, and
// ErrChanged when its content is no longer what it was.
func (s *Store) Read(sum string) ([]byte, error) {
	if !sumPattern.MatchString(sum) {
		return nil, ErrMissing
	}
	content, err := os.ReadFile(s.path(sum))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrMissing
	case err != nil:
		return nil, fmt.Errorf("files: read: %w", err)
	case Sum(content) != sum:
		return nil, ErrChanged
	}
	return content, nil
}

// List returns the names of all files there are, below the folder, also of
// those that were never finished and of foreign ones.
func (s *Store) List() (names []string, err error) {
	err = filepath.WalkDir(s.folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(s.folder, name)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("files: list: %w", err)
	}
	return names, nil
}

// Unfinished reports whether a name of List is of a file whose writing was cut
// off.
func Unfinished(name string) bool { return strings.Contains(name, "/"+unfinished) }

// SumOf returns the sum that a name of List stands for, or "" for a file that
// was not put there by Keep.
func SumOf(name string) string {
	folder, sum, _ := strings.Cut(name, "/")
	if !sumPattern.MatchString(sum) || sum[:2] != folder {
		return ""
	}
	return sum
}
