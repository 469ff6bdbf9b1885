package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/models"
)

// listColumn says where a column of a list goes.
type listColumn struct {
	input forms.Input // a blank of the head, funds, texts or sign-off
	what  string      // what else: year, code, side, level1, level2, name, value, total, annual
}

// listHeads are the heads of a list beside those of the blanks, as compared.
var listHeads = map[string]string{
	"年度": "year", "预算年度": "year", "项目编码": "code", "项目代码": "code", "行政区划": "region", "地区": "region",
	"主管部门编码": "department", "部门编码": "department", "单位编码": "unit", "实施单位编码": "unit",
	"期间": "side", "指标期间": "side", "一级指标": "level1", "二级指标": "level2", "三级指标": "name", "指标名称": "name",
	"指标值": "value", "实施期指标值": "total", "年度指标值": "annual", "序号": "skip",
}

// ReadList reads a flat list: one row an indicator, or one row a project. Its
// first row that names a project holds the heads: the labels of the form
// (年度资金／资金总额), or their captions where one alone has it. A head that is
// not known is Invalid: a typing error must not lose a column.
func ReadList(sheet string, rows [][]string) ([]Form, error) {
	l := forms.Layouts()[0]
	first := slices.IndexFunc(rows, func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return models.Plain(cell) == "项目名称" })
	})
	if first < 0 {
		return nil, models.Refuse(models.Invalid, "没有找到“项目名称”一列，不是申报表清单")
	}
	columns, err := listColumns(l, rows[first])
	if err != nil {
		return nil, err
	}
	r := listReader{layout: l, sheet: sheet, columns: columns}
	for _, row := range rows[:first+1] {
		r.wan = r.wan || wanNote.MatchString(models.Halfwidth(strings.Join(row, " ")))
	}
	for y := first + 1; y < len(rows); y++ {
		if !models.Blank(strings.Join(rows[y], "")) {
			r.row(y+1, rows[y])
		}
	}
	return r.forms, nil
}

// readListSheet reads a sheet that is a list; it returns nil where it is none.
// In a list the head of the projects stands among other heads, on a form alone.
func readListSheet(f *excelize.File, sheet string) ([]Form, error) {
	rows, err := readRows(f, sheet, true)
	if err != nil {
		return nil, err
	}
	known := captionSet(forms.Layouts()[0])
	for _, row := range rows[:min(len(rows), 20)] {
		heads, project := 0, false
		for _, cell := range row {
			if strings.HasPrefix(cell, keyMark) || strings.HasSuffix(cell, "申报表"+contentsName) {
				return nil, nil
			}
			name := models.Plain(cell)
			project = project || name == "项目名称"
			if known[name] || listHeads[name] != "" || strings.Contains(cell, "／") {
				heads++
			}
		}
		if project && heads >= 3 {
			return ReadList(sheet, rows)
		}
	}
	return nil, nil
}

// listColumns finds out what the columns are.
func listColumns(l *forms.Layout, heads []string) ([]listColumn, error) {
	byName := map[string]forms.Input{}
	twice := map[string]bool{}
	blank := models.Document{Layout: l.ID}
	for _, in := range l.Grid(&blank).Inputs() {
		spec := in.Spec()
		byName[models.Plain(spec.Label)] = in
		for _, name := range names(spec.Caption) {
			if _, taken := byName[name]; taken && name != models.Plain(spec.Label) {
				twice[name] = true
			}
			byName[name] = in
		}
	}
	var unknown []string
	columns := make([]listColumn, len(heads))
	seen := map[string]bool{}
	for i, head := range heads {
		name := models.Plain(strings.NewReplacer("(元)", "", "（元）", "", "(万元)", "", "（万元）", "").Replace(head))
		switch in := byName[name]; {
		case name == "":
			columns[i].what = "skip"
		case seen[name]:
			unknown = append(unknown, "“"+head+"”（重复）")
		case listHeads[name] != "":
			columns[i].what = listHeads[name]
		case in != nil && !twice[name]:
			columns[i].input = in
		default:
			unknown = append(unknown, "“"+head+"”")
		}
		seen[name] = true
	}
	if len(unknown) > 0 {
		return nil, models.Refuse(models.Invalid, "清单第一行有不认识的列："+strings.Join(unknown, "、")+
			"。列名用申报表上的名称，金额和目标写明期间，如“年度资金／资金总额”“年度目标”；指标用“一级指标、二级指标、三级指标、实施期指标值、年度指标值”")
	}
	return columns, nil
}

// listReader reads the rows of a list.
type listReader struct {
	layout  *forms.Layout
	sheet   string
	columns []listColumn
	wan     bool
	forms   []Form
}

