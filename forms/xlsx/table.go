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
	if IsWorkbook(data) {
		return workbook(data)
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
	f, err := openBook(data)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, errDamaged
	}
	return rows, nil
}
