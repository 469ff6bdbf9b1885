package models

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Mark is what a print of a version carries at its foot, so that the paper is
// found again: 编号, 版本 and 校验码.
type Mark struct {
	Number  string // 2023-026001-17: year, code of the unit, identity of the declaration
	Version int
	Code    string // 16 letters and digits; blank where none is printed
}

// MarkKey is the secret that check codes are made with. It is kept outside the
// database: whoever can write there cannot make a code for it.
type MarkKey []byte

// MarkKeySize is the length of a key in bytes.
const MarkKeySize = 32

// crockford leaves out the letters that are taken for digits or one another.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// codeBytes is the strength of a check code: 80 bits, 16 characters.
const codeBytes = 10

// NumberOf returns the 编号 of a declaration as its version's document has it.
// A code of a unit that is no code is left out.
func NumberOf(id int64, d *Document) string {
	unit := ""
	if code := strings.ToUpper(d.Unit.Code); code != "" && len(code) <= 12 && strings.Trim(code, numberRunes) == "" {
		unit = "-" + code
	}
	return strconv.Itoa(d.Year) + unit + "-" + strconv.FormatInt(id, 10)
}

const numberRunes = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Mark returns the marks of a version. Without a key there is no code.
func (k MarkKey) Mark(v *Version) (Mark, error) {
	m := Mark{Number: NumberOf(v.DeclarationID, &v.Document), Version: v.Number}
	if len(k) == 0 {
		return m, nil
	}
	text, err := canonical(&v.Document)
	if err != nil {
		return m, err
	}
	sum := hmac.New(sha256.New, k)
	_, _ = fmt.Fprintf(sum, "jixiao mark 1\n%s\n%d\n%s", m.Number, m.Version, text)
	m.Code = crockford.EncodeToString(sum.Sum(nil)[:codeBytes])
	return m, nil
}

// Fingerprint tells one key from another and gives nothing of it away.
func (k MarkKey) Fingerprint() string {
	sum := hmac.New(sha256.New, k)
	sum.Write([]byte("jixiao key"))
	return crockford.EncodeToString(sum.Sum(nil)[:codeBytes])
}

// Is reports whether the mark is the other one, code and all, in a time that
// does not depend on where they differ. A mark without a code is none.
func (m Mark) Is(other Mark) bool {
	same := subtle.ConstantTimeCompare([]byte(m.Code), []byte(other.Code)) == 1
	return same && m.Code != "" && m.Number == other.Number && m.Version == other.Version
}

// Declaration returns the identity that the number ends in, or 0.
func (m Mark) Declaration() int64 {
	id, err := strconv.ParseInt(m.Number[strings.LastIndexByte(m.Number, '-')+1:], 10, 64)
	if err != nil || id < 0 {
		return 0
	}
	return id
}

// Printed returns the code as it is printed, in groups of four.
func (m Mark) Printed() string {
	var groups []string
	for rest := m.Code; rest != ""; rest = rest[min(4, len(rest)):] {
		groups = append(groups, rest[:min(4, len(rest))])
	}
	return strings.Join(groups, "-")
}

// MarkPath is the beginning of the path of a mark on the server.
const MarkPath = "/C/"

// Link returns what the QR code says: the address of the page that checks the
// print, or without an address of the server the marks alone. All of it is in
// capitals, which a QR code holds in fewer squares.
func (m Mark) Link(server string) string {
	if server == "" {
		server = "JIXIAO"
	}
	return strings.ToUpper(server) + MarkPath + m.Number + "/" + strconv.Itoa(m.Version) + "/" + m.Code
}

// ReadMark returns the marks in what a QR code says. It does not ask whose
// server is named there: the code decides.
func ReadMark(text string) (m Mark, ok bool) {
	at := strings.LastIndex(text, MarkPath)
	if at < 0 {
		return m, false
	}
	parts := strings.Split(text[at+len(MarkPath):], "/")
	if len(parts) != 3 {
		return m, false
	}
	version, err := strconv.Atoi(parts[1])
	m = Mark{Number: ReadNumber(parts[0]), Version: version, Code: ReadCode(parts[2])}
	return m, err == nil && version > 0 && m.Code != "" && m.Declaration() > 0
}

// ReadNumber returns a 编号 as a person typed it: in small or full-width
// letters, with blanks, with any dash.
func ReadNumber(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || strings.ContainsRune(numberRunes, r):
			return r
		case strings.ContainsRune("–—―−‐‑－", r):
			return '-'
		}
		return -1
	}, strings.ToUpper(Halfwidth(typed)))
}

// ReadCode returns a check code as a person typed it: O for 0, I or L for 1,
// small letters, blanks and dashes make no difference. What is no code is
// blank.
func ReadCode(typed string) string {
	code := strings.Map(func(r rune) rune {
		switch {
		case r == 'O':
			return '0'
		case r == 'I' || r == 'L':
			return '1'
		case strings.ContainsRune(numberRunes, r):
			return r
		}
		return -1
	}, strings.ToUpper(Halfwidth(typed)))
	if _, err := crockford.DecodeString(code); err != nil || len(code) != crockford.EncodedLen(codeBytes) {
		return ""
	}
	return code
}

// canonical returns the interchange document in a form that stays what it is
// when later programs know more about a form: names in order, and nothing for
// what is blank.
func canonical(d *Document) ([]byte, error) {
	text, err := d.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("models: canonical document: %w", err)
	}
	var tree any
	numbers := json.NewDecoder(bytes.NewReader(text))
	numbers.UseNumber()
	if err := numbers.Decode(&tree); err != nil {
		return nil, fmt.Errorf("models: canonical document: %w", err)
	}
	return json.Marshal(filled(tree)) // names of a map come in order
}

// filled returns what is not blank of a tree, nil for nothing. Members of a
// list keep their places.
func filled(tree any) any {
	switch t := tree.(type) {
	case map[string]any:
		for name, value := range t {
			if value = filled(value); value == nil {
				delete(t, name)
			} else {
				t[name] = value
			}
		}
		if len(t) == 0 {
			return nil
		}
	case []any:
		for i := range t {
			t[i] = filled(t[i])
		}
		if len(t) == 0 {
			return nil
		}
	case string:
		if t == "" {
			return nil
		}
	}
	return tree
}
