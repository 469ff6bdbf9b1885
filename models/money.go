package models

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// Fen is an exact sum of money in 分; 100 分 are one 元. Money is never held
// in a floating-point number.
type Fen int64

// Yuan is one 元 and Wan one 万元, in 分.
const (
	Yuan Fen = 100
	Wan  Fen = 10_000 * Yuan
)

// MaxFen is the largest sum a form may name: 9,999 亿元.
const MaxFen = 9_999 * 10_000 * Wan

// Decimal returns f in 元 as a plain decimal with two places, the way the
// interchange document writes it: 271528.30.
func (f Fen) Decimal() string {
	sign, u := f.split()
	return sign + strconv.FormatUint(u/100, 10) + "." + pad2(u%100)
}

// String returns f in 元 as the official form prints it, with thousands
// separators and no more decimals than it needs: 2,650,000 or 271,528.3.
func (f Fen) String() string {
	sign, u := f.split()
	s := sign + group(strconv.FormatUint(u/100, 10))
	if rest := strings.TrimRight(pad2(u%100), "0"); rest != "" {
		s += "." + rest
	}
	return s
}

// Wan returns f in 万元, exact, with at least two decimals as budget tables
// have them: 100.00 or 1.779163.
func (f Fen) Wan() string {
	sign, u := f.split()
	rest := strconv.FormatUint(1_000_000+u%1_000_000, 10)[1:]
	for len(rest) > 2 && rest[len(rest)-1] == '0' {
		rest = rest[:len(rest)-1]
	}
	return sign + group(strconv.FormatUint(u/1_000_000, 10)) + "." + rest
}

func (f Fen) split() (sign string, u uint64) {
	if f < 0 {
		return "-", uint64(-f)
	}
	return "", uint64(f)
}

func pad2(u uint64) string {
	return string([]byte{byte('0' + u/10), byte('0' + u%10)})
}

// group puts a comma before every third digit from the right.
func group(digits string) string {
	n := len(digits)
	if n <= 3 {
		return digits
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (n-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Amount is what stands in a money cell: nothing, a sum that was understood,
// or text that was not. The zero Amount is a blank cell, which is not 0.
type Amount struct {
	Fen   Fen    // the sum, when Known
	Known bool   // false when the cell is blank or was not understood
	Typed string // what was typed, kept when it was not understood
}

// KnownAmount returns the amount of a cell that holds f.
func KnownAmount(f Fen) Amount { return Amount{Fen: f, Known: true} }

// Blank reports whether nothing stands in the cell.
func (a Amount) Blank() bool { return !a.Known && strings.TrimSpace(a.Typed) == "" }

// Positive reports whether a is known and above zero.
func (a Amount) Positive() bool { return a.Known && a.Fen > 0 }

// String returns what the form shows: the sum with separators, what was typed
// when it was not understood, or nothing.
func (a Amount) String() string {
	if a.Known {
		return a.Fen.String()
	}
	return a.Typed
}

// Text returns the amount as the interchange document holds it: a plain
// decimal, what was typed, or nothing.
func (a Amount) Text() string {
	if a.Known {
		return a.Fen.Decimal()
	}
	return a.Typed
}

// MarshalJSON writes Text as a JSON string.
func (a Amount) MarshalJSON() ([]byte, error) { return json.Marshal(a.Text()) }

// UnmarshalJSON reads a JSON string by ParseAmount.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*a = ParseAmount(s)
	return nil
}

// Why an amount was not understood. AmountFault returns one of them.
var (
	ErrAmountSyntax   = errors.New("不是可以识别的金额")
	ErrAmountNegative = errors.New("金额不能为负数")
	ErrAmountDecimals = errors.New("金额最多两位小数（精确到分）")
	ErrAmountTooLarge = errors.New("金额超过 9,999 亿元")
)

// ParseAmount reads an amount in 元 in the ways people type it: 2,650,000,
// 2，650，000, ２６５００００, 265万, 265 万元, ¥2650000. What it cannot
// understand it keeps as typed; it never fails and drops nothing.
func ParseAmount(typed string) Amount {
	if strings.TrimSpace(typed) == "" {
		return Amount{}
	}
	f, err := parseYuan(typed)
	if err != nil {
		return Amount{Typed: typed}
	}
	return KnownAmount(f)
}

// AmountFault returns why a was not understood, as one of the ErrAmount
// values, or nil when a is blank or known.
func AmountFault(a Amount) error {
	if a.Known || a.Blank() {
		return nil
	}
	_, err := parseYuan(a.Typed)
	return err
}

// units are the powers of ten, in 分, of what may stand behind a number.
var units = []struct {
	suffix string
	zeros  int
}{
	{"亿元", 10}, {"万元", 6}, {"亿", 10}, {"万", 6}, {"元整", 2}, {"元", 2}, {"", 2},
}

func parseYuan(typed string) (Fen, error) {
	s := strings.TrimSpace(Halfwidth(typed))
	s = strings.TrimSpace(strings.TrimPrefix(s, "人民币"))
	s = strings.TrimSpace(strings.TrimLeft(s, "¥￥"))
	negative := false
	if rest, ok := cutSign(s); ok {
		negative, s = true, rest
	}
	zeros := 2
	for _, u := range units {
		if rest, ok := strings.CutSuffix(s, u.suffix); ok {
			s, zeros = strings.TrimSpace(rest), u.zeros
			break
		}
	}
	f, err := scaled(s, zeros)
	if err == nil && negative && f != 0 {
		return 0, ErrAmountNegative
	}
	return f, err
}

func cutSign(s string) (rest string, ok bool) {
	for _, sign := range []string{"-", "−", "–", "负"} {
		if rest, ok = strings.CutPrefix(s, sign); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// scaled returns the decimal number s times ten to the power of zeros, exact.
func scaled(s string, zeros int) (Fen, error) {
	whole, fraction, dotted := strings.Cut(s, ".")
	whole, ok := ungroup(whole)
	if !ok || !isDigits(whole) || dotted && !isDigits(fraction) {
		return 0, ErrAmountSyntax
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > zeros {
		return 0, ErrAmountDecimals
	}
	digits := strings.TrimLeft(whole+fraction+strings.Repeat("0", zeros-len(fraction)), "0")
	if digits == "" {
		return 0, nil
	}
	if len(digits) > 18 {
		return 0, ErrAmountTooLarge
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, ErrAmountSyntax
	}
	if Fen(n) > MaxFen {
		return 0, ErrAmountTooLarge
	}
	return Fen(n), nil
}

// ungroup takes the separators out of a whole number, if they stand in front
// of every third digit, or of every fourth as some people write them. 2,65
// may be meant as 2.65, so it is not guessed at.
func ungroup(s string) (digits string, ok bool) {
	sep := strings.IndexAny(s, ",' ")
	if sep < 0 {
		return s, true
	}
	parts := strings.Split(s, s[sep:sep+1])
	size := len(parts[len(parts)-1])
	if size != 3 && size != 4 || parts[0] == "" || len(parts[0]) > size {
		return "", false
	}
	for _, p := range parts[1:] {
		if len(p) != size {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
