package files

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"jixiao/models"
)

// packed returns an archive of parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		name, content, _ := strings.Cut(p, "=")
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOfficeDocumentsAreTakenUnlessTheyHoldMacros(t *testing.T) {
	const types = "[Content_Types].xml=<Types/>"
	word := packed(t, types, "word/document.xml=<w/>")
	for name, trial := range map[string]struct {
		content []byte
		want    Kind
		why     string
	}{
		"a document":                {word, DOCX, ""},
		"a table":                   {packed(t, types, "xl/workbook.xml=<x/>"), XLSX, ""},
		"a PDF":                     {[]byte("%PDF-1.7\n"), PDF, ""},
		"a document with macros":    {packed(t, types, "word/document.xml=", "word/vbaProject.bin=x"), "", "Word 文档带有宏"},
		"one that says so":          {packed(t, "[Content_Types].xml=application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml="), "", "Excel 表格带有宏"},
		"old macros of Excel":       {packed(t, types, "xl/workbook.xml=", "xl/macrosheets/sheet1.xml="), "", "带有宏"},
		"an archive":                {packed(t, "a.txt=x"), "", "压缩包"},
		"OFD":                       {packed(t, "OFD.xml=x"), "", "OFD 文件，请另存为 PDF"},
		"an archive cut off":        {word[:40], "", "已经损坏"},
		"one that is much within":   {packed(t, types, "word/document.xml=", "word/a="+strings.Repeat("0", maxUnpacked)), "", "展开后超过 200.0 MB"},
		"one with a password":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage"), "", "加了密码的办公文档"},
		"a page":                    {[]byte("<html>"), "", "网页"},
		"nothing":                   {nil, "", "文件是空的"},
		"an archive with a PDF":     {append([]byte("%PDF-1.7\n"), word...), "", "藏着一个压缩包"},
		"one of very many parts":    {packed(t, append([]string{types}, strings.Split(strings.Repeat("a=,", maxParts), ",")...)...), "", "展开后超过"},
		"a document larger than 20": {append(bytes.Clone(word), make([]byte, MaxBytes)...), "", "超过了 20 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			kind, err := SniffDocument(trial.content)
			if kind != trial.want || (err != nil) != (trial.why != "") {
				t.Fatalf("is %q, %v", kind, err)
			}
			if err != nil && (models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), trial.why)) {
				t.Errorf("%v, want %s", err, trial.why)
			}
		})
	}
	if _, err := Sniff(word); err == nil {
		t.Error("a document is no scan")
	}
}
