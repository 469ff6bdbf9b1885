package pdf

import (
	"slices"
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/assets"
)

// Fonts is a pair of TrueType fonts, parsed once: the text of forms, and the
// heavy one of titles. It is safe for concurrent use.
type Fonts struct{ regular, bold *face }

// NewFonts parses a pair of TrueType fonts. The error is a Chinese sentence.
func NewFonts(regular, bold []byte) (*Fonts, error) {
	text, err := parseFace(regular)
	if err != nil {
		return nil, err
	}
	title, err := parseFace(bold)
	if err != nil {
		return nil, err
	}
	return &Fonts{regular: text, bold: title}, nil
}

// Embedded returns the fonts that are part of the program, parsed at the first
// call.
var Embedded = sync.OnceValues(func() (*Fonts, error) { return NewFonts(assets.Regular, assets.Bold) })

// Names returns the names of the text font and the title font, as they stand in
// the files.
func (f *Fonts) Names() (regular, bold string) { return f.regular.name(), f.bold.name() }

// Lacks returns the characters of s that cannot be printed, each once, in
// order: those without a glyph, above U+FFFF, or for control other than ends
// of lines and tabulators.
func (f *Fonts) Lacks(s string) []rune { return f.regular.lacks(s) }

func (f *face) lacks(s string) []rune {
	var missing []rune
	for _, r := range s {
		if !f.printable(r) && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

// printable reports whether r can be printed.
func (f *face) printable(r rune) bool { return r >= 0 && r <= 0xFFFF && f.prints[r] }

// LacksOfGB2312 returns the characters of GB 2312, the set that every Chinese
// font should have, which the text font and the title font do not have
// themselves. In print they are taken from the program's own fonts.
func (f *Fonts) LacksOfGB2312() (regular, bold []rune) {
	for _, r := range gb2312() {
		if !f.regular.has(r) {
			regular = append(regular, r)
		}
		if !f.bold.has(r) {
			bold = append(bold, r)
		}
	}
	return regular, bold
}

// gb2312 returns the 6,763 characters of GB 2312 and its punctuation.
func gb2312() string {
	var raw []byte
	for row := 0xA1; row <= 0xF7; row++ {
		last := 0xFE
		switch {
		case row == 0xD7: // the first level ends here
			last = 0xF9
		case row > 0xA3 && row < 0xB0: // foreign letters and frames
			continue
		case row == 0xA2: // numerals in circles, partly of later sets
			continue
		}
		for cell := 0xA1; cell <= last; cell++ {
			raw = append(raw, byte(row), byte(cell))
		}
	}
	set, err := simplifiedchinese.GBK.NewDecoder().Bytes(raw)
	if err != nil {
		return ""
	}
	return string(set)
}
