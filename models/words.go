package models

import (
	"bytes"
	_ "embed" // the built-in words
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.json
var builtinWords []byte

// UnitKind says what a unit of measure measures.
type UnitKind string

// The kinds of unit.
const (
	UnitMoney     UnitKind = "money"
	UnitRate      UnitKind = "rate" // %, ‰, 百分点, 倍
	UnitYears     UnitKind = "years"
	UnitMonths    UnitKind = "months"
	UnitTerms     UnitKind = "terms" // 季度, 学期
	UnitDays      UnitKind = "days"  // also weeks
	UnitHours     UnitKind = "hours" // and shorter
	UnitPeople    UnitKind = "people"
	UnitHousehold UnitKind = "household"
	UnitCount     UnitKind = "count"
	UnitLength    UnitKind = "length"
	UnitArea      UnitKind = "area"
	UnitVolume    UnitKind = "volume"
	UnitWeight    UnitKind = "weight"
	UnitEnergy    UnitKind = "energy"
)

// WordList names a list of words that rules look for.
type WordList string

// The lists, each named as in the data file.
const (
	PeopleNouns     WordList = "people"           // nouns that count people
	PlatformNouns   WordList = "platforms"        // things that are no households
	AsksNumber      WordList = "asks_number"      // ends of names that ask for a number
	AsksNoNumber    WordList = "not_asks_number"  // ends that only look so
	MayExceed       WordList = "rate_may_exceed"  // rates that may pass 100 %
	UpperBounds     WordList = "rate_upper_bound" // rates of which less is better
	ZeroIsGood      WordList = "zero_is_good"     // counts that ought to be 0
	ZeroGoals       WordList = "zero_goal"        // more names under which 0 is a target
	Complaints      WordList = "complaints"       // no satisfaction, though in its class
	Satisfaction    WordList = "satisfaction"     // satisfaction in a name
	Saving          WordList = "saving"           // costs of which more is better
	Building        WordList = "building"         // projects that cannot do without a cost target
	MoneyMoves      WordList = "money_class"      // 到位, 拨付 …
	MoneyNouns      WordList = "money_nouns"      // 资金, 预算, 经费
	OnTime          WordList = "on_time"          // 及时, 按时
	Proper          WordList = "proper"           // 合规
	OtherTimes      WordList = "not_project_time" // durations that are not the project's
	TotalInvestment WordList = "total_investment" // sums of which the funds are a part
	UnitCosts       WordList = "unit_cost_names"  // names of costs per something
	NotTotalCosts   WordList = "not_total_cost"   // sums among the costs that are not spent
	NoSumEndings    WordList = "no_sum_endings"   // ends of names that are no sums: 补助标准
	WholeCosts      WordList = "whole_costs"      // names of a total that stands beside its parts
	Unitless        WordList = "unitless"         // numbers that need no unit
	Fillers         WordList = "fillers"          // stand for nothing
	VagueLevels     WordList = "vague_level"      // levels that nobody can measure
	VagueCompany    WordList = "vague_with"       // words that make them no clearer
)

// wordsFile is the form of the data file.
type wordsFile struct {
	Units     map[UnitKind][]string `json:"units"`
	SameUnits map[string]string     `json:"same_units"` // another name of a unit, and its own
	Lists     map[WordList][]string `json:"lists"`
	Phrases   struct {
		NotAFigure []string `json:"not_a_figure"` // 一般, 一批: turns of phrase
	} `json:"phrases"`
}

// Words are the units of measure and the words that rules look for. They never
// change once loaded and may be used by many at once.
type Words struct {
	kinds   map[string]UnitKind
	same    map[string]string
	byFirst map[string][]string // units by their first letter, longest first
	lists   map[WordList][]string
	phrases []string
}

// DefaultWords returns the built-in words.
var DefaultWords = sync.OnceValue(func() *Words {
	w, err := readWords(builtinWords)
	if err != nil {
		return &Words{} // a test proves that the built-in file is sound
	}
	return w
})

// LoadWords returns the built-in words with those of an office's own file
// beside them. The file has the form of the built-in one, and holds only what
// is to be added: {"units":{"count":["窝"]},"lists":{"people":["河长"]}}.
// Unknown fields and lists are refused.
func LoadWords(r io.Reader) (*Words, error) {
	own, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("models: read words: %w", err)
	}
	return readWords(builtinWords, own)
}

