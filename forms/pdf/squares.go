package pdf

import (
	"fmt"
	"strconv"

	"github.com/boombuler/barcode/qr"
)

// The QR code stands at the left foot, below the grid, never under the seal.
const (
	squaresSize = 18.0
	squaresTop  = pageHeight - 6 - squaresSize
)

// squares is a QR code: for each row the runs of dark squares.
type squares struct {
	count int // of squares on each side
	runs  []run
}

// run is a number of dark squares side by side.
type run struct{ x, y, length int }

// encode makes the QR code of a text, with a level of correction that reads
// through a quarter of dirt or so.
func encode(text string) (*squares, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("pdf: QR code of %d bytes: %w", len(text), err)
	}
	s := &squares{count: code.Bounds().Dx()}
	for y := range s.count {
		for x := 0; x < s.count; x++ {
			r := run{x: x, y: y}
			for ; x < s.count; x++ {
				if grey, _, _, _ := code.At(x, y).RGBA(); grey > 0x7FFF {
					break
				}
				r.length++
			}
			if r.length > 0 {
				s.runs = append(s.runs, r)
			}
		}
	}
	return s, nil
}

// squares draws the code as rectangles, sharp at every size.
func (p *printer) squares(a area, s *squares) {
	side := squaresSize / float64(s.count) / point
	left, top := a.left/point, (pageHeight-a.squares)/point
	var b []byte
	for _, r := range s.runs {
		for _, v := range []float64{left + float64(r.x)*side, top - float64(r.y+1)*side, float64(r.length) * side, side} {
			b = append(strconv.AppendFloat(b, v, 'f', 3, 64), ' ')
		}
		b = append(b, "re\n"...)
	}
	p.RawWriteStr(string(append(b, "f\n"...)))
}
