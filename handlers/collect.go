package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// fieldOther is the field of an indicator that goes with none of the library's.
const fieldOther = "其他"

// collectForm lists the indicators of an approved declaration, to be taken into
// the library.
func (s *Server) collectForm(v *visit) error {
	d, owners, err := s.collectable(v)
	if err != nil {
		return err
	}
	return s.drawCollect(v, http.StatusOK, &d, owners, url.Values{}, "")
}

// collectable loads the declaration of the path, and into whose library the
// person may take its indicators.
func (s *Server) collectable(v *visit) (models.Declaration, []int64, error) {
	d, access, err := s.declaration(v)
	if err != nil {
		return d, nil, err
	}
	owners := v.scope.Libraries(&d)
	switch {
	case access < models.Read || len(owners) == 0 && d.Status == models.Approved:
		err = models.Refuse(models.Forbidden, "指标由主管部门和财政局的审核人收入指标库，您没有这个权限。")
	case len(owners) == 0:
		err = models.Refuse(models.Closed, "只有已批复的申报表，指标才能收入指标库；现在是“"+d.Status.Label()+"”。")
	}
	return d, owners, err
}

// collectibles are the indicators of the approved version, one of each class
// and name, with sign and unit apart.
func (s *Server) collectibles(v *visit, d *models.Declaration) ([]models.LibraryEntry, error) {
	version, err := s.Store.Version(v.ctx, d.ID, d.Current())
	if err != nil {
		return nil, err
	}
	var all []models.LibraryEntry
	known := classes()
	for _, row := range version.Document.Indicators {
		same := func(e models.LibraryEntry) bool {
			return e.Class == row.Level2 && models.SameText(e.Name, row.Level3)
		}
		if !slices.Contains(known, row.Level2) || models.Blank(row.Level3) || models.Blank(row.Value) || slices.ContainsFunc(all, same) {
			continue
		}
		parts := models.ParseValue(row.Value).Parts()
		if parts.Sign == models.Qualitative {
			parts.Sign = ""
		}
		all = append(all, models.LibraryEntry{
			LibraryIndicator: models.LibraryIndicator{
				Class: row.Level2, Name: row.Level3, Sign: parts.Sign, Unit: parts.Unit, Example: row.Value,
			},
			DeclarationID: d.ID, Version: d.Current(), RowID: row.ID, PersonID: v.person.ID, PersonName: v.person.Name,
		})
	}
	return all, nil
}

// owned is what an owner has already: what everybody sees, and its own. Other
// departments' do not count.
func (s *Server) owned(v *visit, owner int64) (*store.Library, error) {
	return s.Store.Library(v.ctx, s.library, func(of int64) bool { return of == 0 || of == owner })
}

// holder says whose library has an indicator of the same class and name, ""
// for none.
func holder(v *visit, library *store.Library, e *models.LibraryEntry) string {
	if same, ok := library.Named(e.Class, e.Name); ok {
		return ownerName(v, same.Owner())
	}
	return ""
}

func (s *Server) drawCollect(v *visit, status int, d *models.Declaration, owners []int64, typed url.Values, problem string) error {
	entries, err := s.collectibles(v, d)
	if err != nil {
		return err
	}
	page := &templates.Collect{Base: s.base(v, v), Subject: s.subject(v, d), Problem: problem}
	page.Title, page.Section = "收入指标库："+title(d), "indicators"
	for _, owner := range owners {
		e := models.LibraryEntry{ID: 1, OwnerID: owner}
		page.Owners = append(page.Owners, templates.Option{
			Value: strconv.FormatInt(owner, 10), Text: ownerName(v, e.Owner()), Selected: typed.Get("owner") == strconv.FormatInt(owner, 10),
		})
	}
	fields := s.library.Fields()
	if !slices.Contains(fields, fieldOther) {
		fields = append(fields, fieldOther)
	}
	library, err := s.owned(v, owners[0])
	if err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		row := templates.CollectRow{
			ID: e.RowID, LibraryIndicator: e.LibraryIndicator, Chosen: slices.Contains(typed["row"], e.RowID),
			Fields: among("请选择", fields, typed.Get("field."+e.RowID)),
		}
		row.Explanation = typed.Get("explanation." + e.RowID)
		if len(owners) == 1 {
			row.Has = holder(v, library, e)
		}
		page.Rows = append(page.Rows, row)
	}
	return s.draw(v, status, page)
}

