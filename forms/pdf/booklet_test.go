package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
	"jixiao/models"
)

func booklet(t testing.TB, name string, b Booklet) string {
	t.Helper()
	var file bytes.Buffer
	if err := fonts(t).WriteBooklet(&file, b); err != nil {
		t.Fatal(err)
	}
	return save(t, name, file.Bytes())
}

func TestBookletLeadsToItsForms(t *testing.T) {
	docs := samples(t)
	docs[3].Unit.Name = "兴县工业和信息化局"
	docs[4].Project.Name = strings.Repeat("名称很长的项目", 60)
	docs[5].Project.Name = "建设\n服务站"
	for _, c := range []struct {
		name      string
		numbering Numbering
		first     int
		want      func(number, pages int) string // in the last column
		foot      string                         // of the last page
	}{
		{"each form counts its pages", ByForm, 0, func(_, pages int) string { return fmt.Sprint(pages) }, "第2页共2页"},
		{"one count runs through", Throughout, 0, func(number, _ int) string { return fmt.Sprint(number) }, "第%d页共%d页"},
		{"a volume goes on where the last one ended", Throughout, 1001, func(number, _ int) string { return fmt.Sprint(1000 + number) }, "第%d页共%d页"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := read(t, booklet(t, fmt.Sprintf("booklet%d-%d", c.numbering, c.first), Booklet{
				Title: "兴县2023年度项目支出绩效目标申报表汇编", Lines: []string{"兴县工业和信息化局", "2023年2月"},
				Sheets: sheets(docs), Numbering: c.numbering, First: c.first,
			}))
			if want := "兴县2023年度项目支出绩效目标申报表汇编兴县工业和信息化局2023年2月"; pages[0] != want {
				t.Errorf("the cover reads %q, want %q", pages[0], want)
			}
			contents, forms := pages[1], pages[2:]
			number := 0
			for i := range docs {
				n := len(lay(t, &docs[i]).pages)
				name := bare(docs[i].Project.Name)
				if len(name) > 240 {
					name = name[:240]
				}
				at := strings.Index(contents, fmt.Sprint(i+1)+name)
				if at < 0 {
					t.Fatalf("the contents lack %d. %s: %q", i+1, name, contents)
				}
				contents = contents[at:]
				line, want := contents, docs[i].Unit.Name+c.want(number+1, n)
				if next := strings.Index(contents, fmt.Sprint(i+2)+bare(docs[min(i+1, 10)].Project.Name)[:12]); next > 0 {
					line = contents[:next]
				}
				if !strings.HasSuffix(line, want) {
					t.Errorf("the line reads %q, want it to end in %q", line, want)
				}
				if !strings.Contains(forms[number], bare(docs[i].Project.Name)) {
					t.Errorf("%s is not on page %d of the forms", name, number+1)
				}
				number += n
			}
			want := c.foot
			if c.numbering == Throughout {
				last := max(1, c.first) + number - 1
				want = fmt.Sprintf(c.foot, last, last)
			}
			if last := forms[len(forms)-1]; !strings.HasSuffix(last, want) {
				t.Errorf("the last page ends in %q, want %s", last[max(0, len(last)-60):], want)
			}
		})
	}
}

func TestBookletHasAnOutline(t *testing.T) {
	docs := samples(t)
	docs[3].Unit.Name = "兴县工业和信息化局"
	file := booklet(t, "outline", Booklet{Title: "汇编", Sheets: sheets(docs[:4])})
	if said, err := exec.Command(gaps.Need(t, "qpdf"), "--check", file).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
	want := []mark{
		{docs[0].Unit.Name, 3, []mark{{"1. " + docs[0].Project.Name, 3, nil}, {"2. " + docs[1].Project.Name, 4, nil}, {"3. " + docs[2].Project.Name, 5, nil}}},
		{docs[3].Unit.Name, 6, []mark{{"4. " + docs[3].Project.Name, 6, nil}}},
	}
	if got, want := fmt.Sprintf("%+v", outline(t, file)), fmt.Sprintf("%+v", want); got != want {
		t.Errorf("the outline is\n%s\nwant\n%s", got, want)
	}
}

// mark is a line of an outline, as qpdf tells it.
type mark struct {
	Title string
	Page  int `json:"destpageposfrom1"`
	Kids  []mark
}

func outline(t *testing.T, file string) []mark {
	t.Helper()
	raw, err := exec.Command(gaps.Need(t, "qpdf"), "--json", "--json-key=outlines", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Outlines []mark }
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all.Outlines
}

func TestAPrintOfSeveralHasAnOutline(t *testing.T) {
	docs := samples(t)[9:]
	docs = append(docs, samples(t)[0])
	docs[2].Project.Name = " "
	got := fmt.Sprintf("%+v", outline(t, print(t, "several", sheets(docs)...)))
	want := fmt.Sprintf("%+v", []mark{{docs[0].Project.Name, 1, nil}, {docs[1].Project.Name, 2, nil}, {"未填项目名称", 4, nil}})
	if got != want {
		t.Errorf("the outline is\n%s\nwant\n%s", got, want)
	}
	if one := outline(t, print(t, "one", sheets(docs[:1])...)); len(one) > 0 {
		t.Errorf("the outline of one form is %+v, want none", one)
	}
}

func TestContentsTakeAsManyPagesAsTheyNeed(t *testing.T) {
	docs := samples(t)
	var list []Sheet
	for i := range 90 {
		list = append(list, Sheet{Document: &docs[i%3]})
	}
	pages := read(t, booklet(t, "long", Booklet{Title: "汇编", Sheets: list, Numbering: Throughout}))
	if len(pages) != 1+3+90 {
		t.Errorf("%d pages, want a cover, three of contents and ninety forms", len(pages))
	}
	for i, page := range pages[1:4] {
		if !strings.Contains(page, "序号项目名称实施单位页码") {
			t.Errorf("page %d of the contents has no head: %.60s", i+1, page)
		}
	}
	if !strings.HasSuffix(pages[3], "90") {
		t.Errorf("the contents end in %q", pages[3][max(0, len(pages[3])-60):])
	}
}

func TestABookletWithoutFormsIsRefused(t *testing.T) {
	err := fonts(t).WriteBooklet(&bytes.Buffer{}, Booklet{Title: "汇编"})
	if models.KindOf(err) != models.Invalid {
		t.Errorf("error %v, want an Invalid one", err)
	}
}

// A booklet gives back every cell of every form whole, as single prints do.
func TestABookletCanBeReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	docs := printableDocuments(t, fonts(t), rng, *stack, 400, 20)
	for i := range docs {
		if i%3 > 0 {
			docs[i] = changing(samples(t), i).Clone()
		}
	}
	pages := read(t, booklet(t, "thousand", Booklet{Title: "汇编", Sheets: sheets(docs), Numbering: ByForm}))
	forms := slices.IndexFunc(pages, func(page string) bool { return strings.Contains(page, "主管部门及代码") })
	checkText(t, docs, pages[forms:])
}
