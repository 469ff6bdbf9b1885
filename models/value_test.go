package models_test

import (
	"strings"
	"testing"

	"jixiao/models"
)

func TestParseValue(t *testing.T) {
	for _, c := range []struct {
		typed string
		kind  models.ValueKind
		want  string
	}{
		{"≥95%", models.ValueNumber, "≥95%"},
		{"≥ 95 ％。", models.ValueNumber, "≥95%"},
		{">=95%", models.ValueNumber, "≥95%"},
		{"≧95%", models.ValueNumber, "≥95%"},
		{"＞95%", models.ValueNumber, ">95%"},
		{"=>95%", models.ValueNumber, "≥95%"},
		{"〉95℅", models.ValueNumber, ">95%"},
		{"90%─95%", models.ValueNumber, "90~95%"},
		{"不低于95%", models.ValueNumber, "≥95%"},
		{"大于等于95%", models.ValueNumber, "≥95%"},
		{"95%以上", models.ValueNumber, "≥95%"},
		{"95%及以上", models.ValueNumber, "≥95%"},
		{"至少2个", models.ValueNumber, "≥2个"},
		{"不超过100万元", models.ValueNumber, "≤100万元"},
		{"100万元以内", models.ValueNumber, "≤100万元"},
		{"控制在100万元以内", models.ValueNumber, "控制在≤100万元"},
		{"＝100%", models.ValueNumber, "=100%"},
		{"２个", models.ValueNumber, "2个"},
		{"2，650，000 元", models.ValueNumber, "2650000元"},
		{"≤500元/人天", models.ValueNumber, "≤500元/人天"},
		{"≤40000元/车年", models.ValueNumber, "≤40000元/车年"},
		{"100元/人·天", models.ValueNumber, "100元/人/天"},
		{"≥0台（套）", models.ValueNumber, "≥0台(套)"},
		{"5-10", models.ValueNumber, "5~10"},
		{"5～10个", models.ValueNumber, "5~10个"},
		{"5至10户", models.ValueNumber, "5~10户"},
		{"90%-95%", models.ValueNumber, "90~95%"},
		{"百分之九十五", models.ValueNumber, "95%"},
		{"≥95百分比", models.ValueNumber, "≥95%"},
		{"2023.07-2023.12", models.ValueDate, "2023年7月至2023年12月"},
		{"百分百", models.ValueNumber, "100%"},
		{"一次", models.ValueNumber, "1次"},
		{"二十三个", models.ValueNumber, "23个"},
		{"每月2次", models.ValueNumber, "每月2次"},
		{"1200余人", models.ValueNumber, "1200人余"},
		{"50多万元", models.ValueNumber, "50万元余"},
		{"一年两次", models.ValueWords, "一年两次"},
		{"50万元人民币", models.ValueNumber, "50万元人民币"},
		{"5G", models.ValueNumber, "5G"},
		{"6万人", models.ValueNumber, "6万人"},
		{"1.2亿元", models.ValueNumber, "1.2亿元"},
		{"-5%", models.ValueNumber, "-5%"},
		{"≥5窝", models.ValueNumber, "≥5窝"},
		{"新建3个村", models.ValueNumber, "新建3个村"},
		{"两年", models.ValueDuration, "2年"},
		{"24个月", models.ValueDuration, "24个月"},
		{"1年半", models.ValueDuration, "18个月"},
		{"半年", models.ValueDuration, "6个月"},
		{"5个工作日内", models.ValueDuration, "≤5个工作日"},
		{"2023年底", models.ValueDate, "2023年12月31日"},
		{"12月底前", models.ValueDate, "12月底前"},
		{"2023年12月31日前完成", models.ValueDate, "2023年12月31日前完成"},
		{"2023.12.31", models.ValueDate, "2023年12月31日"},
		{"三季度", models.ValueDate, "7月至当年9月"},
		{"本年内", models.ValueDate, "当年"},
		{"上半年", models.ValueDate, "1月至当年6月"},
		{"2023-2025年", models.ValueDate, "2023年至2025年"},
		{"11月至次年2月", models.ValueDate, "11月至次年2月"},
		{"按计划完成", models.ValueWords, "按计划完成"},
		{"一定数量", models.ValueWords, "一定数量"},
		{"一批", models.ValueWords, "一批"},
		{"2023年2月30日", models.ValueWords, "2023年2月30日"},
		{"不低于2022年水平", models.ValueWords, "不低于2022年水平"},
		{"每年12月", models.ValueWords, "每年12月"},
		{"按晋财〔2020〕37号执行", models.ValueWords, "按晋财〔2020〕37号执行"},
		{" \n", models.ValueBlank, ""},
	} {
		t.Run(c.typed, func(t *testing.T) {
			v := models.ParseValue(c.typed)
			if v.Kind != c.kind || v.String() != c.want {
				t.Errorf("kind %d %q, want %d %q", v.Kind, v, c.kind, c.want)
			}
			if v.Typed != c.typed {
				t.Errorf("typed text became %q", v.Typed)
			}
		})
	}
}

