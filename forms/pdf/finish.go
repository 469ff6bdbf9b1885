package pdf

import (
	"bytes"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf16"
)

// finisher writes what gofpdf leaves out of a file into places of the same
// length, so that no offset in the file moves: the names of the fonts, marked
// as subsets, and the language of the text. gofpdf hands over the whole file at
// once.
type finisher struct {
	w     io.Writer
	names map[string]string // by the name that gofpdf gives the font
}

// spare is an entry of the catalog in whose place the language goes.
const (
	spare    = "/PageLayout /OneColumn"
	language = "/Lang (zh-CN)         "
	version  = "%PDF-1.3"
	newer    = "%PDF-1.4" // the first one with a language
)

// Write changes the file in place, and passes it on.
func (f *finisher) Write(file []byte) (int, error) {
	if bytes.HasPrefix(file, []byte(version)) {
		copy(file, newer)
	}
	if at := bytes.LastIndex(file, []byte(spare)); at >= 0 {
		copy(file[at:], language)
	}
	for from, to := range f.names {
		for rest := file; ; {
			at := bytes.Index(rest, []byte(from))
			if at < 0 {
				break
			}
			copy(rest[at:], to)
			rest = rest[at+len(to):]
		}
	}
	return f.w.Write(file)
}

// family is a font's name inside gofpdf, which puts utf8 before it; the names
// that take their place are as long.
type family struct{ key, name string }

// familyOf names a cut font: six letters that stand for its characters, as
// subsets are marked, and the font's own name. No two fonts of a file may have
// the same key.
func familyOf(f *face, mark byte, cut []byte) family {
	tag := make([]byte, 0, 7)
	for sum := crc32.ChecksumIEEE(cut); len(tag) < 6; sum /= 26 {
		tag = append(tag, byte('A'+sum%26))
	}
	name := string(tag) + "+" + f.name()
	return family{key: strings.Repeat(string(mark), len(name)-len("utf8")), name: name}
}

// name returns the PostScript name of the font, or a plain word where it has
// none.
func (f *face) name() string {
	const nameless = "Song"
	t := f.tables["name"]
	if len(t) < 6 {
		return nameless
	}
	for at := 6; at+12 <= len(t) && at < 6+12*number16(t, 2); at += 12 {
		start := number16(t, 4) + number16(t, at+10)
		end := start + number16(t, at+8)
		if number16(t, at) != 3 || number16(t, at+6) != 6 || end > len(t) {
			continue
		}
		units := make([]uint16, 0, 64)
		for ; start+2 <= end; start += 2 {
			units = append(units, uint16(number16(t, start)))
		}
		if name := plain(string(utf16.Decode(units))); name != "" {
			return name
		}
	}
	return nameless
}

// plain keeps what may stand in a name of a PDF without being escaped.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (is(r, isLatin) || r == '-') {
			return r
		}
		return -1
	}, name)
}
