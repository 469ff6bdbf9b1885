package pdf

import (
	"encoding/binary"
	"unicode"

	"jixiao/models"
)

// face is a TrueType font, parsed once. Nothing in it changes afterwards, so
// any number of documents may be drawn from it at the same time.
type face struct {
	tables  map[string][]byte
	glyphs  [1 << 16]uint16 // character to glyph; 0 where there is none
	widths  [1 << 16]uint16 // of characters, in thousandths of an em
	prints  charset         // characters that can be printed
	offsets []uint32        // of glyphs in the table glyf, one more than glyphs
	metrics int             // glyphs that have an advance of their own
	em      int             // units of an em

	spare *face // prints the characters that the font lacks; nil for none
}

// number16 and number32 read what every table of a font is made of.
func number16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func number32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func signed16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }

func badFont(why string) error {
	return models.Refuse(models.Invalid, "字体文件不能使用："+why+"。请换用 TrueType 字体（.ttf）")
}

// parseFace reads the tables that printing needs and checks every length and
// offset in them, so that nothing later can reach outside the file.
func parseFace(data []byte) (*face, error) {
	f := &face{tables: map[string][]byte{}}
	for _, step := range []func() error{
		func() error { return f.directory(data) },
		f.heads, f.locate, f.characters, f.advances, f.permission, f.allow,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *face) directory(data []byte) error {
	if len(data) < 12 {
		return badFont("文件不完整")
	}
	switch kind := number32(data, 0); kind {
	case 0x00010000, 0x74727565: // TrueType as Windows and as Apple mark it
	case 0x4F54544F:
		return badFont("字形是 OpenType CFF 格式")
	case 0x74746366:
		return badFont("是字体集（TTC）")
	default:
		return badFont("不是 TrueType 字体")
	}
	count := number16(data, 4)
	if len(data) < 12+16*count {
		return badFont("文件不完整")
	}
	for i := range count {
		entry := data[12+16*i:]
		start, size := number32(entry, 8), number32(entry, 12)
		if start+size > len(data) {
			return badFont("文件不完整")
		}
		f.tables[string(entry[:4])] = data[start : start+size : start+size]
	}
	return nil
}

// heads checks the tables of fixed size.
func (f *face) heads() error {
	for tag, size := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "glyf": 0, "loca": 0, "hmtx": 0, "cmap": 4} {
		if t, ok := f.tables[tag]; !ok || len(t) < size {
			return badFont("缺少 " + tag + " 表")
		}
	}
	f.em = number16(f.tables["head"], 18)
	f.metrics = number16(f.tables["hhea"], 34)
	if f.em == 0 || f.metrics == 0 {
		return badFont("尺寸表有误")
	}
	return nil
}

// locate reads where the glyphs are.
func (f *face) locate() error {
	count, loca := number16(f.tables["maxp"], 4), f.tables["loca"]
	width := 2 + 2*number16(f.tables["head"], 50)
	if width != 2 && width != 4 || len(loca) < width*(count+1) {
		return badFont("字形索引表有误")
	}
	f.offsets = make([]uint32, count+1)
	for i := range f.offsets {
		if width == 2 {
			f.offsets[i] = 2 * uint32(number16(loca, 2*i))
		} else {
			f.offsets[i] = uint32(number32(loca, 4*i))
		}
		if i > 0 && f.offsets[i] < f.offsets[i-1] || int(f.offsets[i]) > len(f.tables["glyf"]) {
			return badFont("字形索引表有误")
		}
	}
	return nil
}

// advances reads how wide the characters are, rounded as gofpdf rounds them.
func (f *face) advances() error {
	hmtx := f.tables["hmtx"]
	if f.metrics >= len(f.offsets) {
		f.metrics = len(f.offsets) - 1
	}
	if len(hmtx) < 4*f.metrics+2*(len(f.offsets)-1-f.metrics) {
		return badFont("字宽表有误")
	}
	for r, glyph := range f.glyphs {
		if glyph != 0 {
			f.widths[r] = uint16((f.advance(int(glyph))*2000 + f.em) / (2 * f.em))
		}
	}
	return nil
}

// advance returns the width of a glyph in the font's units.
func (f *face) advance(glyph int) int {
	return number16(f.tables["hmtx"], 4*min(glyph, f.metrics-1))
}

// bearing returns the left side bearing of a glyph in the font's units, as it
// is stored.
func (f *face) bearing(glyph int) uint16 {
	if glyph < f.metrics {
		return uint16(number16(f.tables["hmtx"], 4*glyph+2))
	}
	return uint16(number16(f.tables["hmtx"], 4*f.metrics+2*(glyph-f.metrics)))
}

// permission refuses a font whose owner does not allow its subset to be put
// into a file; gofpdf would refuse it too, without an error.
func (f *face) permission() error {
	t := f.tables["OS/2"]
	if len(t) < 10 {
		return nil
	}
	if kind := number16(t, 8); kind&0x000F == 0x0002 || kind&0x0300 != 0 {
		return badFont("字体的许可不允许嵌入文件")
	}
	return nil
}

// allow finds out which characters can be printed. Line ends and tabulators are
// printed as such; other characters that only direct the text around them would
// change what a reader sees or copies.
func (f *face) allow() error {
	for i := range f.prints {
		r := rune(i)
		f.prints[i] = r == '\n' || r == '\t' || r == '\r' ||
			f.glyphs[i] != 0 && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && r != '\uFFFD'
	}
	return nil
}

// lend lets another font print the characters that f lacks, as wide as they
// are there.
func (f *face) lend(spare *face) {
	f.spare = spare
	for i := range f.prints {
		if f.glyphs[i] == 0 && spare.glyphs[i] != 0 {
			f.widths[i], f.prints[i] = spare.widths[i], spare.prints[i]
		}
	}
}

// of returns the font that prints r.
func (f *face) of(r rune) *face {
	if f.spare != nil && !f.has(r) && f.spare.has(r) {
		return f.spare
	}
	return f
}

// glyph returns the outline data of a glyph.
func (f *face) glyph(index int) []byte {
	return f.tables["glyf"][f.offsets[index]:f.offsets[index+1]]
}

// has reports whether the font has a glyph for r.
func (f *face) has(r rune) bool { return r >= 0 && r <= 0xFFFF && f.glyphs[r] != 0 }
