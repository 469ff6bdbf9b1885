package models

import "strings"

// Qualitative is what other systems ask for in the place of a sign where the
// target is words or a date.
const Qualitative = "定性"

// ValueParts is a value in the three boxes in which other systems ask for it.
type ValueParts struct {
	Sign   string // 计算符号: ≥, =, …, or Qualitative
	Number string // 指标值: the number or range alone, or the words as typed
	Unit   string // 计量单位: 万元, 元/人天
	// Beside are words around a number that have no box: 每月, 左右.
	Beside string
}

// Parts splits a value for systems that keep sign, number and unit apart. A
// number without a sign is meant exactly; 万 goes with the unit, so that the
// number stays as it was written. A blank value has blank parts.
func (v Value) Parts() ValueParts {
	switch v.Kind {
	case ValueBlank:
		return ValueParts{}
	case ValueWords, ValueDate:
		return ValueParts{Sign: Qualitative, Number: strings.TrimSpace(v.Typed)}
	}
	p := ValueParts{Sign: string(v.Sign), Number: v.Low.String(), Unit: scaleWord(v.Scale) + v.Unit}
	if p.Sign == "" {
		p.Sign = string(Exactly)
	}
	if v.IsRange() {
		p.Number += "~" + v.High.String()
	}
	p.Beside = strings.Join(strings.Fields(v.Lead+" "+v.Tail), "、")
	return p
}
