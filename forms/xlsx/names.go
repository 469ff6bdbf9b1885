package xlsx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"jixiao/models"
)

// contentsName is the sheet that lists the others.
const contentsName = "目录"

// longestName is how many UTF-16 units Excel allows in the name of a sheet.
const longestName = 31

// namer gives sheets names that Excel takes: at most 31 units, without the
// forbidden signs, no two alike whatever their case.
type namer map[string]bool

func newNamer() namer {
	return namer{strings.ToLower(contentsName): true, "history": true}
}

// name returns the name of the sheet of a project.
func (n namer) name(project string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, r):
			return '_'
		case unicode.IsControl(r) || r == '\ufffe' || r == '\uffff':
			return ' '
		}
		return r
	}, project)
	clean = strings.Trim(strings.Join(strings.Fields(clean), " "), "'")
	if models.Blank(clean) {
		clean = "未填项目名称"
	}
	name := strings.TrimRight(shorten(clean, longestName), "' ")
	for i := 2; n[strings.ToLower(name)]; i++ {
		suffix := "(" + strconv.Itoa(i) + ")"
		name = shorten(clean, longestName-len(suffix)) + suffix
	}
	n[strings.ToLower(name)] = true
	return name
}

// shorten returns as much of s as has so many UTF-16 units.
func shorten(s string, most int) string {
	for i, r := range s {
		if most -= max(1, utf16.RuneLen(r)); most < 0 {
			return s[:i]
		}
	}
	return s
}
