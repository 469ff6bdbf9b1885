package models

import (
	"strings"
	"time"
)

// Period is a 项目期 as it was understood.
type Period struct {
	Typed string
	Kind  PeriodKind
	// Months is the length of a PeriodLength or PeriodRange.
	Months int

	days span
	year int
}

// PeriodKind says what a 项目期 turned out to be.
type PeriodKind uint8

// The kinds of 项目期.
const (
	PeriodUnknown PeriodKind = iota // blank, or not understood
	PeriodLength                    // 1年, 12个月, 1月 (one month)
	PeriodRange                     // 2021-2023年, 2021年度, 2021年1月至2023年12月
	PeriodYear                      // 当年
	PeriodOpen                      // 长期, 常年, 每年: without end
)

// periodWords are periods in words.
var periodWords = map[string]PeriodKind{
	"长期": PeriodOpen, "常年": PeriodOpen, "每年": PeriodOpen, "长年": PeriodOpen, "长期开展": PeriodOpen, "长期实施": PeriodOpen, "常年开展": PeriodOpen,
	"当年": PeriodYear, "当年度": PeriodYear, "本年": PeriodYear, "本年度": PeriodYear, "年内": PeriodYear, "本年内": PeriodYear, "当年内": PeriodYear, "全年": PeriodYear, "年度": PeriodYear,
}

// ParsePeriod reads a 项目期 as people type it: 1年, 一年, 12个月, 1月 (which is
// one month), 长期, 当年, 2021-2023年, 2021年度, 2021年1月至2023年12月, 3年(2021-2023年).
func ParsePeriod(typed string, budgetYear int) Period {
	p := Period{Typed: typed, year: budgetYear}
	if len(typed) > maxValue {
		return p
	}
	s := strings.Trim(compact(typed), "。.,;")
	if p.read(s) {
		return p
	}
	head, inside, ok := strings.Cut(s, "(")
	if ok && strings.HasSuffix(inside, ")") {
		if p.read(strings.TrimSuffix(inside, ")")) && p.Kind == PeriodRange || p.read(head) {
			return p
		}
		p.Kind = PeriodUnknown
	}
	return p
}

func (p *Period) read(s string) bool {
	if kind, ok := periodWords[s]; ok {
		p.Kind = kind
		return true
	}
	return p.readLength(strings.TrimSuffix(s, "期")) || p.readRange(s)
}

// readLength reads a number of years or months.
func (p *Period) readLength(s string) bool {
	if n := digitRun(s); n > 0 && n <= 2 && s[n:] == "月" {
		s = s[:n] + "个月"
	} else if rest, ok := strings.CutSuffix(s, "月"); ok {
		if _, n := scanChinese(rest); n > 0 && n == len(rest) {
			s = rest + "个月"
		}
	}
	v := DefaultWords().parseValue(s)
	months, ok := v.Months()
	if !ok || v.Sign != NoSign || v.IsRange() || v.Lead != "" || v.Tail != "" {
		return false
	}
	n, whole := months.Int()
	if !whole || n < 1 || n > 1200 {
		return false
	}
	p.Kind, p.Months = PeriodLength, int(n)
	return true
}

// readRange reads a range of dates or a single year.
func (p *Period) readRange(s string) bool {
	if _, n := fourDigits(s); n == 4 && len(s) == 4 {
		s += "年"
	}
	if first, n := fourDigits(s); n > 0 && first > 0 {
		if rest, ok := cutRangeMark(s[n:]); ok && digitRun(rest) == 4 && len(rest) == 4 {
			s += "年"
		}
	}
	days, n := scanSpan(s)
	if n != len(s) || n == 0 || days.deadline {
		return false
	}
	r := days.in(p.year)
	if !days.ranged && days.first.day != 1 || r.Last.Year()-r.First.Year() > 100 {
		return false
	}
	p.Kind, p.days = PeriodRange, days
	p.Months = (r.Last.Year()-r.First.Year())*12 + int(r.Last.Month()) - int(r.First.Month()) + 1
	return true
}

// Known reports whether the period was understood.
func (p Period) Known() bool { return p.Kind != PeriodUnknown }

// Open reports whether the project has no end: 长期, 常年, 每年.
func (p Period) Open() bool { return p.Kind == PeriodOpen }

// OneYear reports whether the project lasts one year or less, within one
// calendar year where it names its days.
func (p Period) OneYear() bool {
	switch p.Kind {
	case PeriodYear:
		return true
	case PeriodLength:
		return p.Months <= 12
	case PeriodRange:
		r := p.days.in(p.year)
		return r.First.Year() == r.Last.Year()
	}
	return false
}

// MoreThanOneYear reports whether the project lasts longer than a year. A
// range of up to twelve months over two calendar years is neither that nor a
// project of one year.
func (p Period) MoreThanOneYear() bool {
	return p.Open() || (p.Kind == PeriodLength || p.Kind == PeriodRange) && p.Months > 12
}

// Covers returns the days that the project may cover. A number of years may be
// any that hold the budget year, so that these are all of them. open says that
// the project has no end, known is false where nothing is known.
func (p Period) Covers() (days DayRange, open, known bool) {
	switch p.Kind {
	case PeriodYear:
		return YearDays(p.year), false, true
	case PeriodRange:
		return p.days.in(p.year), false, true
	case PeriodLength:
		more := (p.Months - 1) / 12
		return DayRange{First: firstDay(p.year-more, 1), Last: lastDay(p.year+more, 12), Ranged: true}, false, true
	case PeriodOpen:
		return DayRange{First: firstDay(1949, 1), Last: lastDay(2199, 12), Ranged: true}, true, true
	}
	return DayRange{}, false, false
}

// End returns the last day on which the project may end. ok is false where it
// has no end, or none is known.
func (p Period) End() (day time.Time, ok bool) {
	days, open, known := p.Covers()
	return days.Last, known && !open
}

// HoldsYear reports whether the calendar year may be one of the project's.
func (p Period) HoldsYear(year int) bool {
	days, open, known := p.Covers()
	return known && (open || days.Touches(YearDays(year)))
}
