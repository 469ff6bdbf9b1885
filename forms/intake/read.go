package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"jixiao/forms"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

// Item is one declaration that a file holds, or a part of a file that could
// not be read.
type Item struct {
	Source string // file and sheet, for people
	Form   xlsx.Form
	// Whole says that the document is all there is: an interchange document
	// has no blanks that it leaves alone.
	Whole   bool
	Refusal string // why nothing was read; "" where something was
}

// Bounds of an archive.
const (
	maxPart  = 64 << 20
	maxWhole = 256 << 20
	maxFiles = 5_000
)

// Read reads a file of any kind: a workbook with forms or lists, a list as
// CSV, an interchange file, or a ZIP archive of such files. What cannot be
// read is an item with its reason.
func Read(name string, data []byte) []Item {
	if archive := opened(data); archive != nil {
		return readArchive(name, archive)
	}
	items, err := readFile(name, data)
	if err != nil {
		return []Item{{Source: name, Refusal: said(err)}}
	}
	if len(items) == 0 {
		return []Item{{Source: name, Refusal: "文件里没有申报表"}}
	}
	return items
}

// opened returns an archive that is no workbook itself, else nil.
func opened(data []byte) *zip.Reader {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	for _, entry := range z.File {
		if entry.Name == "[Content_Types].xml" {
			return nil
		}
	}
	return z
}

// said returns what a person is told of an error, in one line.
func said(err error) string {
	var refusal *models.Error
	if errors.As(err, &refusal) {
		return refusal.Message
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), "\n", "；")), " ")
}

// passed reports whether a file of an archive is none that people put there.
func passed(entry *zip.File) bool {
	base := path.Base(entry.Name)
	return entry.FileInfo().IsDir() || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") ||
		strings.HasPrefix(entry.Name, "__MACOSX/")
}

func readArchive(name string, z *zip.Reader) (items []Item) {
	left := int64(maxWhole)
	for n, entry := range z.File {
		if passed(entry) {
			continue
		}
		source := name + "／" + entryName(entry)
		if n >= maxFiles || left <= 0 {
			return append(items, Item{Source: name, Refusal: fmt.Sprintf("压缩包里超过 %d 个文件或 %d MB，后面的没有读，请分成几个", maxFiles, maxWhole>>20)})
		}
		data, err := unpack(entry)
		left -= int64(len(data))
		switch {
		case err != nil:
			items = append(items, Item{Source: source, Refusal: said(err)})
		case opened(data) != nil:
			items = append(items, Item{Source: source, Refusal: "压缩包里还有压缩包，请先解开"})
		default:
			items = append(items, Read(source, data)...)
		}
	}
	if len(items) == 0 {
		items = append(items, Item{Source: name, Refusal: "压缩包里没有文件"})
	}
	return items
}

// entryName returns the name of a file in an archive. Windows writes names in
// GB18030 and does not say so.
func entryName(entry *zip.File) string {
	if utf8.ValidString(entry.Name) {
		return entry.Name
	}
	if name, err := xlsx.Text([]byte(entry.Name)); err == nil {
		return name
	}
	return strings.ToValidUTF8(entry.Name, "?")
}

func unpack(entry *zip.File) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, models.Refuse(models.Invalid, "压缩包里的这个文件打不开，可能设了密码或已损坏")
	}
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	switch {
	case err != nil:
		return nil, models.Refuse(models.Invalid, "压缩包里的这个文件已损坏")
	case len(data) > maxPart:
		return nil, models.Refuse(models.Invalid, fmt.Sprintf("这个文件解开后超过 %d MB，没有读", maxPart>>20))
	}
	return data, nil
}

// readFile reads one file that is no archive.
func readFile(name string, data []byte) ([]Item, error) {
	switch {
	case xlsx.IsWorkbook(data):
		return readBook(name, data)
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"), []byte("[")),
		bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"), []byte("{")):
		return readDocuments(name, data)
	}
	rows, err := xlsx.Table(data)
	if err != nil {
		return nil, err
	}
	list, err := xlsx.ReadList("", rows)
	return itemsOf(name, list), err
}

func readDocuments(name string, data []byte) ([]Item, error) {
	docs, err := models.ReadDocuments(data)
	if err != nil {
		return nil, err
	}
	var items []Item
	for i := range docs {
		item := Item{Source: fmt.Sprintf("%s 第 %d 份", name, i+1), Whole: true, Form: xlsx.Form{Document: docs[i], Rows: true}}
		if _, err := forms.LayoutByID(docs[i].Layout); err != nil {
			item.Refusal = said(err)
		}
		items = append(items, item)
	}
	return items, nil
}

func readBook(name string, data []byte) ([]Item, error) {
	found, skipped, err := xlsx.Read(data)
	if err != nil {
		return nil, err
	}
	items := itemsOf(name, found)
	for _, s := range skipped {
		if !s.Empty {
			items = append(items, Item{Source: name + "，工作表“" + s.Sheet + "”", Refusal: s.Reason})
		}
	}
	return items, nil
}

func itemsOf(name string, found []xlsx.Form) (items []Item) {
	for i := range found {
		source := name
		if found[i].Sheet != "" {
			source += "，工作表“" + found[i].Sheet + "”"
		}
		items = append(items, Item{Source: source, Form: found[i]})
	}
	return items
}
