package xlsx_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jixiao/assets"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

var update = flag.Bool("update", false, "write the golden files anew")

func eleven(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// written returns documents as a workbook.
func written(t testing.TB, docs ...models.Document) []byte {
	t.Helper()
	sheets := make([]xlsx.Sheet, len(docs))
	for i := range docs {
		sheets[i] = xlsx.Sheet{Document: &docs[i], ID: int64(i + 1), Revision: 1}
	}
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// dump lists what stands on a sheet, a line for each box.
func dump(t testing.TB, f *excelize.File, sheet string) string {
	t.Helper()
	var b strings.Builder
	merged, err := f.GetMergeCells(sheet)
	ends := map[string]string{}
	for _, m := range merged {
		ends[m.GetStartAxis()] = ":" + m.GetEndAxis()
	}
	rows, err2 := f.GetRows(sheet)
	for y := range rows {
		high, err := f.GetRowHeight(sheet, y+1)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "row %d, %.0f points\n", y+1, high)
		for x, text := range rows[y] {
			at, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if text == "" && ends[at] == "" || x >= 8 && y == 0 { // the key
				continue
			}
			id, err := f.GetCellStyle(sheet, at)
			style, err2 := f.GetStyle(id)
			if err := errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			look := "hidden"
			if style.Alignment != nil {
				look = style.Alignment.Horizontal
			}
			if style.Protection != nil && !style.Protection.Locked {
				look += " blank"
			}
			fmt.Fprintf(&b, "  %s%s [%s] %q\n", at, ends[at], look, text)
		}
	}
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestASheetIsTheOfficialForm(t *testing.T) {
	docs := eleven(t)
	i := slices.IndexFunc(docs, func(d models.Document) bool { return d.Project.Name == "电商物流费用" })
	f := opened(t, written(t, docs[i]))
	got := dump(t, f, "电商物流费用")
	const golden = "testdata/sheet.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the sheet changed; look at it and run the test with -update:\n%s", got)
	}
	layout, err := f.GetPageLayout("电商物流费用")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "portrait" || *layout.FitToWidth != 1 {
		t.Errorf("page %+v, %v", layout, err)
	}
	var names []string
	for _, n := range f.GetDefinedName() {
		names = append(names, n.Name+" "+n.RefersTo)
	}
	if want := []string{
		"_xlnm.Print_Area '电商物流费用'!$A$2:$H$30", "_xlnm.Print_Titles '电商物流费用'!$20:$20",
	}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	lists, err := f.GetDataValidations("电商物流费用")
	if err != nil || len(lists) != 1 || lists[0].Sqref != "C6" || !strings.Contains(lists[0].Formula1, "延续性项目(阶段开展)") {
		t.Errorf("pick lists %+v, %v", lists, err)
	}
	if lock, err := f.GetSheetProtection("电商物流费用"); err != nil || lock.Password != "" || !lock.InsertRows {
		t.Errorf("protection %+v, %v", lock, err)
	}
}

func TestAmountsAreExactNumbersAndEverythingElseIsText(t *testing.T) {
	d := eleven(t)[0]
	d.Funding.Total.Amount = models.KnownAmount(models.MaxFen - 1)
	d.Funding.Annual.Amount = models.KnownAmount(1779163)
	d.Funding.Annual.Sources.Central = models.ParseAmount("约三十万")
	d.Funding.Annual.Sources.Other = models.KnownAmount(0)
	d.Project.Name = "=HYPERLINK(\"http://example.cn\")"
	d.Signoff.Phone, d.Narrative.Overview = "03580000001", "-1+2"
	d.Indicators[0].Level3, d.Indicators[0].Value = "@SUM(1)", "+95"
	f := opened(t, written(t, d))
	sheet := f.GetSheetName(0)
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{}
	for y := range rows {
		for x, text := range rows[y] {
			at, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
				t.Errorf("%s is a formula: %s %v", at, formula, err)
			}
			kind, err := f.GetCellType(sheet, at)
			if err != nil {
				t.Fatal(err)
			}
			kinds[text] = map[excelize.CellType]string{
				excelize.CellTypeSharedString: "text", excelize.CellTypeUnset: "number", excelize.CellTypeNumber: "number",
			}[kind]
		}
	}
	for text, want := range map[string]string{
		"999899999999.99": "number", "17791.63": "number", "0": "text", // the hidden numbers of the columns
		"约三十万": "text", d.Project.Name: "text", "联系电话:03580000001": "text", "-1+2": "text", "@SUM(1)": "text", "+95": "text",
	} {
		if text != "0" && kinds[text] != want {
			t.Errorf("%q is a %s, want %s", text, kinds[text], want)
		}
	}
}

