package scan

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/forms/pdf"
	"jixiao/models"
)

const says = "JX1:0123456789ABCDEF:2:9F86D081884C7D65"

// printed returns a declaration as the program prints it.
func printed(t testing.TB) []byte {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := pdf.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = fonts.Write(&b, pdf.Sheet{Document: &docs[6], Version: 2, Number: "JX-2023-0007", Check: "9F86-D081-884C-7D65", QR: says})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paper returns the first page as it lies in the scanner.
func paper(t testing.TB, dpi int) *image.Gray {
	t.Helper()
	c := exec.Command(gaps.Need(t, "pdftoppm"), "-r", strconv.Itoa(dpi), "-f", "1", "-l", "1", "-gray", "-png")
	c.Stdin = bytes.NewReader(printed(t))
	raw, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(picture.Bounds())
	draw.Draw(grey, grey.Rect, picture, image.Point{}, draw.Src)
	return grey
}

// scanned turns a page around its middle and strews dots over two in a hundred
// of its own, black and white, on a grain that all of them have.
func scanned(page *image.Gray, degrees float64) *image.Gray {
	rng := rand.New(rand.NewPCG(5, 6))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := page.Rect.Dx(), page.Rect.Dy()
	if math.Abs(sin) > 0.7 {
		w, h = h, w
	}
	turned := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := float64(x)-float64(w)/2, float64(y)-float64(h)/2
			from := image.Pt(page.Rect.Dx()/2+int(dx*cos-dy*sin), page.Rect.Dy()/2+int(dx*sin+dy*cos))
			dot := 250
			if from.In(page.Rect) {
				dot = int(page.GrayAt(from.X, from.Y).Y)
			}
			dot += rng.IntN(41) - 20
			switch rng.IntN(100) {
			case 0:
				dot = 0
			case 1:
				dot = 255
			}
			turned.SetGray(x, y, color.Gray{Y: uint8(min(255, max(0, dot)))})
		}
	}
	return turned
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bilevel returns the dots of a page in black and white, eight to a byte; 1 is
// white.
func bilevel(m *image.Gray) []byte {
	var bits []byte
	for y := range m.Rect.Dy() {
		row := make([]byte, (m.Rect.Dx()+7)/8)
		for x := range m.Rect.Dx() {
			if m.GrayAt(x, y).Y > 127 {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		bits = append(bits, row...)
	}
	return bits
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// onPages returns a PDF each page of which shows one picture, as scanners
// write them; how is the rest of a picture's entries.
func onPages(w, h int, how string, pictures ...[]byte) []byte {
	var b bytes.Buffer
	var places []int
	object := func(format string, a ...any) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(places))
		fmt.Fprintf(&b, format, a...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	kids := ""
	for i := range pictures {
		kids += fmt.Sprintf("%d 0 R ", 3+3*i)
	}
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(pictures), kids)
	for i, p := range pictures {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /XObject << /Im0 %d 0 R >> >> >>", 4+3*i, 5+3*i)
		content := "q 595 0 0 842 0 0 cm /Im0 Do Q"
		object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
		object("<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream", w, h, how, len(p), p)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	return b.Bytes()
}

// faxed returns a PDF whose page is a picture as fax machines write it, made by
// the programs of libtiff.
func faxed(t testing.TB, m *image.Gray, group string) []byte {
	t.Helper()
	tiffcp, tiff2pdf := gaps.Need(t, "tiffcp"), gaps.Need(t, "tiff2pdf")
	bits := bilevel(m)
	var b bytes.Buffer
	entries := [][3]uint32{ // tag, type, value: width, height, bits, compression, 0 is black, place, one strip
		{256, 4, uint32(m.Rect.Dx())},
		{257, 4, uint32(m.Rect.Dy())},
		{258, 3, 1},
		{259, 3, 1},
		{262, 3, 1},
		{273, 4, 8 + 2 + 12*9 + 4},
		{277, 3, 1},
		{278, 4, uint32(m.Rect.Dy())},
		{279, 4, uint32(len(bits))},
	}
	b.WriteString("II*\x00\x08\x00\x00\x00")
	_ = binary.Write(&b, binary.LittleEndian, uint16(len(entries)))
	for _, e := range entries {
		_ = binary.Write(&b, binary.LittleEndian, []uint16{uint16(e[0]), uint16(e[1])})
		_ = binary.Write(&b, binary.LittleEndian, []uint32{1, e[2]})
	}
	b.Write(make([]byte, 4))
	b.Write(bits)
	folder := t.TempDir()
	plain, fax, out := filepath.Join(folder, "a.tif"), filepath.Join(folder, "b.tif"), filepath.Join(folder, "c.pdf")
	if err := os.WriteFile(plain, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*exec.Cmd{exec.Command(tiffcp, "-c", group, plain, fax), exec.Command(tiff2pdf, "-o", out, fax)} {
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
	}
	file, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// list returns what stands in a folder.
func list(t testing.TB, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
