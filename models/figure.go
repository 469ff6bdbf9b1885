package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Figure is a number with a unit that stands in running text.
type Figure struct {
	Text string // as it stands there, half width: 6万人
	At   int    // place of its first character in the text, counted in characters
	// Low and High are the number multiplied out, 60000 for 6万人; they are equal
	// where there is no range.
	Low, High Decimal
	Unit      string // 人, %, 元, 元/人; "" behind 万 alone where that is no money
	// Per says that it is so much per something: 元/人, 每生每年780元.
	Per bool
	// Before and After are what stands in front of it and behind it, up to the
	// next comma, semicolon, full stop or line break, half width.
	Before, After string

	money bool
}

// Money returns the sum that the figure names: of a range the upper end. ok is
// false where it is no money, or money per something.
func (f *Figure) Money() (sum Fen, ok bool) {
	if !f.money || f.Per {
		return 0, false
	}
	return f.High.fen(0)
}

// IsMoney reports whether the figure is an amount of money, also one per
// something.
func (f *Figure) IsMoney() bool { return f.money }

// Year is a calendar year that running text names.
type Year struct {
	Year int
	At   int // place of the figure in the text, counted in characters
}

// Passage is a part of a text.
type Passage struct {
	Text string // half width
	At   int    // place of its first character, counted in characters
}

// Text is running text as the rules read it, in one pass. Nothing inside a
// document number or a 《title》 is a figure, a year or a date.
type Text struct {
	Folded  string // the text, half width
	Figures []Figure
	Years   []Year    // of 2021-2023年 all three
	Dates   []Passage // days, months, quarters, years that begin with a digit
	Numbers int       // all numbers that are neither dates, nor ordinals, nor numbering

	DocumentNumbers []Passage // 〔2015〕60号, 【2019】21次, (2022)25号
	Titles          []Passage // 《…》
}

// maxText is how many bytes of a text are read, and maxFigures how many figures
// are taken from it: far more than any form may hold.
const (
	maxText    = 60_000
	maxFigures = 400
)

// ReadText reads running text with the built-in units of measure.
func ReadText(s string) *Text { return DefaultWords().ReadText(s) }

// AmountsIn returns the amounts of money in a text with their unit: 元, 万元,
// 亿元; 万 alone is 万元. Those per something are there too, and say so.
func AmountsIn(text string) []Figure { return ReadText(text).Amounts() }

// FiguresIn returns the numbers with a unit in a text, money among them.
func FiguresIn(text string) []Figure { return ReadText(text).Figures }

// YearsIn returns the calendar years that a text names outside document
// numbers and titles.
func YearsIn(text string) []Year { return ReadText(text).Years }

// DocumentNumbersIn returns the numbers of documents in a text.
func DocumentNumbersIn(text string) []Passage { return ReadText(text).DocumentNumbers }

// TitlesIn returns the 《titles》 in a text.
func TitlesIn(text string) []Passage { return ReadText(text).Titles }

// Amounts returns the figures that are money.
func (t *Text) Amounts() []Figure {
	var amounts []Figure
	for i := range t.Figures {
		if t.Figures[i].money {
			amounts = append(amounts, t.Figures[i])
		}
	}
	return amounts
}

// ReadText reads running text with these units of measure.
func (w *Words) ReadText(s string) *Text {
	if len(s) > maxText {
		s = s[:maxText]
	}
	r := textReader{words: w, text: Text{Folded: Halfwidth(s)}}
	r.read()
	return &r.text
}

// textReader goes through a text once.
type textReader struct {
	words *Words
	text  Text
	at    int // bytes read
	runes int // characters in front of count
	count int // bytes whose characters are in runes
}

// place returns the place of byte i in characters. i never goes back.
func (r *textReader) place(i int) int {
	r.runes += utf8.RuneCountInString(r.text.Folded[r.count:i])
	r.count = i
	return r.runes
}

func (r *textReader) read() {
	s := r.text.Folded
	for r.at < len(s) {
		switch c := s[r.at]; {
		case c >= '0' && c <= '9':
			r.number()
		case c == '[' || c == '(' || c == 0xE3:
			r.bracket()
		default:
			r.at++
		}
	}
}

// bracket steps over a title, a document number, or one character.
func (r *textReader) bracket() {
	s := r.text.Folded[r.at:]
	if n := title(s); n > 0 {
		r.take(&r.text.Titles, n)
		return
	}
	if n := documentNumber(s); n > 0 {
		r.take(&r.text.DocumentNumbers, n)
		return
	}
	r.at++
}

func (r *textReader) take(list *[]Passage, n int) {
	*list = append(*list, Passage{Text: r.text.Folded[r.at : r.at+n], At: r.place(r.at)})
	r.at += n
}

// number reads what begins with a digit: a date, a document's serial number, a
// figure, or a number that is none of them.
func (r *textReader) number() {
	s := r.text.Folded[r.at:]
	if n := meetingNumber(s); n > 0 {
		r.take(&r.text.DocumentNumbers, n)
		return
	}
	if n := r.yearList(s); n > 0 {
		r.take(&r.text.Dates, n)
		return
	}
	if days, n := scanSpan(s); n > 0 && !r.tied() {
		at := r.place(r.at)
		r.addYears(days.first.year, days.last.year, at)
		r.take(&r.text.Dates, n)
		return
	}
	r.figure(s)
}

// yearList reads 2020、2021、2022年 and returns its length.
func (r *textReader) yearList(s string) int {
	var years []int16
	n := 0
	for len(years) < 20 {
		year, m := fourDigits(s[n:])
		if m == 0 {
			return 0
		}
		years, n = append(years, year), n+m
		if strings.HasPrefix(s[n:], "年") {
			n += len("年")
		}
		m = 0
		for _, mark := range []string{"、", "和", "及", "与", ","} {
			if strings.HasPrefix(s[n:], mark) {
				m = len(mark)
				break
			}
		}
		if _, more := fourDigits(s[n+m:]); m == 0 || more == 0 {
			break
		}
		n += m
	}
	if len(years) < 2 || !strings.HasSuffix(s[:n], "年") {
		return 0
	}
	at := r.place(r.at)
	for _, year := range years {
		r.text.Years = append(r.text.Years, Year{Year: int(year), At: at})
	}
	return n
}

func (r *textReader) addYears(first, last int16, at int) {
	if first < 1000 {
		return
	}
	last = max(first, min(last, first+30))
	for year := first; year <= last; year++ {
		r.text.Years = append(r.text.Years, Year{Year: int(year), At: at})
	}
}

// tied reports whether the number is tied to what stands in front of it and no
// figure of its own: 第3批, A4, G20, 3.5.1.
func (r *textReader) tied() bool {
	before := r.text.Folded[:r.at]
	last, _ := utf8.DecodeLastRuneInString(before)
	return last < utf8.RuneSelf && unicode.IsLetter(last) || strings.HasSuffix(before, "第") ||
		last == '.' || last == '_' || last == '@'
}
