package store

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"jixiao/models"
)

// searchText returns what a list is searched in: names and codes of project,
// unit and department, and the pinyin initials of project and unit, one a
// line, folded as fold does.
func searchText(doc *models.Document) string {
	lines := []string{
		fold(doc.Project.Name), fold(doc.Project.Code),
		fold(doc.Unit.Name), fold(doc.Unit.Code),
		fold(doc.Department.Name), fold(doc.Department.Code),
	}
	lines = append(lines, initials(doc.Project.Name)...)
	lines = append(lines, initials(doc.Unit.Name)...)
	return strings.Join(lines, "\n")
}

// fold returns s as searches compare it: half width, lower case, no white
// space.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, models.Halfwidth(s))
}

// maxReadings bounds how many readings of a name are kept. Characters with two
// initials (重 z or c, 行 x or h) double them.
const maxReadings = 8

// initials returns the pinyin initials of a name in each of its readings:
// 电商物流 is dswl. Letters and digits stand for themselves.
func initials(name string) []string {
	readings := []string{""}
	for _, r := range fold(name) {
		next := letters(r)
		if len(next) == 0 {
			continue
		}
		if len(readings)*len(next) > maxReadings {
			next = next[:1]
		}
		longer := make([]string, 0, len(readings)*len(next))
		for _, begin := range readings {
			for _, letter := range next {
				longer = append(longer, begin+letter)
			}
		}
		readings = longer
	}
	return readings
}

// letters returns the initials that a character may have, the usual one first.
func letters(r rune) []string {
	if r < unicode.MaxASCII {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return []string{string(r)}
		}
		return nil
	}
	args := pinyin.NewArgs()
	args.Style, args.Heteronym = pinyin.FirstLetter, true
	var found []string
	seen := map[string]bool{}
	for _, letter := range pinyin.SinglePinyin(r, args) {
		if letter != "" && !seen[letter] {
			seen[letter] = true
			found = append(found, letter)
		}
	}
	return found
}

// likePatterns returns one LIKE pattern for each word of a search; all must
// match. They are written for ESCAPE '\'.
func likePatterns(search string) []string {
	var patterns []string
	for _, word := range strings.Fields(models.Halfwidth(search)) {
		patterns = append(patterns, "%"+likeEscaper.Replace(fold(word))+"%")
	}
	return patterns
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)
