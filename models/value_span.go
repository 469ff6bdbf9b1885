package models

import (
	"strings"
)

// scanSpan reads the date or stretch of days that s begins with; n is its
// length in bytes, 0 when there is none. s is half width.
func scanSpan(s string) (days span, n int) {
	days, n = scanPeriodOf(s, 0, false)
	if n == 0 {
		return span{}, 0
	}
	if rest, ok := cutRangeMark(s[n:]); ok && !days.deadline {
		end, m := scanEnd(rest, days)
		if m > 0 {
			days.last, days.ranged = end.last, true
			n = len(s) - len(rest) + m
		}
	}
	if days.first.in(2000).After(days.last.in(2000)) {
		return span{}, 0
	}
	m, deadline := deadlineMark(s[n:])
	days.deadline = deadline
	return days, n + m
}

// scanEnd reads the end of a stretch that begins with the days of first. A year
// that it does not name is that of the beginning, or the next where it would
// end before it begins.
func scanEnd(s string, first span) (end span, n int) {
	end, n = scanPeriodOf(s, first.first.year, true)
	if n == 0 {
		return end, 0
	}
	if end.last.in(2000).Before(first.first.in(2000)) && !namesYear(s) {
		end.last.year++
	}
	return end, n
}

func namesYear(s string) bool {
	_, n := scanYear(s)
	return n > 0
}

// deadlineMark reads what makes a date a deadline, and what only closes it.
func deadlineMark(s string) (n int, deadline bool) {
	for _, mark := range []string{"之前", "以前", "前"} {
		if strings.HasPrefix(s, mark) {
			return len(mark), true
		}
	}
	for _, mark := range []string{"期间内", "期间", "以内", "之内", "内", "止"} {
		if strings.HasPrefix(s, mark) {
			return len(mark), false
		}
	}
	return 0, false
}

// scanPeriodOf reads a day, month, quarter, half or year. Where it names no
// year it is of the year given; inside says that a stretch has begun before it,
// so that a bare month may stand there: 2023.1-12.
func scanPeriodOf(s string, year int16, inside bool) (days span, n int) {
	if days, n = scanDotted(s, inside); n > 0 {
		return days, n
	}
	y, n := scanYear(s)
	if n > 0 {
		year = y
	}
	if days, m := scanPart(s[n:], year); m > 0 {
		return days, n + m
	}
	if n == 0 {
		return scanBare(s, year, inside)
	}
	if m := yearEnd(s[n:]); m > 0 {
		day := typedDate{year, 12, 31}
		return span{first: day, last: day}, n + m
	}
	return wholeYear(year), n
}

func wholeYear(year int16) span {
	return span{first: typedDate{year, 1, 1}, last: typedDate{year, 12, 0}, ranged: true}
}

