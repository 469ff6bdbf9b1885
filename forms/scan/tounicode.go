package scan

import (
	"slices"
	"unicode/utf16"
)

// toUnicode says which text the codes of a font stand for. Looking up a code
// takes the same time whatever the map holds: strangers send files.
type toUnicode struct {
	spaces []codeSpace
	single map[uint32][]uint16
	ranges []codeRange // the long ones; the last that has a code decides
}

// What a map may hold; fonts have far less.
const (
	maxSpaces = 16
	maxSingle = 70_000
	maxRanges = 32
	longRange = 256 // codes; shorter ranges are kept code by code
)

// codeSpace says how long codes are that lie between two.
type codeSpace struct {
	length   int
	low, top uint32
}

// codeRange maps codes to a text that is counted on from.
type codeRange struct {
	low, top uint32
	first    []uint16
}

// at returns the text of a code of the range.
func (r *codeRange) at(c uint32) []uint16 {
	counted := slices.Clone(r.first)
	counted[len(counted)-1] += uint16(c - r.low)
	return counted
}

// add keeps a range.
func (m *toUnicode) add(r codeRange) {
	switch {
	case r.top < r.low || len(r.first) == 0:
	case r.top-r.low >= longRange:
		if len(m.ranges) < maxRanges {
			m.ranges = append(m.ranges, r)
		}
	default:
		for c := r.low; c <= r.top && c >= r.low; c++ {
			m.name(c, r.at(c))
		}
	}
}

// name keeps the text of one code.
func (m *toUnicode) name(c uint32, text []uint16) {
	if m.single == nil {
		m.single = map[uint32][]uint16{}
	}
	if len(m.single) < maxSingle {
		m.single[c] = text
	}
}

// plainFont stands for a font without a map: one byte, one Latin letter.
func plainFont() *toUnicode {
	return &toUnicode{
		spaces: []codeSpace{{1, 0, 0xFF}},
		ranges: []codeRange{{low: 0, top: 0xFF, first: []uint16{0}}},
	}
}

// readToUnicode reads the map that a font brings.
func readToUnicode(data []byte) *toUnicode {
	m := &toUnicode{}
	l := &lexer{data: data}
	var words [][]byte  // since the last operator
	var each [][]uint16 // of a list in brackets
	var open, triples bool
	for t, ok := l.next(); ok; t, ok = l.next() {
		switch {
		case t.kind == '[':
			open, each = true, nil
		case t.kind == ']' && len(words) == 2:
			open = false
			for i, text := range each {
				m.name(code(words[0])+uint32(i), text)
			}
			words = nil
		case t.kind == '(' && open:
			each = append(each, units(t.text))
		case t.kind == '(':
			if words = append(words, t.text); triples && len(words) == 3 {
				m.add(codeRange{low: code(words[0]), top: code(words[1]), first: units(words[2])})
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
			m.name(low, units(words[1]))
		} else if len(m.spaces) < maxSpaces {
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
	if text, known := m.single[c]; known {
		return text
	}
	for i := len(m.ranges) - 1; i >= 0; i-- {
		if r := &m.ranges[i]; c >= r.low && c <= r.top {
			return r.at(c)
		}
	}
	return []uint16{unknown}
}