func readWords(files ...[]byte) (*Words, error) {
	w := &Words{kinds: map[string]UnitKind{}, same: map[string]string{}, byFirst: map[string][]string{}, lists: map[WordList][]string{}}
	for i, data := range files {
		var f wordsFile
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&f); err != nil {
			return nil, Refuse(Invalid, "词语表不能识别，请对照说明中的样例核对："+err.Error())
		}
		if err := w.add(&f, i > 0); err != nil {
			return nil, err
		}
	}
	for first := range w.byFirst {
		slices.SortFunc(w.byFirst[first], func(a, b string) int {
			return len(b) - len(a)
		})
	}
	return w, nil
}

// add merges a file. Only the built-in file may begin lists and kinds of unit.
func (w *Words) add(f *wordsFile, own bool) error {
	for list, words := range f.Lists {
		if _, ok := w.lists[list]; own && !ok {
			return Refuse(Invalid, "词语表中没有名为“"+string(list)+"”的词表，请核对 lists 一项")
		}
		w.lists[list] = appendFolded(w.lists[list], words)
	}
	known := w.unitKinds()
	for kind, units := range f.Units {
		if own && !known[kind] {
			return Refuse(Invalid, "词语表中没有名为“"+string(kind)+"”的计量单位类别，请核对 units 一项")
		}
		for _, unit := range appendFolded(nil, units) {
			if first := firstRune(unit); w.kinds[unit] == "" {
				w.byFirst[first] = append(w.byFirst[first], unit)
			}
			w.kinds[unit] = kind
		}
	}
	for other, unit := range f.SameUnits {
		w.same[Halfwidth(other)] = Halfwidth(unit)
	}
	w.phrases = appendFolded(w.phrases, f.Phrases.NotAFigure)
	return nil
}

func (w *Words) unitKinds() map[UnitKind]bool {
	known := map[UnitKind]bool{}
	for _, kind := range w.kinds {
		known[kind] = true
	}
	return known
}

func appendFolded(list, words []string) []string {
	for _, word := range words {
		if word = strings.TrimSpace(Halfwidth(word)); word != "" && !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return list
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// List returns the words of a list. The caller must not change it.
func (w *Words) List(list WordList) []string { return w.lists[list] }

// Find returns the first word of the lists that text holds, or "".
func (w *Words) Find(text string, lists ...WordList) string {
	for _, list := range lists {
		for _, word := range w.lists[list] {
			if strings.Contains(text, word) {
				return word
			}
		}
	}
	return ""
}

// Has reports whether text holds a word of the lists.
func (w *Words) Has(text string, lists ...WordList) bool { return w.Find(text, lists...) != "" }

// Is reports whether text is a word of the list.
func (w *Words) Is(text string, list WordList) bool { return slices.Contains(w.lists[list], text) }

// EndsIn returns the longest word of the list that text ends in, or "".
func (w *Words) EndsIn(text string, list WordList) string {
	longest := ""
	for _, word := range w.lists[list] {
		if len(word) > len(longest) && strings.HasSuffix(text, word) {
			longest = word
		}
	}
	return longest
}

// KindOf returns what a unit measures, by its part before any /; "" for a unit
// that is not in the table.
func (w *Words) KindOf(unit string) UnitKind {
	head, _, _ := strings.Cut(unit, "/")
	head, _, _ = strings.Cut(head, "(")
	return w.kinds[head]
}

// SameUnit reports whether two units are one: 公里 and km, 名 and 人.
func (w *Words) SameUnit(a, b string) bool { return w.plainUnit(a) == w.plainUnit(b) }

func (w *Words) plainUnit(unit string) string {
	if own, ok := w.same[unit]; ok {
		return own
	}
	return unit
}

// unit returns the length of the longest unit of the table that s begins with.
func (w *Words) unit(s string) int {
	for _, unit := range w.byFirst[firstRune(s)] {
		if strings.HasPrefix(s, unit) && !(endsInLatin(unit) && beginsLatin(s[len(unit):])) {
			return len(unit)
		}
	}
	return 0
}

func beginsLatin(s string) bool {
	return s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z')
}