func TestTheSameSheetsGiveTheSameBytes(t *testing.T) {
	docs := eleven(t)
	first := written(t, docs...)
	for range 3 {
		if !bytes.Equal(first, written(t, docs...)) {
			t.Fatal("other bytes")
		}
	}
}

func TestEverySheetHasANameThatExcelTakes(t *testing.T) {
	base := eleven(t)[0]
	var docs []models.Document
	for _, name := range []string{
		"a/b\\c?d*e[f]:g", "A/b\\c?d*e[f]:g", "", "  ", "目录", "History", "'引号'", "\t制表\x01",
		strings.Repeat("长", 40), strings.Repeat("长", 41), strings.Repeat("𠮷", 20), strings.Repeat("𠮷", 20),
	} {
		d := base.Clone()
		d.Project.Name = name
		docs = append(docs, d)
	}
	names := opened(t, written(t, docs...)).GetSheetList()
	if len(names) != len(docs)+1 || names[0] != "目录" {
		t.Fatalf("sheets %q", names)
	}
	seen := map[string]bool{}
	for _, name := range names {
		lower := strings.ToLower(name)
		if n := len(utf16.Encode([]rune(name))); n > 31 || n == 0 || seen[lower] || lower == "history" ||
			strings.ContainsAny(name, `[]:*?/\`) || strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'") {
			t.Errorf("a sheet is named %q", name)
		}
		seen[lower] = true
	}
}

func TestAListOfContentsLeadsToEverySheet(t *testing.T) {
	docs := eleven(t)
	f := opened(t, written(t, docs...))
	for i := range docs {
		at := fmt.Sprintf("B%d", i+3)
		text, err := f.GetCellValue("目录", at)
		linked, link, err2 := f.GetCellHyperLink("目录", at)
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if want := "'" + f.GetSheetName(i+1) + "'!A2"; text != docs[i].Project.Name || !linked || link != want {
			t.Errorf("row %d: %s leads to %q, want %q", i, text, link, want)
		}
	}
}

// A row of a sheet is at most 409 points high; a longer text gets several.
func TestNothingOfALongTextIsHidden(t *testing.T) {
	d := eleven(t)[0]
	d.Narrative.Overview = strings.Repeat("推进电子商务进农村综合示范工作，", 200)
	f := opened(t, written(t, d))
	sheet := f.GetSheetName(0)
	merged, err := f.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range merged {
		if m.GetCellValue() != d.Narrative.Overview {
			continue
		}
		_, first, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
		_, last, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
		points := 0.0
		for row := first; row <= last; row++ {
			high, err := f.GetRowHeight(sheet, row)
			if err != nil || high > 409 {
				t.Errorf("row %d is %g points high, %v", row, high, err)
			}
			points += high
		}
		if need := 3200.0 * 10 / 454 * 10 * 1.3; points < need {
			t.Errorf("the text has %g points, needs about %g", points, need)
		}
		return
	}
	t.Error("no box holds the text")
}

func TestATextThatACellWouldCutIsRefused(t *testing.T) {
	d := eleven(t)[0]
	d.Narrative.Plan = strings.Repeat("长", 32768)
	err := xlsx.Write(&bytes.Buffer{}, xlsx.Sheet{Document: &d})
	if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), "“项目实施计划”有 32768 个字") {
		t.Errorf("error %v", err)
	}
	if err := xlsx.Write(&bytes.Buffer{}); models.KindOf(err) != models.Invalid {
		t.Errorf("a workbook without sheets: %v", err)
	}
}
