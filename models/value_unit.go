package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanUnit reads the unit of measure that s begins with: of the table, with
// what stands in brackets behind it, 台(套), and with what it is counted per,
// 元/人天. s is half width. A unit per something that is not in the table is
// read up to whatever is no letter when free is set, as in a value; in running
// text the words that follow are none of its business.
func (w *Words) scanUnit(s string, free bool) (unit string, n int) {
	n = w.unit(s)
	if n == 0 {
		return "", 0
	}
	n += w.bracketUnit(s[n:])
	unit = s[:n]
	if unit == "百分比" {
		unit = "%" // so the national system exports it: ≥95百分比
	}
	for n < len(s) {
		slash := perMark(s[n:])
		if slash == 0 {
			break
		}
		m := w.perUnits(s[n+slash:], free && !strings.ContainsAny(s[n:n+slash], ".*×"))
		if m == 0 {
			break
		}
		unit += "/" + s[n+slash:n+slash+m]
		n += slash + m
	}
	return unit, n
}

// perMark returns the length of the mark between a unit and what it is
// counted per. A dot or a sign of multiplication is one only in front of
// another unit.
func perMark(s string) int {
	for _, mark := range []string{"/", "每", "·", "∕", "／", "╱", ".", "*", "×"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

// bracketUnit returns the length of a second unit in brackets.
func (w *Words) bracketUnit(s string) int {
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	n := w.unit(s[1:])
	if n == 0 || !strings.HasPrefix(s[1+n:], ")") {
		return 0
	}
	return n + 2
}

// perUnits returns the length of what something is counted per: up to three
// units of the table, or a few letters.
func (w *Words) perUnits(s string, free bool) int {
	n := 0
	for range 3 {
		m := w.unit(s[n:])
		if m == 0 {
			break
		}
		n += m
	}
	if n > 0 || !free {
		return n
	}
	n, count := 0, 0
	for _, r := range s {
		if !unicode.IsLetter(r) || count == 4 {
			break
		}
		n += utf8.RuneLen(r)
		count++
	}
	return n
}

// unknownUnit takes a few letters behind a number as its unit although the
// table does not know them: ≥5窝. Words that are signs or grades are none.
func unknownUnit(s string) (unit, rest string) {
	end := len(s)
	for _, t := range signTails {
		if i := strings.Index(s, t.form); i >= 0 {
			end = min(end, i)
		}
	}
	head := strings.TrimSuffix(strings.TrimSuffix(s[:end], "左右"), "上下")
	if n := utf8.RuneCountInString(head); n == 0 || n > 3 || !lettersOnly(head) || knownTail(head) || head == "完成" || head == "达标" {
		return "", s
	}
	return head, s[len(head):]
}

func lettersOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
