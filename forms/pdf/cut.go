package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Flags of the parts of a composite glyph.
const (
	partWords = 1 << 0
	partScale = 1 << 3
	partMore  = 1 << 5
	partTwo   = 1 << 6
	partFour  = 1 << 7
)

// charset is a set of the characters that gofpdf can print.
type charset [1 << 16]bool

// add puts the characters of a text into the set.
func (c *charset) add(text string) {
	for _, r := range text {
		if r <= 0xFFFF {
			c[r] = true
		}
	}
}

// cut returns a TrueType font that holds the glyphs of runes alone, in their
// order. gofpdf parses and cuts what it is given once more for each document:
// given the whole font that takes tens of milliseconds, given this it is quick.
// The bytes are the caller's own; gofpdf writes into them.
func (f *face) cut(used *charset) []byte {
	var chars []rune
	for r, in := range used {
		if in && f.has(rune(r)) {
			chars = append(chars, rune(r))
		}
	}
	glyphs := f.collect(chars)
	glyf, loca := f.outlines(glyphs)
	tables := map[string][]byte{
		"cmap": cutCharacters(chars),
		"glyf": glyf, "hmtx": f.cutAdvances(glyphs, chars), "loca": loca,
		"head": patched(f.tables["head"], 50, 1), // long offsets
		"hhea": patched(f.tables["hhea"], 34, len(glyphs.old)),
		"maxp": patched(f.tables["maxp"], 4, len(glyphs.old)),
		"name": {0, 0, 0, 0, 0, 6}, // no names
		"post": make([]byte, 32),
	}
	binary.BigEndian.PutUint32(tables["post"], 0x00030000)
	copy(tables["post"][4:16], f.tables["post"][min(4, len(f.tables["post"])):])
	for _, tag := range []string{"OS/2", "cvt ", "fpgm", "prep", "gasp"} {
		if t := f.tables[tag]; len(t) > 0 {
			tables[tag] = t
		}
	}
	return assemble(tables)
}

// selection numbers the glyphs of a cut font anew.
type selection struct {
	old  []int       // number in the whole font, by new number
	next map[int]int // new number of a part, by number in the whole font
}

// collect gives the characters' glyphs the numbers from 1 on, in order, and
// appends the parts that composite glyphs are made of.
func (f *face) collect(chars []rune) *selection {
	s := &selection{old: make([]int, 1, len(chars)+1), next: map[int]int{}}
	for _, r := range chars {
		s.old = append(s.old, int(f.glyphs[r]))
	}
	for i := 0; i < len(s.old); i++ {
		f.parts(s.old[i], func(part []byte) {
			index := number16(part, 2)
			if _, ok := s.next[index]; !ok && index < len(f.offsets)-1 {
				s.next[index] = len(s.old)
				s.old = append(s.old, index)
			}
		})
	}
	return s
}

// parts calls do with each part of a composite glyph, from its flags on.
func (f *face) parts(index int, do func(part []byte)) {
	data := f.glyph(index)
	if len(data) < 10 || signed16(data, 0) >= 0 {
		return
	}
	eachPart(data, do)
}

func eachPart(data []byte, do func(part []byte)) {
	for at := 10; at+4 <= len(data); {
		flags := number16(data, at)
		size := partSize(flags)
		if at+size > len(data) {
			return
		}
		do(data[at : at+size])
		if flags&partMore == 0 {
			return
		}
		at += size
	}
}

func partSize(flags int) int {
	size := 6
	if flags&partWords != 0 {
		size += 2
	}
	switch {
	case flags&partScale != 0:
		size += 2
	case flags&partTwo != 0:
		size += 4
	case flags&partFour != 0:
		size += 8
	}
	return size
}

// outlines returns the tables glyf and loca of the selected glyphs.
func (f *face) outlines(s *selection) (glyf, loca []byte) {
	size := 0
	for _, old := range s.old {
		size += len(f.glyph(old)) + 3
	}
	glyf, loca = make([]byte, 0, size), make([]byte, 0, 4*len(s.old)+4)
	for _, old := range s.old {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		start := len(glyf)
		glyf = append(glyf, f.glyph(old)...)
		if own := glyf[start:]; len(own) >= 10 && signed16(own, 0) < 0 {
			eachPart(own, func(part []byte) {
				binary.BigEndian.PutUint16(part[2:], uint16(s.next[number16(part, 2)]))
			})
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// block is how many characters that follow one another may be equally wide.
const block = 16

// cutAdvances returns the table hmtx of the selected glyphs. gofpdf's time to
// list the widths of characters that follow one another and are equally wide
// grows with the cube of their number: it would take hours over a text of
// every character there is. So in every other block of them the width is a
// thousandth of an em less, which nobody sees; real texts have no such blocks.
func (f *face) cutAdvances(s *selection, chars []rune) []byte {
	hmtx, row := make([]byte, 0, 4*len(s.old)), 0
	for i, old := range s.old {
		advance := f.advance(old)
		if i >= 2 && i <= len(chars) && chars[i-1] == chars[i-2]+1 {
			row++
		} else {
			row = 0
		}
		if row/block%2 == 1 && advance > f.em/10 {
			advance -= (f.em + 999) / 1000
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(advance))
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.bearing(old))
	}
	return hmtx
}

// patched returns a copy of a table with one number changed.
func patched(table []byte, at, number int) []byte {
	table = slices.Clone(table)
	binary.BigEndian.PutUint16(table[at:], uint16(number))
	return table
}

// assemble makes a font file of tables. Checksums stay 0: gofpdf does not read
// them and writes its own.
func assemble(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	at := 12 + 16*len(tags)
	size := at
	for _, t := range tables {
		size += len(t) + 3
	}
	font := make([]byte, 0, size)
	font = binary.BigEndian.AppendUint32(font, 0x00010000)
	font = binary.BigEndian.AppendUint16(font, uint16(len(tags)))
	font = append(font, make([]byte, 6)...)
	for _, tag := range tags {
		font = append(font, tag...)
		font = append(font, 0, 0, 0, 0)
		font = binary.BigEndian.AppendUint32(font, uint32(at))
		font = binary.BigEndian.AppendUint32(font, uint32(len(tables[tag])))
		at += (len(tables[tag]) + 3) &^ 3
	}
	for _, tag := range tags {
		font = append(font, tables[tag]...)
		for len(font)%4 != 0 {
			font = append(font, 0)
		}
	}
	return font
}
