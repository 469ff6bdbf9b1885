package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"jixiao/models"
)

// Bounds of what is read: a small file may unpack to gigabytes.
const (
	maxUnpacked = 64 << 20 // bytes; the library's own limit is sixteen gigabytes
	maxTags     = 3 << 20  // elements of XML, each of which takes room in memory
	maxEntries  = 10_000
	maxRows     = 20_000 // of one sheet
)

// Why a file is not read.
var (
	errOld      = models.Refuse(models.Invalid, "这是旧的 .xls 工作簿，请在 Excel 或 WPS 里另存为 .xlsx，再选那个文件")
	errLocked   = models.Refuse(models.Invalid, "这个工作簿设了打开密码，请取消密码（文件 → 信息 → 保护工作簿）后另存，再选那个文件")
	errDamaged  = models.Refuse(models.Invalid, "工作簿打不开，文件可能已损坏，请在 Excel 或 WPS 里打开、重新另存为 .xlsx")
	errEncoding = models.Refuse(models.Invalid, "文件既不是 UTF-8 也不是 GB18030 编码的文字，请另存为“CSV UTF-8”或 XLSX")
)

// Beginnings of files.
const (
	zipMark = "PK\x03\x04"
	oleMark = "\xd0\xcf\x11\xe0"
)

// IsWorkbook reports whether a file begins like a workbook of any kind, also
// one that is refused.
func IsWorkbook(data []byte) bool {
	return bytes.HasPrefix(data, []byte(zipMark)) || bytes.HasPrefix(data, []byte(oleMark))
}

// oleReason says why a file of the old kind is refused. A workbook with a
// password is one, too, and names the stream that is encrypted, in UTF-16.
func oleReason(data []byte) error {
	name := []byte(strings.Join(strings.Split("EncryptedPackage", ""), "\x00"))
	if bytes.Contains(data, name) {
		return errLocked
	}
	return errOld
}

// openBook opens a workbook after it has been weighed.
func openBook(data []byte) (*excelize.File, error) {
	if bytes.HasPrefix(data, []byte(oleMark)) {
		return nil, oleReason(data)
	}
	if err := weigh(data); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, errDamaged
	}
	return f, nil
}

// weigh refuses workbooks that would take too much room: what they say about
// their size is looked at first, then what they really hold.
func weigh(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errDamaged
	}
	var said uint64
	for _, entry := range z.File {
		said += min(entry.UncompressedSize64, 1<<50)
	}
	if said > maxUnpacked || len(z.File) > maxEntries {
		return giant(said)
	}
	left, tags := int64(maxUnpacked), 0
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			return errDamaged
		}
		n, found, err := count(r, left+1)
		_ = r.Close()
		left -= n
		tags += found
		switch {
		case left < 0 || tags > maxTags:
			return giant(maxUnpacked)
		case err != nil:
			return errDamaged
		}
	}
	return nil
}

func giant(size uint64) error {
	return models.Refuse(models.Invalid, fmt.Sprintf(
		"工作簿解开后有 %d MB，太大，没有读。一个文件最多 %d MB，请分成几个文件，或删去用不着的工作表和空行", max(size>>20, 1), maxUnpacked>>20))
}

// count reads at most so many bytes, and counts them and the elements in them.
func count(r io.Reader, most int64) (n int64, tags int, err error) {
	buffer := make([]byte, 32<<10)
	r = io.LimitReader(r, most)
	for {
		k, err := r.Read(buffer)
		n += int64(k)
		tags += bytes.Count(buffer[:k], []byte("<"))
		if errors.Is(err, io.EOF) || tags > maxTags {
			return n, tags, nil
		}
		if err != nil {
			return n, tags, err
		}
	}
}
