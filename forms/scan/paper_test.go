package scan

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"strings"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/files"
)

func ours(s string) bool { return strings.HasPrefix(s, "JX1:") }

// readIt sniffs and reads a file, as an upload does.
func readIt(t testing.TB, content []byte) (Paper, error) {
	t.Helper()
	kind, err := files.Sniff(content)
	if err != nil {
		return Paper{}, err
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	return NewReader(ours).Read(ctx, kind, content)
}

// finds expects the code on every page.
func finds(t *testing.T, content []byte, pages int) {
	t.Helper()
	p, err := readIt(t, content)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Codes) != pages || p.Pages != pages || p.Pictures != pages {
		t.Fatalf("read %+v, want %d codes", p, pages)
	}
	for i, c := range p.Codes {
		if c != (Code{Page: i + 1, Text: says}) {
			t.Errorf("read %+v", c)
		}
	}
}

func TestACodeIsReadFromWhateverTheScannerWrites(t *testing.T) {
	for dpi, angles := range map[int][]float64{150: {0, -2, 90, 180}, 300: {0, 271}} {
		flat := paper(t, dpi)
		for _, degrees := range angles {
			t.Run(fmt.Sprintf("at %d dpi turned by %g degrees", dpi, degrees), func(t *testing.T) {
				finds(t, asJPEG(t, scanned(flat, degrees)), 1)
			})
		}
		page := scanned(flat, 2)
		w, h := page.Rect.Dx(), page.Rect.Dy()
		for shape, content := range map[string][]byte{
			"a PNG picture":  asPNG(t, page),
			"a JPEG picture": asJPEG(t, page),
			"a PDF of JPEG":  onPages(w, h, "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", asJPEG(t, page)),
			"a PDF of packed dots": onPages(w, h, "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
				deflated(page.Pix)),
			"a PDF in black and white": onPages(w, h, "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode",
				deflated(bilevel(page))),
			"a PDF of a fax": faxed(t, page, "g4"),
		} {
			t.Run(fmt.Sprintf("%s at %d dpi turned by 2 degrees", shape, dpi), func(t *testing.T) { finds(t, content, 1) })
		}
	}
}

func TestEveryPageIsRead(t *testing.T) {
	page := scanned(paper(t, 150), 1)
	one := asJPEG(t, page)
	finds(t, onPages(page.Rect.Dx(), page.Rect.Dy(), "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", one, one, one), 3)
}

func TestWaysOfWritingDots(t *testing.T) {
	page := paper(t, 150)
	w, h := page.Rect.Dx(), page.Rect.Dy()
	var colour, ink, mirror, four []byte
	for i, dot := range page.Pix {
		colour = append(colour, dot, dot, dot)
		ink = append(ink, 0, 0, 0, 255-dot)
		mirror = append(mirror, 255-dot)
		if x := i % w; x%2 == 0 {
			four = append(four, dot>>4<<4)
		} else {
			four[len(four)-1] |= dot >> 4
		}
	}
	predicted := make([]byte, 0, len(page.Pix)+h)
	for y := range h {
		predicted = append(append(predicted, 0), page.Pix[y*w:][:w]...)
	}
	for how, data := range map[string][]byte{
		"/ColorSpace /DeviceRGB /BitsPerComponent 8":                colour,
		"/ColorSpace /DeviceCMYK /BitsPerComponent 8":               ink,
		"/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [1 0]": mirror,
		"/ColorSpace /DeviceGray /BitsPerComponent 4":               four,
		"/ImageMask true": bilevel(page),
		"/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 1":                               bilevel(page),
		"/ColorSpace /DeviceGray /BitsPerComponent 8 /DecodeParms << /Predictor 15 /Colors 1 /Columns 1240 >>": predicted,
	} {
		t.Run(how, func(t *testing.T) {
			finds(t, onPages(w, h, strings.ReplaceAll(how, "1240", fmt.Sprint(w))+" /Filter /FlateDecode", deflated(data)), 1)
		})
	}
	t.Run("group 3", func(t *testing.T) { finds(t, faxed(t, page, "g3:1d"), 1) })
	t.Run("JPEG within Flate", func(t *testing.T) {
		finds(t, onPages(w, h, "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [/FlateDecode /DCTDecode]", deflated(asJPEG(t, page))), 1)
	})
}

