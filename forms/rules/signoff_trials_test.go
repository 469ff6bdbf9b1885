package rules_test

import "jixiao/models"

func signoffTrials() []trial {
	const (
		required = "signoff-required"
		phone    = "signoff-phone"
		date     = "signoff-date"
	)
	wrong := []string{"warning signoff-phone signoff.phone"}
	call := func(number string) func(*models.Document) { return put("signoff.phone", number) }
	day := func(typed string) func(*models.Document) { return put("signoff.filled_at", typed) }
	return []trial{
		{rule: required, name: "no handler", change: put("signoff.handler", ""), want: []string{"error signoff-required signoff.handler"}},
		{rule: required, name: "no telephone", change: put("signoff.phone", " "), want: []string{"error signoff-required signoff.phone"}},
		{rule: required, name: "the head signs on paper", change: put("signoff.head", "")},
		{rule: required, name: "no date", change: put("signoff.filled_at", "")},

		{rule: phone, name: "a mobile number with a digit missing", change: call("1380000000"), want: wrong},
		{rule: phone, name: "words", change: call("见通讯录"), want: wrong},
		{rule: phone, name: "a number of nine digits", change: call("123456789"), want: wrong},
		{rule: phone, name: "a mobile number", change: call("13800000000")},
		{rule: phone, name: "a mobile number in groups", change: call("138 0000 0000")},
		{rule: phone, name: "a landline with area code", change: call("0358-0000000")},
		{rule: phone, name: "an area code in brackets, full width", change: call("（０３５８）００００００００")},
		{rule: phone, name: "an extension", change: call("0358-0000000转801")},
		{rule: phone, name: "seven digits", change: call("0000000")},
		{rule: phone, name: "a short number", change: call("666123")},
		{rule: phone, name: "two numbers", change: call("0000000/13800000000")},
		{rule: phone, name: "two numbers parted by a blank", change: call("0000000 13800000000")},
		{rule: phone, name: "a name in brackets behind", change: call("13800000000（甲）")},
		{rule: phone, name: "a label in front", change: call("手机：13800000000")},

		{rule: date, name: "before July of the year before", change: day("2022年6月30日"), want: []string{"note signoff-date signoff.filled_at"}},
		{rule: date, name: "after the budget year", change: day("2024-01-01"), want: []string{"note signoff-date signoff.filled_at"}},
		{rule: date, name: "the first of July", change: day("2022-07-01")},
		{rule: date, name: "the last of December", change: day("2023-12-31")},
		{rule: date, name: "what is no date", change: day("年底")},
	}
}
