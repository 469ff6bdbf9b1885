package pdf

import "jixiao/models"

// area is where on a page everything goes, in mm from its upper left corner.
type area struct {
	left, right float64 // edges of the grid
	top, bottom float64 // where heading and grid begin, and end at the latest
	foot        float64 // baseline of the page number
	squares     float64 // upper edge of the QR code
}

// Margins of GB/T 9704, and how far below the text a page number stands.
const (
	officialTop, officialBottom = 37.0, 35.0
	officialLeft, officialRight = 28.0, 26.0
	officialFoot                = 7.0
)

// areaOf returns the area that the margins leave. Between the margins of
// GB/T 9704 and the edge a QR code has room below the grid; else it takes some
// of the grid's.
func areaOf(m models.Margins, qr bool) area {
	a := area{
		left: margin, right: pageWidth - margin, top: margin, bottom: pageHeight - margin,
		foot: footLine, squares: squaresTop,
	}
	switch {
	case m == models.OfficialMargins:
		a = area{left: officialLeft, right: pageWidth - officialRight, top: officialTop, bottom: pageHeight - officialBottom}
		a.foot, a.squares = a.bottom+officialFoot+footSize*point, a.bottom+officialFoot/2
	case qr:
		a.bottom, a.foot = squaresTop-2, squaresTop+squaresSize/2
	}
	return a
}

// middle is the axis of what is centred.
func (a area) middle() float64 { return (a.left + a.right) / 2 }
