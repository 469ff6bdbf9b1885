package pdf

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
	"jixiao/forms/scan"
	"jixiao/models"
)

// printed returns a sheet as a file.
func printed(t testing.TB, s Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := fonts(t).Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func textOf(t testing.TB, file []byte) []string {
	t.Helper()
	pages, err := scan.Text(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func compare(t testing.TB, s Sheet, file []byte) []Difference {
	t.Helper()
	list, err := fonts(t).Compare(s, textOf(t, file))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWhatWasPrintedReadsAsItWasFilled(t *testing.T) {
	docs := append(samples(t), printableDocuments(t, fonts(t), rand.New(rand.NewPCG(21, 22)), 30, 1500, 40)...)
	for i := range docs {
		for _, settings := range []models.PrintSettings{{}, official()} {
			sheet := sheetOf(t, sent(&docs[i]), settings)
			file := printed(t, sheet)
			if list := compare(t, sheet, file); len(list) > 0 {
				t.Fatalf("document %d: %+v", i, list)
			}
			for _, page := range textOf(t, file) {
				if m, ok := ReadFoot(page); !ok || m.Number != sheet.Number || m.Version != 2 || m.Printed() != sheet.Check {
					t.Fatalf("document %d: the foot says %+v", i, m)
				}
			}
		}
	}
}

// What other programs make of a file is read like the file itself.
func TestAFileThatWasWrittenAnewReadsTheSame(t *testing.T) {
	d := samples(t)[6]
	d.Narrative.Basis = "〔2015〕60号 ㎡℃①Ⅲ ½ naïve ｆｕｌｌ (a) \\ 囍鿃〇"
	sheet := sheetOf(t, sent(&d), official())
	file := save(t, "anew", printed(t, sheet))
	for _, program := range [][]string{
		{"qpdf", "--qdf", "--object-streams=disable"}, {"qpdf", "--object-streams=generate", "--recompress-flate"}, {"pdftocairo", "-pdf"},
	} {
		again := filepath.Join(t.TempDir(), "again.pdf")
		arguments := append(program[1:len(program):len(program)], file, again)
		if said, err := exec.Command(gaps.Need(t, program[0]), arguments...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		content, err := os.ReadFile(again)
		if err != nil {
			t.Fatal(err)
		}
		if list := compare(t, sheet, content); len(list) > 0 {
			t.Errorf("after %s: %+v", strings.Join(program, " "), list)
		}
	}
}

func TestEveryChangedCellIsNamed(t *testing.T) {
	d := samples(t)[0]
	d.Signoff.Handler = "李经办"
	for _, c := range []struct {
		name   string
		change func(*models.Document)
		want   string
	}{
		{"nothing", func(*models.Document) {}, ""},
		{"one digit of an amount", func(d *models.Document) { d.Funding.Annual.Amount = models.ParseAmount("1700000") }, "年度资金／资金总额"},
		{"one character of a text", func(d *models.Document) {
			runes := []rune(d.Narrative.Plan)
			runes[len(runes)/2] = '改'
			d.Narrative.Plan = string(runes)
		}, "项目实施计划"},
		{"a character more", func(d *models.Document) { d.Narrative.Measures += "改" }, "保证项目实施的制度、措施"},
		{"a whole name", func(d *models.Document) { d.Signoff.Handler = "王某某" }, "经办人"},
		{"two cells", func(d *models.Document) {
			d.Project.Name += "二"
			d.Signoff.Handler = ""
		}, "项目名称 经办人"},
		{"an indicator's value", func(d *models.Document) { d.Indicators[len(d.Indicators)-1].Value = "≥1%" }, "年度／服务对象满意度指标／1／指标值"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := d.Clone()
			c.change(&changed)
			v := sent(&d)
			sheet := sheetOf(t, v, models.PrintSettings{})
			forged := sheet
			forged.Document = &changed
			var labels []string
			for _, one := range compare(t, sheet, printed(t, forged)) {
				if labels = append(labels, one.Label); one.Want == one.Got {
					t.Errorf("%s differs from itself: %s", one.Label, one.Want)
				}
			}
			if got := strings.Join(labels, " "); got != c.want {
				t.Errorf("it names %s, want %s", got, c.want)
			}
		})
	}
	other := samples(t)[10]
	if list := compare(t, sheetOf(t, sent(&d), models.PrintSettings{}), printed(t, sheetOf(t, sent(&other), models.PrintSettings{}))); len(list) < 10 {
		t.Errorf("another declaration differs in %d places alone", len(list))
	}
}

func TestAligningGivesBothTextsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	for n := range 3000 {
		a, b := make([]rune, rng.IntN(12)), make([]rune, rng.IntN(12))
		for i := range a {
			a[i] = rune('a' + rng.IntN(3))
		}
		for i := range b {
			b[i] = rune('a' + rng.IntN(3))
		}
		if n%2 == 0 {
			b = append(append([]rune{}, a...), b...)
		}
		var left, right []rune
		for _, h := range align(a, b) {
			if len(left) != h.at || len(right) != h.from {
				t.Fatalf("%q and %q: a hunk begins at %d and %d, want %d and %d", string(a), string(b), h.at, h.from, len(left), len(right))
			}
			left, right = append(left, a[h.at:h.at+h.want+h.same]...), append(right, b[h.from:h.from+h.got+h.same]...)
			if fmt.Sprint(a[h.at+h.want:h.at+h.want+h.same]) != fmt.Sprint(b[h.from+h.got:h.from+h.got+h.same]) {
				t.Fatalf("%q and %q: what stays differs", string(a), string(b))
			}
		}
		if string(left) != string(a) || string(right) != string(b) {
			t.Fatalf("%q and %q became %q and %q", string(a), string(b), string(left), string(right))
		}
	}
}
