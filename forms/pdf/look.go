package pdf

// Sizes of the page and of what never changes on it, in mm. Type sizes are in
// points, as everywhere.
const (
	point = 25.4 / 72 // a point in mm

	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 15.0
	sidePad    = 1.2 // between a cell's edge and its text, left and right
	footLine   = pageHeight - 8.5

	signHeight = 12.0 // of the sign-off row at least, for the ink
	airy       = 0.7  // added above and below each text at most where there is room
	thin       = 0.2  // grid lines
	frame      = 0.5  // the frame of the grid on each page

	footSize  = 9.0
	smallSize = 8.0 // number and version at the foot
	yearSize  = 12.0
)

// titleSizes are tried from the largest on until the title fits into a line;
// from the one at shrinks on it may take several.
var titleSizes = []float64{22, 21, 20, 19, 18, 12, 9, 6, 4}

const shrinks = 4

// look is how densely a form is set. All its cells share one.
type look struct {
	size    float64 // of the type, in points
	leading float64 // from line to line, in mm
	pad     float64 // above and below the text of a cell, in mm
}

// looks are tried for each form: the first one that needs no more pages than
// the densest does is taken.
var looks = []look{
	{size: 10.5, leading: 10.5 * 1.42 * point, pad: 1.2},
	{size: 10.5, leading: 10.5 * 1.34 * point, pad: 1.0},
	{size: 10, leading: 10 * 1.40 * point, pad: 1.1},
	{size: 10, leading: 10 * 1.32 * point, pad: 0.9},
	{size: 9.5, leading: 9.5 * 1.38 * point, pad: 1.0},
	{size: 9.5, leading: 9.5 * 1.30 * point, pad: 0.8},
	{size: 9, leading: 9 * 1.36 * point, pad: 0.9},
	{size: 9, leading: 9 * 1.31 * point, pad: 0.75},
	{size: 9, leading: 9 * 1.26 * point, pad: 0.6},
}

// ems returns how many thousandths of an em of the look's type are in width mm.
func (k look) ems(width float64) int { return int(width / (k.size * point) * 1000) }

// height returns the height of a cell of so many lines.
func (k look) height(lines int) float64 { return 2*k.pad + float64(lines)*k.leading }

// fits returns how many lines a box of that height holds.
func (k look) fits(height float64) int {
	return max(0, int((height-2*k.pad)/k.leading+1e-6))
}

// baseline returns how far below the top of its line a text stands: Chinese
// type fills a square that reaches 0.88 em above the baseline.
func (k look) baseline() float64 {
	em := k.size * point
	return (k.leading-em)/2 + 0.88*em
}
