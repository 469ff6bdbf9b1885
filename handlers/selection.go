package handlers

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
)

// selection says which declarations are printed together: those chosen one by one,
// or all that one tab of a list shows, narrowed as its URL says.
type selection struct {
	Chosen     bool    `json:"chosen,omitempty"` // one by one
	IDs        []int64 `json:"ids,omitempty"`
	Tab        string  `json:"tab,omitempty"`
	Search     string  `json:"search,omitempty"`
	Year       int     `json:"year,omitempty"`
	Department int64   `json:"department,omitempty"`
	Unit       int64   `json:"unit,omitempty"`
	Public     bool    `json:"public,omitempty"` // as they are published
}

// mostPrinted is how many declarations are printed together at most.
const mostPrinted = 20_000

// selectionOf reads a selection from a URL or a form. What cannot be meant is left
// out.
func selectionOf(q url.Values) selection {
	c := selection{Tab: q.Get("tab"), Search: strings.TrimSpace(q.Get("q"))}
	for _, text := range q["id"] {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil && !slices.Contains(c.IDs, id) {
			c.IDs = append(c.IDs, id)
		}
	}
	c.Public = q.Get("public") != ""
	c.Chosen = q.Get("chosen") != "" || len(c.IDs) > 0
	c.Year, _ = strconv.Atoi(q.Get("year"))
	c.Department, _ = strconv.ParseInt(strings.TrimPrefix(q.Get("department"), orgPrefix), 10, 64)
	c.Unit, _ = strconv.ParseInt(strings.TrimPrefix(q.Get("unit"), orgPrefix), 10, 64)
	return c
}

// text keeps a selection with its job.
func (c *selection) text() (string, error) {
	text, err := json.Marshal(c)
	return string(text), err
}

// tabOf returns the tab of the person's desk that the selection is made from.
func (c *selection) tabOf(v *visit) (tab, error) {
	all := tabs(v)
	if len(all) == 0 {
		return tab{}, models.Refuse(models.Forbidden, "您的账号不办理申报表，没有可打印的。")
	}
	present := all[0]
	for _, t := range all {
		if t.key == c.Tab {
			present = t
		}
	}
	return present, nil
}

// filter returns what the selection shows in the list. What was made void is
// printed only when it was chosen by itself.
func (c *selection) filter(v *visit) (store.Filter, error) {
	t, err := c.tabOf(v)
	if err != nil {
		return store.Filter{}, err
	}
	f := t.filter(v)
	f.Statuses = slices.DeleteFunc(slices.Clone(f.Statuses), func(s models.Status) bool { return s == models.Void })
	f.Search, f.Year, f.DepartmentID, f.UnitID = c.Search, c.Year, c.Department, c.Unit
	return f, nil
}

// title says in words what is chosen.
func (c *selection) title(v *visit) string {
	what := "申报表"
	if c.Public {
		what = "申报表公开版"
	}
	if c.Chosen {
		return fmt.Sprintf("选出的 %d 份%s", len(c.IDs), what)
	}
	var parts []string
	for _, id := range []int64{c.Department, c.Unit} {
		if o := v.org(id); id != 0 {
			parts = append(parts, o.Name)
		}
	}
	if c.Year != 0 {
		parts = append(parts, fmt.Sprintf("%d年度", c.Year))
	}
	if t, err := c.tabOf(v); err == nil {
		parts = append(parts, t.name)
	}
	if c.Search != "" {
		parts = append(parts, "含“"+c.Search+"”的")
	}
	return strings.Join(parts, " ") + what
}

// count returns how many declarations the selection means.
func (s *Server) count(v *visit, c *selection) (int, error) {
	if c.Chosen {
		return len(c.IDs), nil
	}
	f, err := c.filter(v)
	if err != nil {
		return 0, err
	}
	of, err := s.Store.Counts(v.ctx, f)
	n := int64(0)
	for _, status := range f.Statuses {
		n += of[status].Number
	}
	return int(n), err
}

// idsOf returns the declarations that the selection means, by department, unit
// and age; those that were chosen one by one stay as they were.
func (s *Server) idsOf(v *visit, c *selection) ([]int64, error) {
	if c.Chosen {
		return c.IDs, tooMany(len(c.IDs))
	}
	f, err := c.filter(v)
	if err != nil {
		return nil, err
	}
	f.Limit = 500
	var rows []store.ListRow
	for {
		page, next, err := s.Store.List(v.ctx, f)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page...)
		if err := tooMany(len(rows)); err != nil {
			return nil, err
		}
		if next == "" {
			break
		}
		f.After = next
	}
	slices.SortFunc(rows, func(a, b store.ListRow) int {
		return cmp.Or(cmp.Compare(a.Department.Printed(), b.Department.Printed()),
			cmp.Compare(a.Unit.Printed(), b.Unit.Printed()), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids, nil
}

func tooMany(n int) error {
	if n <= mostPrinted {
		return nil
	}
	return models.Refuse(models.Invalid, fmt.Sprintf("一次最多打印 %d 份。请按年度、部门或单位分几次。", mostPrinted))
}
