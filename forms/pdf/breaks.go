package pdf

import "unicode"

// strength says how much speaks against a line break before a character. Only
// what is wider than its cell is broken at more than free, and then at the
// weakest place that there is.
type strength uint8

const (
	free  strength = iota // nothing
	slash                 // behind the stroke of 元/车年
	unit                  // between a number and its unit
	inner                 // inside a number or a Latin word
	bound                 // a line would begin or end with a wrong character
)

// notFirst may not begin a line, notLast may not end one.
const (
	notFirst = "，。、；：？！）》」』】〕〉”’％‰℃°·…～／,.;:?!)]}%/"
	notLast  = "（《「『【〔〈“‘([{￥¥$＄№"
)

// class is what a character is for line breaking; it may be several things.
type class uint16

const (
	isFirst class = 1 << iota // may begin a line
	isLast                    // may end a line
	isSpace
	isDigit
	isHan
	isLatin // of a word that is kept whole
	isJoin  // may stand inside such a word: e-mail, a/b, v1.2
	isSign  // of a number
	isRange // between two numbers
)

// classes holds the class of every character that can be printed.
var classes = classTable()

func classTable() *[1 << 16]class {
	table := new([1 << 16]class)
	for i := range table {
		r := rune(i)
		c := isFirst | isLast
		switch {
		case r == '\t' || r != '\n' && unicode.IsSpace(r):
			c |= isSpace
		case unicode.Is(unicode.Han, r):
			c |= isHan
		case r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			c |= isLatin
		}
		if unicode.Is(unicode.M, r) { // an accent stays on its letter
			c &^= isFirst
		}
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			c |= isDigit
		}
		table[i] = c
	}
	for _, set := range []struct {
		chars string
		flip  class
	}{
		{notFirst, isFirst},
		{notLast, isLast},
		{"-_.@/:&+#'’", isJoin},
		{"≥≤＞＜><=＝≧≦≈±+-−", isSign},
		{"-–—~～至", isRange},
	} {
		for _, r := range set.chars {
			table[r] ^= set.flip
		}
	}
	return table
}

func is(r rune, c class) bool { return uint32(r) < 1<<16 && classes[r]&c != 0 }

// units are the words behind a number that are longer than one character. A
// single character behind a number stays with it always.
var units = runesOf([]string{
	"个百分点", "百分点", "个工作日", "工作日", "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "厘米", "毫米",
	"公斤", "千克", "公顷", "万亩", "万人次", "人次", "人天", "万人", "万户", "万吨", "万元", "亿元", "万株", "万件", "万册",
	"千元", "百元", "千瓦时", "千瓦", "小时", "分钟", "个月", "车年", "台套", "号文件", "年度", "月份", "季度", "学时",
})

// breaks returns for each character of a text how much speaks against a break
// before it.
func breaks(text []rune) []strength {
	s := make([]strength, len(text))
	for i := 1; i < len(text); i++ {
		s[i] = between(text[i-1], text[i])
	}
	for i := 0; i < len(text); i++ {
		if digit(text[i]) && (i == 0 || !digit(text[i-1])) {
			i = number(text, s, i) - 1
		}
	}
	return s
}

// between judges a break by the two characters at its sides.
func between(a, b rune) strength {
	switch {
	case a == '\n':
		return free
	case is(b, isSpace), !is(b, isFirst), !is(a, isLast):
		return bound
	case a == b && (a == '—' || a == '─'):
		return bound // the two halves of a Chinese dash
	case is(a, isLatin) && is(b, isLatin|isJoin), is(a, isJoin) && is(b, isLatin):
		if a == '/' {
			return slash
		}
		return inner
	}
	return free
}

// number keeps together what belongs to the number that begins at start: its
// sign, its digits, a range, a document number's bracket, its unit. It returns
// the place behind the number's last digit.
func number(text []rune, s []strength, start int) int {
	if start > 0 && is(text[start-1], isSign) {
		raise(s, start, inner)
	}
	if bracketedYear(text, start) {
		raise(s, start, inner)
	}
	end := start + 1
	for end < len(text) && (digit(text[end]) || pointed(text, end)) {
		raise(s, end, inner)
		end++
	}
	unitAt := end
	if end < len(text) && oneOf(text[end], "%％‰") {
		unitAt++
	}
	if unitAt+1 < len(text) && is(text[unitAt], isRange) && digit(text[unitAt+1]) {
		raise(s, unitAt, inner)
		raise(s, unitAt+1, inner)
		return end
	}
	measure(text, s, unitAt)
	return end
}

// pointed reports whether the character at i stands between digits as the
// point or comma of one number.
func pointed(text []rune, i int) bool {
	return i+1 < len(text) && digit(text[i-1]) && digit(text[i+1]) && oneOf(text[i], ".,．，:：") &&
		(text[i] != '，' || thousands(text[i+1:]))
}

// thousands reports whether a text begins with exactly three digits: a comma
// as people type it before them parts thousands, not two numbers.
func thousands(text []rune) bool {
	n := 0
	for n < len(text) && digit(text[n]) {
		n++
	}
	return n == 3
}

// bracketedYear reports whether 〔2015〕 or the like stands before start, so
// that the number there is a document's: 〔2015〕60号.
func bracketedYear(text []rune, start int) bool {
	if start < 6 || !oneOf(text[start-1], "〕】])）") || !oneOf(text[start-6], "〔【[(（") {
		return false
	}
	for _, r := range text[start-5 : start-1] {
		if !digit(r) {
			return false
		}
	}
	return true
}

// measure keeps a unit at i with the number before it, also 元/车年 and 台(套).
func measure(text []rune, s []strength, i int) {
	n := unitLength(text[i:])
	for k := range n {
		raise(s, i+k, unit)
	}
	if i += n; n == 0 || i+1 >= len(text) {
		return
	}
	if text[i] == '/' || text[i] == '／' {
		raise(s, i+1, slash)
		for k := 1; k < unitLength(text[i+1:]); k++ {
			raise(s, i+1+k, unit)
		}
	}
	if i+2 < len(text) && oneOf(text[i], "(（") && oneOf(text[i+2], ")）") {
		raise(s, i, unit)
	}
}

// unitLength returns how many characters at the beginning of a text are a
// unit.
func unitLength(text []rune) int {
	if len(text) == 0 || !han(text[0]) {
		return 0
	}
	for _, u := range units {
		if hasPrefix(text, u) {
			return len(u)
		}
	}
	return 1
}

func raise(s []strength, i int, to strength) { s[i] = max(s[i], to) }

func oneOf(r rune, set string) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

func digit(r rune) bool { return is(r, isDigit) }
func han(r rune) bool   { return is(r, isHan) }
func space(r rune) bool { return is(r, isSpace) }
