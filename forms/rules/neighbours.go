package rules

import (
	"slices"
	"strings"
	"unicode"

	"jixiao/models"
)

// Neighbours are the declarations of one unit and year, indexed once for the
// checks of all of them. It may be used by many at once.
type Neighbours struct {
	byName map[string][]*models.Document // by the whole name
	byStem map[string][]*models.Document // by what is left of similar names
	staff  []headcount
}

// headcount is the number of staff in post that a declaration gives.
type headcount struct {
	doc    *models.Document
	people models.Decimal
}

// Among indexes the declarations of one unit and year. The one that is checked
// may be among them; it is known by its address.
func Among(docs []*models.Document) *Neighbours {
	n := &Neighbours{byName: map[string][]*models.Document{}, byStem: map[string][]*models.Document{}}
	for _, d := range docs {
		name, stem := wholeName(d.Project.Name), nameStem(d.Project.Name)
		if name == "" {
			continue
		}
		n.byName[name] = append(n.byName[name], d)
		if stem != "" {
			n.byStem[stem] = append(n.byStem[stem], d)
		}
	}
	for _, d := range docs {
		if people, _, ok := staffOf(d); ok {
			n.staff = append(n.staff, headcount{d, people})
		}
	}
	return n
}

// wholeName returns a project's name half width and without blanks.
func wholeName(name string) string {
	return strings.Join(strings.Fields(models.Halfwidth(name)), "")
}

// nameFills are words that tell no two projects apart.
var nameFills = strings.NewReplacer("项目", "", "费用", "", "经费", "")

// nameStem returns what is left of a project's name without brackets and what
// stands in them, numbers at its end, and 项目, 费用, 经费.
func nameStem(name string) string {
	var b strings.Builder
	depth := 0
	for _, r := range wholeName(name) {
		switch {
		case unicode.Is(unicode.Ps, r):
			depth++
		case unicode.Is(unicode.Pe, r):
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	stem := nameFills.Replace(b.String())
	return strings.TrimRightFunc(stem, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.Is(unicode.Nl, r) || strings.ContainsRune("一二三四五六七八九十-—_.、", r)
	})
}

// maxNamed is how many other declarations a message names.
const maxNamed = 3

// projectNames names projects: “甲”“乙”等 5 个项目.
func projectNames(docs []*models.Document) string {
	var b strings.Builder
	for _, d := range docs[:min(len(docs), maxNamed)] {
		b.WriteString(quote(strings.TrimSpace(d.Project.Name)))
	}
	if len(docs) > maxNamed {
		b.WriteString("等 " + count(len(docs)) + " 个项目")
	}
	return b.String()
}

func checkDuplicate(c *Case) []models.Finding {
	n := c.Facts.Neighbours
	if n == nil || models.Blank(c.Doc.Project.Name) {
		return nil
	}
	others := 0
	for _, d := range n.byName[wholeName(c.Doc.Project.Name)] {
		if d != c.Doc {
			others++
		}
	}
	if others == 0 {
		return nil
	}
	return one(sentence("本单位 %d 年度另有 %d 份同名的申报表%s。请核对是否重复申报。", c.Doc.Year, others, quote(c.Doc.Project.Name)), "project.name")
}

func checkSimilar(c *Case) []models.Finding {
	n := c.Facts.Neighbours
	stem := nameStem(c.Doc.Project.Name)
	if n == nil || stem == "" {
		return nil
	}
	name := wholeName(c.Doc.Project.Name)
	others := slices.DeleteFunc(slices.Clone(n.byStem[stem]), func(d *models.Document) bool {
		return d == c.Doc || wholeName(d.Project.Name) == name
	})
	if len(others) == 0 {
		return nil
	}
	return one(sentence("项目名称%s与本单位同年度的%s相近，只差括号、末尾的数字或“项目”“费用”“经费”。请核对是否同一项目。",
		quote(c.Doc.Project.Name), projectNames(others)), "project.name")
}

// staffLeads are what may stand in front of 在职 in the name of an indicator
// that counts the staff of the unit itself.
var staffLeads = strings.NewReplacer("保障", "", "单位", "", "本", "", "现有", "", "实有", "", "年末", "", "机关", "", "编制内", "")

// staffOf returns the number of staff in post that a declaration gives in its
// indicators, and the cells that give it.
func staffOf(d *models.Document) (people models.Decimal, cells []string, ok bool) {
	for i := range d.Indicators {
		in := &d.Indicators[i]
		name := models.Plain(in.Level3)
		if in.Level2 != "数量指标" || !strings.Contains(name, "在职") || !countsStaff(staffLeads.Replace(name)) {
			continue
		}
		v := models.ParseValue(in.Value)
		low, high := v.Bounds()
		if !v.IsNumber() || low != high || v.Per() || v.IsPercent() {
			continue
		}
		if !ok {
			people, ok = low, true
		}
		if low == people {
			cells = append(cells, (&Row{Index: i}).ValuePath())
		}
	}
	return people, cells, ok
}

// countsStaff reports whether a name says how many are in post, and no more:
// 在职人员个数, 在职职工数量, 在职人数.
func countsStaff(name string) bool {
	rest, ok := strings.CutPrefix(name, "在职")
	if !ok {
		return false
	}
	switch rest {
	case "人员", "人员数", "人员数量", "人员个数", "人员人数", "职工", "职工数", "职工数量", "职工人数", "人数", "员工", "员工数", "员工数量", "员工人数", "在编人员数量", "在编人数":
		return true
	}
	return false
}

func checkHeadcount(c *Case) []models.Finding {
	n := c.Facts.Neighbours
	if n == nil || len(n.staff) == 0 {
		return nil
	}
	people, cells, ok := staffOf(c.Doc)
	if !ok {
		return nil
	}
	var others []string
	for _, h := range n.staff {
		if h.doc != c.Doc && h.people != people && len(others) < maxNamed {
			others = append(others, quote(h.doc.Project.Name)+"为 "+h.people.String()+" 人")
		}
	}
	if others == nil {
		return nil
	}
	return one(sentence("在职人数本表为 %s 人，本单位同年度的%s。请核对，几份表应一致。", people, strings.Join(others, "，")), cells...)
}

func checkDepartment(c *Case) []models.Finding {
	d := c.Doc.Department
	if len(c.Facts.Departments) == 0 || models.Blank(d.Name) {
		return nil
	}
	code := strings.TrimSpace(models.Halfwidth(d.Code))
	var byCode, byName *models.OrgName
	for i := range c.Facts.Departments {
		o := &c.Facts.Departments[i]
		if models.SameText(o.Name, d.Name) {
			byName = o
			if code == "" || code == o.Code {
				return nil
			}
		}
		if code != "" && o.Code == code {
			byCode = o
		}
	}
	return one(sentence("主管部门“%s”与部门表不符：%s", d.Printed(), departmentAdvice(code, byCode, byName)), "department.name")
}

func departmentAdvice(code string, byCode, byName *models.OrgName) string {
	switch {
	case byCode != nil && byName != nil:
		return sentence("%s是“%s”，“%s”的代码是 %s。请核对。", byCode.Code, byCode.Name, byName.Name, byName.Code)
	case byCode != nil:
		return sentence("%s是“%s”。请核对名称。", byCode.Code, byCode.Name)
	case byName != nil:
		return sentence("它的代码是 %s，不是 %s。请核对代码。", byName.Code, code)
	}
	return "表中没有这个部门。请从部门中选择。"
}
