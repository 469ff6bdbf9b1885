package pdf

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/models"
)

// binder returns a binder whose volumes hold most forms.
func binder(t testing.TB, most int) *Binder {
	t.Helper()
	spool, err := os.Create(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = spool.Close() })
	b := fonts(t).Binder(spool)
	b.most = most
	return b
}

// unzip returns the files of a ZIP in their order.
func unzip(t testing.TB, file []byte) (names []string, files [][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.NonUTF8 || f.Flags&0x800 == 0 {
			t.Errorf("%s is not marked as UTF-8", f.Name)
		}
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s is dated %s", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names, files = append(names, f.Name), append(files, data)
	}
	return names, files
}

func TestVolumesGoOnCountingPagesAndForms(t *testing.T) {
	docs := samples(t)
	b := binder(t, 4)
	total := 0
	for i := range docs {
		if err := b.Add(&Sheet{Document: &docs[i], Version: 1}); err != nil {
			t.Fatal(err)
		}
		total += len(lay(t, &docs[i]).pages)
	}
	if b.Forms() != len(docs) || b.Volumes() != 3 {
		t.Fatalf("%d forms in %d volumes", b.Forms(), b.Volumes())
	}
	var file bytes.Buffer
	steps := 0
	like := Booklet{Title: "汇编", Lines: []string{"兴县"}, Numbering: Throughout}
	if err := b.Write(&file, like, epoch, func() error { steps++; return nil }); err != nil {
		t.Fatal(err)
	}
	if steps != len(docs) {
		t.Errorf("%d steps for %d forms", steps, len(docs))
	}
	names, files := unzip(t, file.Bytes())
	if want := "第01册（第1—4份）.pdf 第02册（第5—8份）.pdf 第03册（第9—11份）.pdf"; strings.Join(names, " ") != want {
		t.Errorf("the files are %v", names)
	}
	page, form := 0, 0
	for i, data := range files {
		pages := read(t, save(t, fmt.Sprintf("volume%d", i+1), data))
		if want := fmt.Sprintf("汇编第%d册共3册兴县", i+1); pages[0] != want {
			t.Errorf("the cover reads %q, want %q", pages[0], want)
		}
		if want := fmt.Sprintf("%d%s", form+1, bare(docs[form].Project.Name)); !strings.Contains(pages[1], want) {
			t.Errorf("the contents of volume %d do not begin with %q: %s", i+1, want, pages[1])
		}
		if want := fmt.Sprintf("%d", page+1); !strings.Contains(pages[1], docs[form].Unit.Name+want) {
			t.Errorf("the contents of volume %d do not lead to page %s: %s", i+1, want, pages[1])
		}
		for _, text := range pages[2:] {
			if page++; !strings.Contains(text, fmt.Sprintf("第%d页共%d页", page, total)) {
				t.Errorf("volume %d does not number page %d of %d: …%s", i+1, page, total, text[max(0, len(text)-60):])
			}
		}
		for ; form < min(len(docs), 4*(i+1)); form++ {
			if !strings.Contains(strings.Join(pages[2:], ""), bare(docs[form].Project.Name)) {
				t.Errorf("volume %d lacks form %d", i+1, form+1)
			}
		}
	}
	if page != total {
		t.Errorf("%d pages, want %d", page, total)
	}
}

func TestFormsOfOneVolumeAreThatBooklet(t *testing.T) {
	docs := samples(t)[:3]
	b := binder(t, 4)
	for i := range docs {
		if err := b.Add(&Sheet{Document: &docs[i], Draft: i == 1, QR: "https://example.cn/1"}); err != nil {
			t.Fatal(err)
		}
	}
	like := Booklet{Title: "汇编", Numbering: Throughout}
	var bound, want bytes.Buffer
	if err := b.Write(&bound, like, epoch, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	like.Sheets = sheets(docs)
	for i := range like.Sheets {
		like.Sheets[i].Draft, like.Sheets[i].QR = i == 1, "https://example.cn/1"
	}
	if err := fonts(t).WriteBooklet(&want, like); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bound.Bytes(), want.Bytes()) {
		t.Error("forms that waited in a file are printed otherwise")
	}
}

