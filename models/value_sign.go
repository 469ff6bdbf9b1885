package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// signForms are the ways in which people write signs in front of a number,
// longer ones before those that they begin with or end in.
var signForms = []struct {
	form string
	sign Sign
}{
	{"大于或等于", AtLeast},
	{"大于等于", AtLeast},
	{"小于或等于", AtMost},
	{"小于等于", AtMost},
	{"不得低于", AtLeast},
	{"不得少于", AtLeast},
	{"不得超过", AtMost},
	{"不得高于", AtMost},
	{"不少于", AtLeast},
	{"不低于", AtLeast},
	{"不小于", AtLeast},
	{"不短于", AtLeast},
	{"最少", AtLeast},
	{"至少", AtLeast},
	{"最低", AtLeast},
	{"不超过", AtMost},
	{"不高于", AtMost},
	{"不大于", AtMost},
	{"不多于", AtMost},
	{"不超", AtMost},
	{"最多", AtMost},
	{"至多", AtMost},
	{"最高", AtMost},
	{"大于", Above},
	{"超过", Above},
	{"高于", Above},
	{"多于", Above},
	{"小于", Below},
	{"低于", Below},
	{"少于", Below},
	{"等于", Exactly},
	{">=", AtLeast},
	{"=>", AtLeast},
	{"≧", AtLeast},
	{"⩾", AtLeast},
	{"≥", AtLeast},
	{"≮", AtLeast},
	{"》=", AtLeast},
	{"<=", AtMost},
	{"=<", AtMost},
	{"≦", AtMost},
	{"⩽", AtMost},
	{"≤", AtMost},
	{"≯", AtMost},
	{"《=", AtMost},
	{">", Above},
	{"<", Below},
	{"=", Exactly},
	{"》", Above},
}

// signTails are the ways in which people write them behind it.
var signTails = []struct {
	form string
	sign Sign
}{
	{"及以上", AtLeast},
	{"(含)以上", AtLeast},
	{"以上", AtLeast},
	{"及以下", AtMost},
	{"(含)以下", AtMost},
	{"以下", AtMost},
	{"以内", AtMost},
	{"之内", AtMost},
	{"及以内", AtMost},
	{"内", AtMost},
}

// maxWords is how many characters may stand in front of a number or behind it
// in a value that is still read as that number.
const maxWords = 14

// takeSigns reads what stands in front of a number: words, a sign, a minus.
func (v *Value) takeSigns(head string) (lead string, ok bool) {
	if rest, minus := cutMinus(head); minus {
		head = rest
		v.Low, v.High = Decimal{-v.Low.coef, v.Low.places}, Decimal{-v.High.coef, v.High.places}
		if v.Low != v.High {
			return "", false
		}
	}
	head = strings.TrimSuffix(head, ":")
	for _, f := range signForms {
		if rest, found := strings.CutSuffix(head, f.form); found {
			v.Sign, head = f.sign, rest
			break
		}
	}
	v.Lead = strings.TrimRight(head, ":,")
	return v.Lead, true
}

func cutMinus(head string) (rest string, minus bool) {
	for _, m := range []string{"-", "−", "–"} {
		if rest, minus = strings.CutSuffix(head, m); minus {
			if rest != "" && !endsInSign(rest) {
				return head, false
			}
			return rest, true
		}
	}
	return head, false
}

func endsInSign(s string) bool {
	for _, f := range signForms {
		if strings.HasSuffix(s, f.form) {
			return true
		}
	}
	return false
}

// fits takes the sign out of the tail and reports whether what is left around
// the number are a few plain words. A number among words needs a unit that is
// known.
func (w *Words) fits(lead, tail string, v *Value) bool {
	for _, t := range signTails {
		if rest, ok := strings.CutPrefix(tail, t.form); ok && (v.Sign == NoSign || v.Sign == t.sign) {
			v.Sign, tail = t.sign, rest
			break
		}
	}
	v.Tail += tail
	switch {
	case !plainWords(lead) || !plainTail(tail):
		return false
	case lead != "" && (strings.HasSuffix(lead, "第") || endsInLatin(lead)):
		return false
	case v.Unit == "" && lead != "" && !w.knownLead(lead):
		return false
	case v.Unit == "" && tail != "" && !knownTail(tail):
		return false
	}
	return true
}

// leads are words that may stand in front of a number without a unit.
var leads = []string{"达到", "达", "约", "约为", "大约", "共", "共计", "总计", "合计", "为", "完成", "实现", "控制在", "保持在", "保持", "在", "预计", "计划", "力争", "确保", "不", "+", "≈", "~"}

func (w *Words) knownLead(lead string) bool {
	for _, l := range leads {
		if lead == l {
			return true
		}
	}
	return false
}

func knownTail(tail string) bool {
	return tail == "左右" || tail == "上下" || tail == "(含)" || tail == "整" || tail == "以上" || tail == "以下" || tail == "余"
}

// plainWords reports whether s is short and holds nothing but letters of any
// script, and no spelled sign that would be read again as one.
func plainWords(s string) bool {
	if utf8.RuneCountInString(s) > maxWords {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '+' && r != '≈' && r != '~' && r != '、' && r != '"' && r != '“' && r != '”' {
			return false
		}
	}
	return true
}

// noBrackets takes round brackets out.
var noBrackets = strings.NewReplacer("(", "", ")", "")

// plainTail is plainWords that may stand in brackets.
func plainTail(s string) bool {
	return plainWords(noBrackets.Replace(s))
}

func endsInLatin(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r < utf8.RuneSelf && unicode.IsLetter(r)
}
