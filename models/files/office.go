package files

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"jixiao/models"
)

// What an office document may hold when it is opened. Nothing is unpacked here;
// these are the sizes that it states of itself.
const (
	maxParts    = 5000
	maxUnpacked = 200 << 20
	maxTypes    = 1 << 20 // of the list of contents, which alone is read
)

const list = "[Content_Types].xml"

// office tells what the archive is of which the office's documents are made.
func office(content []byte) (Kind, error) {
	refuse := func(why string) (Kind, error) { return "", models.Refuse(models.Invalid, "不能上传："+why) }
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return refuse("这份文档已经损坏，打不开。请用 Word、Excel 或 WPS 另存一份再上传。")
	}
	parts := map[string]*zip.File{}
	unpacked := uint64(0)
	for _, f := range archive.File {
		parts[strings.ToLower(f.Name)] = f
		unpacked += f.UncompressedSize64
		if unpacked > maxUnpacked || len(archive.File) > maxParts {
			return refuse("这份文档展开后超过 " + Size(maxUnpacked) + "，打开会卡住别人的电脑。请删去大图，或另存为 PDF 再上传。")
		}
	}
	if parts["ofd.xml"] != nil {
		return refuse("这是 OFD 文件，请另存为 PDF 再上传。")
	}
	types, err := read(parts[strings.ToLower(list)])
	kind := Kind("")
	switch {
	case parts["word/document.xml"] != nil:
		kind = DOCX
	case parts["xl/workbook.xml"] != nil:
		kind = XLSX
	}
	if err != nil || kind == "" {
		return refuse("这是压缩包，请解压后逐个上传。")
	}
	for name := range parts {
		if strings.HasSuffix(name, "vbaproject.bin") || strings.Contains(name, "macrosheets/") {
			types = "macroenabled"
		}
	}
	if strings.Contains(strings.ToLower(types), "macroenabled") {
		return refuse("这份" + kind.Label() + "带有宏（DOCM、XLSM）。请另存为不带宏的文档或 PDF 再上传。")
	}
	return kind, nil
}

// read returns a part of an archive, as far as it may be long.
func read(part *zip.File) (string, error) {
	if part == nil {
		return "", zip.ErrFormat
	}
	r, err := part.Open()
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(r, maxTypes))
	_ = r.Close()
	return string(text), err
}
