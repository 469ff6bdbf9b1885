package pdf

import "strings"

// text is a cell's text, ready to be broken into lines of any width.
type text struct {
	runes  []rune
	breaks []strength
	upTo   []int32 // width of the characters before each, in thousandths of an em
}

// line is a part of a text: runes[start:end], with everything that is not
// drawn, line ends and spaces before a break, at its end.
type line struct {
	start, end int
	drawn      int // end of what is drawn
	width      int // of what is drawn, in thousandths of an em
}

// gap is the space that a Latin word or a number has to Chinese beside it, in
// thousandths of an em. Programs that read PDF take a tenth for a space.
const gap = 85

// tab is the width of a typed tabulator, in thousandths of an em.
const tab = 2000

// newText takes what a person typed. The line ends of any system are one.
func newText(f *face, s string) *text {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	runes := []rune(s)
	t := &text{runes: runes, breaks: breaks(runes), upTo: make([]int32, len(runes)+1)}
	for i, r := range runes {
		t.upTo[i+1] = t.upTo[i] + int32(f.width(r)+gapBefore(runes, i))
	}
	return t
}

// width returns the width of a part of the text that stands by itself.
func (t *text) width(start, end int) int {
	if start >= end {
		return 0
	}
	return int(t.upTo[end]-t.upTo[start]) - gapBefore(t.runes, start)
}

// whole returns the width of the text as one line.
func (t *text) whole() int { return t.width(0, len(t.runes)) }

// wrap breaks a text into lines at most width wide, in thousandths of an em of
// the face. Lines follow one another without a gap: nothing is lost. Only a
// single character that is wider than width makes a wider line.
func (t *text) wrap(width int) []line { return t.wrapInto(nil, width) }

// wrapInto is wrap that appends to a list.
func (t *text) wrapInto(lines []line, width int) []line {
	for start := 0; start < len(t.runes); {
		l := t.fill(start, width)
		lines = append(lines, l)
		start = l.end
	}
	return lines
}

// fill returns the longest line from start on.
func (t *text) fill(start, width int) line {
	limit := t.upTo[start] + int32(gapBefore(t.runes, start)+width)
	for i := start; i < len(t.runes); i++ {
		switch {
		case t.runes[i] == '\n':
			return t.line(start, i+1)
		case t.upTo[i+1] > limit && i > start && !space(t.runes[i]):
			return t.line(start, t.weakest(start+1, i))
		}
	}
	return t.line(start, len(t.runes))
}

// weakest returns the place from first to last before which a break is the
// least wrong, the rightmost of several.
func (t *text) weakest(first, last int) int {
	best := last
	for i := last; i >= first; i-- {
		if t.breaks[i] < t.breaks[best] {
			best = i
		}
		if t.breaks[best] == free {
			break
		}
	}
	return best
}

// line returns the line that ends before end.
func (t *text) line(start, end int) line {
	drawn := end
	for drawn > start && (space(t.runes[drawn-1]) || t.runes[drawn-1] == '\n') {
		drawn--
	}
	return line{start: start, end: end, drawn: drawn, width: t.width(start, drawn)}
}

func (f *face) width(r rune) int {
	switch {
	case r == '\t':
		return tab
	case r < 0 || r > 0xFFFF:
		return 0
	}
	return int(f.widths[r])
}

// gapBefore returns the width of the gap before the character at i.
func gapBefore(runes []rune, i int) int {
	if i > 0 && gapped(runes[i-1], runes[i]) {
		return gap
	}
	return 0
}

// gapped reports whether a and b, side by side, get a gap between them.
func gapped(a, b rune) bool {
	return is(a, isHan) && b < 0x250 && is(b, isLatin) || a < 0x250 && is(a, isLatin) && is(b, isHan)
}
