package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// newLibrary reads the starter library: the built-in one where data is nil.
func newLibrary(data []byte) (*store.Library, error) {
	if data == nil {
		data = assets.Indicators
	}
	all, err := models.ReadLibrary(data)
	if err != nil {
		return nil, models.Refuse(models.Invalid, "指标库文件有误，请改正后再启动："+strings.Join(strings.Fields(err.Error()), " "))
	}
	return store.NewLibrary(all), nil
}

// libraryOf returns the library as it concerns the person: their departments'
// indicators, the county's, and the starter library.
func (s *Server) libraryOf(v *visit) (*store.Library, error) {
	if v.library == nil {
		var err error
		if v.library, err = s.Store.Library(v.ctx, s.library, v.scope.SeesLibrary); err != nil {
			return nil, err
		}
	}
	return v.library, nil
}

// indicators searches the library by characters or pinyin initials, class,
// field and owner.
func (s *Server) indicators(v *visit) error {
	page := &templates.Indicators{Base: s.base(v, v), Search: v.QueryParam("q")}
	page.Title, page.Section = "指标库", "indicators"
	if err := s.pickingFor(v, page); err != nil {
		return err
	}
	library, err := s.libraryOf(v)
	if err != nil {
		return err
	}
	filter := store.LibraryFilter{
		Search: page.Search, Class: v.QueryParam("class"), Field: v.QueryParam("field"), Owner: v.QueryParam("owner"),
	}
	found, err := library.Find(filter)
	if err != nil {
		return err
	}
	page.Rows = s.libraryRows(v, found)
	if wantsJSON(v) {
		return v.JSON(http.StatusOK, page.Rows)
	}
	page.Total, page.Filtered = library.Len(), filter != store.LibraryFilter{}
	page.Classes = among("全部", classes(), filter.Class)
	page.Fields = among("全部", library.Fields(), filter.Field)
	page.Owners = libraryOwners(v, filter.Owner)
	if page.Retired, err = s.retired(v); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// classes are the 二级指标 of the form.
func classes() (names []string) {
	for _, level1 := range forms.Layouts()[0].Tree {
		names = append(names, level1.Classes...)
	}
	return names
}

// among returns choices, the first of which stands for no choice.
func among(none string, names []string, chosen string) []templates.Option {
	options := []templates.Option{{Text: none}}
	for _, name := range names {
		options = append(options, templates.Option{Value: name, Text: name, Selected: name == chosen})
	}
	return options
}

// libraryOwners are the owners whose indicators the person sees.
func libraryOwners(v *visit, chosen string) []templates.Option {
	options := []templates.Option{{Text: "全部"}}
	add := func(value, text string) {
		options = append(options, templates.Option{Value: value, Text: text, Selected: value == chosen})
	}
	for _, o := range v.orgs {
		if isDepartment(o) && v.scope.SeesLibrary(o.ID) {
			add(strconv.FormatInt(o.ID, 10), o.Name)
		}
	}
	add(models.CountyLibrary, ownerName(v, models.CountyLibrary))
	add(models.StarterLibrary, ownerName(v, models.StarterLibrary))
	return options
}

// ownerName says whose an indicator is.
func ownerName(v *visit, owner string) string {
	switch owner {
	case models.StarterLibrary:
		return "常用指标"
	case models.CountyLibrary:
		return "全县共用"
	}
	id, _ := strconv.ParseInt(owner, 10, 64)
	return v.org(id).Name
}

func (s *Server) libraryRows(v *visit, found []models.LibraryEntry) []templates.LibraryRow {
	rows := make([]templates.LibraryRow, len(found))
	for i, e := range found {
		rows[i] = templates.LibraryRow{
			LibraryIndicator: e.LibraryIndicator, ID: e.ID, Owner: ownerName(v, e.Owner()),
			Keeper: e.ID != 0 && v.scope.KeepsLibrary(e.OwnerID), By: e.PersonName, At: e.At,
		}
	}
	return rows
}

// pickingFor puts the declaration for which somebody searches on the page, so
// that what is found can be put into it.
func (s *Server) pickingFor(v *visit, page *templates.Indicators) error {
	id, err := strconv.ParseInt(v.QueryParam("declaration"), 10, 64)
	if err != nil {
		return nil //nolint:nilerr // nobody picks: the library is only looked at
	}
	d, err := s.Store.Declaration(v.ctx, id)
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	if err == nil && v.scope.Access(&d) == models.Fill {
		page.From, page.Revision = d.ID, d.Revision
	}
	return err
}

// pick puts an indicator of the library, named by class and name, into its
// class. Its value stays blank, which is an error until it is filled: a sign
// and a unit alone look finished. They are shown in the blank cell instead.
func (s *Server) pick(v *visit, l *forms.Layout, d *models.Declaration, what string) error {
	if what == "" {
		return nil
	}
	library, err := s.libraryOf(v)
	if err != nil {
		return err
	}
	class, name, _ := strings.Cut(what, "/")
	i, ok := library.Named(class, name)
	if ok {
		_, ok = l.Pick(&d.Document, i.Class, i.Name)
	}
	if !ok {
		return models.Refuse(models.Invalid, "指标库里没有“"+name+"”，没有加入。请重新挑选。")
	}
	s.undo(v, "已加入"+i.Class+"“"+i.Name+"”，请填上本项目的指标值，如“"+i.Example+"”", d)
	return nil
}

// pickedRow returns the id of the input where the value of a picked indicator
// is to be filled in.
func pickedRow(d *models.Document, what string) string {
	class, name, _ := strings.Cut(what, "/")
	for _, row := range slices.Backward(d.Indicators) {
		if row.Side == models.Total && row.Level2 == class && row.Level3 == name {
			return "f-" + forms.RowInput(row.ID, "value")
		}
	}
	return "form"
}

// hints returns what is shown in the blank value cells of indicators that the
// library knows: sign and unit, with a gap for the number that nobody has
// chosen yet.
func (s *Server) hints(v *visit, d *models.Document) (map[string]string, error) {
	hints := map[string]string{}
	for _, row := range d.Indicators {
		if !models.Blank(row.Value) || models.Blank(row.Level3) {
			continue
		}
		library, err := s.libraryOf(v)
		if err != nil {
			return nil, err
		}
		i, ok := library.Named(row.Level2, row.Level3)
		switch {
		case !ok:
		case i.Sign == "":
			hints[row.ID] = "如 " + i.Example
		default:
			hints[row.ID] = strings.TrimSpace(i.Sign + " … " + i.Unit)
		}
	}
	return hints, nil
}
