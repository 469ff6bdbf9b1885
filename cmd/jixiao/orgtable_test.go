package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/models"
)

const someOrgs = `编码,名称,类型,上级编码,行政区划
026001,兴县电子商务服务中心,单位,026,
,兴县财政局,财政局,,兴县
903,经济建设股,股室,,
026,兴县工业和信息化局,主管部门,,兴县
`

// orgsOf reads a table with the given content.
func orgsOf(t *testing.T, content string) (*sheet, []orgEntry, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "orgs.csv")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := readSheet(name, []string{headCode, headName, headKind, headParent}, []string{headRegion})
	if err != nil {
		return nil, nil, err
	}
	entries := readOrgs(s, nil)
	return s, entries, nil
}

func TestParentsComeBeforeWhatIsUnderThem(t *testing.T) {
	s, entries, err := orgsOf(t, someOrgs)
	if err != nil || len(s.faults) > 0 {
		t.Fatal(err, s.refusal())
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.org.Name)
	}
	want := []string{"兴县财政局", "经济建设股", "兴县工业和信息化局", "兴县电子商务服务中心"}
	if !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if o := entries[2].org; o.Code != "026" || o.Kind != models.Department || o.Region != "兴县" {
		t.Errorf("department read as %+v", o)
	}
}

func TestTablesAreReadInEveryEncodingOfTheOffice(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(someOrgs)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"UTF-8":             someOrgs,
		"UTF-8 with a mark": "\ufeff" + someOrgs,
		"GB18030":           gb,
		"lines of Windows":  strings.ReplaceAll(someOrgs, "\n", "\r\n"),
		"a workbook":        workbook(t, someOrgs),
		"blank lines":       "\n" + strings.ReplaceAll(someOrgs, "\n", "\n,,,,\n"),
	} {
		t.Run(name, func(t *testing.T) {
			_, entries, err := orgsOf(t, content)
			if err != nil || len(entries) != 4 || entries[3].org.Name != "兴县电子商务服务中心" {
				t.Errorf("read %d organisations, %v", len(entries), err)
			}
		})
	}
}

// workbook returns a table as XLSX.
func workbook(t *testing.T, content string) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	for i, line := range strings.Split(strings.TrimSpace(content), "\n") {
		cells := strings.Split(line, ",")
		if err := book.SetSheetRow(book.GetSheetName(0), fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAllFaultsOfATableAreToldAtOnce(t *testing.T) {
	s, _, err := orgsOf(t, `编码,名称,类型,上级编码
026,兴县工业和信息化局,主管部门,
026,又一个局,主管部门,
26,短编码局,主管部门,
027,,主管部门,
028,某局,部门,
026001,某中心,单位,
026002,某站,单位,099
026003,某所,单位,026003
903,某股,股室,026
026004,多一格,单位,026,兴县
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"第 3 行：编码 026 与第 2 行重复",
		"第 4 行：主管部门的编码应为 3 位数字，现为“26”",
		"第 5 行：没有名称",
		"第 6 行：类型“部门”不认识",
		"第 7 行：单位没有上级编码",
		"第 8 行：上级编码 099 不在本表中",
		"第 9 行：上级编码 026003 是它自己",
		"第 10 行：上级编码 026 的类型不对，股室不能在它下面",
		"第 11 行：比第一行多出 1 格",
	}
	lines := strings.Split(s.refusal().Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d faults, want %d:\n%s", len(lines), len(want), strings.Join(lines, "\n"))
	}
	for i := range want {
		if !strings.Contains(lines[i], want[i]) {
			t.Errorf("line %d: %s, want %s", i, lines[i], want[i])
		}
	}
}

func TestTablesThatCannotBeMeantAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"an empty file":                {"", "是空的"},
		"a missing column":             {"编码,名称,类型\n", "缺少“上级编码”"},
		"a column nobody knows":        {"编码,名称,类型,上级编码,区划\n", "“区划”不认识或重复"},
		"a column twice":               {"编码,名称,类型,上级编码,名称\n", "“名称”不认识或重复"},
		"a quote that is not closed":   {"编码,名称,类型,上级编码\n026,\"兴县,主管部门,\n", "引号不成对"},
		"a file in no encoding at all": {"编码,名称\xff\xff\xff", "另存为"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := orgsOf(t, c.content)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
