package pdf

import (
	"strconv"
	"strings"
)

// foot draws the page number and, at the left, QR code, number, version and
// check code. The right stays free for the seal.
func (p *printer) foot(l *laid, page, pages int) {
	p.drawn = append(p.drawn, p.PageNo())
	if p.numbering == ByForm {
		p.centred(p.fonts.regular, footSize, footLine, pageNumber(page, pages))
	}
	x, top := margin, footLine
	if l.squares != nil {
		p.squares(l.squares)
		x += squaresSize + 2
		top = squaresTop + squaresSize/2
	}
	p.marks(l.marks(), x, top)
}

// marks draws the small texts, in as few lines as end before the page number,
// around the height of middle.
func (p *printer) marks(list []string, x, middle float64) {
	const pitch = smallSize * 1.5 * point
	t := newText(p.fonts.regular, strings.Join(list, "　"))
	for i := 1; i < len(t.runes); i++ {
		if t.runes[i-1] != '　' {
			raise(t.breaks, i, inner) // lines break between marks only
		}
	}
	lines := t.wrap(ems(smallSize, pageWidth/2-18-x))
	y := middle - float64(len(lines)-1)*pitch/2
	for _, l := range lines {
		p.text(p.fonts.regular, smallSize, x, y, t.runes[l.start:l.drawn])
		y += pitch
	}
}

func pageNumber(page, pages int) string {
	return "第 " + strconv.Itoa(page) + " 页 共 " + strconv.Itoa(pages) + " 页"
}

// marks are the small texts at the foot.
func (s *Sheet) marks() (list []string) {
	if s.Number != "" {
		list = append(list, s.Number)
	}
	if s.Version > 0 {
		list = append(list, "版本 "+strconv.Itoa(s.Version))
	}
	if s.Check != "" {
		list = append(list, "校验码 "+s.Check)
	}
	return list
}