func TestValueMoney(t *testing.T) {
	for _, c := range []struct {
		name, typed, want string
	}{
		{"a sum in 元", "100000元", "100,000"},
		{"a sum in 万元", "≤265万元", "2,650,000"},
		{"万 alone", "30万", "300,000"},
		{"the upper end of a range", "50-60万元", "600,000"},
		{"to the 分", "271528.35元", "271,528.35"},
		{"per person", "500元/人", ""},
		{"per person by words", "每人500元", ""},
		{"per person behind it", "500元一人", ""},
		{"paid once", "50万元一次性补助", "500,000"},
		{"no money", "3个", ""},
		{"parts of a 分", "0.001元", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			sum, ok := models.ParseValue(c.typed).Money()
			if ok != (c.want != "") || ok && sum.String() != c.want {
				t.Errorf("%v %v, want %q", sum, ok, c.want)
			}
		})
	}
}

func TestValueDays(t *testing.T) {
	for _, c := range []struct{ typed, first, last string }{
		{"本年内", "2023-01-01", "2023-12-31"},
		{"2023年底", "2023-12-31", "2023-12-31"},
		{"12月底前", "2023-12-30", "2023-12-31"},
		{"2024年1月1日前", "2023-12-31", "2024-01-01"},
		{"三季度", "2023-07-01", "2023-09-30"},
		{"2月", "2023-02-01", "2023-02-28"},
		{"2022-2024年", "2022-01-01", "2024-12-31"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			days, ok := models.ParseValue(c.typed).Days(2023)
			if !ok || days.First.Format("2006-01-02") != c.first || days.Last.Format("2006-01-02") != c.last {
				t.Errorf("%v to %v, want %s to %s", days.First, days.Last, c.first, c.last)
			}
		})
	}
}

func TestUnitInTheNameIsTheUnitOfTheValue(t *testing.T) {
	if v := models.ParseValue("265").WithUnit("万元"); v.String() != "265万元" {
		t.Errorf("265 with 万元 is %q", v)
	}
	if v := models.ParseValue("265").WithUnit("单位：万元"); v.String() != "265万元" {
		t.Errorf("265 with 单位：万元 is %q", v)
	}
	if v := models.ParseValue("265万元").WithUnit("元"); v.String() != "265万元" {
		t.Errorf("a unit of its own was changed: %q", v)
	}
	if v := models.ParseValue("两年").WithUnit("亩"); v.String() != "2年" {
		t.Errorf("a duration was changed: %q", v)
	}
}

func FuzzParseValue(f *testing.F) {
	for _, s := range []string{
		"≥95%", "265万元", "≤500元/人天", "≥0台(套)", "5～10", "百分之九十五点五", "一百二十三个", "1年6个月", "2023.1-2023.12", "11月至次年2月",
		"不少于≥5", "总成本不超过50万元以内", "控制在-5%左右(含)", "上年11月至12月底前", "零", "半年半", "1,000,00", "9999999999999999亿", "2023-2025年前", "1-12月份",
		"≤2023年12月31日前完成", "5个5个", "万万元", "第一季度末", "12月下旬", "一至四季度", "第1、2季度",
	} {
		f.Add(s)
	}
	f.Add(strings.Repeat("９", 2_001))
	f.Add("0" + strings.Repeat("\xa5", 3_000))
	f.Fuzz(func(t *testing.T, s string) {
		v := models.ParseValue(s)
		again := models.ParseValue(v.String())
		v.Typed, again.Typed = "", ""
		if v != again {
			t.Fatalf("%q is read as %+v and printed %q, which is read as %+v", s, v, v, again)
		}
		v.Money()
		v.Months()
		v.Days(2023)
		models.ParsePeriod(s, 2023).Covers()
	})
}
