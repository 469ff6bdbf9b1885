package scan

import (
	"bytes"
	"encoding/hex"
)

// token is a word of the language of PDF pages: a number, a /name, a (string,
// a bracket, or an operator.
type token struct {
	kind byte // n / ( [ ] { or o; { is anything else
	text []byte
}

// lexer reads words. What is malformed is passed over: it says nothing.
type lexer struct {
	data []byte
	at   int
}

func blank(c byte) bool { return bytes.IndexByte([]byte("\x00\t\n\f\r "), c) >= 0 }

func delimits(c byte) bool { return blank(c) || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// next returns the next word; ok is false at the end.
func (l *lexer) next() (t token, ok bool) {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case blank(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return l.word(c), true
		}
	}
	return t, false
}

func (l *lexer) word(c byte) token {
	switch {
	case c == '(':
		return token{'(', l.literal()}
	case c == '<' && l.at+1 < len(l.data) && l.data[l.at+1] != '<':
		return token{'(', l.hexadecimal()}
	case c == '[' || c == ']':
		l.at++
		return token{c, nil}
	case delimits(c) && c != '/':
		l.at++
		return token{'{', nil}
	}
	start := l.at
	l.at++
	for l.at < len(l.data) && !delimits(l.data[l.at]) {
		l.at++
	}
	text := l.data[start:l.at]
	switch {
	case c == '/':
		return token{'/', text[1:]}
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return token{'n', text}
	}
	return token{'o', text}
}

// escapes are the letters that stand for something else behind a backslash.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads a string in brackets.
func (l *lexer) literal() []byte {
	var out []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; c {
		case '(':
			if depth++; depth > 1 {
				out = append(out, c)
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return out
			}
			out = append(out, c)
		case '\\':
			out = l.escaped(out)
		default:
			out = append(out, c)
		}
	}
	return out
}

// escaped reads what stands behind a backslash, up to its last character.
func (l *lexer) escaped(out []byte) []byte {
	if l.at++; l.at >= len(l.data) {
		return out
	}
	c := l.data[l.at]
	if c >= '0' && c <= '7' {
		n := 0
		for i := 0; i < 3 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; i++ {
			n = n*8 + int(l.data[l.at]-'0')
			l.at++
		}
		l.at--
		return append(out, byte(n))
	}
	switch letter, named := escapes[c]; {
	case named:
		return append(out, letter)
	case c == '\n':
		return out
	case c == '\r':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return out
	}
	return append(out, c)
}

// hexadecimal reads a string of digits; an odd one has a zero at its end.
func (l *lexer) hexadecimal() []byte {
	var digits []byte
	for l.at++; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			break
		}
		if !blank(c) {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	n, _ := hex.Decode(out, digits)
	return out[:n]
}

// skipImage passes over an image that stands in the page itself, behind ID.
func (l *lexer) skipImage() {
	for rest := l.at; rest < len(l.data); {
		end := bytes.Index(l.data[rest:], []byte("EI"))
		if end < 0 {
			l.at = len(l.data)
			return
		}
		end += rest
		before, after := end > 0 && blank(l.data[end-1]), end+2 >= len(l.data) || blank(l.data[end+2])
		if before && after {
			l.at = end + 2
			return
		}
		rest = end + 2
	}
}
