package pdf

import "math"

// The watermark: its characters, how large they are, and how grey.
const (
	watermark      = "草稿"
	watermarkSize  = 62.0 // of a character, in mm
	watermarkPitch = 1.3  // from character to character, in ems
	watermarkGrey  = 233
)

// draft draws the watermark over the whole page, as outlines: it is no text,
// so it stands in nobody's way when text is searched or copied. It is drawn
// before everything else.
func (p *printer) draft() {
	p.SetFillColor(watermarkGrey, watermarkGrey, watermarkGrey)
	runes := []rune(watermark)
	for i, r := range runes {
		font := p.fonts.bold.of(r)
		x := (float64(i)-float64(len(runes)-1)/2)*watermarkPitch - 0.5
		font.draw(int(font.glyphs[r]), x, -0.38, &slanted{p: p})
	}
	p.DrawPath("F")
	p.SetFillColor(0, 0, 0)
}

// slanted is a pen that draws ems around the middle of the page, turned by 45
// degrees.
type slanted struct {
	p    *printer
	x, y float64 // where it stands, in mm
}

func (s *slanted) at(x, y float64) (float64, float64) {
	sin, cos := math.Sincos(math.Pi / 4)
	return pageWidth/2 + watermarkSize*(x*cos-y*sin), pageHeight/2 - watermarkSize*(x*sin+y*cos)
}

func (s *slanted) move(x, y float64) {
	s.x, s.y = s.at(x, y)
	s.p.MoveTo(s.x, s.y)
}

func (s *slanted) line(x, y float64) {
	s.x, s.y = s.at(x, y)
	s.p.LineTo(s.x, s.y)
}

// curve draws a quadratic curve as the cubic one that is the same.
func (s *slanted) curve(cx, cy, x, y float64) {
	cx, cy = s.at(cx, cy)
	x, y = s.at(x, y)
	s.p.CurveBezierCubicTo(s.x+(cx-s.x)*2/3, s.y+(cy-s.y)*2/3, x+(cx-x)*2/3, y+(cy-y)*2/3, x, y)
	s.x, s.y = x, y
}

func (s *slanted) closed() { s.p.ClosePath() }
