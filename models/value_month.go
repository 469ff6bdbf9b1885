package models

import "strings"

// scanCount reads a month's or quarter's number, in digits or spelled.
func scanCount(s string) (number, n int) {
	if n = digitRun(s); n > 0 {
		if n > 2 {
			return 0, 0
		}
		return smallNumber(s[:n]), n
	}
	spelled, n := scanChinese(s)
	if n > 0 && spelled > 12 {
		return 0, 0
	}
	return int(spelled), n
}

func scanQuarter(s string, year int16) (days span, n int) {
	rest := strings.TrimPrefix(s, "第")
	quarter, n := scanCount(rest)
	if n == 0 || quarter < 1 || quarter > 4 {
		return span{}, 0
	}
	last := quarter
	tail := rest[n:]
	if after, ok := cutRangeMark(strings.TrimPrefix(tail, "、")); ok || strings.HasPrefix(tail, "、") {
		after = strings.TrimPrefix(after, "第")
		if q, m := scanCount(after); m > 0 && q > quarter && q <= 4 {
			last, tail = q, after[m:]
		}
	}
	tail, ok := strings.CutPrefix(tail, "季度")
	if !ok {
		return span{}, 0
	}
	tail = strings.TrimPrefix(tail, "末")
	return monthsOf(year, quarter*3-2, last*3), len(s) - len(tail)
}

// scanMonth reads a month with what follows it: 12月, 12月31日, 12月底, 1-12月.
func scanMonth(s string, year int16) (days span, n int) {
	month, n := scanCount(s)
	if n == 0 || month < 1 || month > 12 {
		return span{}, 0
	}
	rest := s[n:]
	if after, ok := strings.CutPrefix(rest, "月"); ok {
		return scanDay(after, year, month, len(s)-len(after))
	}
	after, ok := cutRangeMark(rest)
	if !ok {
		return span{}, 0
	}
	last, m := scanCount(after)
	if m == 0 || last <= month || last > 12 || !strings.HasPrefix(after[m:], "月") {
		return span{}, 0
	}
	after = strings.TrimPrefix(after[m+len("月"):], "份")
	if d, m := scanDay(after, year, last, 0); m > 0 && d.last.day != 0 {
		return span{}, 0 // 5-6月15日: neither end is clear
	}
	return monthsOf(year, month, last), len(s) - len(after)
}

// scanDay reads what follows a month; n is how much was read before.
func scanDay(s string, year int16, month, n int) (span, int) {
	for _, part := range []struct {
		word        string
		first, last int8
	}{{"上旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, 0}} {
		if strings.HasPrefix(s, part.word) {
			return span{
				first: typedDate{year, int8(month), part.first}, last: typedDate{year, int8(month), part.last}, ranged: true,
			}, n + len(part.word)
		}
	}
	for _, word := range []string{"底", "末"} {
		if strings.HasPrefix(s, word) {
			day := typedDate{year, int8(month), 0}
			return span{first: day, last: day}, n + len(word)
		}
	}
	if d := digitRun(s); d > 0 && d <= 2 {
		for _, word := range []string{"日", "号"} {
			if strings.HasPrefix(s[d:], word) {
				return oneDay(year, month, smallNumber(s[:d]), n+d+len(word))
			}
		}
	}
	if strings.HasPrefix(s, "份") {
		n += len("份")
	}
	return monthOf(year, month), n
}
