package store

import (
	"slices"
	"strings"

	"jixiao/models"
)

// Library is a library of indicators that can be searched. It never changes and
// may be used by many at once.
type Library struct {
	all  []models.LibraryEntry
	text []string // what each is searched in, as fold leaves it
}

// LibraryFilter says which indicators are looked for; what is "" is not asked.
type LibraryFilter struct {
	Search string
	Class  string // 二级指标
	Field  string // of the work
	Owner  string // as LibraryEntry.Owner names it
}

// NewLibrary makes a library of these indicators.
func NewLibrary(all []models.LibraryIndicator) *Library {
	l := &Library{}
	for _, i := range all {
		l.all = append(l.all, models.LibraryEntry{LibraryIndicator: i})
		l.text = append(l.text, libraryText(&i))
	}
	return l
}

func libraryText(i *models.LibraryIndicator) string {
	lines := []string{fold(i.Name), fold(i.Field), fold(i.Class), fold(i.Explanation)}
	lines = append(lines, initials(i.Name)...)
	lines = append(lines, initials(i.Field)...)
	return strings.Join(lines, "\n")
}

// Find returns the indicators of the filter in which every word of the search
// stands: as characters anywhere, or as the pinyin initials of name or field.
// Those named so come first. A search that is too long is Invalid.
func (l *Library) Find(f LibraryFilter) ([]models.LibraryEntry, error) {
	words, err := searchWords(f.Search)
	if err != nil {
		return nil, err
	}
	var named, others []models.LibraryEntry
	for n, i := range l.all {
		wanted := (f.Class == "" || i.Class == f.Class) && (f.Field == "" || i.Field == f.Field) && (f.Owner == "" || i.Owner() == f.Owner)
		if !wanted || !allIn(l.text[n], words) {
			continue
		}
		if allIn(fold(i.Name), words) {
			named = append(named, i)
		} else {
			others = append(others, i)
		}
	}
	return append(named, others...), nil
}

// Len returns how many indicators there are.
func (l *Library) Len() int { return len(l.all) }

// Fields returns the fields of the work, in the order in which they come.
func (l *Library) Fields() []string {
	var fields []string
	for _, i := range l.all {
		if !slices.Contains(fields, i.Field) {
			fields = append(fields, i.Field)
		}
	}
	return fields
}

// Named returns the first indicator of that name in a class.
func (l *Library) Named(class, name string) (models.LibraryEntry, bool) {
	key := models.Plain(name)
	at := slices.IndexFunc(l.all, func(i models.LibraryEntry) bool { return i.Class == class && models.Plain(i.Name) == key })
	if at < 0 {
		return models.LibraryEntry{}, false
	}
	return l.all[at], true
}

func allIn(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, fold(word)) })
}
