package models

import (
	"strings"
	"unicode/utf8"
)

// ValueKind says what an indicator value turned out to be.
type ValueKind uint8

// The kinds of value.
const (
	ValueBlank    ValueKind = iota // nothing
	ValueWords                     // a grade, a sentence, or what could not be read
	ValueNumber                    // a number or a range of numbers, with sign and unit
	ValueDuration                  // a number of years, months, days or hours
	ValueDate                      // a day, a deadline, or a stretch of days
)

// Sign is the relation in front of a number.
type Sign string

// The signs. People write them in many ways; each is read as one of these.
const (
	NoSign  Sign = ""
	AtLeast Sign = "≥"
	Above   Sign = ">"
	Exactly Sign = "="
	Below   Sign = "<"
	AtMost  Sign = "≤"
)

// Value is an indicator value as it was understood. What was typed is kept
// beside it, never replaced by it. Values are equal with ==.
type Value struct {
	Typed string
	Kind  ValueKind
	Sign  Sign
	Lead  string // words in front of the number or date: 达到, 每月
	Low   Decimal
	High  Decimal // equal to Low where there is no range
	Scale int     // powers of ten of the words behind the number: 4 for 万
	Unit  string  // 元/人天, 台(套), %, 个月; half width
	Tail  string  // words behind it: 左右, 完成
	// Words is the text without white space, of ValueWords only.
	Words string

	days    span
	counted bool // ValueWords that hold a number among the words
}

// maxValue is how many characters of a value are read; longer ones are words.
const maxValue = 2_000

// ParseValue reads an indicator value as people type it: ≥95%, 不少于 2 个,
// 265万元, ≤500元/人天, 5～10 户, 2023年12月底前, 两年, 按计划完成. What it cannot
// read are words; it never fails.
func ParseValue(typed string) Value { return DefaultWords().ParseValue(typed) }

// ParseValue reads an indicator value with these units of measure.
func (w *Words) ParseValue(typed string) Value {
	v := w.parseValue(typed)
	v.Typed = typed
	return v
}

func (w *Words) parseValue(typed string) Value {
	if Blank(typed) {
		return Value{}
	}
	typed = strings.TrimSpace(typed)
	if len(typed) > maxValue && utf8.RuneCountInString(typed) > maxValue {
		return Value{Kind: ValueWords, Words: typed, counted: strings.ContainsAny(typed, "0123456789")}
	}
	s := compact(typed)
	bare := strings.TrimRight(s, "。.,;、!")
	if v, ok := w.dateValue(bare); ok {
		return v
	}
	if v, ok := w.numberValue(bare); ok {
		return v
	}
	return Value{Kind: ValueWords, Words: s, counted: w.holdsNumber(s)}
}

// String returns what was understood, in one form: reading that again gives
// the same.
func (v Value) String() string {
	switch v.Kind {
	case ValueBlank:
		return ""
	case ValueWords:
		return v.Words
	case ValueDate:
		return v.Lead + string(v.Sign) + v.days.String() + v.Tail
	}
	number := v.Low.String()
	if v.Low != v.High {
		number += "~" + v.High.String()
	}
	return v.Lead + string(v.Sign) + number + scaleWord(v.Scale) + v.Unit + v.Tail
}