func TestWhatWasPrintedAndNotScannedHasNoPictures(t *testing.T) {
	p, err := readIt(t, printed(t))
	if err != nil || p.Scanned() || p.Pages == 0 || len(p.Codes) > 0 {
		t.Errorf("read %+v, %v", p, err)
	}
}

func TestAPageWithoutACodeIsNoError(t *testing.T) {
	blank := image.NewGray(image.Rect(0, 0, 1240, 1754))
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	p, err := readIt(t, asPNG(t, blank))
	if err != nil || !p.Scanned() || len(p.Codes) > 0 || p.Unread != "" {
		t.Errorf("read %+v, %v", p, err)
	}
	p, err = readIt(t, onPages(1240, 1754, "/Filter /JPXDecode", []byte("jp2")))
	if err != nil || !p.Scanned() || !strings.Contains(p.Unread, "第 1 页的图像用的是本程序不认识的压缩方式") {
		t.Errorf("read %+v, %v", p, err)
	}
}

func TestWhatCannotBeReadIsRefusedWithTheReason(t *testing.T) {
	small := asPNG(t, image.NewGray(image.Rect(0, 0, 200, 200)))
	huge := bytes.Replace(small, []byte("\x00\x00\x00\xc8\x00\x00\x00\xc8"), []byte("\x00\x00\x75\x30\x00\x00\x75\x30"), 1)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	dots := []byte{255}
	for name, trial := range map[string]struct {
		content []byte
		why     string
	}{
		"a picture of 900 megapixels": {huge, "图片有 30000×30000 个像素"},
		"a picture cut off":           {small[:60], "图片已经损坏"},
		"a PDF of nothing":            {[]byte("%PDF-1.4\n%%EOF\n"), "这份 PDF 打不开"},
		"a PDF of 51 pages": {
			onPages(1, 1, "/ColorSpace /DeviceGray /BitsPerComponent 8", bytes.Split(bytes.Repeat([]byte("x"), 50), []byte("x"))...),
			"这份 PDF 有 51 页",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readIt(t, trial.content)
			if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), trial.why) {
				t.Errorf("%v, want %s", err, trial.why)
			}
		})
	}
	p, err := readIt(t, onPages(60000, 60000, "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", deflated(dots)))
	if err != nil || !strings.Contains(p.Unread, "第 1 页的图像已经损坏或者太大") {
		t.Errorf("read %+v, %v", p, err)
	}
}

func TestReadingEndsWithTheContext(t *testing.T) {
	page := asPNG(t, image.NewGray(image.Rect(0, 0, 1240, 1754)))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if p, err := NewReader(ours).Read(ctx, files.PNG, page); err == nil && p.Unread == "" {
		t.Errorf("read %+v", p)
	}
}

func TestNothingIsWrittenToTheUsersFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	if _, err := readIt(t, printed(t)); err != nil {
		t.Fatal(err)
	}
	if found := list(t, home); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// Any bytes after the sign of a kind are read or refused; nothing stops the
// program.
func FuzzRead(f *testing.F) {
	dot := []byte{0}
	f.Add([]byte("%PDF-1.4\n"))
	f.Add(onPages(200, 200, "/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>] /BitsPerComponent 1 /Filter /FlateDecode", deflated(dot)))
	f.Add(onPages(200, 200, "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 200 >>", dot))
	f.Add(asPNG(f, image.NewGray(image.Rect(0, 0, 150, 150))))
	f.Add(asJPEG(f, image.NewGray(image.Rect(0, 0, 150, 150))))
	f.Add(printed(f))
	reader := NewReader(ours)
	f.Fuzz(func(t *testing.T, content []byte) {
		kind, err := files.Sniff(content)
		if err != nil {
			return
		}
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
		defer stop()
		if _, err := reader.Read(ctx, kind, content); err != nil && models.KindOf(err) != models.Invalid {
			t.Error(err)
		}
	})
}
