package models

import (
	"strings"
	"unicode"
)

// lookalikes are signs that scanned texts and input methods put in the place of
// others.
var lookalikes = strings.NewReplacer("℅", "%", "﹪", "%", "〉", ">", "﹥", ">", "〈", "<", "﹤", "<", "﹦", "=", "─", "-", "‐", "-", "﹣", "-", "−", "-", "－", "-")

// compact returns s half width and without white space, but for that between
// two digits, where leaving it out would make another number.
func compact(s string) string {
	s = strings.TrimSpace(lookalikes.Replace(Halfwidth(s)))
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	var b strings.Builder
	var last rune
	spaced := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			spaced = true
			continue
		}
		if spaced && isDigit(last) && isDigit(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, spaced = r, false
	}
	return b.String()
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// numberValue reads s as one number or range with sign, unit and a few words
// around it.
func (w *Words) numberValue(s string) (Value, bool) {
	at := strings.IndexAny(s, "0123456789")
	var v Value
	tail := ""
	if at < 0 {
		var ok bool
		if at, tail, ok = w.spelledNumber(s, &v); !ok {
			return Value{}, false
		}
	} else {
		var ok bool
		if tail, ok = w.scanRange(s[at:], &v); !ok {
			return Value{}, false
		}
	}
	lead, ok := v.takeSigns(s[:at])
	if !ok || !w.fits(lead, tail, &v) {
		return Value{}, false
	}
	v.Kind = ValueNumber
	if w.duration(v.Unit) && v.Scale == 0 && v.Low.Sign() >= 0 {
		v.Kind = ValueDuration
		if strings.Contains(v.Lead, "每") || w.KindOf(v.Unit) == UnitYears && v.High.Cmp(DecimalOf(1900)) > 0 {
			return Value{}, false // 每年12月, 不低于2022年水平
		}
	}
	if v.Kind == ValueDuration || v.IsRange() {
		if _, date := w.dateValue(v.String()); date || v.Low.Cmp(v.High) > 0 {
			return Value{}, false // 001季度, 9-5个
		}
	}
	return v, true
}

// rangeMarks stand between the ends of a range.
var rangeMarks = []string{"-", "~", "—", "–", "―", "至", "到", "--", "——"}

func cutRangeMark(s string) (rest string, ok bool) {
	for i := len(rangeMarks) - 1; i >= 0; i-- {
		if rest, ok = strings.CutPrefix(s, rangeMarks[i]); ok {
			return rest, true
		}
	}
	return s, false
}

// scanRange reads the number, or the range of numbers, with scale and unit that
// s begins with. No digit may be left behind it.
func (w *Words) scanRange(s string, v *Value) (tail string, ok bool) {
	tail, ok = w.scanQuantity(s, v)
	if !ok {
		return "", false
	}
	if rest, ranged := cutRangeMark(tail); ranged && v.Tail == "" {
		var high Value
		if after, ok := w.scanQuantity(rest, &high); ok && v.widen(high) {
			tail = after
		}
	}
	if rest, ok := w.yearsAndMonths(tail, v); ok {
		tail = rest
	}
	return tail, !strings.ContainsAny(tail, "0123456789")
}

// widen makes v the range up to high, if both are of one unit.
func (v *Value) widen(high Value) bool {
	switch {
	case v.Unit == "" && v.Scale == 0:
		v.Unit, v.Scale = high.Unit, high.Scale
	case v.Unit != high.Unit || v.Scale != high.Scale:
		return false
	}
	v.High = high.Low
	return true
}

// scanQuantity reads a number with scale and unit.
func (w *Words) scanQuantity(s string, v *Value) (tail string, ok bool) {
	d, n := scanDecimal(s)
	if n == 0 {
		return "", false
	}
	s, v.Tail = s[n:], ""
	v.Low, v.High = d, d
	for _, more := range []string{"余", "多"} {
		if rest, ok := strings.CutPrefix(s, more); ok && w.counts(rest) {
			s, v.Tail = rest, "余"
			break
		}
	}
	if unit, m := w.scanUnit(s, true); m > 0 && !strings.HasPrefix(s, "万") {
		v.Unit = unit
		return s[m:], true
	}
	if zeros, m := scanScale(s); m > 0 {
		if _, fits := d.Shift(zeros); !fits {
			return "", false
		}
		v.Scale, s = zeros, s[m:]
	}
	if unit, m := w.scanUnit(s, true); m > 0 {
		v.Unit, s = unit, s[m:]
	} else if v.Scale == 0 {
		v.Unit, s = unknownUnit(s)
	}
	return s, true
}

// counts reports whether s begins with a scale or a unit.
func (w *Words) counts(s string) bool {
	_, scale := scanScale(s)
	return scale > 0 || w.unit(s) > 0
}

// scanScale reads 万, 亿 and the like. n is its length in bytes.
func scanScale(s string) (zeros, n int) {
	for _, f := range scaleWords {
		if strings.HasPrefix(s, f.word) {
			return f.zeros, len(f.word)
		}
	}
	return 0, 0
}

// yearsAndMonths reads what may stand behind a number of years: 半, or months.
// Both make the value a number of months.
func (w *Words) yearsAndMonths(tail string, v *Value) (rest string, ok bool) {
	years, whole := v.Low.Int()
	if w.KindOf(v.Unit) != UnitYears || !whole || v.Low != v.High || v.Scale != 0 || years > 1000 {
		return tail, false
	}
	if rest, ok = strings.CutPrefix(tail, "半"); ok {
		v.Low, v.Unit = DecimalOf(years*12+6), "个月"
		v.High = v.Low
		return rest, true
	}
	var months Value
	rest, ok = w.scanQuantity(tail, &months)
	more, whole := months.Low.Int()
	if !ok || !whole || more > 1000 || w.KindOf(months.Unit) != UnitMonths || strings.Contains(months.Unit, "/") {
		return tail, false
	}
	v.Low, v.Unit = DecimalOf(years*12+more), "个月"
	v.High = v.Low
	return rest, true
}
