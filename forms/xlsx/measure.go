package xlsx

import (
	"strings"
	"unicode/utf8"
)

// Sizes of type and of what never changes on a sheet.
const (
	textSize  = 10.0 // points
	titleSize = 18.0
	yearSize  = 12.0

	pointsPerMM = 72 / 25.4
	leading     = 1.38 // of a line, in ems: the fonts that take the place of 宋体 need this much
	padding     = 4.0  // above and below together, points
	sides       = 6.0  // left and right together, points

	highest   = 400.0 // points of one row of a sheet; Excel has 409
	signLeast = 34.0  // of the sign-off row, for the ink
)

// height returns how high a text of a size stands in a width, in points.
func height(text string, size, width float64) float64 {
	most := int((width - sides) / size * 2 * 0.97) // halves of an em
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n += lines(line, max(2, most))
	}
	return float64(n)*size*leading + padding
}

// lines returns into how many lines of so many half ems one line of a text is
// broken. Words and numbers in Latin letters stay whole where they can.
func lines(text string, most int) int {
	n, used, word := 1, 0, 0
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		wide := 2
		if r < 0x250 {
			wide = 1
		}
		if wide == 2 || r == ' ' {
			word = 0
		} else {
			word += wide
		}
		if used += wide; used > most {
			n++
			used = wide
			if word <= most {
				used = max(used, word)
			}
		}
	}
	return n
}
