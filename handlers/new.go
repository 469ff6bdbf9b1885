package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/templates"
)

func (s *Server) newForm(v *visit) error { return s.drawNew(v, http.StatusOK, "") }

func (s *Server) drawNew(v *visit, status int, problem string) error {
	page := &templates.NewDeclaration{Base: s.base(v, v), Problem: problem}
	page.Title, page.Section = "新建申报表", "new"
	page.Units = orgOptions(v.orgs, 0, func(o models.Org) bool { return slices.Contains(v.scope.Units, o.ID) })
	years, open, err := s.years(v)
	if err != nil {
		return err
	}
	for _, y := range years {
		text := strconv.Itoa(y)
		page.Years = append(page.Years, templates.Option{Value: text, Text: text + "年", Selected: y == open})
		again, err := s.undeclared(v, y)
		if err != nil {
			return err
		}
		if len(again) > 0 {
			page.Again = append(page.Again, templates.AgainYear{Year: y, Rows: again})
		}
	}
	if page.Offered, err = s.offered(v); err != nil {
		return err
	}
	return s.draw(v, status, page)
}

// years are the budget years that have a round and the one that is being
// prepared, the newest first: from July on that is the next year. open is the
// newest one that has a round, or the one being prepared where none has.
func (s *Server) years(v *visit) (years []int, open int, err error) {
	rounds, err := s.Store.Rounds(v.ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, r := range rounds {
		open = max(open, r.Year)
		if !slices.Contains(years, r.Year) {
			years = append(years, r.Year)
		}
	}
	today := s.today()
	coming := today.Year()
	if today.Month() >= time.July {
		coming++
	}
	if open == 0 {
		open = coming
	}
	if !slices.Contains(years, coming) {
		years = append(years, coming)
	}
	slices.Sort(years)
	slices.Reverse(years)
	return years, open, nil
}

// create makes an empty draft for a unit and year, with what is known filled
// in.
func (s *Server) create(v *visit) error {
	if from := v.FormValue("from"); from != "" {
		return s.createAgain(v, from)
	}
	number := v.FormValue("unit")
	if len(number) > len(orgPrefix) {
		number = number[len(orgPrefix):]
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || !slices.Contains(v.scope.Units, id) {
		return s.drawNew(v, http.StatusUnprocessableEntity, "请选择一个由您经办的单位")
	}
	year, err := strconv.Atoi(v.FormValue("year"))
	if err != nil || year < 2000 || year > 2100 {
		return s.drawNew(v, http.StatusUnprocessableEntity, "请选择年度")
	}
	if template := v.FormValue("template"); v.FormValue("do") == "template" {
		return s.useTemplate(v, template, v.org(id), year)
	}
	round, err := s.Store.CurrentRound(v.ctx, year)
	if err != nil && models.KindOf(err) != models.NotFound {
		return err
	}
	d := s.blank(v, v.org(id), year)
	d.RoundID = round.ID
	event := models.Event{
		At: s.Clock(), PersonID: v.person.ID, PersonName: v.person.Name, Address: v.RealIP(),
		Action: models.Create, To: models.Draft,
	}
	if err := s.Store.CreateDeclaration(v.ctx, &d, event); err != nil {
		return err
	}
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// blank is an empty declaration of a unit: unit, department and title come
// from the tree, the sign-off from the account.
func (s *Server) blank(v *visit, unit models.Org, year int) models.Declaration {
	d := models.Declaration{
		Status: models.Draft, UnitID: unit.ID, Fillers: []int64{v.person.ID},
		Document: models.Document{Layout: forms.Layouts()[0].ID, Year: year, Unit: unit.OrgName()},
	}
	for o := unit; o.ID != 0; o = v.org(o.ParentID) {
		if d.DepartmentID == 0 && isDepartment(o) {
			d.DepartmentID, d.Document.Department = o.ID, o.OrgName()
		}
		if d.Document.Region == "" {
			d.Document.Region = o.Region
		}
	}
	today := s.today()
	d.Document.Signoff = models.Signoff{
		Handler: v.person.Name, Phone: v.person.Phone,
		FilledAt: models.ReadDate(models.FormatDay(today)),
	}
	return d
}
