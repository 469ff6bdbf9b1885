package files

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestWhatIsKeptIsReadAsItWas(t *testing.T) {
	folder := t.TempDir()
	s, err := Open(filepath.Join(folder, "附件"))
	if err != nil {
		t.Fatal(err)
	}
	content := []byte("%PDF-1.7\n盖章")
	sum, err := s.Keep(content)
	if err != nil || sum != Sum(content) {
		t.Fatal(sum, err)
	}
	if again, err := s.Keep(content); err != nil || again != sum {
		t.Errorf("kept again as %s, %v", again, err)
	}
	if got, err := s.Read(sum); err != nil || string(got) != string(content) {
		t.Errorf("%q, %v", got, err)
	}
	names, err := s.List()
	if err != nil || !slices.Equal(names, []string{sum[:2] + "/" + sum}) || SumOf(names[0]) != sum {
		t.Errorf("%v, %v", names, err)
	}
}

func TestAChangedOrMissingFileIsNotHandedOut(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Keep([]byte("盖章"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path(sum), []byte("改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read(sum); !errors.Is(err, ErrChanged) {
		t.Errorf("changed: %v", err)
	}
	if _, err := s.Keep([]byte("盖章")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read(sum); err != nil {
		t.Errorf("the file that was uploaded again is %v", err)
	}
	if err := os.Remove(s.path(sum)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{sum, "", "../../etc/passwd", "3f/../x"} {
		if _, err := s.Read(name); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestForeignAndUnfinishedFilesAreTold(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"3f/unfinished-123", "3f/readme.txt", "readme.txt"} {
		if err := os.MkdirAll(filepath.Join(s.folder, "3f"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s.folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	names, err := s.List()
	if err != nil || len(names) != 3 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if SumOf(name) != "" || Unfinished(name) != (name == "3f/unfinished-123") {
			t.Errorf("%s: sum %q, unfinished %v", name, SumOf(name), Unfinished(name))
		}
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file); err == nil {
		t.Error("no error")
	}
}
