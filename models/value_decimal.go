package models

import (
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number, never a float: coef divided by ten to
// the power of places. It has at most 18 digits and is kept without trailing
// zeros, so that equal numbers are equal with ==.
type Decimal struct {
	coef   int64
	places uint8
}

const (
	maxDigits = 18 // of a Decimal, before and behind the point
	maxPlaces = 9  // behind the point
)

// pow10 are the powers of ten that fit.
var pow10 = func() (p [maxDigits + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// DecimalOf returns the whole number n.
func DecimalOf(n int64) Decimal { return Decimal{coef: n} }

func (d Decimal) trimmed() Decimal {
	for d.places > 0 && d.coef%10 == 0 {
		d.coef, d.places = d.coef/10, d.places-1
	}
	return d
}

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// Cmp returns -1, 0 or 1 as d is less than, equal to or more than e.
func (d Decimal) Cmp(e Decimal) int {
	if d.Sign() != e.Sign() {
		return d.Sign() - e.Sign()
	}
	dh, dl := d.scaledTo(max(d.places, e.places))
	eh, el := e.scaledTo(max(d.places, e.places))
	switch {
	case dh == eh && dl == el:
		return 0
	case dh < eh || dh == eh && dl < el:
		return -d.Sign()
	}
	return d.Sign()
}

// scaledTo returns the digits of d with that many places, without sign.
func (d Decimal) scaledTo(places uint8) (hi, lo uint64) {
	coef := uint64(d.coef)
	if d.coef < 0 {
		coef = uint64(-d.coef)
	}
	return bits.Mul64(coef, uint64(pow10[places-d.places]))
}

// Shift returns d times ten to the power of zeros. ok is false when the result
// has too many digits.
func (d Decimal) Shift(zeros int) (e Decimal, ok bool) {
	if n := min(int(d.places), zeros); n > 0 {
		d.places, zeros = d.places-uint8(n), zeros-n
	}
	if zeros >= len(pow10) || zeros < 0 {
		return Decimal{}, false
	}
	hi, lo := bits.Mul64(Decimal{coef: d.coef}.abs(), uint64(pow10[zeros]))
	if hi > 0 || lo >= uint64(pow10[maxDigits]) {
		return Decimal{}, false
	}
	return Decimal{coef: d.coef * pow10[zeros], places: d.places}.trimmed(), true
}

func (d Decimal) abs() uint64 {
	if d.coef < 0 {
		return uint64(-d.coef)
	}
	return uint64(d.coef)
}

// Places returns how many digits stand behind the point.
func (d Decimal) Places() int { return int(d.places) }

// Int returns d when it is a whole number.
func (d Decimal) Int() (n int64, ok bool) { return d.coef, d.places == 0 }

// String returns the plain decimal: 271528.3.
func (d Decimal) String() string {
	digits := strconv.FormatUint(d.abs(), 10)
	sign := ""
	if d.coef < 0 {
		sign = "-"
	}
	if d.places == 0 {
		return sign + digits
	}
	if n := int(d.places) + 1 - len(digits); n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	point := len(digits) - int(d.places)
	return sign + digits[:point] + "." + digits[point:]
}

// scanDecimal reads the number that s begins with: digits, with separators
// before every third digit or not, and a fraction. n is its length in bytes; 0
// when s begins with no number that fits. s is half width.
func scanDecimal(s string) (d Decimal, n int) {
	n = digitRun(s)
	digits := s[:n]
	if n > 0 && n <= 3 {
		digits, n = scanGroups(s, n)
	}
	if n == 0 || n > maxDigits+maxDigits/3 {
		return Decimal{}, 0
	}
	places := 0
	if n < len(s) && s[n] == '.' {
		if places = digitRun(s[n+1:]); places > 0 {
			digits += s[n+1 : n+1+places]
			n += 1 + places
		}
	}
	return decimalOf(digits, places, n)
}

func decimalOf(digits string, places, n int) (Decimal, int) {
	for places > 0 && digits[len(digits)-1] == '0' {
		digits, places = digits[:len(digits)-1], places-1
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > maxDigits || places > maxPlaces {
		return Decimal{}, 0
	}
	if digits == "" {
		return Decimal{}, n
	}
	coef, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Decimal{}, 0
	}
	return Decimal{coef: coef, places: uint8(places)}, n
}

// scanGroups reads groups of three digits behind the first n ones.
func scanGroups(s string, n int) (digits string, end int) {
	digits, end = s[:n], n
	for end+4 <= len(s) && s[end] == ',' && digitRun(s[end+1:]) == 3 && len(digits) < maxDigits {
		digits += s[end+1 : end+4]
		end += 4
	}
	return digits, end
}

func digitRun(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}
