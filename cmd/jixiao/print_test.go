package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
)

func TestPrintWritesOnePDFWithoutWatermark(t *testing.T) {
	pdftotext := gaps.Need(t, "pdftotext")
	out := filepath.Join(t.TempDir(), "申报表.pdf")
	done(t, jixiao(t, "", "print", "-o", out, sampleFile(t, nil), sampleFile(t, nil)), "")
	text, err := exec.Command(pdftotext, "-raw", out, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.Join(strings.Fields(string(text)), "")
	if n := strings.Count(plain, "电商物流费用"); n < 2 {
		t.Errorf("both files should be in the print, the project stands there %d times", n)
	}
	if strings.Contains(plain, "草稿") {
		t.Error("the print bears a watermark")
	}
}

func TestPrintWritesTheSameBytesAgain(t *testing.T) {
	var prints [2][]byte
	for i := range prints {
		out := filepath.Join(t.TempDir(), "a.pdf")
		done(t, jixiao(t, "", "print", "-o", out, sampleFile(t, nil)), "")
		var err error
		if prints[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.HasPrefix(prints[0], []byte("%PDF-")) || !bytes.Equal(prints[0], prints[1]) {
		t.Error("two prints of one file differ")
	}
}

func TestPrintNamesTheCellThatCannotBePrinted(t *testing.T) {
	out := file(t, "a.pdf", "the print of last year")
	strange := sampleFile(t, func(s string) string {
		return strings.Replace(s, `"电商物流费用"`, `"电商物流😀费用"`, 1)
	})
	r := jixiao(t, "", "print", "-o", out, strange)
	refused(t, r, "项目名称")
	if !strings.Contains(r.stderr, "U+1F600") {
		t.Errorf("the character is not named: %s", r.stderr)
	}
	if content, err := os.ReadFile(out); err != nil || string(content) != "the print of last year" {
		t.Errorf("the old print is now %q, %v", content, err)
	}
}

func TestPrintRefusesWhatItCannotDo(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a file that is not there", []string{"-o", "x.pdf", "nothing.json"}, "没有这个文件"},
		{"a file without declarations", []string{"-o", "x.pdf", file(t, "a.json", "[]")}, "没有申报表"},
		{"a folder that is not there", []string{"-o", filepath.Join(t.TempDir(), "no", "x.pdf"), sampleFile(t, nil)}, "写不了"},
		{"fonts that are not there", []string{"-o", "x.pdf", "--fonts", "nowhere", sampleFile(t, nil)}, "nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			refused(t, jixiao(t, "", append([]string{"print"}, c.args...)...), c.want)
		})
	}
}
