package handlers

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"jixiao/models"
	"jixiao/templates"
)

// handOut makes a draft from a template at each chosen unit, and says what
// became of each. Nothing that a unit has is overwritten.
func (s *Server) handOut(v *visit) error {
	t, err := s.templateOf(v)
	if err != nil {
		return err
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	chosen := chosenUnits(v, &t, values)
	year, err := strconv.Atoi(values.Get("year"))
	page := &templates.TemplatePage{}
	switch {
	case t.Withdrawn:
		page.Problem = "这个模板已停用，没有下发。要用请先恢复"
	case models.Blank(t.Document.Project.Name):
		page.Problem = "模板还没有项目名称，没有下发。请先填好并保存"
	case err != nil || year < 2000 || year > 2100:
		page.Problem = "请选择年度"
	case len(chosen) == 0:
		page.Problem = "没有选单位，没有下发"
	}
	if page.Problem != "" {
		return s.drawTemplate(v, http.StatusUnprocessableEntity, &t, page)
	}
	handlers, err := s.handlersOf(v.ctx)
	if err != nil {
		return err
	}
	for _, text := range chosen {
		result, err := s.handOutTo(v, &t, text, year, handlers)
		if err != nil {
			return err
		}
		page.Results = append(page.Results, result)
		if result.OK {
			page.Done++
		}
	}
	return s.drawTemplate(v, http.StatusOK, &t, page)
}

// chosenUnits returns the units that were ticked, each once, or all that the
// template is for.
func chosenUnits(v *visit, t *models.Template, values url.Values) []string {
	chosen := values["unit"]
	if values.Get("all") != "" {
		for _, o := range v.orgs {
			if t.For(o, v.orgs) {
				chosen = append(chosen, strconv.FormatInt(o.ID, 10))
			}
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(chosen)))
}

// handOutTo makes the draft of one unit.
func (s *Server) handOutTo(v *visit, t *models.Template, text string, year int, handlers map[int64][]models.Person) (templates.MoveResult, error) {
	id, _ := strconv.ParseInt(text, 10, 64)
	unit := v.org(id)
	result := templates.MoveResult{Project: unit.Name, Text: "已下发，等单位填写"}
	switch {
	case unit.ID == 0:
		result.Project, result.Text = "编号 "+text+" 的单位", "机构目录中没有这个单位（可能已撤并），没有下发"
		return result, nil
	case !t.For(unit, v.orgs):
		result.Text = "不是" + issuerName(v, t.OwnerID) + "的下级单位，没有下发"
		return result, nil
	}
	d := s.fromTemplate(v, t, unit, year)
	d.Fillers, d.Document.Signoff.Handler, d.Document.Signoff.Phone = nil, "", ""
	if who := handlers[unit.ID]; len(who) == 1 {
		d.Document.Signoff.Handler, d.Document.Signoff.Phone = who[0].Name, who[0].Phone
	}
	existing, err := s.createNoted(v, &d, issuerName(v, t.OwnerID)+"下发的模板“"+templateName(t)+"”")
	switch kind := models.KindOf(err); {
	case err == nil:
		result.OK, result.URL = true, v.url("declaration", d.ID)
	case kind == models.Conflict || kind == models.NotFound:
		result.Text = "没有下发：" + messageOf(err)
		if existing != 0 {
			result.URL = v.url("declaration", existing)
		}
	default:
		return result, err
	}
	return result, nil
}

// handlersOf lists who fills in declarations, by unit.
func (s *Server) handlersOf(ctx context.Context) (map[int64][]models.Person, error) {
	people, err := s.Store.People(ctx)
	of := map[int64][]models.Person{}
	for _, p := range people {
		for _, r := range p.Roles {
			if r.Kind == models.Handler && !p.Disabled {
				of[r.OrgID] = append(of[r.OrgID], p)
			}
		}
	}
	return of, err
}

// fromTemplate is a new declaration of a unit with the text of a template.
func (s *Server) fromTemplate(v *visit, t *models.Template, unit models.Org, year int) models.Declaration {
	d := s.blank(v, unit, year)
	text := models.TemplateText(&t.Document)
	text.Funding = t.Document.Funding
	text.Year, text.Region, text.Unit, text.Department = year, d.Document.Region, d.Document.Unit, d.Document.Department
	text.Signoff = d.Document.Signoff
	d.Document, d.HandedOut = text, true
	return d
}

// useTemplate makes a draft of the person's own unit from a template.
func (s *Server) useTemplate(v *visit, text string, unit models.Org, year int) error {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return s.drawNew(v, http.StatusUnprocessableEntity, "请选择模板")
	}
	t, err := s.Store.Template(v.ctx, id)
	if models.KindOf(err) == models.NotFound || err == nil && !v.scope.MayUse(&t, unit, v.orgs) {
		return s.drawNew(v, http.StatusUnprocessableEntity, "这个模板不是给"+unit.Name+"用的，或者已停用，请另选")
	}
	if err != nil {
		return err
	}
	d := s.fromTemplate(v, &t, unit, year)
	return s.createOnce(v, &d, "套用模板“"+templateName(&t)+"”新建", "标有“模板”的文字是模板自带的，请填写本单位的数字")
}

// offered lists the templates that the person's units may use.
func (s *Server) offered(v *visit) ([]templates.Option, error) {
	all, err := s.Store.Templates(v.ctx)
	var list []templates.Option
	for i := range all {
		t := &all[i]
		for _, id := range v.scope.Units {
			if v.scope.MayUse(t, v.org(id), v.orgs) {
				list = append(list, templates.Option{
					Value: strconv.FormatInt(t.ID, 10), Text: templateName(t) + "（" + issuerName(v, t.OwnerID) + "）",
				})
				break
			}
		}
	}
	return list, err
}

// given returns the text that was handed out, of which the unit chose nothing;
// nil where the declaration was not made from a template.
func (s *Server) given(ctx context.Context, d *models.Declaration) (*models.Document, error) {
	if !d.HandedOut {
		return nil, nil //nolint:nilnil // nothing was handed out
	}
	first, err := s.Store.SavedState(ctx, d.ID, 1)
	return &first.Document, err
}
