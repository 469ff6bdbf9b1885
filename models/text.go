package models

import (
	"strings"
	"unicode"
)

// Halfwidth returns s with full-width letters, digits and signs folded to
// their half-width forms, and the ideographic space to a plain one.
func Halfwidth(s string) string { return strings.Map(fold, s) }

func fold(r rune) rune {
	switch {
	case r == '\u3000' || r == '\u00a0':
		return ' '
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}

// Blank reports whether s holds nothing but white space.
func Blank(s string) bool { return strings.TrimSpace(s) == "" }

// Plain returns s as texts are compared: half width, without white space,
// punctuation and symbols of layout. Texts that say the same have equal Plain.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		r = fold(r)
		if r >= 0x4e00 && r <= 0x9fff { // Chinese, and no sign: most of every text
			return r
		}
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// SameText reports whether a and b say the same. Blank texts never do.
func SameText(a, b string) bool {
	pa := Plain(a)
	return pa != "" && pa == Plain(b)
}
