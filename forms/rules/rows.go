package rules

import (
	"strconv"
	"strings"

	"jixiao/models"
)

// RowState says how far an indicator row is filled.
type RowState int

// The states of a row. Only sound rows are read by the other indicator rules.
const (
	Unused     RowState = iota // name and value are blank or fillers
	Incomplete                 // a name without value, or a value without name
	Filler                     // a real name with a filler as its value
	Sound                      // name and value are filled
)

// Row is one indicator row of one half, read.
type Row struct {
	*models.Indicator
	Index int // in Document.Indicators
	Place int // in its class on its half, from 1
	State RowState
	// Target is 指标值, read; a unit in the closing bracket of the name,
	// 总面积(亩), is its unit.
	Target models.Value
	// Branch and Class are 一级指标 and 二级指标 as the official form names them,
	// where forms of other offices name them a little differently.
	Branch, Class string

	folded string // the name as rules read it, once asked for

	figures []models.Figure // in name and value, read when first asked for
}

// NamePath and ValuePath are the paths of 三级指标 and 指标值, ClassPath that of
// 二级指标.
func (r *Row) NamePath() string { return r.path("level3") }

// ValuePath returns the path of the value (指标值) in the interchange document.
func (r *Row) ValuePath() string { return r.path("value") }

// ClassPath returns the path of the class (二级指标) in the interchange document.
func (r *Row) ClassPath() string { return r.path("level2") }

// Cells are name and value.
func (r *Row) Cells() []string { return []string{r.NamePath(), r.ValuePath()} }

func (r *Row) path(cell string) string {
	return "indicators[" + strconv.Itoa(r.Index) + "]." + cell
}

// readRows reads the indicator rows of both halves.
func (c *Case) readRows() {
	rows := make([]Row, len(c.Doc.Indicators))
	places := map[[3]string]int{}
	for i := range c.Doc.Indicators {
		in := &c.Doc.Indicators[i]
		key := [3]string{string(in.Side), in.Level1, in.Level2}
		places[key]++
		rows[i] = Row{Indicator: in, Index: i, Place: places[key], State: c.stateOf(in)}
		rows[i].Branch, rows[i].Class = official(in.Level1, in.Level2)
		rows[i].Target = c.Words.WithUnit(c.Words.ParseValue(in.Value), bracketUnit(in.Level3))
		h := half(in.Side)
		c.rows[h] = append(c.rows[h], &rows[i])
	}
}

// official returns branch and class as the official form names them: also for
// 产出 and 数量, 产出指标(50分), and for 成本指标 as a branch of its own, as the
// central form of 2021 has it.
func official(level1, level2 string) (branch, class string) {
	branch, class = level1, level2
	for _, b := range []struct{ word, name string }{{"满意", satisfaction}, {"产出", outputs}, {"效益", effects}, {"效果", effects}} {
		if strings.Contains(level1, b.word) {
			branch = b.name
			break
		}
	}
	if strings.Contains(level1, "成本") {
		return outputs, costs
	}
	if branch == outputs {
		for _, name := range []string{quantity, quality, timeliness, costs} {
			if strings.Contains(level2, strings.TrimSuffix(name, "指标")) {
				class = name
				break
			}
		}
	}
	return branch, class
}

// bracketUnit returns what stands in the closing bracket of a name.
func bracketUnit(name string) string {
	rest, closed := strings.CutSuffix(strings.TrimSpace(models.Halfwidth(name)), ")")
	if i := strings.LastIndexByte(rest, '('); closed && i >= 0 {
		return strings.TrimSpace(rest[i+1:])
	}
	return ""
}

func (c *Case) stateOf(in *models.Indicator) RowState {
	noName := models.Blank(in.Level3) || c.isFiller(in.Level3)
	noValue := models.Blank(in.Value) || c.isFiller(in.Value) || c.isUnfilled(in.Value)
	switch {
	case noName && noValue:
		return Unused
	case noName || models.Blank(in.Value):
		return Incomplete
	case noValue:
		return Filler
	}
	return Sound
}

// isFiller reports whether a cell holds a mark or word that stands for nothing:
// /, 无, *, -, and rows of such marks.
func (c *Case) isFiller(typed string) bool {
	typed = strings.TrimSpace(models.Halfwidth(typed))
	return c.Words.Is(typed, models.Fillers) || strings.Trim(typed, "/\\*-—–_―─·.。、 ") == ""
}

// isUnfilled reports whether a value is a template's still to be filled in:
// ≥**%, ××个.
func (c *Case) isUnfilled(typed string) bool {
	typed = strings.TrimSpace(models.Halfwidth(typed))
	rest, left := withoutLeftOvers(typed)
	if left == "" {
		return false
	}
	rest = strings.Trim(rest, "≥≤><=() ")
	return rest == "" || c.Words.KindOf(rest) != "" || rest == "万元"
}

// AllRows returns every row of a half, in the order of the document.
func (c *Case) AllRows(side models.Side) []*Row { return c.rows[half(side)] }

// Rows returns the sound rows of a half, of the classes named or of all.
func (c *Case) Rows(side models.Side, classes ...string) []*Row {
	var sound []*Row
	for _, r := range c.rows[half(side)] {
		if r.State == Sound && (len(classes) == 0 || oneOf(r.Class, classes)) {
			sound = append(sound, r)
		}
	}
	return sound
}

// HasRows reports whether a half has a row that is in use, of the classes named
// or of all.
func (c *Case) HasRows(side models.Side, classes ...string) bool {
	for _, r := range c.rows[half(side)] {
		if r.State != Unused && (len(classes) == 0 || oneOf(r.Class, classes)) {
			return true
		}
	}
	return false
}

func oneOf(s string, list []string) bool {
	for _, l := range list {
		if s == l {
			return true
		}
	}
	return false
}

// EachRow runs test on the sound rows of both halves, of the classes named or
// of all. The same place of a class on both halves gives one finding with the
// cells of both, the graver severity, and both sentences where they differ.
// A test that has nothing to say returns an empty message; a severity of ""
// is the rule's own.
func (c *Case) EachRow(test func(r *Row) (models.Severity, string), cells func(r *Row) []string, classes ...string) []models.Finding {
	var found []models.Finding
	at := map[string]int{}
	for _, side := range models.Sides {
		for _, r := range c.Rows(side, classes...) {
			severity, message := test(r)
			if message == "" {
				continue
			}
			key := r.Level1 + "/" + r.Level2 + "/" + strconv.Itoa(r.Place)
			first, seen := at[key]
			if !seen {
				at[key] = len(found)
				found = append(found, models.Finding{Severity: severity, Cells: cells(r), Message: message, Side: side, Class: r.Level2})
				continue
			}
			c.join(&found[first], severity, message, cells(r))
		}
	}
	return found
}

// join adds what a rule says about the annual row to what it said about the
// row beside it.
func (c *Case) join(f *models.Finding, severity models.Severity, message string, cells []string) {
	f.Cells = append(f.Cells, cells...)
	if f.Message != message {
		f.Message = c.HalfName(models.Total) + "：" + f.Message + c.HalfName(models.Annual) + "：" + message
	}
	if f.Severity != "" && (severity == "" || rank(severity) > rank(f.Severity)) {
		f.Severity = severity
	}
}
