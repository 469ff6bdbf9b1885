package pdf

// heading is what stands above the grid: title and year on the first page, a
// line that says whose page it is on the others.
type heading struct {
	title  []string
	size   float64 // of the title, in points
	year   string
	pitch  float64 // from line to line of the title, in mm
	height float64 // of all, in mm
}

// newHeading sets the title as large as it fits into a line; one that is too
// long at the smallest size takes more lines.
func newHeading(bold *face, title, year string, width float64) *heading {
	h := &heading{year: year}
	t := newCaption(bold, title)
	lines := h.set(t, width)
	for _, l := range balance(t, lines, ems(h.size, width)) {
		h.title = append(h.title, string(t.runes[l.start:l.drawn]))
	}
	h.pitch = h.size * 1.3 * point
	h.height = float64(len(h.title))*h.pitch + yearSize*1.6*point + 1.5
	return h
}

// set breaks the title into lines of the largest size at which it is one line,
// or else, for a region with a name that no region has, not half a page.
func (h *heading) set(t *text, width float64) (lines []line) {
	for i, size := range titleSizes {
		h.size = size
		lines = t.wrap(ems(size, width))
		if len(lines) == 1 || i >= shrinks && float64(len(lines))*size*1.3*point < pageHeight/2 {
			break
		}
	}
	return lines
}

// ems returns how many thousandths of an em of a type size are in width mm.
func ems(size, width float64) int { return int(width / (size * point) * 1000) }

// heading draws title and year from the top of the area down.
func (p *printer) heading(a area, h *heading) {
	y := a.top
	for _, line := range h.title {
		p.centred(p.fonts.bold, h.size, a.middle(), y+0.95*h.size*point, line)
		y += h.pitch
	}
	p.centred(p.fonts.regular, yearSize, a.middle(), y+1.1*yearSize*point, h.year)
}

// running draws the line above the grid of the pages after the first: the
// title, and the project where there is room for it.
func (p *printer) running(a area, title, project string) {
	left, right := p.layer.running(a, title, project)
	if left != nil {
		p.text(p.fonts.bold, footSize, a.left, a.top-2, left.runes)
	}
	if right != nil {
		p.text(p.fonts.regular, footSize, a.right-long(right, footSize), a.top-2, right.runes)
	}
}

// running returns what stands above the grid at the left and at the right, nil
// for what has no room.
func (l *layer) running(a area, title, project string) (left, right *text) {
	left, right = newText(l.fonts.bold, title+continued), newText(l.fonts.regular, project)
	wide := ems(footSize, a.right-a.left)
	switch {
	case left.whole() > wide:
		return nil, nil
	case !right.single() || left.whole()+right.whole()+2000 > wide:
		return left, nil
	}
	return left, right
}

// long returns the length in mm of a text in one line.
func long(t *text, size float64) float64 { return float64(t.whole()) / 1000 * size * point }

// single reports whether a text is one line without tabulators.
func (t *text) single() bool {
	for _, r := range t.runes {
		if r == '\n' || r == '\t' {
			return false
		}
	}
	return true
}
