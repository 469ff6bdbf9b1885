package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/models"
)

// raster returns a page as a scanner would see it.
func raster(t *testing.T, file, dpi string) *image.Gray {
	t.Helper()
	raw, err := exec.Command(gaps.Need(t, "pdftoppm"), "-r", dpi, "-f", "1", "-l", "1", "-gray", "-png", file).Output()
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

// askew returns a part of a page that lay badly in the scanner: turned around
// its middle, and grainy.
func askew(page *image.Gray, part image.Rectangle, degrees float64) *image.Gray {
	rng := rand.New(rand.NewPCG(5, 6))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	middle := page.Rect.Max.Div(2)
	turned := image.NewGray(part)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			dx, dy := float64(x-middle.X), float64(y-middle.Y)
			from := image.Pt(middle.X+int(dx*cos-dy*sin), middle.Y+int(dx*sin+dy*cos))
			grey := color.Gray{Y: 255}
			if from.In(page.Rect) {
				grey = page.GrayAt(from.X, from.Y)
			}
			grey.Y = uint8(min(255, max(0, int(grey.Y)+rng.IntN(81)-40)))
			turned.SetGray(x, y, grey)
		}
	}
	return turned
}

func decode(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return err.Error()
	}
	return result.GetText()
}

func TestTheQRCodeCanBeReadFromPaper(t *testing.T) {
	d := samples(t)[6]
	const says = "JX1:0123456789ABCDEF:2:9F86D081884C7D65"
	file := print(t, "qr", Sheet{Document: &d, Version: 2, Number: "JX-2023-0007", Check: "9F86-D081-884C-7D65", QR: says})
	for _, dpi := range []string{"150", "300"} {
		scan := raster(t, file, dpi)
		foot := scan.Rect
		foot.Min.Y, foot.Max.X = foot.Max.Y*85/100, foot.Max.X/2
		for _, degrees := range []float64{0, 2, -2} {
			if got := decode(t, askew(scan, foot, degrees)); got != says {
				t.Errorf("at %s dpi, turned by %g degrees, it says %q, want %q", dpi, degrees, got, says)
			}
		}
	}
	page := read(t, file)[0]
	for _, want := range []string{"JX-2023-0007", "版本2", "校验码9F86-D081-884C-7D65", "第1页共"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The text of a file says nothing of the shapes: a glyph in the wrong place
// would be copied right and printed wrong.
func TestPagesLookAsWithTheWholeFonts(t *testing.T) {
	gaps.Need(t, "pdftoppm")
	d := samples(t)[6]
	d.Narrative.Basis = "Électricité über αβγ ㎡℃①Ⅲ ½ naïve Ångström ｆｕｌｌ　２０２３ 〔2015〕60号 囍鿃〇"
	var whole bytes.Buffer
	writeWhole(t, fonts(t), &whole, Sheet{Document: &d}, bytes.Clone(assets.Regular), bytes.Clone(assets.Bold))
	want := raster(t, save(t, "whole", whole.Bytes()), "60")
	got := raster(t, print(t, "cut", Sheet{Document: &d}), "60")
	if !bytes.Equal(got.Pix, want.Pix) {
		t.Error("the page looks other than with the whole fonts")
	}
	d.Narrative.Basis = strings.Replace(d.Narrative.Basis, "囍", "喜", 1)
	other := raster(t, print(t, "other", Sheet{Document: &d}), "60")
	if bytes.Equal(other.Pix, want.Pix) {
		t.Error("another character looks the same: the test sees nothing")
	}
}

// The seal is 45 mm wide and lies over or below the sign-off row at the right.
func TestNothingStandsUnderTheSeal(t *testing.T) {
	d := samples(t)[10]
	for _, margins := range bothMargins {
		l := laySheet(t, Sheet{Document: &d, QR: "x", Settings: models.PrintSettings{Margins: margins}})
		last := l.pages[len(l.pages)-1]
		sign := last[len(last)-1]
		if bottom := sign.y + sign.h; bottom > l.area.squares-2+hair || l.area.left+squaresSize > l.area.right-45 {
			t.Errorf("%q: the grid ends at %.1f, the QR code begins at %.1f", margins, bottom, l.area.squares)
		}
		if l.area.squares+squaresSize > pageHeight-6+hair {
			t.Errorf("%q: printers leave out what stands at %.1f", margins, l.area.squares+squaresSize)
		}
		over, below := sign.y+sign.h-last[0].y, pageHeight-margin-sign.y
		if max(over, below) < 45 {
			t.Errorf("%q: %.1f mm over and %.1f mm below are too little for the seal", margins, over, below)
		}
	}
}

func TestATextTooLongForAQRCodeIsAnError(t *testing.T) {
	d := samples(t)[0]
	if err := fonts(t).Write(&bytes.Buffer{}, Sheet{Document: &d, QR: strings.Repeat("9A", 4000)}); err == nil {
		t.Error("no error")
	}
}