// collect takes the chosen indicators into the library. Nothing is taken while
// one of them lacks its explanation.
func (s *Server) collect(v *visit) error {
	d, owners, err := s.collectable(v)
	if err != nil {
		return err
	}
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	owner, err := strconv.ParseInt(values.Get("owner"), 10, 64)
	if err != nil || !slices.Contains(owners, owner) {
		return models.Refuse(models.Forbidden, "您不能把指标收入这个指标库，没有收入。请返回上一页重选。")
	}
	chosen, problem, err := s.chosen(v, &d, owner, values)
	if err != nil {
		return err
	}
	if problem != "" {
		return s.drawCollect(v, http.StatusUnprocessableEntity, &d, owners, values, problem)
	}
	added, err := s.Store.AddToLibrary(v.ctx, chosen.fresh)
	if models.KindOf(err) == models.Conflict {
		return s.drawCollect(v, http.StatusConflict, &d, owners, values, messageOf(err))
	}
	if err != nil {
		return err
	}
	of := models.LibraryEntry{ID: 1, OwnerID: owner}
	text := "已收入 " + strconv.Itoa(len(added)) + " 条到“" + ownerName(v, of.Owner()) + "”"
	if len(chosen.had) > 0 {
		text += "；指标库里已有同类同名的，没有再收：" + strings.Join(chosen.had, "、")
	}
	s.flash(v, text)
	return v.Redirect(http.StatusSeeOther, v.url("indicators")+"?owner="+of.Owner())
}

// choice is what was chosen for the library: what is new there, and the names
// of what it has.
type choice struct {
	fresh []models.LibraryEntry
	had   []string
}

func (s *Server) chosen(v *visit, d *models.Declaration, owner int64, values url.Values) (c choice, problem string, err error) {
	entries, err := s.collectibles(v, d)
	if err != nil {
		return c, "", err
	}
	library, err := s.owned(v, owner)
	if err != nil {
		return c, "", err
	}
	for _, e := range entries {
		if !slices.Contains(values["row"], e.RowID) {
			continue
		}
		e.OwnerID = owner
		e.Explanation, e.Field = strings.TrimSpace(plainLines(values.Get("explanation."+e.RowID))), values.Get("field."+e.RowID)
		had := holder(v, library, &e)
		switch {
		case had != "":
			c.had = append(c.had, e.Name+"（"+had+"）")
			continue
		case models.Blank(e.Explanation):
			return c, "“" + e.Name + "”还没有写说明：算什么、怎么算，别的单位才会用。写好后再收入。", nil
		case e.Field == "":
			return c, "“" + e.Name + "”还没有选领域，请选定后再收入。", nil
		}
		c.fresh = append(c.fresh, e)
	}
	if len(c.fresh)+len(c.had) == 0 {
		return c, "还没有选中指标，请先勾选要收入的指标。", nil
	}
	return c, "", nil
}

// retire puts an indicator out of use. It stays on record.
func (s *Server) retire(v *visit) error {
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		id = 0
	}
	e, err := s.Store.RetireIndicator(v.ctx, id, v.person, v.scope.KeepsLibrary)
	if err != nil {
		return err
	}
	s.flash(v, "已停用“"+e.Name+"”，用过它的申报表不受影响")
	return v.Redirect(http.StatusSeeOther, v.url("indicators")+"?owner="+e.Owner())
}

// retired lists what is out of use in the libraries that the person keeps.
func (s *Server) retired(v *visit) ([]templates.RetiredRow, error) {
	if !v.scope.Finance && len(v.scope.Departments) == 0 {
		return nil, nil
	}
	entries, err := s.Store.RetiredIndicators(v.ctx)
	var rows []templates.RetiredRow
	for i := range entries {
		if e := &entries[i]; v.scope.KeepsLibrary(e.OwnerID) {
			rows = append(rows, templates.RetiredRow{
				Name: e.Name, Class: e.Class, Owner: ownerName(v, e.Owner()), By: e.RetiredName, At: e.RetiredAt,
			})
		}
	}
	return rows, err
}
