package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

var indicatorDuplicate = &Rule{
	ID: "indicator-duplicate", Severity: models.SeverityError, Basis: Form,
	Title:   "指标重复",
	Explain: "同一侧同一类里名称和指标值都相同的是错误；名称相同而指标值不同，或出现在两类里的，请核对是否填错。",
	Wrong:   "培训费标准 | ≤100元/人天（两行）", Right: "只留一行",
	Check: checkDuplicateRows,
}

// checkDuplicateRows reads the same name and value in two classes as a row put into
// two places, which is worth a warning; twice in one class is an error.
func checkDuplicateRows(c *Case) []models.Finding {
	var found []models.Finding
	at := map[string]int{}
	for _, side := range models.Sides {
		for _, group := range c.namesakes(side) {
			key := ""
			var cells []string
			for _, r := range group {
				key += r.Level2 + sentence("/%d ", r.Place)
				cells = append(cells, r.Cells()...)
			}
			severity, says := c.duplicate(group)
			if first, seen := at[key]; seen {
				c.join(&found[first], severity, says, cells)
				continue
			}
			at[key] = len(found)
			found = append(found, models.Finding{Severity: severity, Cells: cells, Message: says, Side: side, Class: group[0].Level2})
		}
	}
	return found
}

// namesakes returns the rows of a half that share a name, group by group.
func (c *Case) namesakes(side models.Side) [][]*Row {
	var groups [][]*Row
	at := map[string]int{}
	for _, r := range c.Rows(side) {
		name := plainName(r.Level3)
		if i, seen := at[name]; seen {
			groups[i] = append(groups[i], r)
		} else if name != "" {
			at[name] = len(groups)
			groups = append(groups, []*Row{r})
		}
	}
	return slices.DeleteFunc(groups, func(g []*Row) bool { return len(g) < 2 })
}

// plainName returns a name as names are compared, without the numbering of a
// template (指标1：).
func plainName(name string) string {
	return models.Plain(withoutNumber(strings.TrimSpace(models.Halfwidth(name))))
}

func (c *Case) duplicate(group []*Row) (models.Severity, string) {
	name := quote(strings.TrimSpace(group[0].Level3))
	for i, r := range group {
		for _, s := range group[:i] {
			if r.Class == s.Class && sameValue(r, s) {
				return models.SeverityError, sentence("%s里%s与指标值%s重复填写。请只留一行。", r.Level2, name, r.value())
			}
		}
	}
	places := make([]string, len(group))
	for i, r := range group {
		places[i] = r.Level2 + r.value()
	}
	return models.SeverityWarning, sentence("三级指标%s出现 %d 次：%s。请核对是否重复或填错名称。", name, len(group), strings.Join(places, "、"))
}

// sameValue reports whether two targets are the same, however they were typed.
func sameValue(r, s *Row) bool {
	a, b := r.Target, s.Target
	a.Typed, b.Typed = "", ""
	return a == b
}

var indicatorPairMismatch = &Rule{
	ID: "indicator-pair-mismatch", Severity: models.SeverityWarning, Basis: Relevant,
	Title:   "并排的两个指标名称不同",
	Explain: "一年期项目的实施期就是本年度，两侧并排的指标应当相同。",
	Wrong:   "实施期：入驻企业户数；年度：公共服务平台数", Right: "两侧都是入驻企业户数",
	Check: checkPairs,
}

// checkPairs reports a class once. Where the same names stand in another order,
// the order is the fault.
func checkPairs(c *Case) []models.Finding {
	if !c.Period.OneYear() {
		return nil
	}
	var found []models.Finding
	at := map[string]int{}
	for _, r := range c.Rows(models.Total) {
		o := c.beside(r)
		if o == nil || o.State != Sound || beginsOther(r.Level3, o.Level3) {
			continue
		}
		cells := []string{r.NamePath(), o.NamePath()}
		if i, seen := at[r.Level2]; seen {
			found[i].Cells = append(found[i].Cells, cells...)
			continue
		}
		at[r.Level2] = len(found)
		f := models.Finding{Cells: cells, Side: models.Total, Class: r.Level2}
		f.Message = sentence("%s并排的三级指标不同：实施期%s，年度%s。项目期“%s”在一年以内，两侧应当相同，请核对。",
			r.Level2, quote(strings.TrimSpace(r.Level3)), quote(strings.TrimSpace(o.Level3)), c.Doc.Project.Period)
		if c.sameNames(r.Class) {
			f.Message = sentence("%s两侧的三级指标相同，但次序不同，从%s一行起没有对齐。请调整次序。", r.Level2, quote(strings.TrimSpace(r.Level3)))
		}
		found = append(found, f)
	}
	return found
}

func beginsOther(a, b string) bool {
	a, b = plainName(a), plainName(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// sameNames reports whether both halves of a class hold the same names.
func (c *Case) sameNames(class string) bool {
	var names [2][]string
	for i, side := range models.Sides {
		for _, r := range c.Rows(side, class) {
			names[i] = append(names[i], plainName(r.Level3))
		}
		slices.Sort(names[i])
	}
	return slices.Equal(names[0], names[1])
}

var indicatorValueRepeatsName = &Rule{
	ID: "indicator-value-repeats-name", Severity: models.SeverityNote, Basis: Adequate,
	Title:   "指标值重复了指标名称",
	Explain: "指标值要写达到什么程度，不是把名称再写一遍。“是”“否”除外。",
	Wrong:   "单位运转正常高效 | 运转正常高效", Right: "单位运转保障率 | 100%",
	Check: checkRepeatsName,
}

// checkRepeatsName is silent where another rule asks for another value already.
func checkRepeatsName(c *Case) []models.Finding {
	return c.EachRow(func(r *Row) (models.Severity, string) {
		if c.vague(r) != "" || c.notQuantified(r) != "" || (r.Branch == satisfaction || r.Class == costs) && !r.Target.HasNumber() {
			return usual, ""
		}
		value, name := models.Plain(withoutSign(r)), models.Plain(r.Level3)
		if utf8.RuneCountInString(value) < 4 || utf8.RuneCountInString(name) < 3 || !strings.Contains(value, name) && !strings.Contains(name, value) {
			return usual, ""
		}
		return usual, sentence("%s的指标值%s与名称重复，没有说明达到什么程度。建议填数量、比率或完成日期。", c.label(r), r.value())
	}, (*Row).Cells)
}

// withoutSign returns 指标值 without the signs in front of it.
func withoutSign(r *Row) string {
	return strings.TrimLeft(strings.TrimSpace(models.Halfwidth(r.Value)), "≥≤><=≧≦ ")
}
