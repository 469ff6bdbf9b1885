package models

import "strings"

// maxTitle is how many bytes of a title are looked at.
const maxTitle = 600

// title returns the length of the 《title》 that s begins with. Titles may stand
// in titles, but never over the end of a line.
func title(s string) int {
	if !strings.HasPrefix(s, "《") {
		return 0
	}
	depth, end := 0, 0
	for i, r := range s[:min(len(s), maxTitle)] {
		switch r {
		case '《':
			depth++
		case '》':
			depth, end = depth-1, i+len("》")
		case '\n':
			return end
		}
		if depth == 0 {
			return end
		}
	}
	return end
}

// brackets are those around the year of a document number.
var brackets = []struct{ open, shut string }{
	{"〔", "〕"}, {"【", "】"}, {"[", "]"}, {"(", ")"}, {"〈", "〉"}, {"「", "」"}, {"〖", "〗"},
}

// documentNumber returns the length of the document number whose bracket s
// begins with: 〔2015〕60号, 【2019】21次, (2022)25号, [2023]第62号. Scanned texts
// mix the brackets up, and drop the number behind all but round ones.
func documentNumber(s string) int {
	open := ""
	for _, b := range brackets {
		if strings.HasPrefix(s, b.open) {
			open = b.open
		}
	}
	n := len(open)
	if open == "" {
		return 0
	}
	if _, m := fourDigits(s[n:]); m > 0 {
		n += m
	} else {
		return 0
	}
	shut := false
	for _, b := range brackets {
		if strings.HasPrefix(s[n:], b.shut) {
			n, shut = n+len(b.shut), true
			break
		}
	}
	m := documentSerial(s[n:])
	if !shut || m == 0 && open == "(" {
		return 0
	}
	return n + m
}

// documentSerial returns the length of what follows the year: 60号, 第21次.
func documentSerial(s string) int {
	n := 0
	for _, lead := range []string{" ", "第", "字第"} {
		if strings.HasPrefix(s[n:], lead) {
			n += len(lead)
		}
	}
	m := digitRun(s[n:])
	if m == 0 || m > 6 {
		return 0
	}
	n += m
	for _, tail := range []string{"号文", "号", "次", "期", "文"} {
		if strings.HasPrefix(s[n:], tail) {
			return n + len(tail)
		}
	}
	return n
}

// meetingNumber returns the length of 2019年第21次 and the like.
func meetingNumber(s string) int {
	_, n := fourDigits(s)
	if n == 0 || !strings.HasPrefix(s[n:], "年第") {
		return 0
	}
	n += len("年")
	m := documentSerial(s[n:])
	if m == 0 || digitRun(s[n+m:]) > 0 {
		return 0
	}
	tail := s[n : n+m]
	if !strings.HasSuffix(tail, "次") && !strings.HasSuffix(tail, "号") && !strings.HasSuffix(tail, "期") && !strings.HasSuffix(tail, "文") {
		return 0
	}
	return n + m
}
