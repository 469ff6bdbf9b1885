package models

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		want        Fen
	}{
		{"a plain number", "2650000", 265_000_000},
		{"thousands separators", "2,650,000", 265_000_000},
		{"full-width separators", "2，650，000", 265_000_000},
		{"full-width digits", "２６５００００．５", 265_000_050},
		{"万", "265万", 265_000_000},
		{"万元 behind a blank", "265 万元", 265_000_000},
		{"万元 with decimals, exact", "27.15283万元", 27_152_830},
		{"亿元", "1.5亿元", 15_000_000_000},
		{"元", "17,791.63元", 1_779_163},
		{"a currency sign", "￥ 50,000.00", 5_000_000},
		{"groups of four", "265,0000", 265_000_000},
		{"blanks as separators", "2 650 000", 265_000_000},
		{"more zeros than 分 has places", "1.50000", 150},
		{"a filled zero", "0", 0},
		{"the largest sum", "9999亿元", MaxFen},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ParseAmount(c.typed); got != KnownAmount(c.want) {
				t.Errorf("ParseAmount(%q) = %+v, want %d 分", c.typed, got, c.want)
			}
		})
	}
}

func TestParseAmountKeepsWhatItCannotUnderstand(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		why         error
	}{
		{"words", "约三十万", ErrAmountSyntax},
		{"a separator that may be a point", "2,65", ErrAmountSyntax},
		{"two points", "1.2.3", ErrAmountSyntax},
		{"a formula", "=1+1", ErrAmountSyntax},
		{"an exponent", "1e6", ErrAmountSyntax},
		{"a negative sum", "-5", ErrAmountNegative},
		{"three decimals", "1.005", ErrAmountDecimals},
		{"a fraction of a 分 in 万元", "1.2345678万元", ErrAmountDecimals},
		{"above 9,999 亿元", "9999.01亿", ErrAmountTooLarge},
		{"more digits than a machine holds", "99999999999999999999999", ErrAmountTooLarge},
		{"only a unit", "万元", ErrAmountSyntax},
		{"only a point", ".", ErrAmountSyntax},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ParseAmount(c.typed)
			if got.Known || got.Typed != c.typed {
				t.Fatalf("ParseAmount(%q) = %+v, want it kept as typed", c.typed, got)
			}
			if err := AmountFault(got); !errors.Is(err, c.why) {
				t.Errorf("AmountFault(%q) = %v, want %v", c.typed, err, c.why)
			}
		})
	}
}

func TestBlankAmountIsNotZero(t *testing.T) {
	blank, zero := ParseAmount(" 　"), ParseAmount("0")
	if !blank.Blank() || zero.Blank() || blank == zero {
		t.Errorf("blank %+v and zero %+v must differ", blank, zero)
	}
	if blank.String() != "" || zero.String() != "0" {
		t.Errorf("blank prints %q, zero prints %q", blank.String(), zero.String())
	}
}

func TestFenPrints(t *testing.T) {
	for _, c := range []struct {
		f                    Fen
		form, decimal, inWan string
	}{
		{265_000_000, "2,650,000", "2650000.00", "265.00"},
		{27_152_830, "271,528.3", "271528.30", "27.15283"},
		{1_779_163, "17,791.63", "17791.63", "1.779163"},
		{0, "0", "0.00", "0.00"},
		{5, "0.05", "0.05", "0.000005"},
		{-60_000_000, "-600,000", "-600000.00", "-60.00"},
	} {
		if c.f.String() != c.form || c.f.Decimal() != c.decimal || c.f.Wan() != c.inWan {
			t.Errorf("%d 分 prints %s, %s, %s; want %s, %s, %s", c.f,
				c.f.String(), c.f.Decimal(), c.f.Wan(), c.form, c.decimal, c.inWan)
		}
	}
}

// Money survives its own text: whatever the form shows is read back as the
// same sum.
func TestMoneySurvivesItsOwnText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		f := Fen(rng.Int64N(int64(MaxFen) + 1))
		if rng.IntN(2) == 0 {
			f %= 1_000_000
		}
		for _, text := range []string{f.String(), f.Decimal(), f.Wan() + "万元"} {
			if got := ParseAmount(text); got != KnownAmount(f) {
				t.Fatalf("%d 分 prints %q and is read back as %+v", f, text, got)
			}
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"", "0", "2，650，000", "265 万元", "-1", "9999亿", "1.005", "人民币五元", "¥¥1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := ParseAmount(s)
		if !a.Known && !a.Blank() && a.Typed != s {
			t.Errorf("%q was kept as %q", s, a.Typed)
		}
		if a.Known && (a.Fen < 0 || a.Fen > MaxFen) {
			t.Errorf("%q is known as %d 分", s, a.Fen)
		}
		if again := ParseAmount(a.Text()); again != a {
			t.Errorf("%q: %+v is read back as %+v", s, a, again)
		}
		if (AmountFault(a) == nil) != (a.Known || a.Blank()) {
			t.Errorf("%q: fault %v of %+v", s, AmountFault(a), a)
		}
		if _, err := json.Marshal(a); err != nil {
			t.Error(err)
		}
	})
}
