package models_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"jixiao/models"
)

// number returns a decimal of up to 18 digits through the text that people
// would type, and the same as a fraction.
func number(r *rand.Rand) (models.Decimal, *big.Rat) {
	text := big.NewInt(r.Int64N(1_000_000_000)).String()
	if r.IntN(2) == 0 {
		text += "." + big.NewInt(r.Int64N(1_000_000)).String()
	}
	rat, _ := new(big.Rat).SetString(text)
	return models.ParseValue(text + "个").Low, rat
}

func TestDecimalsCompareAndShiftAsFractionsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		d, p := number(r)
		e, q := number(r)
		if d.Cmp(e) != p.Cmp(q) {
			t.Fatalf("%s against %s: %d, want %d", d, e, d.Cmp(e), p.Cmp(q))
		}
		wan, ok := d.Shift(4)
		want := new(big.Rat).Mul(p, big.NewRat(10_000, 1))
		got, _ := new(big.Rat).SetString(wan.String())
		if !ok || got.Cmp(want) != 0 {
			t.Fatalf("%s times 10000 is %s, want %s", d, wan, want.FloatString(6))
		}
		if again := models.ParseValue(d.String() + "个").Low; again != d {
			t.Fatalf("%s is read as %s", d, again)
		}
	}
}

func TestANumberOfTooManyDigitsIsNone(t *testing.T) {
	for _, typed := range []string{"1234567890123456789个", "999999999999999亿元", "0.1234567891个"} {
		if v := models.ParseValue(typed); v.IsNumber() {
			t.Errorf("%s is read as %s", typed, v)
		}
	}
}
