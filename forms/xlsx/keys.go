package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// A sheet carries two hidden things, so that its cells are known again after
// rows and columns were moved: a row above the title that numbers the columns
// of the grid, and a column beside the grid that names the blanks of each row.
// Sheets without them are read by their captions alone.

// keyMark begins the cell that tells where the sheet comes from.
const keyMark = "jixiao/1 "

// Origin says from where a sheet was exported.
type Origin struct {
	Declaration int64  `json:"declaration,omitempty"`
	Revision    int64  `json:"revision,omitempty"`
	Version     int    `json:"version,omitempty"` // 0 for a text that was not sent in
	Sum         string `json:"sum"`               // of the text; see Sum
}

// Sum returns a short checksum of a document and of the identities of its rows:
// a sheet that bears it was made of this text and no other, nor of the same
// text in another database, whose rows are others.
func Sum(d *models.Document) string {
	text, err := json.Marshal(d)
	if err != nil {
		return ""
	}
	for i := range d.Indicators {
		text = append(text, d.Indicators[i].ID+"\n"...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// keyed is what the hidden cell holds: the origin, and of the text what the
// sheet does not show: layout, codes, identities of rows, and the values that
// cannot be told from what is printed.
type keyed struct {
	Origin
	IDs   []string        `json:"ids"` // of the rows of indicators
	Shape models.Document `json:"shape"`
}

// keyOf returns the hidden part of a sheet.
func keyOf(s *Sheet, l *forms.Layout) keyed {
	d := s.Document
	k := keyed{Origin: Origin{s.ID, s.Revision, s.Version, Sum(d)}}
	shape := &k.Shape
	shape.Layout, shape.Year, shape.Region = d.Layout, d.Year, d.Region
	shape.Department, shape.Unit, shape.Project.Code = d.Department, d.Unit, d.Project.Code
	shape.Indicators = make([]models.Indicator, len(d.Indicators))
	for i, row := range d.Indicators {
		k.IDs = append(k.IDs, row.ID)
		shape.Indicators[i] = models.Indicator{Side: row.Side, Level1: row.Level1, Level2: row.Level2, Weight: row.Weight}
	}
	for _, in := range l.Grid(d).Inputs() {
		spec := in.Spec()
		hard := strings.ContainsFunc(in.Text(d), lostInXML) || escaped.MatchString(in.Text(d))
		if spec.Kind == forms.Date && models.ReadDate(in.Text(d)) != d.Signoff.FilledAt || hard {
			in.Copy(shape, d)
		}
	}
	return k
}

// lostInXML reports whether a sheet does not keep a character as it is.
func lostInXML(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff'
}

// visible returns s as a sheet may give it back: with plain line ends and
// without the characters that sheets lose.
func visible(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		if lostInXML(r) {
			return -1
		}
		return r
	}, s)
}

// escaped is how workbooks write characters that they do not hold, _x000D_.
// Programs do not agree on how a text is written that looks like one.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// own returns a text of a document, and given one that was read from a sheet,
// in the way in which the two are compared.
func own(s string) string { return visible(decoded(s)) }

func given(s string) string { return visible(strings.ReplaceAll(decoded(s), "\r", "")) }

// decoded replaces the codes in a text, and leaves those of controls out.
func decoded(s string) string {
	for escaped.MatchString(s) {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string {
			n, err := strconv.ParseUint(code[2:6], 16, 32)
			if err != nil || n < ' ' {
				return ""
			}
			return string(rune(n))
		})
	}
	return s
}

// pieces cuts a hidden text into cells.
func pieces(s string) []string {
	const most = 30_000 // letters; a cell holds 32,767
	var all []string
	runes := []rune(s)
	for len(runes) > most {
		all, runes = append(all, string(runes[:most])), runes[most:]
	}
	return append(all, string(runes))
}

// blankKey names one blank of a row: the column of the grid, and the path.
func blankKey(col int, path string) string { return strconv.Itoa(col) + "=" + path }

// readKey returns what the hidden cells hold, or nil when that is no key.
func readKey(text string) *keyed {
	content, ok := strings.CutPrefix(text, keyMark)
	if !ok {
		return nil
	}
	k := new(keyed)
	if json.Unmarshal([]byte(content), k) != nil || len(k.IDs) != len(k.Shape.Indicators) {
		return nil
	}
	seen := map[string]bool{}
	for i, id := range k.IDs {
		if id == "" || len(id) > 64 || seen[id] {
			id = models.NewRowID()
		}
		seen[id] = true
		k.Shape.Indicators[i].ID = id
	}
	return k
}

// keyText returns the hidden text of a sheet.
func keyText(k keyed) (string, error) {
	content, err := json.Marshal(k)
	plain := strings.NewReplacer("_x", `_\u0078`, "\ufffe", `\ufffe`, "\uffff", `\uffff`)
	return keyMark + plain.Replace(string(content)), err
}
