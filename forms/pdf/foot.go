package pdf

import (
	"strconv"
	"strings"
)

// foot draws the page number and, at the left, QR code, number, version and
// check code. The right stays free for the seal.
func (p *printer) foot(l *laid, page, pages int) {
	p.drawn = append(p.drawn, drawnPage{p.PageNo(), l.area})
	if p.numbering == ByForm {
		p.centred(p.fonts.regular, footSize, l.area.middle(), l.area.foot, pageNumber(page, pages))
	}
	x := l.area.left
	if l.squares != nil {
		p.squares(l.area, l.squares)
		x += squaresSize + 2
	}
	p.marks(l.marks(), x, l)
}

// marks draws the small texts, in as few lines as end before the page number.
// One of them stands on its line: beside a QR code the first, else the last.
func (p *printer) marks(list []string, x float64, l *laid) {
	const pitch = smallSize * 1.5 * point
	t := newText(p.fonts.regular, strings.Join(list, "　"))
	for i := 1; i < len(t.runes); i++ {
		if t.runes[i-1] != '　' {
			raise(t.breaks, i, inner) // lines break between marks only
		}
	}
	lines, y := t.wrap(ems(smallSize, l.area.middle()-18-x)), l.area.foot
	if l.squares == nil {
		y -= float64(len(lines)-1) * pitch
	}
	for _, line := range lines {
		p.text(p.fonts.regular, smallSize, x, y, t.runes[line.start:line.drawn])
		y += pitch
	}
}

func pageNumber(page, pages int) string {
	return "第 " + strconv.Itoa(page) + " 页 共 " + strconv.Itoa(pages) + " 页"
}

// marks are the small texts at the foot.
func (s *Sheet) marks() (list []string) {
	if s.Number != "" {
		list = append(list, "编号 "+s.Number)
	}
	if s.Version > 0 {
		list = append(list, "版本 "+strconv.Itoa(s.Version))
	}
	if s.Check != "" {
		list = append(list, "校验码 "+s.Check)
	}
	return list
}
