package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// tab is one tab of a desk: which declarations it shows.
type tab struct {
	key, name string
	as        models.RoleKind
	statuses  []models.Status
	acted     bool // 曾经办
	waiting   bool // those longest in their state first
	empty     string
}

// Tabs of a 经办人, of a reviewer of a department, and of the finance bureau.
var (
	fillerTabs = []tab{
		{
			key: "draft", name: "未送审", as: models.Handler, statuses: []models.Status{models.Draft},
			empty: "没有未送审的申报表。点“新建申报表”开始填报。",
		},
		{
			key: "sent", name: "已送审", as: models.Handler,
			statuses: []models.Status{models.DepartmentReview, models.FinanceReview, models.Reviewed}, empty: "没有正在审核的申报表。填好的在“未送审”里打开，按“送审”送出。",
		},
		{
			key: "returned", name: "被退回", as: models.Handler, statuses: []models.Status{models.Returned},
			empty: "没有被退回的申报表。被退回的会连同意见列在这里。",
		},
		{
			key: "approved", name: "已批复", as: models.Handler, statuses: []models.Status{models.Approved},
			empty: "还没有批复的申报表。财政局批复后列在这里。",
		},
		{key: "all", name: "全部", as: models.Handler, statuses: models.Statuses, empty: "还没有申报表。点“新建申报表”开始填报。"},
	}
	departmentTabs = []tab{
		{
			key: "department-waiting", name: "待审核", as: models.DepartmentReviewer, waiting: true,
			statuses: []models.Status{models.DepartmentReview}, empty: "没有等您审核的申报表。送到您这里的会列出来，等得最久的排在最前。",
		},
		{
			key: "department-reviewed", name: "已审核", as: models.DepartmentReviewer,
			statuses: []models.Status{models.FinanceReview, models.Reviewed, models.Approved}, empty: "还没有审核通过的申报表。",
		},
		{
			key: "department-returned", name: "已退回", as: models.DepartmentReviewer,
			statuses: []models.Status{models.Returned, models.Declined}, empty: "没有退回的申报表。",
		},
	}
	financeTabs = []tab{
		{
			key: "finance-waiting", name: "待审核", as: models.FinanceReviewer, waiting: true,
			statuses: []models.Status{models.FinanceReview}, empty: "没有等您审核的申报表。送到您这里的会列出来，等得最久的排在最前。",
		},
		{
			key: "finance-reviewed", name: "已审核", as: models.FinanceReviewer,
			statuses: []models.Status{models.Reviewed, models.Approved}, empty: "还没有审核通过的申报表。",
		},
		{
			key: "finance-returned", name: "已退回", as: models.FinanceReviewer,
			statuses: []models.Status{models.Returned, models.Declined}, empty: "没有退回的申报表。",
		},
	}
	actedTab = tab{key: "acted", name: "曾经办", statuses: models.Statuses, acted: true, empty: "您还没有经办过申报表。"}
)

// tabs returns the tabs of the person's desk. Who holds several roles has the
// tabs of each, named for it.
func tabs(v *visit) []tab {
	var all []tab
	reviewer := false
	for _, desk := range []struct {
		on   bool
		name string
		tabs []tab
	}{
		{len(v.scope.Units) > 0, "", fillerTabs},
		{len(v.scope.Departments) > 0, "部门", departmentTabs},
		{v.scope.Finance, "财政", financeTabs},
	} {
		if !desk.on {
			continue
		}
		reviewer = reviewer || desk.name != ""
		named := len(v.scope.Departments) > 0 && v.scope.Finance
		for _, t := range desk.tabs {
			if named {
				t.name = desk.name + t.name
			}
			all = append(all, t)
		}
	}
	if reviewer {
		all = append(all, actedTab)
	}
	return all
}

func (t *tab) filter(v *visit) store.Filter {
	f := store.Filter{Scope: v.scope, As: t.as, Statuses: t.statuses, Waiting: t.waiting}
	if t.acted {
		f.ActedBy = v.person.ID
	}
	return f
}

