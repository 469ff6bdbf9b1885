package handlers

import (
	"net/http"
	"strconv"

	"jixiao/models"
	"jixiao/templates"
)

// unsent names the text that is being filled in, among the versions.
const unsent = "now"

// compare shows what one version changes of another; those who may read a
// draft also what the draft changes. Without a choice it is the newest and the
// one before it.
func (s *Server) compare(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Read {
		return errNotFound()
	}
	choices := textsOf(&d, access)
	if len(choices) < 2 {
		return models.Refuse(models.Invalid, "这份申报表只有一个版本，还没有可比较的。")
	}
	to := chosen(choices, v.QueryParam("to"), len(choices)-1)
	from := chosen(choices, v.QueryParam("from"), max(to-1, 0))
	changes, err := s.changes(v, &d, choices[from], choices[to])
	if err != nil {
		return err
	}
	page := &templates.Compare{
		Base: s.base(v, v), Subject: s.subject(v, &d), Changes: changes,
		From: selected(choices, from), To: selected(choices, to),
	}
	page.Title, page.Section = "版本比较："+title(&d), "list"
	return s.draw(v, http.StatusOK, page)
}

// textsOf lists the texts of a declaration that may be compared, oldest first.
func textsOf(d *models.Declaration, access models.Access) []templates.Option {
	var list []templates.Option
	for n := 1; n <= d.Version; n++ {
		list = append(list, templates.Option{Value: strconv.Itoa(n), Text: "版本 " + strconv.Itoa(n)})
	}
	if access >= models.ReadDraft && (d.Status.Editable() || d.Status == models.Void) {
		list = append(list, templates.Option{Value: unsent, Text: "现在的草稿"})
	}
	return list
}

func chosen(list []templates.Option, value string, otherwise int) int {
	for i, o := range list {
		if o.Value == value {
			return i
		}
	}
	return otherwise
}

func selected(list []templates.Option, at int) []templates.Option {
	marked := append([]templates.Option(nil), list...)
	marked[at].Selected = true
	return marked
}

// changes compares two texts of a declaration.
func (s *Server) changes(v *visit, d *models.Declaration, from, to templates.Option) (templates.Changes, error) {
	before, err := s.textOf(v, d, from.Value)
	if err != nil {
		return templates.Changes{}, err
	}
	after, err := s.textOf(v, d, to.Value)
	if err != nil {
		return templates.Changes{}, err
	}
	layout, err := layoutOf(after)
	if err != nil {
		return templates.Changes{}, err
	}
	return templates.NewChanges(from.Text, to.Text, layout.Compare(before, after)), nil
}

// textOf returns one text of a declaration: of a version, or as it stands now.
func (s *Server) textOf(v *visit, d *models.Declaration, value string) (*models.Document, error) {
	if value == unsent {
		return &d.Document, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return nil, errNotFound()
	}
	version, err := s.Store.Version(v.ctx, d.ID, n)
	return &version.Document, err
}

// sinceLast puts on the page what the shown version changes of the one before
// it, for the reviewer who sent that one back.
func (s *Server) sinceLast(v *visit, d *models.Declaration, page *templates.Review) error {
	if page.Version < 2 {
		return nil
	}
	list := textsOf(d, models.Read)
	from, to := list[page.Version-2], list[page.Version-1]
	changes, err := s.changes(v, d, from, to)
	changes.URL = v.url("compare", d.ID) + "?from=" + from.Value + "&to=" + to.Value
	page.Changes = &changes
	return err
}
