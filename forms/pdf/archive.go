package pdf

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"jixiao/models"
)

// Archive writes forms into a ZIP, each as a file of its own in a folder of its
// unit. It holds one form at a time.
type Archive struct {
	fonts *Fonts
	zip   *zip.Writer
	at    time.Time
	taken map[string]bool // names, as file systems compare them
}

// NewArchive begins a ZIP whose files are dated at.
func (f *Fonts) NewArchive(w io.Writer, at time.Time) *Archive {
	return &Archive{fonts: f, zip: zip.NewWriter(w), at: at, taken: map[string]bool{}}
}

// Add prints a form into the ZIP. One that cannot be printed fails as Write
// does, and is left out; others can still be added.
func (a *Archive) Add(s Sheet) error {
	var b bytes.Buffer
	if err := a.fonts.Write(&b, s); err != nil {
		return err
	}
	file, err := a.zip.CreateHeader(&zip.FileHeader{Name: a.name(&s), Modified: a.at, Method: zip.Store})
	if err == nil {
		_, err = b.WriteTo(file)
	}
	if err != nil {
		return fmt.Errorf("pdf: archive: %w", err)
	}
	return nil
}

// Close ends the ZIP.
func (a *Archive) Close() error {
	if err := a.zip.Close(); err != nil {
		return fmt.Errorf("pdf: archive: %w", err)
	}
	return nil
}

// name returns a name for the form's file that no other one has.
func (a *Archive) name(s *Sheet) string {
	kind := ""
	if s.Draft {
		kind = "（草稿）"
	}
	folder := PartName(s.Document.Unit.Name, "未填实施单位") + "/"
	base := folder + strings.TrimSuffix(FileName(s.Document), ".pdf") + kind
	name := base + ".pdf"
	for n := 2; a.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s（%d）.pdf", base, n)
	}
	a.taken[strings.ToLower(name)] = true
	return name
}

// FileName names the file of a declaration so that every file system of the
// offices takes it.
func FileName(d *models.Document) string {
	return fmt.Sprintf("%s（%d年度）绩效目标申报表.pdf", PartName(d.Project.Name, "未填项目名称"), d.Year)
}

// mostInName is how many bytes of what a person typed a file's name takes; the
// whole name has at most 255.
const mostInName = 180

// devices are names that Windows keeps for itself.
var devices = []string{"con", "prn", "aux", "nul"}

// PartName makes what a person typed into a part of a path, or returns blank
// where nothing of it can stand there.
func PartName(typed, blank string) string {
	name := strings.Map(inFileName, named(typed, blank))
	for len(name) > mostInName {
		_, size := utf8.DecodeLastRuneInString(strings.TrimSuffix(name, "…"))
		name = name[:len(strings.TrimSuffix(name, "…"))-size] + "…"
	}
	if name = strings.Trim(name, ". "); name == "" {
		return blank
	}
	if lower := strings.ToLower(name); slices.Contains(devices, lower) ||
		len(lower) == 4 && (strings.HasPrefix(lower, "com") || strings.HasPrefix(lower, "lpt")) {
		return name + "_"
	}
	return name
}

// inFileName replaces what the file systems of the offices' machines do not
// take in a name, and what would hide or turn round the text around it.
func inFileName(r rune) rune {
	if !unicode.IsPrint(r) || r == utf8.RuneError || strings.ContainsRune(`\/:*?"<>|`, r) {
		return '_'
	}
	return r
}