// list shows one tab of the person's desk.
func (s *Server) list(v *visit) error {
	s.expire(v) // whoever comes first sweeps
	all := tabs(v)
	page := &templates.List{Base: s.base(v, v), Heading: "申报表", CanNew: len(v.scope.Units) > 0}
	page.Title, page.Section = "申报表", "list"
	page.Search = searched(v)
	if len(all) == 0 {
		page.Empty = "您的账号不办理申报表。账号和机构请在服务器上用 jixiao user、jixiao org 管理。"
		return s.draw(v, http.StatusOK, page)
	}
	present := chosenTab(v, all)
	page.Tab = present.key
	if err := s.addTabs(v, page, all, present.key); err != nil {
		return err
	}
	if err := s.addRows(v, page, &present); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// chosenTab is the tab that was asked for, or the first.
func chosenTab(v *visit, all []tab) tab {
	for _, t := range all {
		if t.key == v.QueryParam("tab") {
			return t
		}
	}
	return all[0]
}

// searched is what the list is searched for.
func searched(v *visit) string { return strings.TrimSpace(v.QueryParam("q")) }

// addTabs adds the tabs with their counts. Tabs of one role share one look at
// the tallies.
func (s *Server) addTabs(v *visit, page *templates.List, all []tab, present string) error {
	counts := map[models.RoleKind]map[models.Status]store.Tally{}
	for _, t := range all {
		of, ok := counts[t.as]
		if !ok {
			f := t.filter(v)
			var err error
			if of, err = s.Store.Counts(v.ctx, f); err != nil {
				return err
			}
			counts[t.as] = of
		}
		var n int64
		for _, status := range t.statuses {
			n += of[status].Number
		}
		page.Tabs = append(page.Tabs, templates.Tab{
			Name: t.name, URL: listURL(t.key, "", ""), Count: n, Present: t.key == present,
		})
	}
	return nil
}

func listURL(tab, search, after string) string {
	q := url.Values{"tab": {tab}}
	if search != "" {
		q.Set("q", search)
	}
	if after != "" {
		q.Set("after", after)
	}
	return "/declarations?" + q.Encode()
}

func (s *Server) addRows(v *visit, page *templates.List, t *tab) error {
	f := t.filter(v)
	f.Search, f.After = page.Search, v.QueryParam("after")
	rows, next, err := s.Store.List(v.ctx, f)
	if err != nil {
		return err
	}
	if rows, err = s.showSentIn(v, rows, page.Search); err != nil {
		return err
	}
	if len(rows) > 0 {
		page.Sheets = "/declarations/sheets?" + url.Values{"tab": {t.key}, "q": {page.Search}}.Encode()
	}
	page.Empty = t.empty
	if page.Search != "" {
		page.Empty = "这一类里没有名称含“" + page.Search + "”的项目或单位。"
	}
	if next != "" {
		page.Next = listURL(t.key, page.Search, next)
	}
	if f.After != "" {
		page.First = listURL(t.key, page.Search, "")
	}
	for _, r := range rows {
		row := templates.ListRow{
			ID: r.ID, Revision: r.Revision, URL: v.url("declaration", r.ID), Project: r.Project, Unit: r.Unit.Name,
			Department: r.Department.Name, Annual: r.Annual.String(), Total: r.Total.String(),
			Status: r.Status, Since: r.MovedAt, Year: r.Year,
		}
		for i := range choosings {
			if c := &choosings[i]; c.as == t.as && slices.Contains(c.statuses, r.Status) {
				page.Choose = &c.shown
			}
		}
		page.Rows = append(page.Rows, row)
	}
	return nil
}

// reviewing is what a reviewer does with several that wait.
var reviewing = templates.Choosing{Action: "/reviews", Label: "批量审核", Hint: "选中的一起审核通过或者退回，每份单独办理。"}

// choosings are what may be done with several rows of a list at once.
var choosings = []struct {
	as       models.RoleKind
	statuses []models.Status
	shown    templates.Choosing
}{
	{models.FinanceReviewer, []models.Status{models.Reviewed}, templates.Choosing{
		Action: "/ruling", Label: "批复", Hint: "选中要批复的申报表，再填写批复文号和日期。",
	}},
	{models.DepartmentReviewer, []models.Status{models.DepartmentReview}, reviewing},
	{models.FinanceReviewer, []models.Status{models.FinanceReview}, reviewing},
	{models.Handler, []models.Status{models.Draft, models.Returned}, templates.Choosing{
		Action: "/submit", Label: "批量送审", Hint: "选中填好的申报表，一起核对后送审。",
	}},
}

// showSentIn puts what was sent in in the place of name and amounts that are
// being corrected, in the rows of those who may see that alone. What a search
// finds by the corrected text is left out: that it was found would tell it.
func (s *Server) showSentIn(v *visit, rows []store.ListRow, search string) ([]store.ListRow, error) {
	hidden := func(r store.ListRow) bool {
		return v.scope.SentInOnly(&models.Declaration{
			Status: r.Status, Version: r.Version, UnitID: r.UnitID, DepartmentID: r.DepartmentID,
		})
	}
	var ids []int64
	for _, r := range rows {
		if hidden(r) {
			ids = append(ids, r.ID)
		}
	}
	docs, err := s.Store.SentIn(v.ctx, ids)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r store.ListRow) bool {
		doc, ok := docs[r.ID]
		return ok && !store.Matches(search, &doc)
	})
	for i := range rows {
		if doc, ok := docs[rows[i].ID]; ok {
			r := &rows[i]
			r.Project, r.Unit, r.Department = doc.Project.Name, doc.Unit, doc.Department
			r.Total, r.Annual = comesTo(&doc.Funding.Total), comesTo(&doc.Funding.Annual)
		}
	}
	return rows, nil
}

func comesTo(f *models.Funds) models.Amount {
	if sum, known := f.Effective(); known {
		return models.KnownAmount(sum)
	}
	return f.Amount
}
