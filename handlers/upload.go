package handlers

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/forms/xlsx"
	"jixiao/models"
	"jixiao/templates"
)

// uploadForm asks for the sheet that is to fill a draft.
func (s *Server) uploadForm(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Fill {
		return errNotFound()
	}
	return s.draw(v, http.StatusOK, s.uploadPage(v, &d))
}

func (s *Server) uploadPage(v *visit, d *models.Declaration) *templates.Upload {
	page := &templates.Upload{Base: s.base(v, v), Subject: s.subject(v, d)}
	page.Title, page.Section = "导入 Excel："+title(d), "list"
	return page
}

// upload reads a sheet, shows which cells it changes, and asks before anything
// is written: the button posts the changed cells as the form itself does.
func (s *Server) upload(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Fill {
		return errNotFound()
	}
	page := s.uploadPage(v, &d)
	form, err := postedForm(v, &d)
	var refusal *models.Error
	if errors.As(err, &refusal) {
		page.Problem = refusal.Message
		return s.draw(v, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	if err := s.showUpload(v, page, &d, form); err != nil {
		return err
	}
	return s.draw(v, http.StatusOK, page)
}

// sentBook returns the file that was sent.
func sentBook(v *visit) ([]byte, error) {
	header, err := v.FormFile("file")
	if err != nil {
		return nil, models.Refuse(models.Invalid, "请先选择一个 Excel 工作簿（.xlsx）")
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(file)
}

// postedForm returns the sheet of the workbook that was sent which is d's.
func postedForm(v *visit, d *models.Declaration) (*xlsx.Form, error) {
	data, err := sentBook(v)
	if err != nil {
		return nil, err
	}
	if !xlsx.IsWorkbook(data) {
		return nil, models.Refuse(models.Invalid, "这不是 Excel 工作簿，请选择 .xlsx 文件")
	}
	found, skipped, err := xlsx.Read(data)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, models.Refuse(models.Invalid, "工作簿里没有申报表。"+whySkipped(skipped))
	}
	for _, ours := range []func(f xlsx.Form) bool{
		func(f xlsx.Form) bool { return f.Origin.Declaration == d.ID },
		func(f xlsx.Form) bool { return models.SameText(f.Document.Project.Name, d.Document.Project.Name) },
		func(xlsx.Form) bool { return len(found) == 1 },
	} {
		if i := slices.IndexFunc(found, ours); i >= 0 {
			return &found[i], nil
		}
	}
	names := make([]string, len(found))
	for i := range found {
		names[i] = "“" + found[i].Document.Project.Name + "”"
	}
	return nil, models.Refuse(models.Invalid, fmt.Sprintf(
		"工作簿里有 %d 张申报表，没有一张的项目名称与这一份相同：%s。请只留下要导入的那一张，或改用“批量导入”",
		len(found), strings.Join(names[:min(len(names), 5)], "、")))
}

func whySkipped(skipped []xlsx.Skipped) string {
	var all []string
	for _, s := range skipped {
		all = append(all, "工作表“"+s.Sheet+"”："+s.Reason)
	}
	return strings.Join(all[:min(len(all), 5)], "；")
}

// showUpload puts on the page what a sheet changes. A sheet that was made of an
// earlier text of d is met like a save that comes second.
func (s *Server) showUpload(v *visit, page *templates.Upload, d *models.Declaration, form *xlsx.Form) error {
	l, err := layoutOf(&d.Document)
	if err != nil {
		return err
	}
	base, revision, err := s.baseOf(v, d, form)
	if err != nil {
		return err
	}
	mine := form.Document
	if base == nil {
		base, revision = &d.Document, d.Revision
		if mine, err = form.Onto(base); err != nil {
			return err
		}
	}
	page.Notes = notesOf(d, form)
	mine.Unit, mine.Department = base.Unit, base.Department
	merged, conflicts := l.Merge(base, &mine, &d.Document)
	page.Changes = templates.NewChanges("现在的内容", "Excel", l.Compare(&d.Document, &merged))
	page.Conflicts = len(conflicts)
	page.Stale = revision != d.Revision
	page.Read = true
	if len(conflicts) == 0 {
		base, mine, revision = &d.Document, merged, d.Revision
	}
	page.Revision = revision
	page.Fields, page.Removed = fieldsOf(l, base, &mine)
	for _, left := range form.Left {
		page.Left = append(page.Left, templates.LeftCell(left))
	}
	return nil
}

// baseOf returns the text that a sheet was exported from, nil where it was
// exported from no text of d: the number of a declaration means nothing in a
// sheet of another database.
func (s *Server) baseOf(v *visit, d *models.Declaration, form *xlsx.Form) (*models.Document, int64, error) {
	from := form.Origin
	var base models.Document
	switch {
	case from.Declaration != d.ID:
		return nil, 0, nil
	case from.Revision > 0 && from.Revision <= d.Revision:
		state, err := s.Store.SavedState(v.ctx, d.ID, from.Revision)
		if err != nil {
			return nil, 0, err
		}
		base = state.Document
	default:
		return nil, 0, nil
	}
	if xlsx.Sum(&base) != from.Sum {
		return nil, 0, nil
	}
	return &base, from.Revision, nil
}

// notesOf says what a person should know before the sheet is taken over.
func notesOf(d *models.Declaration, form *xlsx.Form) (notes []string) {
	on := &form.Document
	if form.Wan {
		notes = append(notes, "表上注明金额单位是万元，已换算成元。")
	}
	if on.Year != 0 && on.Year != d.Document.Year {
		notes = append(notes, fmt.Sprintf("表上的年度是 %d 年，这份申报表是 %d 年，年度不会改。", on.Year, d.Document.Year))
	}
	if _, found := form.Found["unit.name"]; found && on.Unit.Name != d.Document.Unit.Name {
		notes = append(notes, "表上的实施单位是“"+on.Unit.Name+"”，不会改；要换单位，请在申报表里选。")
	}
	if _, found := form.Found["department.name"]; found && on.Department.Name != d.Document.Department.Name {
		notes = append(notes, "表上的主管部门是“"+on.Department.Printed()+"”，不会改；要换部门，请在申报表里选。")
	}
	return notes
}

// fieldsOf returns what the form would post for what mine changes of base, and
// the identities of the rows that it takes away.
func fieldsOf(l *forms.Layout, base, mine *models.Document) (fields []templates.PostedField, removed string) {
	was := map[string]string{}
	for _, in := range l.Grid(base).Inputs() {
		was[in.Spec().Name] = in.Text(base)
	}
	place := map[forms.Class]int{}
	kept := map[string]bool{}
	for _, row := range mine.Indicators {
		class := forms.Class{Side: row.Side, Level1: row.Level1, Level2: row.Level2}
		place[class]++
		kept[row.ID] = true
		if _, old := was[forms.RowInput(row.ID, "level3")]; old {
			continue
		}
		at := strings.Join([]string{string(row.Side), row.Level1, row.Level2, strconv.Itoa(place[class])}, "|")
		fields = append(fields, templates.PostedField{Name: forms.RowInput(row.ID, "level3.at"), Text: at})
	}
	for _, in := range l.Grid(mine).Inputs() {
		name := in.Spec().Name
		if before, old := was[name]; in.Spec().Kind != forms.OrgRef && (!old || before != in.Text(mine)) {
			fields = append(fields, templates.PostedField{Name: name, Text: in.Text(mine)})
		}
	}
	var gone []string
	for _, row := range base.Indicators {
		if !kept[row.ID] {
			gone = append(gone, row.ID)
		}
	}
	return fields, strings.Join(gone, ",")
}
