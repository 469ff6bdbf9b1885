package models

import (
	"strings"
	"unicode/utf8"
)

var chineseDigits = map[rune]int64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4,
	'五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '壹': 1, '贰': 2, '叁': 3, '肆': 4,
	'伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

var chineseTens = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// scanChinese reads the Chinese numeral below ten thousand that s begins with.
// n is its length in bytes. What could be two numbers, 一百二, is none.
func scanChinese(s string) (number int64, n int) {
	digit, last, zero := int64(-1), int64(10_000), false
	for _, r := range s {
		if d, ok := chineseDigits[r]; ok {
			if digit > 0 {
				break
			}
			digit, zero = d, d == 0
		} else if ten, ok := chineseTens[r]; ok {
			if digit < 0 && ten == 10 && number == 0 {
				digit = 1
			}
			if digit < 1 || ten >= last {
				break
			}
			number, digit, last, zero = number+digit*ten, -1, ten, false
		} else {
			break
		}
		n += utf8.RuneLen(r)
	}
	if digit > 0 && number > 0 && last > 10 && !zero && !strings.Contains(s[:n], "零") {
		return 0, 0
	}
	return number + max(digit, 0), n
}

// spelledNumber finds the number that a value spells out and reads it with its
// unit: 两年, 一次, 百分之九十五, 至少三个, 零投诉, 半年. Numerals are read only
// where they clearly are figures: at the beginning or behind a sign or 每月 and
// the like, and with a unit that the table knows.
func (w *Words) spelledNumber(s string, v *Value) (at int, tail string, ok bool) {
	if i := strings.Index(s, "百分"); i >= 0 {
		tail, ok = spelledPercent(s[i+len("百分"):], v)
		return i, tail, ok
	}
	for _, lead := range numeralLeads(s) {
		if tail, ok = w.spelledQuantity(s[lead:], v); ok {
			return lead, tail, true
		}
	}
	return 0, "", false
}

// numeralLeads returns the places at which a numeral may begin.
func numeralLeads(s string) []int {
	places := []int{0}
	for _, f := range signForms {
		if strings.HasPrefix(s, f.form) {
			return append(places, len(f.form))
		}
	}
	for _, lead := range []string{"每年", "每月", "每周", "每季度", "每季", "每半年", "每人", "每户", "每村", "全年", "共", "达到", "完成", "新建", "举办", "召开", "开展"} {
		if strings.HasPrefix(s, lead) {
			return append(places, len(lead))
		}
	}
	return places
}

func spelledPercent(s string, v *Value) (tail string, ok bool) {
	if s == "百" || s == "之百" || s == "之一百" {
		v.Low, v.High, v.Unit = DecimalOf(100), DecimalOf(100), "%"
		return "", true
	}
	s, ok = strings.CutPrefix(s, "之")
	if !ok {
		return "", false
	}
	number, n := scanChinese(s)
	if n == 0 {
		return "", false
	}
	d := DecimalOf(number)
	if rest, point := strings.CutPrefix(s[n:], "点"); point {
		if digit, m := scanChinese(rest); m > 0 && digit < 10 {
			d, s, n = Decimal{number*10 + digit, 1}.trimmed(), rest, m
		}
	}
	v.Low, v.High, v.Unit = d, d, "%"
	return s[n:], true
}

// spelledQuantity reads a numeral with a unit of the table, both at the very
// beginning of s.
func (w *Words) spelledQuantity(s string, v *Value) (tail string, ok bool) {
	if rest, half := strings.CutPrefix(s, "半"); half {
		return halfTime(rest, v)
	}
	for _, phrase := range w.phrases {
		if strings.HasPrefix(s, phrase) {
			return "", false
		}
	}
	number, n := scanChinese(s)
	if n == 0 {
		return "", false
	}
	rest := s[n:]
	scale := 0
	for _, word := range []struct {
		word  string
		zeros int
	}{{"万亿", 12}, {"亿", 8}, {"万", 4}} {
		if after, cut := strings.CutPrefix(rest, word.word); cut {
			scale, rest = word.zeros, after
			break
		}
	}
	unit, m := w.scanUnit(rest, true)
	if m == 0 {
		return "", false
	}
	v.Low, v.High, v.Scale, v.Unit = DecimalOf(number), DecimalOf(number), scale, unit
	rest = rest[m:]
	if after, ok := w.yearsAndMonths(rest, v); ok {
		rest = after
	}
	_, more := scanChinese(rest) // 一年两次
	return rest, more == 0
}

// halfTime reads what stands behind 半.
func halfTime(rest string, v *Value) (tail string, ok bool) {
	for _, f := range []struct {
		word string
		n    int64
		unit string
	}{{"年", 6, "个月"}, {"个月", 15, "天"}, {"小时", 30, "分钟"}} {
		if tail, ok = strings.CutPrefix(rest, f.word); ok {
			v.Low, v.High, v.Unit = DecimalOf(f.n), DecimalOf(f.n), f.unit
			return tail, true
		}
	}
	return "", false
}

// holdsNumber reports whether words hold a number: a figure outside dates,
// document numbers and titles, or a numeral that clearly is one.
func (w *Words) holdsNumber(s string) bool {
	if t := w.ReadText(s); t.Numbers > 0 {
		return true
	}
	if strings.HasPrefix(s, "零") {
		return true
	}
	for _, word := range []string{"分之", "一半", "过半", "翻番", "翻一番"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	var v Value
	_, _, ok := w.spelledNumber(s, &v)
	return ok
}
