package handlers

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jixiao/models"
	"jixiao/templates"
)

// budgetUnits returns the names of the units whose budget table the person may
// see: all for the finance bureau, else those that they fill or read.
func budgetUnits(v *visit) []string {
	var names []string
	for _, o := range v.orgs {
		mine := slices.Contains(v.scope.Units, o.ID) || slices.Contains(v.scope.BelowUnits, o.ID)
		all := v.scope.Finance && len(v.scope.Counterpart) == 0
		if mine || all || v.scope.Finance && slices.Contains(v.scope.Counterpart, o.ParentID) {
			names = append(names, o.Name)
		}
	}
	return names
}

func mayImport(v *visit) error {
	if !v.scope.Finance {
		return models.Refuse(models.Forbidden, "预算表由财政局导入和对应，您没有这个权限。")
	}
	return nil
}

// budget sets the table of a unit beside its declarations, or lists the units
// with their sums.
func (s *Server) budget(v *visit) error {
	years, open, err := s.years(v)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(v.QueryParam("year"))
	if err != nil {
		year = open
	}
	page := &templates.Budget{Base: s.base(v, v), Year: year, Finance: v.scope.Finance}
	page.Title, page.Section = "预算表", "budget"
	for _, y := range years {
		text := strconv.Itoa(y)
		page.Years = append(page.Years, templates.Option{Value: text, Text: text + "年", Selected: y == year})
	}
	units := budgetUnits(v)
	page.Unit = v.QueryParam("unit")
	if page.Unit == "" && len(units) == 1 {
		page.Unit = units[0]
	}
	if page.Unit != "" && !slices.Contains(units, page.Unit) {
		return models.Refuse(models.NotFound, "没有这个单位，或者您看不到它的预算表。")
	}
	if len(units) > 1 {
		page.Units = append(page.Units, templates.Option{Text: "全部单位"})
	}
	for _, name := range units {
		page.Units = append(page.Units, templates.Option{Value: name, Text: name, Selected: name == page.Unit})
	}
	groups, ids, err := s.Store.BudgetGroups(v.ctx, year, page.Unit)
	if err != nil {
		return err
	}
	if err := s.veil(v, page.Unit, ids); err != nil {
		return err
	}
	if page.Unit == "" {
		page.Sums = s.budgetSums(v, year, groups, units)
		return s.draw(v, http.StatusOK, page)
	}
	if err := s.budgetGroups(v, page, groups, ids); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// veil hides the names of a unit's declarations that the person may not see: a
// finance reviewer of one department sees the table of its units, and a unit
// may make out a declaration to another department. Of a text that is being
// corrected reviewers see what was sent in.
func (s *Server) veil(v *visit, unit string, ids map[*models.Document]int64) error {
	if unit == "" {
		return nil
	}
	all, err := s.Store.Declarations(v.ctx, slices.Collect(maps.Values(ids)))
	if err != nil {
		return err
	}
	seen := map[int64]bool{}
	var corrected []int64
	for i := range all {
		seen[all[i].ID] = v.scope.Access(&all[i]) > models.NoAccess
		if v.scope.SentInOnly(&all[i]) {
			corrected = append(corrected, all[i].ID)
		}
	}
	sent, err := s.Store.SentIn(v.ctx, corrected)
	if err != nil {
		return err
	}
	for d, id := range ids {
		if doc, ok := sent[id]; ok {
			d.Project.Name, d.Funding = doc.Project.Name, doc.Funding
		}
		if !seen[id] {
			d.Project.Name = "（报其他部门的项目）"
		}
	}
	return nil
}

// budgetSums adds up the groups of each unit.
func (s *Server) budgetSums(v *visit, year int, groups []models.BudgetGroup, units []string) []templates.BudgetUnit {
	type sums struct {
		templates.BudgetUnit
		budgeted, declared models.Fen
	}
	of := map[string]*sums{}
	var order []string
	for _, g := range groups {
		name := g.Lines[0].Unit
		if !slices.ContainsFunc(units, func(u string) bool { return models.SameText(u, name) }) {
			continue
		}
		u := of[name]
		if u == nil {
			u = &sums{BudgetUnit: templates.BudgetUnit{Name: name, URL: budgetURL(v, year, name)}}
			of[name], order = u, append(order, name)
		}
		declared, _ := g.Declared()
		u.Lines, u.Declarations = u.Lines+len(g.Lines), u.Declarations+len(g.Docs)
		u.budgeted, u.declared = u.budgeted+g.Budgeted(), u.declared+declared
		if len(g.Docs) == 0 {
			u.Undeclared += len(g.Lines)
		}
	}
	rows := make([]templates.BudgetUnit, 0, len(order))
	for _, name := range order {
		u := of[name]
		u.Budgeted, u.Declared, u.Difference = u.budgeted.Wan(), u.declared.Wan(), (u.declared - u.budgeted).Wan()
		u.Differs = u.budgeted != u.declared
		rows = append(rows, u.BudgetUnit)
	}
	return rows
}

func budgetURL(v *visit, year int, unit string) string {
	return v.url("budget") + "?" + url.Values{"year": {strconv.Itoa(year)}, "unit": {unit}}.Encode()
}

// tolerance is how far a declaration may be from the table, which is rounded
// to hundredths of 万元.
const tolerance = 50 * models.Yuan

func (s *Server) budgetGroups(v *visit, page *templates.Budget, groups []models.BudgetGroup, ids map[*models.Document]int64) error {
	hand, err := s.Store.HandLinked(v.ctx, page.Year, page.Unit)
	if err != nil {
		return err
	}
	var budgeted, declared models.Fen
	paid := map[*models.Document]bool{}
	for i := range groups {
		g := &groups[i]
		row := templates.BudgetGroup{}
		row.Verdict, row.Kind = verdict(g)
		for _, l := range g.Lines {
			budgeted += l.Sum()
			line := templates.BudgetLine{
				Key: lineKey(l), Table: l.Table, Project: l.Project, Sum: l.Sum().Wan(), Carried: l.Carried, Hand: hand(l),
			}
			for _, d := range inOrder(ids) {
				line.Choices = append(line.Choices, templates.Option{
					Value: strconv.FormatInt(ids[d], 10), Text: d.Project.Name, Selected: slices.Contains(g.Docs, d),
				})
			}
			row.Lines = append(row.Lines, line)
		}
		for _, d := range g.Docs {
			paid[d] = true
			annual, _ := d.Funding.Annual.Effective()
			declared += annual
			row.Declarations = append(row.Declarations, s.budgetDeclaration(v, d, ids[d]))
		}
		page.Groups = append(page.Groups, row)
	}
	for _, d := range inOrder(ids) {
		if !paid[d] {
			page.Missing = append(page.Missing, s.budgetDeclaration(v, d, ids[d]))
		}
	}
	page.Budgeted, page.Declared = budgeted.Wan(), declared.Wan()
	return nil
}

func inOrder(ids map[*models.Document]int64) []*models.Document {
	docs := make([]*models.Document, 0, len(ids))
	for d := range ids {
		docs = append(docs, d)
	}
	slices.SortFunc(docs, func(a, b *models.Document) int { return int(ids[a] - ids[b]) })
	return docs
}

func (s *Server) budgetDeclaration(v *visit, d *models.Document, id int64) templates.BudgetDeclaration {
	annual, known := d.Funding.Annual.Effective()
	shown := "未填"
	if known {
		shown = annual.String()
	}
	return templates.BudgetDeclaration{URL: v.url("declaration", id), Project: d.Project.Name, Annual: shown}
}

// verdict says whether a group agrees, with the figures.
func verdict(g *models.BudgetGroup) (text, kind string) {
	declared, known := g.Declared()
	switch difference := declared - g.Budgeted(); {
	case len(g.Docs) == 0:
		return "预算表有 " + g.Budgeted().Wan() + " 万元，没有申报表", "open"
	case !known:
		return "申报表的年度资金还没有填", "open"
	case difference > tolerance:
		return "申报比预算表多 " + difference.String() + " 元", "bad"
	case difference < -tolerance:
		return "申报比预算表少 " + (-difference).String() + " 元", "bad"
	}
	return "一致", "good"
}

// lineKey names a line in a post: whether it is carried over, its unit, its
// project.
func lineKey(l *models.BudgetLine) string {
	return strings.Join([]string{strconv.FormatBool(l.Carried), l.Unit, l.Project}, "\t")
}

// budgetLink decides by hand which declarations a line pays for, or takes the
// decision back.
func (s *Server) budgetLink(v *visit) error {
	if err := mayImport(v); err != nil {
		return err
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	year, yearErr := strconv.Atoi(values.Get("year"))
	parts := strings.Split(values.Get("line"), "\t")
	if yearErr != nil || len(parts) != 3 || !slices.Contains(budgetUnits(v), parts[1]) {
		return models.Refuse(models.Invalid, "预算项目读不懂，没有保存。请刷新页面后重试。")
	}
	line := models.BudgetLine{Carried: parts[0] == "true", Unit: parts[1], Project: parts[2]}
	if values.Get("do") == "unlink" {
		err = s.Store.UnlinkLine(v.ctx, year, line)
	} else {
		err = s.Store.LinkLine(v.ctx, year, line, numbers(values["id"]), v.person.ID)
	}
	if err != nil {
		return err
	}
	s.flash(v, "已保存“"+line.Project+"”的对应")
	return v.Redirect(http.StatusSeeOther, budgetURL(v, year, line.Unit))
}

// numbers returns the identities in a post; what is none is left out.
func numbers(texts []string) []int64 {
	var ids []int64
	for _, text := range texts {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}
