package scan

import (
	"context"
	"errors"
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// errNoCode says that a page shows no code that could be read.
var errNoCode = errors.New("scan: no code")

// sides are the lengths in dots to which the long side of a page is brought,
// one after the other. The decoder is lost in the grain of a page at 300 dpi
// and more; averaging dots takes the grain away.
var sides = []int{1750, 2400, 1250, 3300}

// parts are where the code may be, in hundredths of the page: the left foot
// first, then the whole, then the other corners, for a page that lay turned
// in the scanner.
var parts = []image.Rectangle{
	image.Rect(0, 75, 50, 100),
	image.Rect(0, 0, 100, 100),
	image.Rect(0, 55, 45, 100),
	image.Rect(0, 0, 45, 45),
	image.Rect(55, 0, 100, 45),
	image.Rect(55, 55, 100, 100),
}

// search returns what the first code says of which ours is true. The codes
// themselves may be turned by any angle; that is the decoder's work. A page on
// which none is found is tried again with its single dots taken out.
func search(ctx context.Context, page *image.Gray, ours func(string) bool) (string, error) {
	long := max(page.Rect.Dx(), page.Rect.Dy())
	for _, clean := range []bool{false, true} {
		tried := map[int]bool{}
		for _, side := range sides {
			side = min(side, long)
			if tried[side] {
				continue
			}
			tried[side] = true
			scaled := shrink(page, side, long)
			if clean {
				scaled = median(scaled)
			}
			if text, err := searchParts(ctx, scaled, ours); err != errNoCode { //nolint:errorlint // of this file
				return text, err
			}
		}
	}
	return "", errNoCode
}

// searchParts looks at the parts of a page one after the other.
func searchParts(ctx context.Context, page *image.Gray, ours func(string) bool) (string, error) {
	for _, part := range parts {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		for _, text := range read(page, part) {
			if ours(text) {
				return text, nil
			}
		}
	}
	return "", errNoCode
}

// median returns the page with each dot brought to the middle one of the nine
// around it, which takes specks out and leaves edges where they are.
func median(page *image.Gray) *image.Gray {
	w, h := page.Rect.Dx(), page.Rect.Dy()
	clean := image.NewGray(page.Rect)
	copy(clean.Pix, page.Pix)
	var around [9]uint8
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			for i := range 3 {
				copy(around[3*i:3*i+3], page.Pix[(y+i-1)*page.Stride+x-1:])
			}
			// Sorted as far as the middle; nine are too few for more.
			for i := range 5 {
				for j := i + 1; j < 9; j++ {
					if around[j] < around[i] {
						around[i], around[j] = around[j], around[i]
					}
				}
			}
			clean.Pix[y*clean.Stride+x] = around[4]
		}
	}
	return clean
}

// shrink returns the page with its long side brought to side, each dot being
// the average of those it takes the place of.
func shrink(page *image.Gray, side, long int) *image.Gray {
	if side >= long {
		return page
	}
	w, h := max(1, page.Rect.Dx()*side/long), max(1, page.Rect.Dy()*side/long)
	small := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		top, bottom := y*page.Rect.Dy()/h, max((y+1)*page.Rect.Dy()/h, y*page.Rect.Dy()/h+1)
		for x := range w {
			left, right := x*page.Rect.Dx()/w, max((x+1)*page.Rect.Dx()/w, x*page.Rect.Dx()/w+1)
			sum := 0
			for at := top; at < bottom; at++ {
				for _, dot := range page.Pix[at*page.Stride+left : at*page.Stride+right] {
					sum += int(dot)
				}
			}
			small.Pix[y*small.Stride+x] = uint8(sum / ((bottom - top) * (right - left)))
		}
	}
	return small
}

// read returns what the code in a part of a page says, by one of two ways of
// telling black from white.
func read(page *image.Gray, part image.Rectangle) (texts []string) {
	defer func() {
		_ = recover() // the decoder met a page that it was not made for
	}()
	w, h := page.Rect.Dx(), page.Rect.Dy()
	source, err := gozxing.NewPlanarYUVLuminanceSource(page.Pix, page.Stride, h,
		part.Min.X*w/100, part.Min.Y*h/100, part.Dx()*w/100, part.Dy()*h/100, false)
	if err != nil {
		return nil
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		if result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil {
			texts = append(texts, result.GetText())
		}
	}
	return texts
}
