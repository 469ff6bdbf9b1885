package main

import (
	"regexp"
	"slices"
	"strings"

	"jixiao/models"
)

// The heads of the table of organisations.
const (
	headCode   = "编码"
	headName   = "名称"
	headKind   = "类型"
	headParent = "上级编码"
	headRegion = "行政区划"
)

// orgKinds are the kinds of organisation as the table names them, what their
// codes look like, and under what they may stand.
var orgKinds = map[string]struct {
	kind  models.OrgKind
	code  *regexp.Regexp
	shape string
	under []models.OrgKind
}{
	"财政局":  {models.Bureau, regexp.MustCompile(`^(\d{3})?$`), "3 位数字或空白", nil},
	"股室":   {models.Section, regexp.MustCompile(`^\d{3}$`), "3 位数字", []models.OrgKind{models.Bureau}},
	"主管部门": {models.Department, regexp.MustCompile(`^\d{3}$`), "3 位数字", []models.OrgKind{models.Bureau}},
	"单位": {
		models.Unit, regexp.MustCompile(`^\d{6}(\d{3})?$`), "6 位或 9 位数字",
		[]models.OrgKind{models.Department, models.Section, models.Unit},
	},
}

// orgEntry is one organisation of the table, with the code of what it is under.
type orgEntry struct {
	org    models.Org
	parent string
	row    sheetRow
}

// readOrgs reads the table of organisations. Parents may stand in the table or
// be known already, and come before what is under them in the result. All
// faults are noted in s.
func readOrgs(s *sheet, known []models.Org) []orgEntry {
	kinds := map[string]models.OrgKind{}
	for _, o := range known {
		kinds[o.Code] = o.Kind
	}
	var entries []orgEntry
	lines := map[string]int{}
	for _, row := range s.rows {
		e, ok := readOrg(s, row)
		if !ok {
			continue
		}
		if first := lines[e.org.Code]; first != 0 && e.org.Code != "" {
			s.fault(row, "编码 %s 与第 %d 行重复", e.org.Code, first)
			continue
		}
		lines[e.org.Code] = row.line
		if e.org.Code != "" {
			kinds[e.org.Code] = e.org.Kind
		}
		entries = append(entries, e)
	}
	for _, e := range entries {
		checkParent(s, e, kinds)
	}
	slices.SortStableFunc(entries, func(a, b orgEntry) int { return rank(a) - rank(b) })
	return entries
}

// rank puts the bureau first, then whatever has the shorter code: codes grow
// with the depth in the tree.
func rank(e orgEntry) int {
	if e.org.Kind == models.Bureau {
		return -1
	}
	return len(e.org.Code)
}

func readOrg(s *sheet, row sheetRow) (orgEntry, bool) {
	e := orgEntry{row: row, parent: s.cell(row, headParent), org: models.Org{
		Code: s.cell(row, headCode), Name: s.cell(row, headName), Region: s.cell(row, headRegion),
	}}
	before := len(s.faults)
	kind, ok := orgKinds[s.cell(row, headKind)]
	e.org.Kind = kind.kind
	if len(row.cells) > len(s.heads) && strings.Join(row.cells[len(s.heads):], "") != "" {
		s.fault(row, "比第一行多出 %d 格", len(row.cells)-len(s.heads))
	}
	if e.org.Name == "" {
		s.fault(row, "没有名称")
	}
	if !ok {
		s.fault(row, "类型“%s”不认识，应为财政局、股室、主管部门或单位", s.cell(row, headKind))
	} else if !kind.code.MatchString(e.org.Code) {
		s.fault(row, "%s的编码应为 %s，现为“%s”", s.cell(row, headKind), kind.shape, e.org.Code)
	}
	return e, len(s.faults) == before
}

// checkParent notes a parent that is missing, unknown or of the wrong kind.
// Sections and departments may leave it out: there is one bureau.
func checkParent(s *sheet, e orgEntry, kinds map[string]models.OrgKind) {
	under := orgKinds[s.cell(e.row, headKind)].under
	kind, known := kinds[e.parent]
	switch {
	case e.parent == "" && e.org.Kind == models.Unit:
		s.fault(e.row, "单位没有上级编码，请填主管部门的编码")
	case e.parent == "":
	case e.parent == e.org.Code:
		s.fault(e.row, "上级编码 %s 是它自己", e.parent)
	case !known:
		s.fault(e.row, "上级编码 %s 不在本表中，也还没有导入", e.parent)
	case !slices.Contains(under, kind):
		s.fault(e.row, "上级编码 %s 的类型不对，%s不能在它下面", e.parent, s.cell(e.row, headKind))
	}
}
