package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

// bomb returns a small workbook one of whose entries unpacks to so many
// megabytes.
func bomb(t testing.TB, megabytes int, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	whole := written(t, logistics(t))
	source, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range source.File {
		if err := z.Copy(entry); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("xl/worksheets/sheet9.xml")
	block := strings.Repeat(content, 1<<20/len(content))
	for range megabytes {
		if err == nil {
			_, err = io.WriteString(w, block)
		}
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// locked returns a workbook that asks for a password.
func locked(t testing.TB) []byte {
	t.Helper()
	data, err := excelize.Encrypt(written(t, logistics(t)), &excelize.Options{Password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFilesThatAreNotReadAreRefusedWithTheReason(t *testing.T) {
	whole := written(t, logistics(t))
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"an old workbook":                    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500) + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"), "旧的 .xls 工作簿"},
		"a workbook with a password":         {locked(t), "设了打开密码"},
		"a workbook cut short":               {whole[:len(whole)/2], "可能已损坏"},
		"a workbook with a broken part":      {slices.Concat(whole[:2000], make([]byte, 100), whole[2100:]), "可能已损坏"},
		"no workbook at all":                 {[]byte("\x89PNG\r\n"), "可能已损坏"},
		"500 KB that unpack to 500 MB":       {bomb(t, 500, "0"), "太大，没有读"},
		"a few KB that hold too many cells":  {bomb(t, 30, "<c/>"), "太大，没有读"},
		"a zip of something else altogether": {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), "可能已损坏"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := xlsx.Read(c.file)
			runtime.ReadMemStats(&after)
			if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %s", err, c.says)
			}
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 64 {
				t.Errorf("it took %d MB to refuse %d KB", took, len(c.file)>>10)
			}
		})
	}
}

func TestSheetsThatAreNoFormAreNamed(t *testing.T) {
	f := opened(t, written(t, logistics(t)))
	for name, text := range map[string]string{"说明": "填表说明：……", "空表": ""} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr(name, "A1", text); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	found, skipped, err := xlsx.Read(b.Bytes())
	if err != nil || len(found) != 1 || len(skipped) != 2 {
		t.Fatalf("%d forms, skipped %+v, %v", len(found), skipped, err)
	}
	for _, s := range skipped {
		if s.Empty != (s.Sheet == "空表") {
			t.Errorf("%+v", s)
		}
	}
}

// FuzzRead looks for workbooks that stop the reader, and for text that is lost:
// whatever stands in a cell is on the form, a caption, or listed.
func FuzzRead(f *testing.F) {
	whole := written(f, logistics(f))
	f.Add(whole, "甲", uint8(3), uint8(8))
	f.Add([]byte("PK\x03\x04"), "项目名称", uint8(1), uint8(40))
	f.Add([]byte("\xd0\xcf\x11\xe0"), "负责人:某", uint8(30), uint8(2))
	f.Add([]byte{}, "三级指标", uint8(5), uint8(21))
	f.Fuzz(func(t *testing.T, data []byte, text string, col, row uint8) {
		// The library that writes the sheet for this test spoils what XML does
		// not hold.
		text = strings.Map(func(r rune) rune {
			if r < ' ' || r > 0xFFFD && r < 0x10000 {
				return -1
			}
			return r
		}, strings.ToValidUTF8(text, ""))
		_, _, _ = xlsx.Read(data)
		book, err := excelize.OpenReader(bytes.NewReader(whole))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = book.Close() }()
		at, err := excelize.CoordinatesToCellName(int(col)+1, int(row)+1)
		if err != nil {
			t.Fatal(err)
		}
		sheet := book.GetSheetName(0)
		if err := book.SetCellStr(sheet, at, text); err != nil {
			t.Fatal(err)
		}
		kept, err := book.GetCellValue(sheet, at)
		var b bytes.Buffer
		if err != nil || book.Write(&b) != nil {
			t.Skip()
		}
		found, _, err := xlsx.Read(b.Bytes())
		plain := models.Plain(kept)
		if err != nil || len(found) != 1 || row < 3 || col > 7 || plain == "" || printed(t)[plain] {
			return
		}
		everything := shown(t, found[0].Document)
		for _, left := range found[0].Left {
			everything += models.Plain(left.Text)
		}
		if !strings.Contains(everything, plain) {
			t.Errorf("%q at %s is nowhere", kept, at)
		}
	})
}

// printed are the captions of the form.
func printed(t testing.TB) map[string]bool {
	t.Helper()
	set := map[string]bool{"其中": true}
	l, d := forms.Layouts()[0], logistics(t)
	for _, row := range l.Grid(&d).Rows {
		for _, c := range row.Cells {
			set[models.Plain(c.Caption)] = true
		}
	}
	return set
}

// shown is everything that a document shows, as texts are compared.
func shown(t testing.TB, d models.Document) string {
	t.Helper()
	var b strings.Builder
	for _, row := range forms.Layouts()[0].Grid(&d).Rows {
		for _, c := range row.Cells {
			b.WriteString(models.Plain(c.Text(&d)))
		}
	}
	return b.String()
}