// row reads one row: of the project before it, or of a new one.
func (r *listReader) row(line int, cells []string) {
	doc := models.Document{Layout: r.layout.ID}
	form := Form{Sheet: r.sheet, Found: map[string]string{}}
	ind := listIndicator{}
	for i, c := range r.columns {
		text := ""
		if i < len(cells) {
			text = cells[i]
		}
		if models.Blank(text) || c.what == "skip" {
			continue
		}
		if c.input == nil {
			ind.take(c.what, text, &doc)
			continue
		}
		s := &spot{text: text, raw: text, row: line, col: i + 1}
		switch c.input.Spec().Kind {
		case forms.Money:
			text = s.amount(r.wan)
		case forms.Date:
			text = s.date()
		case forms.Line, forms.Text, forms.Choice, forms.OrgRef:
		}
		org(c.input, &doc, text)
		form.Found[c.input.Spec().Path] = s.address()
	}
	into := r.projectOf(&doc)
	if into == nil {
		form.Document = doc
		r.forms = append(r.forms, form)
		into = &r.forms[len(r.forms)-1]
	} else {
		r.goOn(into, &form, &doc)
	}
	ind.add(r.layout, into, line)
}

// org fills a blank; a code before the name of an organisation is taken apart.
func org(in forms.Input, doc *models.Document, text string) {
	r := reader{form: &Form{Document: *doc}}
	if in.Spec().Kind == forms.OrgRef {
		r.org(in, text)
		*doc = r.form.Document
		return
	}
	in.Fill(doc, text)
}

// projectOf returns the form that a row belongs to: the one before where the
// row names no project, else the one with the same project, unit and year.
func (r *listReader) projectOf(doc *models.Document) *Form {
	n := len(r.forms)
	if models.Blank(doc.Project.Name) && n > 0 {
		return &r.forms[n-1]
	}
	for i := range r.forms {
		d := &r.forms[i].Document
		sameUnit := models.Blank(doc.Unit.Name) || d.Unit.Name == doc.Unit.Name
		if d.Project.Name == doc.Project.Name && sameUnit && (doc.Year == 0 || doc.Year == d.Year) {
			return &r.forms[i]
		}
	}
	return nil
}

// goOn takes over what a further row of a project fills; where it says
// something else than the rows before, that is listed.
func (r *listReader) goOn(into, from *Form, doc *models.Document) {
	for _, in := range r.layout.Grid(&models.Document{Layout: r.layout.ID}).Inputs() {
		address, found := from.Found[in.Spec().Path]
		text := in.Text(doc)
		switch now := in.Text(&into.Document); {
		case !found || now == text:
		case now == "":
			in.Copy(&into.Document, doc)
			into.Found[in.Spec().Path] = address
		default:
			into.Left = append(into.Left, Leftover{address, text})
		}
	}
}

// listIndicator is what a row says of an indicator.
type listIndicator struct{ side, level1, level2, name, value, total, annual string }

func (i *listIndicator) take(what, text string, doc *models.Document) {
	to := map[string]*string{
		"side": &i.side, "level1": &i.level1, "level2": &i.level2, "name": &i.name, "value": &i.value,
		"total": &i.total, "annual": &i.annual, "code": &doc.Project.Code, "region": &doc.Region,
		"department": &doc.Department.Code, "unit": &doc.Unit.Code,
	}
	if what == "year" {
		doc.Year, _ = strconv.Atoi(strings.Trim(models.Halfwidth(text), " 年度"))
		return
	}
	*to[what] = text
}

// add puts the indicator of a row into its project, on the halves for which it
// says something.
func (i *listIndicator) add(l *forms.Layout, form *Form, line int) {
	if models.Blank(i.name + i.value + i.total + i.annual) {
		return
	}
	w := walk{reader: &reader{layout: l}}
	row := models.Indicator{Level1: i.level1, Level2: w.official(i.level2), Level3: i.name}
	for _, level1 := range l.Tree {
		if slices.Contains(level1.Classes, row.Level2) {
			row.Level1 = level1.Name
		}
	}
	if row.Level2 == "" {
		form.Left = append(form.Left, Leftover{fmt.Sprintf("第 %d 行", line), i.name})
		return
	}
	form.Rows = true
	side := models.Plain(i.side)
	for _, half := range []struct {
		side        models.Side
		name, value string
	}{{models.Total, "实施期", i.total}, {models.Annual, "年度", i.annual}} {
		row.Side, row.ID, row.Value = half.side, models.NewRowID(), half.value
		if half.value == "" {
			row.Value = i.value
		}
		if side == "" && (i.value != "" || half.value != "" || i.total+i.annual == "") || strings.Contains(side, half.name) {
			l.Insert(&form.Document, row)
		}
	}
}
