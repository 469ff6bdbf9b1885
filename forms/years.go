package forms

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jixiao/models"
)

// YearPlace is one place where a year stands in a text of the form.
type YearPlace struct {
	Key           string // names the place in its document: goals.annual@12
	Label         string // of the cell
	Before, After string // the text around it
	Text          string // the year as it stands there: 2022, ２０２２, 二〇二二
	// Doubt says why it may be right as it is: it belongs to the number or title
	// of a document, or nothing says that it is a year. It is "" where it is one.
	Doubt string

	name   string // of the input
	at     int    // place of its first character
	number []rune // what stands there
}

// around is how many characters of context a place is shown with.
const around = 16

// FindYears returns the places where the texts, names and values of d speak of
// a year, in the order of the form. Amounts and counts are no years.
func (l *Layout) FindYears(d *models.Document, year int) (places []YearPlace) {
	for _, in := range l.Grid(d).Inputs() {
		s := in.Spec()
		if s.Part == PartSignoff || s.Kind != Line && s.Kind != Text {
			continue
		}
		for _, p := range yearsIn(in.Text(d), year) {
			p.name, p.Label, p.Key = s.Name, s.Label, s.Name+"@"+strconv.Itoa(p.at)
			places = append(places, p)
		}
	}
	return places
}

// ChangeYears puts the year to in the place of the year from wherever chosen
// says so of a place, and changes nothing else. It returns how many it changed.
func (l *Layout) ChangeYears(d *models.Document, from, to int, chosen func(YearPlace) bool) (changed int) {
	texts := map[string][]rune{}
	for _, p := range l.FindYears(d, from) {
		if chosen(p) {
			texts[p.name] = nil
		}
	}
	before := d.Clone()
	for _, in := range l.Grid(&before).Inputs() {
		if _, meant := texts[in.Spec().Name]; meant {
			texts[in.Spec().Name] = []rune(in.Text(&before))
		}
	}
	for _, p := range l.FindYears(&before, from) {
		if text := texts[p.name]; text != nil && chosen(p) {
			copy(text[p.at:], likeThose(p.number, to))
			changed++
		}
	}
	for _, in := range l.Grid(d).Inputs() {
		if text := texts[in.Spec().Name]; text != nil {
			in.Fill(d, string(text))
		}
	}
	return changed
}

// digits are the ways to write the ten digits of a year.
var digits = [][]rune{[]rune("0123456789"), []rune("０１２３４５６７８９"), []rune("〇一二三四五六七八九"), []rune("零一二三四五六七八九"), []rune("○一二三四五六七八九")}

// likeThose writes a year in the digits of another one.
func likeThose(old []rune, year int) []rune {
	for _, ten := range digits {
		if !slices.ContainsFunc(old, func(r rune) bool { return !slices.Contains(ten, r) }) {
			return written(year, ten)
		}
	}
	return written(year, digits[0])
}

func written(year int, ten []rune) []rune {
	text := []rune(strconv.Itoa(year))
	for i, r := range text {
		text[i] = ten[r-'0']
	}
	return text
}

// yearsIn finds a year in one text.
func yearsIn(text string, year int) (places []YearPlace) {
	runes := []rune(text)
	var read *models.Text // reading is dear, and most texts name no such year
	for _, ten := range digits {
		number := written(year, ten)
		for at := 0; at+len(number) <= len(runes); at++ {
			if !slices.Equal(runes[at:at+len(number)], number) || !alone(runes, at, len(number)) {
				continue
			}
			if read == nil {
				read = models.ReadText(text)
			}
			doubt, isYear := judge(read, runes, at, at+len(number))
			if !isYear {
				continue
			}
			places = append(places, YearPlace{
				Before: context(runes, at-around, at), After: context(runes, at+len(number), at+len(number)+around),
				Text: string(number), Doubt: doubt, at: at, number: number,
			})
		}
	}
	slices.SortFunc(places, func(a, b YearPlace) int { return a.at - b.at })
	return places
}

// alone reports whether the digits are no part of a longer number.
func alone(text []rune, at, n int) bool {
	digit := func(i int) bool {
		return i >= 0 && i < len(text) && (unicode.IsDigit(text[i]) || slices.Contains(digits[2], text[i]) && slices.Contains(digits[2], text[at+1]))
	}
	separated := at >= 2 && strings.ContainsRune(",，.", text[at-1]) && digit(at-2) && text[at-1] != '，'
	return !digit(at-1) && !digit(at+n) && !separated
}

// judge tells whether the digits from at to end are a year, and what speaks for
// leaving it.
func judge(read *models.Text, text []rune, at, end int) (doubt string, isYear bool) {
	within := func(p models.Passage) bool { return p.At <= at && at < p.At+len([]rune(p.Text)) }
	switch {
	case slices.ContainsFunc(read.DocumentNumbers, within):
		return "文号", true
	case slices.ContainsFunc(read.Titles, within):
		return "文件名", true
	case strings.HasPrefix(strings.TrimLeft(string(text[end:]), " 　"), "年"),
		slices.ContainsFunc(read.Dates, within):
		return "", true
	case slices.ContainsFunc(read.Figures, func(f models.Figure) bool { return f.At <= at && at < f.At+len([]rune(f.Text)) }):
		return "", false
	}
	return "不一定是年份", true
}

func context(text []rune, from, to int) string {
	from, to = max(from, 0), min(to, len(text))
	return string(text[from:to])
}
