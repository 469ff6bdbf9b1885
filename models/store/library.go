package store

import (
	"slices"
	"strings"

	"jixiao/models"
)

// Library is a library of indicators that can be searched. It never changes and
// may be used by many at once.
type Library struct {
	all  []models.LibraryIndicator
	text []string // what each is searched in, as fold leaves it
}

// NewLibrary makes a library of these indicators.
func NewLibrary(all []models.LibraryIndicator) *Library {
	l := &Library{all: all}
	for _, i := range all {
		lines := []string{fold(i.Name), fold(i.Field), fold(i.Class), fold(i.Explanation)}
		lines = append(lines, initials(i.Name)...)
		lines = append(lines, initials(i.Field)...)
		l.text = append(l.text, strings.Join(lines, "\n"))
	}
	return l
}

// Find returns the indicators of a class, or of all where class is "", in which
// every word of the search stands: as characters anywhere, or as the pinyin
// initials of name or field. Those named so come first. A search that is too
// long is Invalid.
func (l *Library) Find(search, class string) ([]models.LibraryIndicator, error) {
	words, err := searchWords(search)
	if err != nil {
		return nil, err
	}
	named, others := []models.LibraryIndicator{}, []models.LibraryIndicator{} // an empty list, not none
	for n, i := range l.all {
		if class != "" && i.Class != class || !allIn(l.text[n], words) {
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

// Named returns the indicator of that name.
func (l *Library) Named(name string) (i models.LibraryIndicator, ok bool) {
	at := slices.IndexFunc(l.all, func(i models.LibraryIndicator) bool { return i.Name == name })
	if at < 0 {
		return models.LibraryIndicator{}, false
	}
	return l.all[at], true
}

func allIn(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, fold(word)) })
}
