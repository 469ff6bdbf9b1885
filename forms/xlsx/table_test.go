package xlsx_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/forms/xlsx"
	"jixiao/models"
)

// sheet returns a workbook with one formula in it.
func sheet(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	err := errors.Join(
		f.SetSheetRow("Sheet1", "A1", &[]any{"项目", "金额"}),
		f.SetSheetRow("Sheet1", "A2", &[]any{"电商物流费用", 93.51}),
		f.SetCellValue("Sheet1", "B3", 5),
		f.SetCellFormula("Sheet1", "B3", "2+3"),
	)
	var b bytes.Buffer
	if err = errors.Join(err, f.Write(&b)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTableReadsWhatOfficesSave(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("项目,金额\n电商物流费用,93.51\n")
	if err != nil {
		t.Fatal(err)
	}
	plain := [][]string{{"项目", "金额"}, {"电商物流费用", "93.51"}}
	for name, c := range map[string]struct {
		file string
		want [][]string
	}{
		"UTF-8":                      {"项目,金额\n电商物流费用,93.51\n", plain},
		"UTF-8 with a mark and CRLF": {"\ufeff项目,金额\r\n电商物流费用,93.51\r\n", plain},
		"GB18030":                    {gb, plain},
		"a blank line keeps the rows' numbers": {
			"项目,金额\n\n电商物流费用,93.51\n", [][]string{{"项目", "金额"}, nil, {"电商物流费用", "93.51"}},
		},
		"a workbook, with the value of its formula": {string(sheet(t)), append(plain[:2:2], []string{"", "5"})},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := xlsx.Table([]byte(c.file))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("rows %q, want %q", got, c.want)
			}
		})
	}
}

func TestTableRefusesWhatItCannotRead(t *testing.T) {
	for name, file := range map[string]string{
		"an old or locked workbook": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"a damaged workbook":        "PK\x03\x04 and nothing else",
		"a workbook cut in half":    string(sheet(t)[:1000]),
		"text in no encoding":       "\xff\xfe\x00\x01",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := xlsx.Table([]byte(file)); models.KindOf(err) != models.Invalid {
				t.Errorf("error %v, want a refusal", err)
			}
		})
	}
	_, err := xlsx.Table([]byte("a,b\n\"c\n"))
	var faults models.RowFaults
	if !errors.As(err, &faults) || faults[0].Row != 2 && faults[0].Row != 3 {
		t.Errorf("a quote that never ends: %v", err)
	}
}
