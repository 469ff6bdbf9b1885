package handlers

import (
	"fmt"
	"net/http"
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
	page.From, _ = strconv.ParseInt(v.QueryParam("declaration"), 10, 64)
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
	return s.draw(v, http.StatusOK, page)
}
