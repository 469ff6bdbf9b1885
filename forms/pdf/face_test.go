package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/models"
)

// some returns a small font, cut from the embedded one.
func some(t testing.TB, chars string) []byte {
	t.Helper()
	var set charset
	set.add(chars)
	return regular(t).cut(&set)
}

func TestACutFontHoldsItsCharactersAndNoOthers(t *testing.T) {
	whole := regular(t)
	f, err := parseFace(some(t, "项目é1，"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "项目é1，" {
		if !f.has(r) || f.width(r) != whole.width(r) {
			t.Errorf("%c is %d wide, want %d", r, f.width(r), whole.width(r))
		}
		if got, want := f.glyph(int(f.glyphs[r])), whole.glyph(int(whole.glyphs[r])); r != 'é' && !strings.HasPrefix(string(got), string(want)) {
			t.Errorf("%c has another outline", r)
		}
	}
	if f.has('绩') {
		t.Error("it holds what it was not asked for")
	}
}

func TestCuttingLeavesTheWholeFontAsItIs(t *testing.T) {
	before := string(assets.Regular)
	some(t, "项目é")
	if string(assets.Regular) != before {
		t.Error("the font changed")
	}
}

func TestFontsThatCannotBeUsedAreRefused(t *testing.T) {
	good := some(t, "项目")
	patched := func(at int, value uint32) []byte {
		bad := []byte(string(good))
		binary.BigEndian.PutUint32(bad[at:], value)
		return bad
	}
	for _, c := range []struct {
		name string
		data []byte
		says string
	}{
		{"nothing", nil, "不完整"},
		{"no font", []byte("这不是字体文件，只是一段文字"), "不是 TrueType"},
		{"OpenType outlines", patched(0, 0x4F54544F), "CFF"},
		{"a collection", patched(0, 0x74746366), "TTC"},
		{"a font that ends too soon", good[:len(good)/2], "不完整"},
		{"a table beyond the end", patched(12+8, 0x7FFFFFFF), "不完整"},
		{"a table without its name", patched(12+16, 0), "缺少"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := NewFonts(c.data, good)
			if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %s", err, c.says)
			}
		})
	}
}

func TestFontsFromAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"A-readme.txt": []byte("说明"), "仿宋.ttf": some(t, "仿宋"), "方正小标宋.TTF": some(t, "标题"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := FontsFrom(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !f.regular.has('仿') || f.regular.has('标') || !f.bold.has('标') || f.bold.has('仿') {
		t.Error("the fonts are not those of the folder")
	}
	if regular, _ := f.LacksOfGB2312(); len(regular) < 6000 {
		t.Errorf("a font of two characters lacks %d", len(regular))
	}
	if f, err = FontsFrom(t.TempDir()); err != nil || len(f.Lacks("绩效")) > 0 {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err = FontsFrom(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if err := os.WriteFile(filepath.Join(dir, "0.ttf"), []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err = FontsFrom(dir); err == nil || !strings.Contains(err.Error(), "0.ttf") {
		t.Errorf("error %v, want one that names the file", err)
	}
}

// What a font of the office lacks is taken from the program's own, in the same
// line, and can be read back like the rest.
func TestAFontThatLacksCharactersIsHelpedOut(t *testing.T) {
	dir := t.TempDir()
	for name, chars := range map[string]string{"仿宋.ttf": "项目名称电商物流费用0123456789 ", "小标宋.ttf": "绩效目标申报表"} {
		if err := os.WriteFile(filepath.Join(dir, name), some(t, chars), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := FontsFrom(dir)
	if err != nil {
		t.Fatal(err)
	}
	docs := samples(t)[:2]
	docs[0].Project.Name = "电商物流费用（喆堃）2项"
	var b bytes.Buffer
	if err := f.Write(&b, Sheet{Document: &docs[0], Draft: true}, Sheet{Document: &docs[1], Version: 1}); err != nil {
		t.Fatal(err)
	}
	file := save(t, "lent", b.Bytes())
	checkText(t, docs, read(t, file))
	if list := output(t, "pdffonts", file); strings.Count(list, " yes yes yes ") != 4 {
		t.Errorf("pdffonts says\n%s\nwant two fonts and two that help them out", list)
	}
	docs[0].Project.Name = "😀"
	var missing *GlyphError
	if err := f.Write(&b, Sheet{Document: &docs[0]}); !errors.As(err, &missing) {
		t.Errorf("error %v, want a GlyphError for what neither font has", err)
	}
}

// What a broken font may do is to be refused, or to be cut.
func FuzzFontsNeverPanic(f *testing.F) {
	good := some(f, "项目é")
	f.Add(good)
	f.Add(good[:200])
	f.Fuzz(func(_ *testing.T, data []byte) {
		face, err := parseFace(data)
		if err != nil {
			return
		}
		var set charset
		set.add("项目é")
		face.cut(&set)
		for _, r := range "项目é" {
			if face.has(r) {
				face.draw(int(face.glyphs[r]), 0, 0, blank{})
			}
		}
	})
}

// blank is a pen without ink.
type blank struct{}

func (blank) move(_, _ float64)        {}
func (blank) line(_, _ float64)        {}
func (blank) curve(_, _, _, _ float64) {}
func (blank) closed()                  {}