func yearEnd(s string) int {
	for _, mark := range []string{"年底", "年末", "年终", "底", "末", "终"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
}

// scanBare reads what stands alone: 年底, 年内, the second year of 2023-2025年,
// the second month of 2023.1-12.
func scanBare(s string, year int16, inside bool) (days span, n int) {
	for _, word := range []string{"年度内", "年内", "全年", "年度"} {
		if strings.HasPrefix(s, word) {
			return wholeYear(year), len(word)
		}
	}
	for _, word := range []string{"年底", "年末", "年终"} {
		if strings.HasPrefix(s, word) {
			day := typedDate{year, 12, 31}
			return span{first: day, last: day}, len(word)
		}
	}
	if y, n := scanOpenYear(s); n > 0 {
		return wholeYear(y), n
	}
	if n = digitRun(s); inside && n > 0 && n <= 2 {
		if month := smallNumber(s[:n]); month >= 1 && month <= 12 && !strings.HasPrefix(s[n:], ".") {
			return monthOf(year, month), n
		}
	}
	return span{}, 0
}

// scanOpenYear reads the first year of 2023-2025年.
func scanOpenYear(s string) (year int16, n int) {
	year, n = fourDigits(s)
	if n == 0 {
		return 0, 0
	}
	rest, ok := cutRangeMark(s[n:])
	if !ok {
		return 0, 0
	}
	if _, m := fourDigits(rest); m == 0 || !strings.HasPrefix(rest[m:], "年") {
		return 0, 0
	}
	return year, n
}

func fourDigits(s string) (year int16, n int) {
	if digitRun(s) != 4 {
		return 0, 0
	}
	year = int16(smallNumber(s[:4]))
	if year < 1949 || year > 2099 {
		return 0, 0
	}
	return year, 4
}

func smallNumber(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// yearWords are the years that are named by their place.
var yearWords = []struct {
	word string
	year int16
}{
	{"当年度", 0}, {"当年", 0}, {"本年度", 0}, {"本年", 0}, {"今年", 0}, {"次年", 1}, {"明年", 1}, {"下年", 1}, {"上年", -1}, {"去年", -1},
}

// scanYear reads 2023年, 2023年度, 本年.
func scanYear(s string) (year int16, n int) {
	if year, n = fourDigits(s); n > 0 {
		for _, word := range []string{"年度", "年"} {
			if strings.HasPrefix(s[n:], word) {
				return year, n + len(word)
			}
		}
		return 0, 0
	}
	for _, w := range yearWords {
		if strings.HasPrefix(s, w.word) {
			return w.year, len(w.word)
		}
	}
	return 0, 0
}

// scanDotted reads 2023.12.31, 2023-12-31 and, where more than a number is
// seen in it, 2023.12.
func scanDotted(s string, inside bool) (days span, n int) {
	year, n := fourDigits(s)
	if n == 0 || n >= len(s) || s[n] != '.' && s[n] != '-' && s[n] != '/' {
		return span{}, 0
	}
	mark := s[n]
	m := digitRun(s[n+1:])
	if m == 0 || m > 2 {
		return span{}, 0
	}
	month := smallNumber(s[n+1 : n+1+m])
	n += 1 + m
	if month < 1 || month > 12 {
		return span{}, 0
	}
	if n < len(s) && s[n] == mark {
		if d := digitRun(s[n+1:]); d > 0 && d <= 2 {
			return oneDay(year, month, smallNumber(s[n+1:n+1+d]), n+1+d)
		}
	}
	if mark == '/' || mark == '-' && m < 2 || mark == '.' && !inside && dottedNumber(s[n:]) {
		return span{}, 0
	}
	if strings.HasPrefix(s[n:], "月") {
		n += len("月")
	}
	return monthOf(year, month), n
}

// dottedNumber reports whether what follows 2000.5 shows that it is a number.
func dottedNumber(s string) bool {
	if s == "" {
		return true
	}
	if _, ok := cutRangeMark(s); ok {
		return false
	}
	n, _ := deadlineMark(s)
	return n == 0 && !strings.HasPrefix(s, "月") && !strings.HasPrefix(s, "底")
}

// scanPart reads a part of a year.
func scanPart(s string, year int16) (days span, n int) {
	if days, n = scanMonth(s, year); n > 0 {
		return days, n
	}
	if days, n = scanQuarter(s, year); n > 0 {
		return days, n
	}
	for _, p := range yearParts {
		if strings.HasPrefix(s, p.word) {
			return monthsOf(year, p.from, p.to), len(p.word)
		}
	}
	return span{}, 0
}

var yearParts = []struct {
	word     string
	from, to int
}{{"上半年", 1, 6}, {"下半年", 7, 12}, {"前三季度", 1, 9}, {"一至四季度", 1, 12}, {"年初", 1, 1}}

func monthsOf(year int16, from, to int) span {
	return span{first: typedDate{year, int8(from), 1}, last: typedDate{year, int8(to), 0}, ranged: true}
}

func monthOf(year int16, month int) span {
	return span{first: typedDate{year, int8(month), 1}, last: typedDate{year, int8(month), 0}}
}

func oneDay(year int16, month, day, n int) (span, int) {
	longest := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	if day < 1 || day > longest[month-1] {
		return span{}, 0
	}
	d := typedDate{year, int8(month), int8(day)}
	return span{first: d, last: d}, n
}
