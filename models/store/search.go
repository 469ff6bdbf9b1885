package store

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// maxSearch and maxWords bound what is searched for; databases refuse patterns
// and conditions without end.
const (
	maxSearch = 200
	maxWords  = 20
)

// searchWords returns the words of a search. One that is too long is Invalid.
func searchWords(search string) ([]string, error) {
	if err := storableText(search); err != nil {
		return nil, err
	}
	words := strings.Fields(models.Halfwidth(search))
	if utf8.RuneCountInString(search) > maxSearch || len(words) > maxWords {
		return nil, models.Refuse(models.Invalid,
			fmt.Sprintf("查找的内容太长，请用不超过 %d 个字、%d 个词", maxSearch, maxWords))
	}
	return words, nil
}

// found is the condition that a word stands somewhere in the search text, or
// is a sum of money that the declaration comes to.
func found(word string) condition {
	ways := []condition{{`search LIKE ? ESCAPE '\'`, []any{"%" + likeEscaper.Replace(fold(word)) + "%"}}}
	if sum := models.ParseAmount(word); sum.Known {
		ways = append(ways, condition{"annual_fen = ?", []any{sum.Fen}}, condition{"total_fen = ?", []any{sum.Fen}})
	}
	return either(ways)
}

// Matches reports whether a search of lists would find a declaration if this was
// its text.
func Matches(search string, doc *models.Document) bool {
	words, err := searchWords(search)
	text := searchText(doc)
	comesTo := func(sum models.Amount, f *models.Funds) bool {
		whole, known := f.Effective()
		return sum.Known && known && whole == sum.Fen
	}
	return err == nil && !slices.ContainsFunc(words, func(word string) bool {
		sum := models.ParseAmount(word)
		return !strings.Contains(text, fold(word)) && !comesTo(sum, &doc.Funding.Annual) && !comesTo(sum, &doc.Funding.Total)
	})
}

// likeEscaper takes their meaning from the signs of LIKE.
var likeEscaper = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)
