package models

import (
	"regexp"
	"strconv"
	"time"
)

// China is the zone of every day and hour that people read: Asia/Shanghai,
// whatever the server's zone is. It has had no daylight saving since 1991.
var China = time.FixedZone("CST", 8*60*60)

var (
	typedDay   = regexp.MustCompile(`^\s*(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?\s*$`)
	compactDay = regexp.MustCompile(`^\s*(\d{4})(\d{2})(\d{2})\s*$`)
)

// ParseDay reads a day as people type it: 2022年11月8日, 2022-11-08, 2022/11/8,
// 20221108, full width or not, or an RFC 3339 time, of which it takes the day
// that stands in it. ok is false when there is no such day.
func ParseDay(s string) (day time.Time, ok bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, China), true
	}
	s = Halfwidth(s)
	m := typedDay.FindStringSubmatch(s)
	if m == nil {
		m = compactDay.FindStringSubmatch(s)
	}
	if m == nil {
		return time.Time{}, false
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	date, _ := strconv.Atoi(m[3])
	day = time.Date(year, time.Month(month), date, 0, 0, 0, 0, China)
	return day, day.Day() == date && day.Month() == time.Month(month)
}

// FormatDay returns a day as forms print it: 2022年11月8日.
func FormatDay(day time.Time) string { return day.Format("2006年1月2日") }

// ShowDate returns a stored date (RFC 3339) as forms print it, or what was
// typed where that is no date.
func ShowDate(stored string) string {
	if t, err := time.Parse(time.RFC3339, stored); err == nil {
		return FormatDay(t)
	}
	return stored
}

// ReadDate returns what a person typed as it is stored: a day as RFC 3339, or
// the text as typed where it is no day.
func ReadDate(typed string) string {
	if day, ok := ParseDay(typed); ok {
		return day.Format(time.RFC3339)
	}
	return typed
}
