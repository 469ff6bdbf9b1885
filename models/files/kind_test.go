package files

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"jixiao/models"
)

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

func archive(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.Create("a.html"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheContentSaysWhatAFileIs(t *testing.T) {
	for content, want := range map[string]Kind{
		"%PDF-1.7\n1 0 obj":            PDF,
		"\xff\xd8\xff\xe0\x00\x10JFIF": JPEG,
		png:                            PNG,
	} {
		if got, err := Sniff([]byte(content)); got != want || err != nil {
			t.Errorf("%q is %q, %v; want %s", content, got, err, want)
		}
	}
}

func TestWhatIsNotTakenIsRefusedWithItsName(t *testing.T) {
	for content, why := range map[string]string{
		"":                                       "文件是空的",
		"hello":                                  "不认识的文件，请上传 PDF、JPEG 或 PNG",
		archive(t):                               "压缩包",
		"Rar!\x1a\x07\x00":                       "RAR 压缩包",
		"7z\xbc\xaf\x27\x1c":                     "7z 压缩包",
		"\x1f\x8b\x08":                           "GZ 压缩包",
		"II*\x00":                                "TIFF 图片，请另存为",
		"RIFF\x00\x00\x00\x00WEBP":               "WEBP 图片",
		"\x00\x00\x00\x18ftypheic":               "HEIC 图片",
		"MZ\x90":                                 "程序",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":       "旧格式（DOC、XLS、WPS）",
		"<!DOCTYPE html><title>":                 "网页",
		"\ufeff  <HTML>":                         "网页",
		"%PDF-1.7\n<script>alert(1)</script>":    "网页",
		"\xff\xd8\xff\xfe\x00\x20<svg onload=x>": "网页",
		"%PDF-1.7\n%%EOF\n" + archive(t):         "这份PDF里藏着一个压缩包",
		png + strings.Repeat("x", 2000) + archive(t):  "这份PNG 图片里藏着一个压缩包",
		"%PDF-1.7\n" + strings.Repeat("x", MaxBytes):  "文件有 20.0 MB，超过了 20 MB",
		"%PDF-1.7\n" + strings.Repeat("x", 22<<20+80): "文件有 22.0 MB，超过了 20 MB",
	} {
		kind, err := Sniff([]byte(content))
		if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), why) {
			t.Errorf("%.40q is %q, %v; want %s", content, kind, err, why)
		}
	}
}

func TestSizesAreWrittenAsPeopleReadThem(t *testing.T) {
	for size, want := range map[int64]string{1: "1 KB", 1025: "2 KB", 1 << 20: "1.0 MB", 20 << 20: "20.0 MB", 1363149: "1.3 MB"} {
		if got := Size(size); got != want {
			t.Errorf("%d is %q, want %q", size, got, want)
		}
	}
}
