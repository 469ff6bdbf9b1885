package pdf

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// volumeForms is how many forms one volume has at most: gofpdf holds every page
// of a file until its end.
const volumeForms = 1000

// Binder binds any number of forms, given one after the other, into volumes of
// at most a thousand. The pages of all are counted before the first one can be
// printed, so the forms wait in a file, not in memory.
type Binder struct {
	fonts *Fonts
	layer *layer
	spool io.ReadWriteSeeker
	to    *json.Encoder
	most  int // forms of a volume
	forms int
	pages []int // of each volume
}

// Binder returns a binder whose forms wait in spool, which is empty.
func (f *Fonts) Binder(spool io.ReadWriteSeeker) *Binder {
	return &Binder{fonts: f, layer: f.layer(), spool: spool, to: json.NewEncoder(spool), most: volumeForms}
}

// Forms returns how many forms were added.
func (b *Binder) Forms() int { return b.forms }

// Volumes returns how many volumes the forms make.
func (b *Binder) Volumes() int { return len(b.pages) }

// Add puts a form behind those that were added. One that cannot be printed
// fails as Write does, and is left out.
func (b *Binder) Add(s *Sheet) error {
	pages, err := b.fonts.count(b.layer, s)
	if err != nil {
		return err
	}
	if err := b.to.Encode(s); err != nil {
		return fmt.Errorf("pdf: keep a form for binding: %w", err)
	}
	if b.forms%b.most == 0 {
		b.pages = append(b.pages, 0)
		b.layer = b.fonts.layer()
	}
	b.pages[len(b.pages)-1] += pages
	b.forms++
	return nil
}

// count checks that a form can be printed and returns how many pages it takes.
func (f *Fonts) count(l *layer, s *Sheet) (int, error) {
	grids, err := gridsOf([]Sheet{*s})
	if err != nil {
		return 0, err
	}
	if missing := f.lacking(s, grids[0]); len(missing) > 0 {
		return 0, missing
	}
	set, err := l.lay(s, grids[0])
	if err != nil {
		return 0, err
	}
	return len(set.pages), nil
}

// Write prints the volumes as like says, whose sheets are not used: one PDF, or
// a ZIP of several whose files are dated at. step is called after each form.
func (b *Binder) Write(w io.Writer, like Booklet, at time.Time, step func() error) error {
	if b.forms == 0 {
		_, err := gridsOf(nil)
		return err
	}
	if _, err := b.spool.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("pdf: binding: %w", err)
	}
	from := json.NewDecoder(b.spool)
	like.First, like.Step = 1, step
	for _, n := range b.pages {
		like.Total += n
	}
	if len(b.pages) == 1 {
		return b.volume(w, like, from)
	}
	z := zip.NewWriter(w)
	lines := like.Lines
	for i, n := range b.pages {
		last := min(b.forms, like.Before+b.most)
		like.Lines = append([]string{fmt.Sprintf("第 %d 册　共 %d 册", i+1, len(b.pages))}, lines...)
		file, err := z.CreateHeader(&zip.FileHeader{
			Name:     fmt.Sprintf("第%02d册（第%d—%d份）.pdf", i+1, like.Before+1, last),
			Modified: at, Method: zip.Store, // a PDF is compressed
		})
		if err != nil {
			return fmt.Errorf("pdf: volume %d: %w", i+1, err)
		}
		if err := b.volume(file, like, from); err != nil {
			return err
		}
		like.Before, like.First = last, like.First+n
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pdf: volumes: %w", err)
	}
	return nil
}

// volume prints the next forms of the file in which they wait.
func (b *Binder) volume(w io.Writer, like Booklet, from *json.Decoder) error {
	for len(like.Sheets) < b.most {
		var s Sheet
		err := from.Decode(&s)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("pdf: read a form for binding: %w", err)
		}
		like.Sheets = append(like.Sheets, s)
	}
	return b.fonts.WriteBooklet(w, like)
}
