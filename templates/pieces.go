package templates

import (
	"slices"
	"strings"
	"unicode"

	udiff "github.com/aymanbagabas/go-udiff"
)

// Piece is a stretch of text that two versions share, or that one of them
// alone has.
type Piece struct {
	Text    string
	Deleted bool // the newer text does not have it
	Added   bool // the older text does not have it
}

// Pieces returns what became of a text; of a change the deleted stretch comes
// before the added one. Numbers and Latin words change as wholes, and a single
// character between two changes belongs to them: of 265万元 and 160万元 it says
// that 265 became 160, not that 2 became 1 and 5 became 0.
func Pieces(before, after string) []Piece {
	older, newer := words(before), words(after)
	signs := alphabet{signs: map[string]rune{}}
	a, b := signs.spell(older), signs.spell(newer)
	if signs.full {
		return hunk{deleted: older, added: newer}.pieces(nil)
	}
	var hunks []hunk
	at, to := 0, 0 // words of either text that are told already
	for _, e := range udiff.Strings(a, b) {
		from, end := e.Start/signWidth, e.End/signWidth
		kept := older[at:from]
		to += len(kept)
		added := newer[to : to+len(e.New)/signWidth]
		hunks = join(hunks, hunk{kept: kept, deleted: older[from:end], added: added})
		at, to = end, to+len(added)
	}
	var list []Piece
	for _, h := range hunks {
		list = h.pieces(list)
	}
	return hunk{kept: older[at:]}.pieces(list)
}

// hunk is one change and what stands unchanged before it.
type hunk struct{ kept, deleted, added []string }

// join puts a change behind the others, or into the last one when hardly
// anything stands between them.
func join(hunks []hunk, next hunk) []hunk {
	if len(hunks) == 0 || len(next.kept) > 1 {
		return append(hunks, next)
	}
	last := &hunks[len(hunks)-1]
	last.deleted = slices.Concat(last.deleted, next.kept, next.deleted)
	last.added = slices.Concat(last.added, next.kept, next.added)
	return hunks
}

func (h hunk) pieces(list []Piece) []Piece {
	for _, p := range []Piece{
		{Text: strings.Join(h.kept, "")},
		{Text: strings.Join(h.deleted, ""), Deleted: true},
		{Text: strings.Join(h.added, ""), Added: true},
	} {
		if p.Text != "" {
			list = append(list, p)
		}
	}
	return list
}

// words cuts a text into numbers, Latin words and single characters.
func words(s string) []string {
	var list []string
	start, last := 0, single
	for i, r := range s {
		kind := kindOf(r)
		if i > start && (kind != last || kind == single) {
			list = append(list, s[start:i])
			start = i
		}
		last = kind
	}
	if start < len(s) {
		list = append(list, s[start:])
	}
	return list
}

type kind int

const (
	single kind = iota
	number
	latin
)

// kindOf tells which characters stay together: those of one kind, unless they
// are single.
func kindOf(r rune) kind {
	switch {
	case unicode.IsDigit(r), r == '.', r == ',':
		return number
	case unicode.In(r, unicode.Latin):
		return latin
	}
	return single
}

// alphabet gives each word a sign of its own, so that texts are compared word
// by word.
type alphabet struct {
	signs map[string]rune
	full  bool // there are more words than signs
}

const (
	firstSign = 0x10000 // from here on each sign has the same width
	signWidth = 4       // bytes in UTF-8
)

func (a *alphabet) spell(words []string) string {
	var b strings.Builder
	b.Grow(len(words) * signWidth)
	for _, w := range words {
		sign, ok := a.signs[w]
		if !ok {
			sign = firstSign + rune(len(a.signs))
			a.signs[w] = sign
		}
		a.full = a.full || sign > unicode.MaxRune
		b.WriteRune(sign)
	}
	return b.String()
}
