package scan

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // decoders of what scanners and phones write
	_ "image/png"

	"jixiao/models"
)

// decode returns a picture in grey, after its size was looked at.
func decode(content []byte) (grey *image.Gray, err error) {
	defer func() {
		if r := recover(); r != nil {
			grey, err = nil, broken()
		}
	}()
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil, broken()
	}
	if err := decodable(config, progressive(content)); err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, broken()
	}
	return toGrey(picture), nil
}

func broken() error {
	return models.Refuse(models.Invalid, "图片已经损坏，打不开。请重新扫描。")
}

// decodable refuses a picture that would take too much memory: by its dots,
// and sooner where each takes more.
func decodable(c image.Config, progressive bool) error {
	limit := maxPixels
	if c.ColorModel == color.NRGBA64Model || c.ColorModel == color.RGBA64Model || progressive {
		limit /= 3
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > limit/c.Height {
		return models.Refuse(models.Invalid, fmt.Sprintf("图片有 %d×%d 个像素，太大了，最多 %d 万个。请按 300 dpi 重新扫描。",
			c.Width, c.Height, limit/10000))
	}
	return nil
}

// progressive reports whether a JPEG file comes in passes, all of which have
// to be kept in memory.
func progressive(content []byte) bool {
	if !bytes.HasPrefix(content, []byte{0xff, 0xd8}) {
		return false
	}
	for at := 2; at+4 <= len(content) && content[at] == 0xff; {
		marker := content[at+1]
		if marker == 0xff { // fill
			at++
			continue
		}
		if marker == 0xc2 || marker == 0xda {
			return marker == 0xc2
		}
		at += 2 + int(content[at+2])<<8 + int(content[at+3])
	}
	return false
}

// toGrey turns a picture into grey. What is transparent is white paper.
func toGrey(picture image.Image) *image.Gray {
	b := picture.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := grey.Pix[y*grey.Stride:][:b.Dx()]
		switch p := picture.(type) {
		case *image.Gray:
			copy(row, p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):])
		case *image.YCbCr:
			copy(row, p.Y[p.YOffset(b.Min.X, b.Min.Y+y):])
		case *image.RGBA:
			flatten(row, p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):], true)
		case *image.NRGBA:
			flatten(row, p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):], false)
		default:
			for x := range row {
				r, g, bl, a := picture.At(b.Min.X+x, b.Min.Y+y).RGBA()
				row[x] = uint8((luminance(r, g, bl) + 0xffff - a) >> 8)
			}
		}
	}
	return grey
}

// flatten turns a row of red, green, blue and alpha into grey on white.
func flatten(row, from []byte, premultiplied bool) {
	for x := range row {
		p := from[4*x : 4*x+4]
		l, a := luminance(uint32(p[0]), uint32(p[1]), uint32(p[2])), uint32(p[3])
		if !premultiplied {
			l = l * a / 255
		}
		row[x] = uint8(min(l+255-a, 255))
	}
}

func luminance(r, g, b uint32) uint32 { return (299*r + 587*g + 114*b) / 1000 }
