package templates

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jixiao/assets"
	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
)

// sample returns one of the eleven declarations of 2023.
func sample(t testing.TB, i int) models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil || len(docs) != 11 {
		t.Fatalf("%d declarations, %v", len(docs), err)
	}
	return docs[i]
}

// blank is a form that nothing has been filled into.
func blank() models.Document {
	return models.Document{Layout: forms.Layouts()[0].ID, Year: 2023, Region: "兴县"}
}

// form is the view of a document with all that the rules say of it.
func form(t testing.TB, d models.Document, editable bool) *Form {
	t.Helper()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewForm(l, &d, FormOptions{
		Editable: editable, Findings: found(t, &d),
		Departments: []Option{{Value: "org:3", Text: "026 兴县工业和信息化局", Selected: true}},
		Units:       []Option{{Value: "org:4", Text: "026001 兴县电子商务服务中心", Selected: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f.Problems.Shown = true
	return f
}

func found(t testing.TB, d *models.Document) []models.Finding {
	t.Helper()
	checker, err := rules.New()
	if err != nil {
		t.Fatal(err)
	}
	return checker.Check(d, rules.Facts{})
}

// render returns the HTML of a page.
func render(d drawn) string {
	var b bytes.Buffer
	if err := html.Render(&b, d.root); err != nil {
		d.Fatal(err)
	}
	return b.String()
}

// edit draws a document for filling in.
func edit(t testing.TB, d models.Document) drawn {
	t.Helper()
	return draw(t, &Edit{Base: Base{Title: "x", Person: "李经办"}, Subject: Subject{ID: 1}, Form: form(t, d, true), Checked: true})
}

func TestTheBlanksBearTheOfficialNames(t *testing.T) {
	blanks := edit(t, blank()).blanks()
	for _, label := range []string{
		"项目名称", "主管部门", "实施单位", "项目属性", "项目期", "实施期资金／资金总额", "实施期资金／中央财政资金",
		"实施期资金／省级财政资金", "实施期资金／市县(区)财政资金", "实施期资金／单位自筹", "实施期资金／其他资金",
		"年度资金／资金总额", "年度资金／省级财政资金", "年度资金／其他资金", "项目概况", "立项依据", "项目设立必要性",
		"保证项目实施的制度、措施", "项目实施计划", "实施期目标", "年度目标", "经办人", "联系电话", "填报日期",
		"实施期／数量指标／1／三级指标", "实施期／数量指标／1／指标值", "年度／数量指标／1／三级指标", "年度／数量指标／1／指标值",
		"实施期／质量指标／1／三级指标", "年度／时效指标／1／指标值", "实施期／成本指标／1／指标值", "年度／经济效益指标／1／三级指标",
		"实施期／社会效益指标／1／三级指标", "年度／生态效益指标／1／指标值", "实施期／可持续影响指标／1／三级指标",
		"年度／服务对象满意度指标／1／指标值",
	} {
		if blanks[label] == nil {
			t.Errorf("no blank is named %s", label)
		}
	}
	l, d := forms.Layouts()[0], blank()
	padded := l.Padded(&d)
	if n := len(l.Grid(&padded).Inputs()); len(blanks) != n {
		t.Errorf("an empty form has %d blanks for %d cells", len(blanks), n)
	}
}

func TestTheFormShowsEveryTextOfEveryDeclarationAsItIs(t *testing.T) {
	for i := range 11 {
		d := sample(t, i)
		d.Narrative.Overview += "\n\n第二段 <b>&amp;\"'"
		l, err := forms.LayoutByID(d.Layout)
		if err != nil {
			t.Fatal(err)
		}
		page := edit(t, d)
		page.sound()
		blanks := page.blanks()
		read := draw(t, &Review{Base: Base{Title: "x"}, Subject: Subject{ID: 1}, Form: form(t, d, false), Latest: true})
		read.sound()
		shown := text(read.root)
		for _, in := range l.Grid(&d).Inputs() {
			label, want := in.Spec().Label, in.Text(&d)
			if blanks[label] == nil {
				t.Errorf("%s has no blank for %s", d.Project.Name, label)
				continue
			}
			if in.Spec().Kind != forms.OrgRef && value(blanks[label]) != want {
				t.Errorf("%s: %s shows %q, want %q", d.Project.Name, label, value(blanks[label]), want)
			}
			if !strings.Contains(shown, want) {
				t.Errorf("%s: for reading, %s does not show %q", d.Project.Name, label, want)
			}
			if name := get(blanks[label], "name"); name != in.Spec().Name {
				t.Errorf("%s is sent as %s, not as %s", label, name, in.Spec().Name)
			}
		}
	}
}

func TestEveryFindingStandsInTheSummaryAndLeadsToItsCell(t *testing.T) {
	documents := []models.Document{blank()}
	for i := range 11 {
		documents = append(documents, sample(t, i))
	}
	for _, d := range documents {
		findings := found(t, &d)
		if len(findings) == 0 {
			t.Errorf("the rules find nothing in %s", d.Project.Name)
		}
		for _, editable := range []bool{true, false} {
			f := form(t, d, editable)
			p := &f.Problems
			if n := len(p.Errors) + len(p.Warnings) + len(p.Notes); n != len(findings) {
				t.Errorf("%s: %d findings, %d lines", d.Project.Name, len(findings), n)
			}
			page := draw(t, &Review{Base: Base{Title: "x"}, Form: f, Latest: true})
			if editable {
				page = draw(t, &Edit{Base: Base{Title: "x"}, Form: f, Checked: true})
			}
			ids, said := page.ids(), text(page.root)
			for _, q := range slices.Concat(p.Errors, p.Warnings, p.Notes) {
				if ids[strings.TrimPrefix(q.Href, "#")] == nil {
					t.Errorf("%s: %q leads to %s", d.Project.Name, q.Text, q.Href)
				}
				if !strings.Contains(said, q.Text) {
					t.Errorf("%s: the page does not say %q", d.Project.Name, q.Text)
				}
			}
		}
	}
}

func TestACellWithAnErrorSaysSoToAssistiveTechnology(t *testing.T) {
	page := edit(t, blank())
	ids, blanks := page.ids(), page.blanks()
	name := blanks["项目名称"]
	if get(name, "aria-invalid") != "true" {
		t.Error("项目名称 is not marked")
	}
	if m := ids[get(name, "aria-describedby")]; m == nil || !strings.Contains(text(m), "项目名称") {
		t.Error("项目名称 does not tell its error")
	}
	if get(blanks["实施期资金／其他资金"], "aria-invalid") != "" {
		t.Error("a cell without error is marked")
	}
}

func TestAValueFromElsewhereStaysAChoice(t *testing.T) {
	d := sample(t, 1)
	d.Project.Attribute = "跨年度项目"
	blanks := edit(t, d).blanks()
	if got := value(blanks["项目属性"]); got != "跨年度项目" {
		t.Errorf("项目属性 shows %q", got)
	}
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewForm(l, &d, FormOptions{Editable: true})
	if err != nil {
		t.Fatal(err)
	}
	blanks = draw(t, &Edit{Base: Base{Title: "x"}, Form: f}).blanks()
	if got := value(blanks["实施单位"]); got != d.Unit.Name {
		t.Errorf("a unit that is not in the tree shows as %q", got)
	}
}

func TestTheButtonsSayWhatTheyDo(t *testing.T) {
	names := func(d drawn) (all []string) {
		for _, n := range d.all("button", "a") {
			all = append(all, plain(n))
		}
		return all
	}
	subject := Subject{ID: 1, Status: models.Draft}
	buttons := func(actions ...models.Action) (list []Button) {
		for _, a := range actions {
			list = append(list, Button{Action: a, Label: a.Label()})
		}
		return list
	}
	for _, c := range []struct {
		name string
		page Page
		want []string
	}{
		{
			"filling in", &Edit{Subject: subject, Form: form(t, blank(), true), Buttons: buttons(models.Submit, models.Discard)},
			[]string{"保存", "检查", "复制实施期到年度", "增加一行", "送审", "作废", "打印"},
		},
		{
			"reviewing", &Review{Subject: subject, Form: form(t, blank(), false), Latest: true, Buttons: buttons(models.Pass, models.Return, models.Decline)},
			[]string{"审核通过", "退回", "不予安排", "打印"},
		},
		{
			"waiting", &Review{Subject: subject, Form: form(t, blank(), false), Latest: true, Buttons: buttons(models.Withdraw)},
			[]string{"撤回", "打印"},
		},
		{"sending in", &Submit{Subject: subject, Form: form(t, blank(), false)}, []string{"送审", "返回修改"}},
		{"批复", &Ruling{Rows: []ListRow{{ID: 1}}}, []string{"批复", "返回"}},
		{"choosing for 批复", &List{Rows: []ListRow{{ID: 1}}, Choose: &Choosing{Action: "/ruling", Label: "批复"}}, []string{"批复", "查找"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := names(draw(t, c.page))
			for _, want := range c.want {
				if !slices.Contains(all, want) {
					t.Errorf("no button is named %s among %v", want, all)
				}
			}
			for _, name := range all {
				if slices.Contains([]string{"提交", "驳回", "审批", "确定", "OK"}, name) {
					t.Errorf("a button is named %s", name)
				}
			}
		})
	}
}

func TestAMoveThatIsClosedSaysWhyAndCannotBePressed(t *testing.T) {
	const why = "主管部门已审核，不能撤回，请联系审核人退回"
	d := draw(t, &Review{Latest: true, Buttons: []Button{
		{Action: models.Pass, Label: "审核通过", Closed: why, Silent: true}, {Action: models.Withdraw, Label: "撤回", Closed: why},
	}})
	if notes := d.all("small"); len(notes) != 1 || plain(notes[0]) != why {
		t.Errorf("the reason is not to be read once: %d notes", len(notes))
	}
	for _, n := range d.all("button") {
		if plain(n) != "撤回" {
			continue
		}
		disabled := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "disabled" })
		if !disabled || get(n, "name") != "" || !strings.Contains(render(d), why) {
			t.Errorf("the closed button is %v", n.Attr)
		}
		return
	}
	t.Error("the closed move is not shown")
}

func TestTheTableOfThePageHasNoHoleAndNoOverlap(t *testing.T) {
	documents := []models.Document{blank()}
	for i := range 11 {
		documents = append(documents, sample(t, i))
	}
	for _, d := range documents {
		for _, editable := range []bool{true, false} {
			for _, part := range form(t, d, editable).Parts {
				if fault := tiling(part.Rows); fault != "" {
					t.Errorf("%s, %s: %s", d.Project.Name, part.Name, fault)
				}
			}
		}
	}
}

// tiling lays the cells of a part as browsers do, and returns what is wrong.
func tiling(rows []FormRow) string {
	taken := make([][8]bool, len(rows))
	for r, row := range rows {
		column := 0
		for _, cell := range row.Cells {
			for column < 8 && taken[r][column] {
				column++
			}
			for y := r; y < r+max(cell.Rows, 1); y++ {
				for x := column; x < column+max(cell.Cols, 1); x++ {
					if y >= len(rows) || x >= 8 || taken[y][x] {
						return fmt.Sprintf("a cell of row %d covers row %d, column %d", r, y, x)
					}
					taken[y][x] = true
				}
			}
		}
		if taken[r] != [8]bool{true, true, true, true, true, true, true, true} {
			return fmt.Sprintf("row %d covers %v", r, taken[r])
		}
	}
	return ""
}
