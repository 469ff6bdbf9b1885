package files

import (
	"archive/zip"
	"bytes"
	"fmt"

	"jixiao/models"
)

// MaxBytes is the size up to which a file is taken.
const MaxBytes = 20 << 20

// Kind is what a file is by its content.
type Kind string

// The kinds of file that are taken.
const (
	PDF  Kind = "pdf"
	JPEG Kind = "jpeg"
	PNG  Kind = "png"
	DOCX Kind = "docx"
	XLSX Kind = "xlsx"
)

// Label returns the kind's name on the pages.
func (k Kind) Label() string {
	switch k {
	case PDF:
		return "PDF"
	case JPEG:
		return "JPEG 图片"
	case PNG:
		return "PNG 图片"
	case DOCX:
		return "Word 文档"
	case XLSX:
		return "Excel 表格"
	}
	return string(k)
}

// Type returns the media type under which a file of this kind is handed out.
func (k Kind) Type() string {
	switch k {
	case PDF:
		return "application/pdf"
	case JPEG, PNG:
		return "image/" + string(k)
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/octet-stream"
}

// sign is how files of one kind begin.
type sign struct {
	kind   Kind   // of those that are taken
	begins string // the first bytes
	at     int    // where they stand
	named  string // of those that are not: what the file is, and the way out
}

const asPicture = "，请另存为 JPEG、PNG 或 PDF 再上传"

// signs are tried in order.
var signs = []sign{
	{kind: PDF, begins: "%PDF-"},
	{kind: JPEG, begins: "\xff\xd8\xff"},
	{kind: PNG, begins: "\x89PNG\r\n\x1a\n"},
	{begins: "PK\x03\x04", named: "压缩包或办公文档，请解压或另存为 PDF 再上传"},
	{begins: "PK\x05\x06", named: "空的压缩包"},
	{begins: "Rar!", named: "RAR 压缩包，请解压后逐个上传"},
	{begins: "7z\xbc\xaf\x27\x1c", named: "7z 压缩包，请解压后逐个上传"},
	{begins: "\x1f\x8b", named: "GZ 压缩包，请解压后逐个上传"},
	{begins: "BZh", named: "BZ2 压缩包，请解压后逐个上传"},
	{begins: "\xfd7zXZ", named: "XZ 压缩包，请解压后逐个上传"},
	{begins: "ustar", at: 257, named: "TAR 压缩包，请解压后逐个上传"},
	{begins: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", named: "旧格式（DOC、XLS、WPS）或加了密码的办公文档，请去掉密码，另存为 PDF 再上传"},
	{begins: "II*\x00", named: "TIFF 图片" + asPicture},
	{begins: "MM\x00*", named: "TIFF 图片" + asPicture},
	{begins: "GIF8", named: "GIF 图片" + asPicture},
	{begins: "BM", named: "BMP 图片" + asPicture},
	{begins: "WEBP", at: 8, named: "WEBP 图片" + asPicture},
	{begins: "ftyphei", at: 4, named: "HEIC 图片" + asPicture},
	{begins: "ftypmif", at: 4, named: "HEIC 图片" + asPicture},
	{begins: "MZ", named: "程序，不能上传"},
	{begins: "\x7fELF", named: "程序，不能上传"},
	{begins: "#!", named: "程序，不能上传"},
}

// webpage are the beginnings of what a browser would take for a page.
var webpage = []string{"<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?php"}

// SniffDocument tells what a file is like Sniff, and takes Word documents and
// Excel tables too, unless they hold macros.
func SniffDocument(content []byte) (Kind, error) {
	if err := sized(content); err != nil || !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		if err != nil {
			return "", err
		}
		return Sniff(content)
	}
	return office(content)
}

func sized(content []byte) error {
	switch {
	case len(content) == 0:
		return models.Refuse(models.Invalid, "文件是空的，请重新选择。")
	case len(content) > MaxBytes:
		return TooBig(int64(len(content)))
	}
	return nil
}

// Sniff tells what a scan is. What is not taken, and what hides another file
// within, is refused as Invalid, with what it is and the way out.
func Sniff(content []byte) (Kind, error) {
	if err := sized(content); err != nil {
		return "", err
	}
	found := sign{named: "不认识的文件，请上传 PDF、JPEG 或 PNG"}
	for _, s := range signs {
		if len(content) >= s.at && bytes.HasPrefix(content[s.at:], []byte(s.begins)) {
			found = s
			break
		}
	}
	if markup(content) {
		found = sign{named: "网页，不能上传"}
	}
	if found.kind == "" {
		return "", models.Refuse(models.Invalid, "不能上传：这是"+found.named+"。")
	}
	if _, err := zip.NewReader(bytes.NewReader(content), int64(len(content))); err == nil {
		return "", models.Refuse(models.Invalid, "不能上传：这份"+found.kind.Label()+"里藏着一个压缩包。请重新扫描或导出。")
	}
	return found.kind, nil
}

// markup reports whether the beginning holds what a browser would run.
func markup(content []byte) bool {
	head := bytes.ToLower(content[:min(len(content), 1024)])
	for _, tag := range webpage {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// TooBig refuses a file for its size.
func TooBig(size int64) error {
	return models.Refuse(models.Invalid, fmt.Sprintf("文件有 %s，超过了 20 MB。请按 200 或 300 dpi 重新扫描，或者拆成几份。", Size(size)))
}

// Size writes a number of bytes as people read it: 1.3 MB.
func Size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", (bytes+1023)>>10)
	}
	tenths := (bytes*10 + 1<<19) >> 20
	return fmt.Sprintf("%d.%d MB", tenths/10, tenths%10)
}
