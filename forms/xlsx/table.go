package xlsx

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/models"
)

// maxUnpacked is how large a workbook may become: the library's own limit is
// sixteen gigabytes.
const maxUnpacked = 64 << 20

// Why a file is not read.
var (
	errEncoding = models.Refuse(models.Invalid, "文件既不是 UTF-8 也不是 GB18030 编码的文字，请另存为“CSV UTF-8”或 XLSX")
	errOld      = models.Refuse(models.Invalid, "这是旧的 .xls 文件或加密的工作簿，请另存为不加密的 .xlsx")
	errDamaged  = models.Refuse(models.Invalid, "工作簿打不开，文件可能损坏或过大，请重新另存为 .xlsx")
)

// Text returns a file of text as UTF-8. Excel and WPS save UTF-8 with or
// without a byte order mark, older ones GB18030; anything else is Invalid.
func Text(data []byte) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", errEncoding
	}
	return string(decoded), nil
}

// Table returns the rows of a table file: the first sheet of a workbook
// (.xlsx) as its cells are shown, or the records of a CSV file. Formulas are
// their values. Files that cannot be read are Invalid, with what to do.
func Table(data []byte) ([][]string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return workbook(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errOld
	}
	text, err := Text(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		var fault *csv.ParseError
		if errors.As(err, &fault) {
			return nil, models.RowFaults{{Row: fault.Line, Message: "引号不成对，这一行读不懂"}}
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 {
			rows = append(rows, nil) // keeps the rows' numbers those of the file
		}
		rows = append(rows, row)
	}
}

func workbook(data []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, errDamaged
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, errDamaged
	}
	return rows, nil
}
