package pdf

import "encoding/binary"

// characters reads the table that leads from characters to glyphs. Format 4 is
// the only one that gofpdf can read; it holds every character up to U+FFFF,
// and a PDF written by gofpdf can hold no other.
func (f *face) characters() error {
	table := f.tables["cmap"]
	count := number16(table, 2)
	if len(table) < 4+8*count {
		return badFont("字符表有误")
	}
	for i := range count {
		entry := table[4+8*i:]
		system, coding, start := number16(entry, 0), number16(entry, 2), number32(entry, 4)
		unicode := system == 3 && coding == 1 || system == 0
		if unicode && start+14 <= len(table) && number16(table, start) == 4 {
			return f.segments(table[start:])
		}
	}
	return badFont("没有 Unicode 字符表")
}

func (f *face) segments(table []byte) error {
	count := number16(table, 6) / 2
	if len(table) < 16+8*count {
		return badFont("字符表有误")
	}
	ends, starts := 14, 16+2*count
	deltas, ranges := starts+2*count, starts+4*count
	for i := range count {
		first, last := number16(table, starts+2*i), number16(table, ends+2*i)
		delta, offset := number16(table, deltas+2*i), number16(table, ranges+2*i)
		for r := first; r <= last && r < 0xFFFF; r++ {
			glyph := r
			if offset != 0 {
				at := ranges + 2*i + offset + 2*(r-first)
				if at+2 > len(table) {
					break
				}
				if glyph = number16(table, at); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + delta) & 0xFFFF; glyph < len(f.offsets)-1 {
				f.glyphs[r] = uint16(glyph)
			}
		}
	}
	return nil
}

// cutCharacters returns a table cmap of format 4 in which the i-th character
// has glyph i+1. A run of characters that follow one another is one segment.
func cutCharacters(chars []rune) []byte {
	type segment struct{ first, last, glyph int }
	var list []segment
	for i, r := range chars {
		if n := len(list); n > 0 && list[n-1].last == int(r)-1 {
			list[n-1].last++
		} else {
			list = append(list, segment{int(r), int(r), i + 1})
		}
	}
	list = append(list, segment{0xFFFF, 0xFFFF, 0})
	words := []int{0, 1, 3, 1, 0, 12, 4, 16 + 8*len(list), 0, 2 * len(list), 0, 0, 0}
	for _, s := range list {
		words = append(words, s.last)
	}
	words = append(words, 0)
	for _, s := range list {
		words = append(words, s.first)
	}
	for _, s := range list {
		words = append(words, s.glyph-s.first)
	}
	words = append(words, make([]int, len(list))...)
	table := make([]byte, 0, 2*len(words))
	for _, w := range words {
		table = binary.BigEndian.AppendUint16(table, uint16(w))
	}
	return table
}
