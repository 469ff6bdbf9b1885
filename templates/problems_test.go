package templates

import (
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

func TestTheHeadingCountsWhatThereIs(t *testing.T) {
	blank, wrong, remark := Problem{Blank: true}, Problem{}, []Problem{{}}
	for want, p := range map[string]Problems{
		"还有 1 处错误、2 处要填、1 条提醒": {Errors: []Problem{blank, wrong, blank}, Warnings: remark},
		"还有 2 处要填":             {Errors: []Problem{blank, blank}},
		"暂不能送审：还有 2 处错误":       {Errors: []Problem{blank, blank}, Refused: true},
		"没有错误，有 1 条提醒":         {Warnings: remark},
		"没有错误和提醒":              {Notes: remark},
		"有 1 处与别人的改动不同":        {Conflicts: remark, Errors: []Problem{wrong}},
		"暂不能送审：还有 1 处错误、1 条提醒": {Errors: []Problem{wrong}, Warnings: remark, Refused: true},
	} {
		if got := p.Heading(); got != want {
			t.Errorf("the heading is %q, want %q", got, want)
		}
	}
}

func TestProblemsAreGroupedByPartErrorsFirst(t *testing.T) {
	empty := blank()
	f, err := NewForm(forms.Layouts()[0], &empty, FormOptions{Editable: true, Findings: []models.Finding{
		{Rule: "a", Severity: models.SeverityError, Cells: []string{"project.name"}, Message: "错误一"},
		{Rule: "b", Severity: models.SeverityWarning, Cells: []string{"project.name"}, Message: "提醒一"},
		{Rule: "c", Severity: models.SeverityError, Cells: []string{"funding.total.amount"}, Message: "错误二"},
		{Rule: "d", Severity: models.SeverityError, Cells: []string{"project.period"}, Message: "错误三"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	d := draw(t, &Edit{Form: f, Checked: true})
	var lists []string
	for _, ul := range d.all("ul") {
		if label := get(ul, "aria-label"); strings.Contains(label, "错误") || strings.Contains(label, "提醒") {
			lists = append(lists, label+"："+plain(ul))
		}
	}
	want := []string{"错误：基本信息", "错误一", "错误三", "错误：项目资金", "错误二", "提醒：基本信息", "提醒一"}
	said := strings.Join(lists, "\n")
	for _, text := range want {
		before, after, found := strings.Cut(said, text)
		if !found {
			t.Fatalf("%q does not come in its place: %s", text, strings.Join(lists, "\n"))
		}
		_, said = before, after
	}
}

func TestAFormThatWasJustBegunCountsWhatIsToFill(t *testing.T) {
	found := []models.Finding{
		{Rule: "a", Severity: models.SeverityError, Cells: []string{"project.name"}, Message: "没有填写"},
		{Rule: "b", Severity: models.SeverityError, Side: models.Annual, Class: "数量指标", Message: "缺指标"},
		{Rule: "c", Severity: models.SeverityError, Cells: []string{"project.period"}, Message: "写错了"},
	}
	doc := blank()
	doc.Project.Period = "三十年"
	for calm, want := range map[bool]string{true: "还有 1 处错误、2 处要填", false: "还有 3 处错误"} {
		f, err := NewForm(forms.Layouts()[0], &doc, FormOptions{Editable: true, Findings: found, Calm: calm})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Problems.Heading(); got != want || f.Parts[0].Wrong() != map[bool]int{true: 1, false: 2}[calm] {
			t.Errorf("calm %v: %q, in the first part %d wrong", calm, got, f.Parts[0].Wrong())
		}
	}
}
