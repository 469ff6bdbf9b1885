package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"jixiao/cmd/gaps"
	"jixiao/forms"
	"jixiao/models"
)

var (
	out    = flag.String("out", "", "folder into which tests put the PDFs that they print, to be looked at")
	random = flag.Int("random", 200, "how many random documents are printed and read back")
	stack  = flag.Int("stack", 60, "how many forms are bound into a booklet and read back")
)

// print writes sheets into a file of its own.
func print(t testing.TB, name string, sheets ...Sheet) string {
	t.Helper()
	var b bytes.Buffer
	if err := fonts(t).Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	return save(t, name, b.Bytes())
}

func save(t testing.TB, name string, data []byte) string {
	t.Helper()
	folder := *out
	if folder == "" {
		folder = t.TempDir()
	}
	file := filepath.Join(folder, name+".pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func sheets(docs []models.Document) []Sheet {
	list := make([]Sheet, len(docs))
	for i := range docs {
		list[i].Document = &docs[i]
	}
	return list
}

// read returns the text of each page without white space, as a program that
// copies it would get it.
func read(t testing.TB, file string) []string {
	t.Helper()
	raw, err := exec.Command(gaps.Need(t, "pdftotext"), "-raw", "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(raw), "\f")
	for i := range pages {
		pages[i] = bare(pages[i])
	}
	return pages[:len(pages)-1]
}

// bare returns s without white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// holds reports whether text stands on the pages: whole on one of them, or
// the beginning on one and the rest on those that follow it.
func holds(pages []string, text string) bool {
	for i := range pages {
		rest := text
		for _, page := range pages[i:] {
			if strings.Contains(page, rest) {
				return true
			}
			cut := longestPrefix(page, rest)
			if cut == 0 {
				break
			}
			rest = rest[cut:]
		}
	}
	return false
}

// longestPrefix returns the length of the longest beginning of text that page
// contains.
func longestPrefix(page, text string) int {
	low, high := 0, len(text)
	for low < high {
		if middle := (low + high + 1) / 2; strings.Contains(page, text[:middle]) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	for low > 0 && low < len(text) && text[low]&0xC0 == 0x80 {
		low--
	}
	return low
}

// byDocument parts the pages of one PDF into those of its declarations, which
// say at their foot which page of how many they are.
func byDocument(t *testing.T, pages []string) (list [][]string) {
	t.Helper()
	for i, page := range pages {
		_, foot, _ := cutLast(page, "第")
		var number, count int
		if _, err := fmt.Sscanf(foot, "%d页共%d页", &number, &count); err != nil {
			t.Fatalf("page %d has no number at its foot: %q", i+1, foot)
		}
		if number == 1 {
			list = append(list, nil)
		}
		last := len(list) - 1
		if list[last] = append(list[last], page); len(list[last]) != number {
			t.Fatalf("page %d says that it is page %d of %d", i+1, number, count)
		}
	}
	return list
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// checkText asserts that every cell of every document can be read back whole.
func checkText(t *testing.T, docs []models.Document, pages []string) {
	t.Helper()
	printed := byDocument(t, pages)
	if len(printed) != len(docs) {
		t.Fatalf("%d declarations are printed, want %d", len(printed), len(docs))
	}
	for i := range docs {
		layout, err := forms.LayoutByID(docs[i].Layout)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range layout.Grid(&docs[i]).Rows {
			for k := range row.Cells {
				if want := bare(row.Cells[k].Text(&docs[i])); !holds(printed[i], want) {
					t.Fatalf("document %d: the cell %.60q… is not whole on its pages", i, want)
				}
			}
		}
	}
}

func TestTheElevenCanBeReadBack(t *testing.T) {
	docs := samples(t)
	checkText(t, docs, read(t, print(t, "eleven", sheets(docs)...)))
}

func TestRandomDocumentsCanBeReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	docs := printableDocuments(t, fonts(t), rng, *random, 2000, 60)
	checkText(t, docs, read(t, print(t, "random", sheets(docs)...)))
}

// Every cell may be longer than a page: a class that no layout has, a name, a
// value, the handler, even the region in the title.
func TestCellsLongerThanAPageCanBeReadBack(t *testing.T) {
	long := strings.Repeat("名称甲乙丙丁", 400)
	classes, heads := samples(t)[10], samples(t)[10]
	for i := range 3 {
		classes.Indicators = append(classes.Indicators, models.Indicator{
			ID: models.NewRowID(), Side: models.Sides[i%2], Level1: "一" + long, Level2: "二" + long, Level3: long, Value: strings.Repeat("≥95%，", 400),
		})
	}
	heads.Region, heads.Project.Name, heads.Unit.Name, heads.Signoff.Handler = "某"+long, long, long, long
	docs := []models.Document{classes, heads}
	checkText(t, docs, read(t, print(t, "long-cells", sheets(docs)...)))
	for i := range docs {
		checkBoxes(t, lay(t, &docs[i]))
	}
}

// gofpdf's own time for this grows with the cube of the characters in a row:
// nobody may hold up the server with such a text.
func TestEveryCharacterThereIsCanBePrintedAtOnce(t *testing.T) {
	d := samples(t)[0]
	var all []rune
	for r := rune(' '); r <= 0xFFFF; r++ {
		if fonts(t).regular.printable(r) {
			all = append(all, r)
		}
	}
	d.Narrative.Overview = string(all)
	checkText(t, []models.Document{d}, read(t, print(t, "every", Sheet{Document: &d})))
}

func TestQpdfFindsNoFault(t *testing.T) {
	file := print(t, "draft", Sheet{Document: &samples(t)[0], Draft: true, Version: 2, Number: "JX-2023-0001"})
	if said, err := exec.Command(gaps.Need(t, "qpdf"), "--check", file).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
	file = print(t, "three", sheets(samples(t)[:3])...)
	if said, err := exec.Command(gaps.Need(t, "qpdf"), "--check", file).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	d := samples(t)[0]
	file := print(t, "info", Sheet{Document: &d})
	info := output(t, "pdfinfo", file)
	for _, want := range []string{d.Project.Name, "项目支出绩效目标申报表(2023年度)", d.Unit.Name, "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo says\n%s\nwant in it %s", info, want)
		}
	}
	list := output(t, "pdffonts", file)
	if n := strings.Count(list, " yes yes yes "); n != 2 {
		t.Errorf("pdffonts says\n%s\nwant two fonts, embedded, subsets, readable", list)
	}
	if !strings.Contains(list, "+NotoSerifSC-Bold") {
		t.Errorf("pdffonts says\n%s\nwant the names of the fonts", list)
	}
	data, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(data, []byte("/Lang (zh-CN)")) {
		t.Errorf("the language is not set (%v)", err)
	}
}

func output(t *testing.T, program, file string) string {
	t.Helper()
	said, err := exec.Command(gaps.Need(t, program), file).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}

// The text of a page is that of its boxes, one after the other, between what
// stands above the grid and what stands below it: nothing is torn, doubled or
// out of order.
func TestTextIsInTheOrderOfTheForm(t *testing.T) {
	docs := samples(t)
	for _, d := range []*models.Document{&docs[6], &docs[10]} {
		pages := read(t, print(t, "order", Sheet{Document: d, Draft: true, Version: 3, Number: "JX-0001"}))
		for n, boxes := range lay(t, d).pages {
			var want strings.Builder
			for i := range boxes {
				for _, l := range boxes[i].lines {
					want.WriteString(bare(string(boxes[i].text.runes[l.start:l.drawn])))
				}
			}
			if !strings.Contains(pages[n], want.String()) {
				t.Errorf("page %d reads\n%s\nwant in it\n%s", n+1, pages[n], want.String())
			}
		}
	}
}

func TestVersionAndNumberStandAtTheFoot(t *testing.T) {
	page := read(t, print(t, "foot", Sheet{Document: &samples(t)[0], Version: 2, Number: "JX-0001"}))[0]
	if !strings.HasSuffix(page, "第1页共1页编号JX-0001版本2") {
		t.Errorf("the page ends in %q", page[max(0, len(page)-80):])
	}
	page = read(t, print(t, "foot0", Sheet{Document: &samples(t)[0]}))[0]
	if strings.Contains(page, "版本") || strings.Contains(page, "草稿") {
		t.Error("a sheet without version shows one, or a watermark")
	}
}

func TestThePublicPrintNamesNobody(t *testing.T) {
	d := samples(t)[0]
	d.Signoff.Handler, d.Signoff.Phone = "某某某", "0358-0000000"
	sheet := Sheet{Document: &d, Number: "JX-0001", Check: "9F86-D081", QR: "x", Version: 2}
	whole, public := read(t, print(t, "whole", sheet))[0], read(t, print(t, "public", sheet.Public()))[0]
	for _, secret := range []string{"某某某", "0358", "JX-0001", "9F86"} {
		if !strings.Contains(whole, secret) || strings.Contains(public, secret) {
			t.Errorf("%s is missing from the print, or stands in the public one", secret)
		}
	}
	if d.Signoff.Handler == "" || !strings.Contains(public, "版本2") {
		t.Error("the document changed, or the version is missing")
	}
}

// The page number stands in the middle; what is at its left ends before it.
func TestMarksAtTheFootNeverMeetThePageNumber(t *testing.T) {
	d := samples(t)[0]
	for _, qr := range []string{"", "x"} {
		pages := read(t, print(t, "marks"+qr, Sheet{
			Document: &d, Version: 12, Number: "141123-2023-026001-000000000001", Check: "9F86-D081-884C-7D65", QR: qr,
		}))
		if !strings.Contains(pages[0], "第1页共") {
			t.Errorf("the page number is torn: %q", pages[0][len(pages[0])-120:])
		}
		for _, want := range []string{"141123-2023-026001-000000000001", "版本12", "校验码9F86-D081-884C-7D65"} {
			if !strings.Contains(pages[0], want) {
				t.Errorf("%s is torn: %q", want, pages[0][len(pages[0])-120:])
			}
		}
	}
}

func TestTheSameSheetsGiveTheSameBytes(t *testing.T) {
	list := sheets(samples(t)[:3])
	list[1].Draft, list[2].Version = true, 7
	var first []byte
	for range 4 {
		var b bytes.Buffer
		if err := fonts(t).Write(&b, list...); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("other bytes")
		}
	}
}

func TestPrintingConcurrently(t *testing.T) {
	docs := samples(t)
	for i := range docs {
		t.Run(docs[i].Project.Name, func(t *testing.T) {
			t.Parallel()
			if err := fonts(t).Write(io.Discard, Sheet{Document: &docs[i], Draft: true}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestFilesAreSmall(t *testing.T) {
	docs := samples(t)
	for i := range docs {
		var b bytes.Buffer
		if err := fonts(t).Write(&b, sheetOf(t, sent(&docs[i]), official())); err != nil {
			t.Fatal(err)
		}
		distinct := map[rune]bool{}
		for _, row := range lay(t, &docs[i]).form.cells {
			for _, r := range row.text.runes {
				distinct[r] = true
			}
		}
		if limit := 40_000 + 300*len(distinct); b.Len() > limit {
			t.Errorf("%s has %d bytes, want at most %d", docs[i].Project.Name, b.Len(), limit)
		}
	}
}
