package rules

import (
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

// indicatorRules are the rules about the indicators, each beside its check.
func indicatorRules() []*Rule {
	return []*Rule{
		indicatorSideEmpty, indicatorLevel1Missing, indicatorOutputMissing,
		indicatorIncomplete, indicatorNameIsValue, indicatorPlaceholder,
		indicatorNotQuantified, indicatorPercentRange, indicatorTrivial, satisfactionTarget,
		costLowerBound, costExceedsFunding, costItemsExceedFunding, costBelowFunding, costNotNumeric,
		timelinessDate, timelinessPeriod,
		indicatorDuplicate, indicatorPairMismatch, indicatorValueRepeatsName, indicatorVague,
		indicatorUnitMissing, indicatorUnitOdd, indicatorSign, indicatorWrongClass, indicatorZero,
		indicatorCount, indicatorNameLong,
	}
}

// The branches and classes of the tree that rules speak of.
const (
	outputs      = "产出指标"
	effects      = "效益指标"
	satisfaction = "满意度指标"

	quantity   = "数量指标"
	quality    = "质量指标"
	timeliness = "时效指标"
	costs      = "成本指标"
)

// Another system cuts names of 7 or 8 characters off on the right half and of 11
// or 12 on the left.
const cutNameFrom, cutNameTo = 6, 13

// fullName returns 三级指标 as typed, or that of the row beside it where it seems
// to have been cut off and goes on there.
func (c *Case) fullName(r *Row) string {
	name := strings.TrimSpace(r.Level3)
	if n := utf8.RuneCountInString(name); n < cutNameFrom || n > cutNameTo {
		return name
	}
	if other := c.beside(r); other != nil {
		if longer := strings.TrimSpace(other.Level3); len(longer) > len(name) && strings.HasPrefix(longer, name) {
			return longer
		}
	}
	return name
}

// name returns the full name as the rules read it: half width, without blanks.
func (c *Case) name(r *Row) string {
	if r.folded == "" {
		r.folded = strings.Join(strings.Fields(models.Halfwidth(c.fullName(r))), "")
	}
	return r.folded
}

// stem returns the name without its closing bracket.
func (c *Case) stem(r *Row) string {
	name := c.name(r)
	if i := strings.LastIndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		return name[:i]
	}
	return name
}

// asksRate reports whether the name asks for a rate: 合格率, not 效率.
func (c *Case) asksRate(r *Row) bool {
	stem := c.stem(r)
	return strings.HasSuffix(stem, "率") && c.Words.EndsIn(stem, models.AsksNoNumber) == ""
}

// beside returns the row at the same place of the same class on the other
// half, or nil.
func (c *Case) beside(r *Row) *Row {
	for _, other := range c.rows[1-half(r.Side)] {
		if other.Place == r.Place && other.Level2 == r.Level2 && other.Level1 == r.Level1 {
			return other
		}
	}
	return nil
}

// label names a row in messages: 数量指标“就业人数”. With the full name one
// sentence speaks of both halves.
func (c *Case) label(r *Row) string { return r.Level2 + quote(c.fullName(r)) }

// value quotes 指标值 as it was typed.
func (r *Row) value() string { return quote(strings.TrimSpace(r.Value)) }

// Cells that rules point at.
func nameCell(r *Row) []string  { return []string{r.NamePath()} }
func valueCell(r *Row) []string { return []string{r.ValuePath()} }
func classCell(r *Row) []string { return []string{r.ClassPath(), r.NamePath()} }

// usual is the severity that a rule has of itself.
const usual models.Severity = ""

// eachIn is EachRow over rows in a given state.
func (c *Case) eachIn(state RowState, message func(r *Row) string, cells func(r *Row) []string) []models.Finding {
	var found []models.Finding
	at := map[rowKey]int{}
	for _, side := range models.Sides {
		for _, r := range c.AllRows(side) {
			if r.State != state {
				continue
			}
			says := message(r)
			if says == "" {
				continue
			}
			if first, seen := at[keyOf(r)]; seen {
				c.join(&found[first], usual, says, cells(r))
				continue
			}
			at[keyOf(r)] = len(found)
			found = append(found, models.Finding{Cells: cells(r), Message: says, Side: side, Class: r.Level2})
		}
	}
	return found
}

// rowKey is a place in the form that both halves share.
type rowKey struct {
	level1, level2 string
	place          int
}

func keyOf(r *Row) rowKey { return rowKey{r.Level1, r.Level2, r.Place} }