// scaleWords are the words behind a number that multiply it, longest first.
var scaleWords = []struct {
	word  string
	zeros int
}{{"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"十亿", 9}, {"千万", 7}, {"百万", 6}, {"十万", 5}, {"亿", 8}, {"万", 4}, {"千", 3}, {"百", 2}}

func scaleWord(zeros int) string {
	for _, s := range scaleWords {
		if s.zeros == zeros {
			return s.word
		}
	}
	return ""
}

// HasNumber reports whether the value holds a number anywhere: also as a
// duration, and among words. Dates and the numbers of documents are none.
func (v Value) HasNumber() bool {
	return v.Kind == ValueNumber || v.Kind == ValueDuration || v.counted
}

// IsNumber reports whether the value is one number or one range of numbers.
func (v Value) IsNumber() bool { return v.Kind == ValueNumber }

// IsRange reports whether the value is a range of numbers.
func (v Value) IsRange() bool { return v.Low != v.High }

// IsWords reports whether the value is words in which no number was found.
func (v Value) IsWords() bool { return v.Kind == ValueWords && !v.counted }

// IsPercent reports whether the value is a percentage.
func (v Value) IsPercent() bool { return v.Kind == ValueNumber && v.Unit == "%" }

// IsZero reports whether the value is the number 0.
func (v Value) IsZero() bool {
	return v.Kind == ValueNumber && v.Low.Sign() == 0 && v.High.Sign() == 0
}

// Bounds returns the number, or both ends of the range, multiplied out.
func (v Value) Bounds() (low, high Decimal) {
	low, lowFits := v.Low.Shift(v.Scale)
	high, highFits := v.High.Shift(v.Scale)
	if !lowFits || !highFits {
		return v.Low, v.High
	}
	return low, high
}

// Per reports whether the value is an amount per something: 元/人天, 每人500元.
func (v Value) Per() bool {
	if strings.Contains(v.Unit, "/") || strings.Contains(v.Lead, "每") || strings.Contains(v.Lead, "均") {
		return true
	}
	for _, one := range []string{"每", "一人", "一户", "一亩", "一台", "一天", "一月", "一年"} {
		if strings.HasPrefix(v.Tail, one) {
			return true
		}
	}
	return false
}

// Money returns the sum of money that the value is: 265万元, 100000元, 30万. Of a
// range it is the upper end. A value per something is no sum.
func (v Value) Money() (sum Fen, ok bool) {
	if v.Kind != ValueNumber || v.Per() || DefaultWords().KindOf(v.Unit) != UnitMoney && (v.Unit != "" || v.Scale < 4) {
		return 0, false
	}
	return v.High.fen(v.Scale)
}

// fen returns d times ten to the power of scale 元 as 分, where that is exact
// and within what a form may name.
func (d Decimal) fen(scale int) (Fen, bool) {
	e, ok := d.Shift(scale + 2)
	if !ok {
		return 0, false
	}
	n, whole := e.Int()
	if !whole || n < 0 || Fen(n) > MaxFen {
		return 0, false
	}
	return Fen(n), true
}

// Months returns the length of a duration in years, terms or months.
func (v Value) Months() (months Decimal, ok bool) {
	if v.Kind != ValueDuration {
		return Decimal{}, false
	}
	per := int64(0)
	switch DefaultWords().KindOf(v.Unit) {
	case UnitYears:
		per = 12
	case UnitMonths:
		per = 1
	}
	if per == 0 || strings.Contains(v.Unit, "/") || v.High.coef > 1_000_000 {
		return Decimal{}, false
	}
	return Decimal{coef: v.High.coef * per, places: v.High.places}.trimmed(), true
}

// Days returns the days of a date, deadline or stretch of days, in which what
// names no year is of the budget year.
func (v Value) Days(budgetYear int) (days DayRange, ok bool) {
	if v.Kind != ValueDate {
		return DayRange{}, false
	}
	return v.days.in(budgetYear), true
}

// WithUnit returns the value with a unit that stands elsewhere, such as in the
// closing bracket of the indicator's name: 总面积(亩). It changes only a number
// that has no unit of its own.
func (v Value) WithUnit(unit string) Value { return DefaultWords().WithUnit(v, unit) }

// WithUnit is Value.WithUnit with these units of measure.
func (w *Words) WithUnit(v Value, unit string) Value {
	if v.Kind != ValueNumber || v.Unit != "" || unit == "" {
		return v
	}
	unit = strings.TrimLeft(strings.TrimPrefix(compact(unit), "单位"), ":")
	scale, n := scanScale(unit)
	own, m := w.scanUnit(unit[n:], true)
	if m == 0 || n+m != len(unit) || v.Scale != 0 && scale != 0 && v.Scale != scale {
		return v
	}
	v.Unit, v.Scale = own, max(v.Scale, scale)
	if w.duration(own) && v.Scale == 0 {
		v.Kind = ValueDuration
	}
	return v
}

// duration reports whether a unit measures time.
func (w *Words) duration(unit string) bool {
	if strings.Contains(unit, "/") {
		return false
	}
	switch w.KindOf(unit) {
	case UnitYears, UnitMonths, UnitDays, UnitHours, UnitTerms:
		return true
	}
	return false
}
