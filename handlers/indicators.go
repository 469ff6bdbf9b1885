package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

func newLibrary() (*store.Library, error) {
	all, err := models.ReadLibrary(assets.Indicators)
	if err != nil {
		return nil, fmt.Errorf("handlers: library of indicators: %w", err)
	}
	return store.NewLibrary(all), nil
}

// indicators searches the library by characters or pinyin initials, and by
// class.
func (s *Server) indicators(v *visit) error {
	page := &templates.Indicators{Base: s.base(v, v), Search: v.QueryParam("q")}
	page.Title, page.Section = "指标库", "indicators"
	if err := s.pickingFor(v, page); err != nil {
		return err
	}
	class := v.QueryParam("class")
	page.Classes = []templates.Option{{Text: "全部"}}
	for _, level1 := range forms.Layouts()[0].Tree {
		for _, name := range level1.Classes {
			page.Classes = append(page.Classes, templates.Option{Value: name, Text: name, Selected: name == class})
		}
	}
	all, err := s.library.Find("", "")
	if err != nil {
		return err
	}
	page.Total = len(all)
	if page.Rows, err = s.library.Find(page.Search, class); err != nil {
		return err
	}
	if wantsJSON(v) {
		return v.JSON(http.StatusOK, page.Rows)
	}
	return s.draw(v, http.StatusOK, page)
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

// pick puts an indicator of the library into its class. Its value stays blank,
// which is an error until it is filled: a sign and a unit alone look finished.
func (s *Server) pick(v *visit, l *forms.Layout, d *models.Document, name string) error {
	if name == "" {
		return nil
	}
	i, ok := s.library.Named(name)
	if ok {
		_, ok = l.Pick(d, i.Class, i.Name)
	}
	if !ok {
		return models.Refuse(models.Invalid, "指标库里没有“"+name+"”，没有加入。请重新挑选。")
	}
	s.flash(v, "已加入"+i.Class+"“"+i.Name+"”，请填上本项目的指标值，如“"+i.Example+"”")
	return nil
}

// pickedRow returns the id of the input where the value of a picked indicator
// is to be filled in.
func pickedRow(d *models.Document, name string) string {
	for _, row := range slices.Backward(d.Indicators) {
		if row.Side == models.Total && row.Level3 == name {
			return "f-" + forms.RowInput(row.ID, "value")
		}
	}
	return "form"
}
