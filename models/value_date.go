package models

import (
	"strconv"
	"strings"
	"time"
)

// DayRange is a stretch of whole days, both ends included.
type DayRange struct {
	First, Last time.Time
	// Deadline says that something is due by then: the due day lies between
	// First and Last, whether or not the day named still counts.
	Deadline bool
	// Ranged says that both ends were named, or a whole year or quarter, so
	// that the days between are meant and not one of them.
	Ranged bool
}

// YearDays returns the days of a calendar year.
func YearDays(year int) DayRange {
	return DayRange{First: firstDay(year, 1), Last: lastDay(year, 12), Ranged: true}
}

// Touches reports whether the two share a day.
func (r DayRange) Touches(o DayRange) bool { return !r.Last.Before(o.First) && !r.First.After(o.Last) }

func firstDay(year, month int) time.Time {
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, China)
}

func lastDay(year, month int) time.Time {
	return time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, China)
}

// typedDate is a day as it was written. Year is absolute, or -1, 0, 1 around
// the budget year; day 0 is the last of the month.
type typedDate struct {
	year       int16
	month, day int8
}

func (d typedDate) in(budgetYear int) time.Time {
	year := int(d.year)
	if year < 1000 {
		year += budgetYear
	}
	if d.day == 0 {
		return lastDay(year, int(d.month))
	}
	return time.Date(year, time.Month(d.month), int(d.day), 0, 0, 0, 0, China)
}

// span is a stretch of days as it was written.
type span struct {
	first, last typedDate
	deadline    bool
	ranged      bool
}

func (s span) in(budgetYear int) DayRange {
	r := DayRange{First: s.first.in(budgetYear), Last: s.last.in(budgetYear), Deadline: s.deadline, Ranged: s.ranged}
	if s.deadline {
		// 12月31日前 is meant with that day or without it.
		r.First = r.First.AddDate(0, 0, -1)
	}
	return r
}

func (s span) wholeMonths() bool { return s.first.day == 1 && s.last.day == 0 }

func (s span) wholeYears() bool {
	return s.wholeMonths() && s.first.month == 1 && s.last.month == 12 && s.ranged
}

// String prints the stretch so that it is read as the same again.
func (s span) String() string {
	text := ""
	switch {
	case s.wholeYears() && s.first.year == s.last.year:
		text = yearWord(s.first.year, true)
	case s.wholeYears():
		text = yearWord(s.first.year, true) + "至" + yearWord(s.last.year, true)
	case s.wholeMonths() && s.first == (typedDate{s.last.year, s.last.month, 1}) && !s.ranged:
		text = yearWord(s.first.year, false) + monthWord(s.first)
	case s.wholeMonths():
		text = yearWord(s.first.year, false) + monthWord(s.first) + "至" + yearWord(s.last.year, true) + monthWord(s.last)
	case !s.ranged:
		text = yearWord(s.first.year, false) + monthWord(s.first) + dayWord(s.first)
	default:
		text = yearWord(s.first.year, false) + monthWord(s.first) + dayWord(s.first) +
			"至" + yearWord(s.last.year, true) + monthWord(s.last) + dayWord(s.last)
	}
	if s.deadline {
		text += "前"
	}
	return text
}

func yearWord(year int16, always bool) string {
	switch {
	case year >= 1000:
		return strconv.Itoa(int(year)) + "年"
	case year < 0:
		return "上年"
	case year > 0:
		return "次年"
	case always:
		return "当年"
	}
	return ""
}

func monthWord(d typedDate) string { return strconv.Itoa(int(d.month)) + "月" }

func dayWord(d typedDate) string {
	if d.day == 0 {
		return "底"
	}
	return strconv.Itoa(int(d.day)) + "日"
}

// dateValue reads s as a date, a deadline or a stretch of days, with a few
// words around it.
func (w *Words) dateValue(s string) (Value, bool) {
	v := Value{Kind: ValueDate}
	rest := s
	for _, f := range signForms {
		if after, ok := strings.CutPrefix(rest, f.form); ok && f.sign != Exactly {
			v.Sign, rest = f.sign, after
			break
		}
	}
	at := dateStart(rest)
	if at < 0 {
		return Value{}, false
	}
	v.Lead = rest[:at]
	days, n := scanSpan(rest[at:])
	if n == 0 || v.Lead != "" && (v.Sign != NoSign || !dateLead(v.Lead)) {
		return Value{}, false
	}
	v.days, v.Tail = days, strings.TrimPrefix(rest[at+n:], ",")
	if !plainTail(v.Tail) || !dateTail(v.Tail) {
		return Value{}, false
	}
	return v, true
}

// dateStart returns the first place in s where a date may begin.
func dateStart(s string) int {
	at := strings.IndexAny(s, "0123456789")
	if !strings.Contains(s, "年") && !strings.Contains(s, "月") && !strings.Contains(s, "季") {
		return at
	}
	for _, word := range dateWords {
		if i := strings.Index(s, word); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

// dateWords begin a date that begins with no digit, longest first.
var dateWords = []string{
	"当年", "本年", "今年", "次年", "明年", "下年", "去年", "上年", "全年", "年内", "年度内", "年底", "年末", "年终", "年度",
	"上半年", "下半年", "前三季度", "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度", "一至四季度",
	"第1季度", "第2季度", "第3季度", "第4季度",
	"十一月", "十二月", "十月", "九月", "八月", "七月", "六月", "五月", "四月", "三月", "二月", "一月",
}

// dateLead reports whether words in front of a date leave it a date of its own:
// 每年12月 is none.
func dateLead(s string) bool { return plainWords(s) && !strings.ContainsAny(s, "每第") }

// dateTail reports whether words behind a date leave it one: 当年价 and 年度考核
// speak of something else.
func dateTail(s string) bool {
	if s == "" {
		return true
	}
	for _, word := range dateTails {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

var dateTails = []string{
	"完", "全", "竣", "建", "验", "发", "支", "付", "执", "实", "开", "交", "投", "拨", "办", "达", "到", "结", "基", "起", "上", "下达", "正式", "按", "已", "均", "可", "启", "落", "(", "或", "召", "举", "报", "提", "兑", "履", "组", "进", "形", "出",
}

// HasDate reports whether a text names a day, month, quarter or year anywhere,
// in digits or in words: 年底前及时完成.
func HasDate(text string) bool {
	s := compact(text)
	if len(ReadText(s).Dates) > 0 {
		return true
	}
	for _, word := range dateWords {
		if i := strings.Index(s, word); i >= 0 {
			if _, n := scanSpan(s[i:]); n > 0 {
				return true
			}
		}
	}
	return false
}
