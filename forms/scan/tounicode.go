package scan

import (
	"slices"
	"unicode/utf16"
)

// toUnicode says which text the codes of a font stand for.
type toUnicode struct {
	spaces []codeSpace
	ranges []codeRange // the last one that has a code decides
}

// codeSpace says how long codes are that lie between two.
type codeSpace struct {
	length   int
	low, top uint32
}

// codeRange maps codes to text: each to its own, or all to one that is counted
// on from.
type codeRange struct {
	low, top uint32
	first    []uint16
	each     [][]uint16
}

// plainFont stands for a font without a map: one byte, one Latin letter.
func plainFont() *toUnicode {
	return &toUnicode{
		spaces: []codeSpace{{1, 0, 0xFF}},
		ranges: []codeRange{{low: 0, top: 0xFF, first: []uint16{0}}},
	}
}

// maxRanges bounds what a map may take.
const maxRanges = 70_000

// readToUnicode reads the map that a font brings.
func readToUnicode(data []byte) *toUnicode {
	m := &toUnicode{}
	l := &lexer{data: data}
	var words [][]byte  // since the last operator
	var each [][]uint16 // of a list in brackets
	var open, triples bool
	for t, ok := l.next(); ok && len(m.ranges) < maxRanges; t, ok = l.next() {
		switch {
		case t.kind == '[':
			open, each = true, nil
		case t.kind == ']' && len(words) == 2:
			open = false
			m.ranges = append(m.ranges, codeRange{low: code(words[0]), top: code(words[1]), each: each})
			words = nil
		case t.kind == '(' && open:
			each = append(each, units(t.text))
		case t.kind == '(':
			if words = append(words, t.text); triples && len(words) == 3 {
				m.ranges = append(m.ranges, codeRange{low: code(words[0]), top: code(words[1]), first: units(words[2])})
				words = nil
			}
		case t.kind == 'o':
			triples = string(t.text) == "beginbfrange"
			m.take(string(t.text), words)
			words = nil
		}
	}
	return m
}

// take adds what stood before an operator: spaces and single codes are pairs.
func (m *toUnicode) take(operator string, words [][]byte) {
	if operator == "endcodespacerange" || operator == "endbfchar" {
		m.pairs(operator == "endbfchar", words)
	}
}

func (m *toUnicode) pairs(single bool, words [][]byte) {
	for ; len(words) >= 2; words = words[2:] {
		low, top := code(words[0]), code(words[1])
		if single {
			m.ranges = append(m.ranges, codeRange{low: low, top: low, first: units(words[1])})
		} else {
			m.spaces = append(m.spaces, codeSpace{len(words[0]), low, top})
		}
	}
}

func code(b []byte) (n uint32) {
	for _, c := range b {
		n = n<<8 | uint32(c)
	}
	return n
}

func units(b []byte) []uint16 {
	list := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		list = append(list, uint16(b[0])<<8|uint16(b[1]))
	}
	return list
}

// text returns what a string of codes stands for.
func (m *toUnicode) text(codes []byte) string {
	var out []uint16
	for len(codes) > 0 {
		n := m.length(codes)
		out = append(out, m.unit(code(codes[:n]))...)
		codes = codes[n:]
	}
	return string(utf16.Decode(out))
}

func (m *toUnicode) length(codes []byte) int {
	for n := 1; n <= min(4, len(codes)); n++ {
		c := code(codes[:n])
		if slices.ContainsFunc(m.spaces, func(s codeSpace) bool { return s.length == n && c >= s.low && c <= s.top }) {
			return n
		}
	}
	return min(2, len(codes))
}

// unknown is what a code without a text reads.
const unknown = 0xFFFD

func (m *toUnicode) unit(c uint32) []uint16 {
	for i := len(m.ranges) - 1; i >= 0; i-- {
		r := &m.ranges[i]
		if c < r.low || c > r.top {
			continue
		}
		k := int(c - r.low)
		switch {
		case k < len(r.each):
			return r.each[k]
		case len(r.first) > 0:
			counted := slices.Clone(r.first)
			counted[len(counted)-1] += uint16(k)
			return counted
		}
	}
	return []uint16{unknown}
}
