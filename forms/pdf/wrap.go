package pdf

import "strings"

// text is a cell's text, ready to be broken into lines of any width.
type text struct {
	runes  []rune
	breaks []strength
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
func newText(s string) *text {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	runes := []rune(strings.ReplaceAll(s, "\r", "\n"))
	return &text{runes: runes, breaks: breaks(runes)}
}

// wrap breaks a text into lines at most width wide, in thousandths of an em of
// the face. Lines follow one another without a gap: nothing is lost. Only a
// single character that is wider than width makes a wider line.
func wrap(f *face, t *text, width int) []line {
	var lines []line
	for start := 0; start < len(t.runes); {
		l := f.fill(t, start, width)
		lines = append(lines, l)
		start = l.end
	}
	return lines
}

// fill returns the longest line from start on.
func (f *face) fill(t *text, start, width int) line {
	total, drawn := 0, start
	for i := start; i < len(t.runes); i++ {
		r := t.runes[i]
		if r == '\n' {
			return line{start: start, end: i + 1, drawn: drawn, width: f.measure(t.runes[start:drawn])}
		}
		if i > start && gapped(t.runes[i-1], r) {
			total += gap
		}
		total += f.width(r)
		if space(r) {
			continue
		}
		if total > width && i > start {
			return f.line(t, start, t.weakest(start+1, i))
		}
		drawn = i + 1
	}
	return f.line(t, start, len(t.runes))
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

// line measures a line that ends before end.
func (f *face) line(t *text, start, end int) line {
	drawn := end
	for drawn > start && space(t.runes[drawn-1]) {
		drawn--
	}
	return line{start: start, end: end, drawn: drawn, width: f.measure(t.runes[start:drawn])}
}

// measure returns the width of a line.
func (f *face) measure(runes []rune) int {
	total := 0
	for i, r := range runes {
		if i > 0 && gapped(runes[i-1], r) {
			total += gap
		}
		total += f.width(r)
	}
	return total
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

// gapped reports whether a and b, side by side, get a gap between them.
func gapped(a, b rune) bool {
	return han(a) && b < 0x250 && latin(b) || a < 0x250 && latin(a) && han(b)
}
