package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// figure reads the number that s begins with, and keeps it as a figure where it
// has a unit.
func (r *textReader) figure(s string) {
	f, n := r.words.scanFigure(s)
	if n == 0 {
		r.at += digitRun(s)
		return
	}
	if united := f.Unit != "" || f.money; !r.tied() && (united || !r.numbering(s[n:])) {
		r.text.Numbers++
		if (f.Unit != "" || f.money) && len(r.text.Figures) < maxFigures {
			r.keep(f, n)
		}
	}
	r.at += n
}

func (r *textReader) keep(f Figure, n int) {
	folded := r.text.Folded
	f.Text, f.At = strings.TrimSpace(folded[r.at:r.at+n]), r.place(r.at)
	f.Before, f.After = clauseBefore(folded[:r.at]), clauseAfter(folded[r.at+n:])
	f.Per = strings.Contains(f.Unit, "/") || perBefore(f.Before) || strings.HasPrefix(f.After, "每") || strings.HasPrefix(f.After, "/")
	r.text.Figures = append(r.text.Figures, f)
}

// numbering reports whether a number is that of an item: 1. or (2) or 3、 at the
// beginning of a clause. after is what follows it.
func (r *textReader) numbering(after string) bool {
	if !strings.HasPrefix(after, ".") && !strings.HasPrefix(after, "、") && !strings.HasPrefix(after, ")") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(r.text.Folded[:r.at])
	return last == utf8.RuneError || unicode.IsSpace(last) || unicode.IsPunct(last) && last != '、' && last != '-'
}

// maxClause is how many bytes in front of a figure and behind it are given.
const maxClause = 240

func clauseEnd(r rune) bool {
	return r == ',' || r == ';' || r == '。' || r == '!' || r == '?' || r == '\n' || r == '\r'
}

func clauseBefore(s string) string {
	if len(s) > maxClause {
		s = s[len(s)-maxClause:]
	}
	if i := strings.LastIndexFunc(s, clauseEnd); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return s
}

func clauseAfter(s string) string {
	if len(s) > maxClause {
		s = s[:maxClause]
	}
	if i := strings.IndexFunc(s, clauseEnd); i >= 0 {
		s = s[:i]
	}
	return s
}

// perBefore reports whether what stands in front of a figure makes it one per
// something: 每生每年780元, 人均500元.
func perBefore(before string) bool {
	for _, word := range []string{"每", "均"} {
		i := strings.LastIndex(before, word)
		if i >= 0 && utf8.RuneCountInString(before[i:]) <= 8 && !strings.ContainsAny(before[i:], "0123456789") {
			return true
		}
	}
	return false
}

// scanFigure reads the number, or range of numbers, that running text s begins
// with, with its unit; n is its length in bytes.
func (w *Words) scanFigure(s string) (f Figure, n int) {
	q, n := w.scanCounted(s)
	if n == 0 {
		return Figure{}, 0
	}
	low, fits := q.low.Shift(q.scale)
	if !fits {
		return Figure{}, n
	}
	f.Low, f.High, f.Unit, f.money = low, low, q.unit, q.money
	rest, ranged := cutRangeMark(s[n:])
	if !ranged {
		return f, n
	}
	end, m := w.scanCounted(rest)
	high, fits := end.low.Shift(end.scale)
	if m == 0 || !fits || q.unit != "" && q.unit != end.unit || end.unit == "" && !end.money {
		return f, n
	}
	if q.unit == "" && q.scale == 0 {
		low, _ = q.low.Shift(end.scale)
	}
	f.Low, f.High, f.Unit, f.money = low, high, end.unit, end.money
	return f, len(s) - len(rest) + m
}

// counted is a number with scale and unit in running text.
type counted struct {
	low   Decimal
	scale int
	unit  string
	money bool
}

func (w *Words) scanCounted(s string) (q counted, n int) {
	q.low, n = scanDecimal(s)
	if n == 0 {
		return counted{}, 0
	}
	n += about(s[n:])
	if unit, m := w.scanUnit(s[n:], false); m > 0 {
		q.unit, q.money = unit, w.KindOf(unit) == UnitMoney
		return q, n + m
	}
	zeros, m := scanScale(s[n:])
	if m == 0 {
		return q, n
	}
	q.scale, n = zeros, n+m
	more := about(s[n:])
	if unit, m := w.scanUnit(s[n+more:], false); m > 0 {
		q.unit, q.money = unit, w.KindOf(unit) == UnitMoney
		return q, n + more + m
	}
	q.money = zeros >= 4 && standsAlone(s[n:])
	if q.money {
		q.unit = "元"
	}
	return q, n
}

// about returns the length of a blank, or of 余 and the like, between a number
// and its unit.
func about(s string) int {
	for _, word := range []string{"余", "多", "来", " "} {
		if strings.HasPrefix(s, word) {
			return len(word)
		}
	}
	return 0
}

// moneyFollows are words that may follow 万 where it stands for 万元.
var moneyFollows = []string{
	"左右", "以内", "以上", "用于", "用以", "资金", "经费", "费用", "投入", "支出", "补助", "补贴", "作为", "由", "为", "的", "其中", "专项", "预算", "整", "是", "已", "进行", "支付", "拨付",
}

// standsAlone reports whether nothing is counted behind 万: neither a word nor
// a unit.
func standsAlone(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		return true
	}
	for _, word := range moneyFollows {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}