func TestWhatCannotBePrintedIsLeftOutOfVolumes(t *testing.T) {
	docs := samples(t)
	bad := docs[1].Clone()
	bad.Project.Name = "𠮷县项目"
	unknown := docs[2].Clone()
	unknown.Layout = "no-such-layout"
	b := binder(t, 4)
	var glyphs GlyphErrors
	if err := b.Add(&Sheet{Document: &bad}); !errors.As(err, &glyphs) || glyphs[0].Label != "项目名称" {
		t.Errorf("a missing glyph is %v", err)
	}
	if err := b.Add(&Sheet{Document: &unknown}); models.KindOf(err) != models.Invalid {
		t.Errorf("an unknown layout is %v", err)
	}
	var file bytes.Buffer
	if err := b.Write(&file, Booklet{Title: "汇编"}, epoch, nil); models.KindOf(err) != models.Invalid || file.Len() > 0 {
		t.Errorf("volumes without forms: %v, %d bytes", err, file.Len())
	}
	if err := b.Add(&Sheet{Document: &docs[0]}); err != nil {
		t.Fatal(err)
	}
	if err := b.Write(&file, Booklet{Title: "汇编"}, epoch, nil); err != nil {
		t.Fatal(err)
	}
	if pages := read(t, save(t, "left", file.Bytes())); len(pages) != 3 || !strings.Contains(pages[2], docs[0].Project.Name) {
		t.Errorf("%d pages", len(pages))
	}
}

// full is a disk that takes so many bytes.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func (f *full) Read([]byte) (int, error)       { return 0, io.EOF }
func (f *full) Seek(int64, int) (int64, error) { return 0, nil }

func TestBindingEndsWithTheDiskAndWithTheStep(t *testing.T) {
	docs := samples(t)
	spool := fonts(t).Binder(&full{20000})
	var err error
	for i := 0; err == nil && i < len(docs); i++ {
		err = spool.Add(&Sheet{Document: &docs[i]})
	}
	if !errors.Is(err, errFull) {
		t.Errorf("waiting on a full disk: %v", err)
	}
	b := binder(t, 4)
	for i := range docs {
		if err := b.Add(&Sheet{Document: &docs[i]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Write(&full{100000}, Booklet{Title: "汇编"}, epoch, nil); !errors.Is(err, errFull) {
		t.Errorf("volumes on a full disk: %v", err)
	}
	stop, steps := errors.New("stopped"), 0
	err = b.Write(io.Discard, Booklet{Title: "汇编"}, epoch, func() error {
		if steps++; steps == 6 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || steps != 6 {
		t.Errorf("stopped at the sixth form: %v after %d", err, steps)
	}
	a := fonts(t).NewArchive(&full{1000}, epoch)
	if err := a.Add(Sheet{Document: &docs[0]}); err == nil {
		err = a.Close()
		if !errors.Is(err, errFull) {
			t.Errorf("an archive on a full disk: %v", err)
		}
	}
}

func TestFilesInAnArchiveHaveNamesThatEverySystemTakes(t *testing.T) {
	var file bytes.Buffer
	a := fonts(t).NewArchive(&file, epoch)
	doc := samples(t)[0]
	long := strings.Repeat("很长的项目名称", 20)
	for _, c := range []struct{ unit, project string }{
		{"兴县工信局", "物流项目"},
		{"兴县工信局", "物流项目"},
		{"兴县工信局", "Wi-Fi"},
		{"兴县工信局", "wi-fi"},
		{"../../etc", `a\b/c:d*e?f"g<h>i|j`},
		{"CON", "\u202e反写\t的 "},
		{" . ", "…"},
		{"", ""},
		{"兴县工信局", long},
	} {
		d := doc.Clone()
		d.Unit.Name, d.Project.Name = c.unit, c.project
		if strings.ContainsRune(c.project, '\u202e') {
			// It cannot be printed either; the name is asked for alone.
			if got := FileName(&d); got != "_反写 的（2023年度）绩效目标申报表.pdf" {
				t.Errorf("the file is named %q", got)
			}
			d.Project.Name = "反写"
		}
		if err := a.Add(Sheet{Document: &d, Draft: c.project == "Wi-Fi"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	names, files := unzip(t, file.Bytes())
	const kind = "（2023年度）绩效目标申报表"
	for i, want := range []string{
		"兴县工信局/物流项目" + kind + ".pdf", "兴县工信局/物流项目" + kind + "（2）.pdf",
		"兴县工信局/Wi-Fi" + kind + "（草稿）.pdf", "兴县工信局/wi-fi" + kind + ".pdf",
		"_.._etc/a_b_c_d_e_f_g_h_i_j" + kind + ".pdf", "CON_/反写" + kind + ".pdf",
		"未填实施单位/…" + kind + ".pdf", "未填实施单位/未填项目名称" + kind + ".pdf",
		"兴县工信局/" + string([]rune(long)[:59]) + "…" + kind + ".pdf",
	} {
		if names[i] != want {
			t.Errorf("file %d is named %q, want %q", i+1, names[i], want)
		}
		if part := names[i][strings.Index(names[i], "/")+1:]; len(part) > 255 {
			t.Errorf("%s has %d bytes", part, len(part))
		}
		if !bytes.HasPrefix(files[i], []byte("%PDF-")) {
			t.Errorf("%s is no PDF", names[i])
		}
	}
}
