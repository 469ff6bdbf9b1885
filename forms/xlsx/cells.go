package xlsx

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"jixiao/models"
)

// spot is one filled cell of a sheet that is read.
type spot struct {
	row, col int    // from 1
	text     string // as the sheet shows it; of a formula, its value
	raw      string // as it is stored: of a number all its digits
	plain    string // text as captions are compared
	used     bool   // it has found its place
}

// address returns the cell's name on the sheet: C4.
func (s *spot) address() string {
	name, err := excelize.CoordinatesToCellName(s.col, s.row)
	if err != nil {
		return ""
	}
	return name
}

// blank reports whether nothing can be seen in the cell.
func (s *spot) blank() bool { return s == nil || models.Blank(s.text) }

// cells are the filled cells of a sheet in reading order.
type cells struct {
	all  []*spot
	at   map[[2]int]*spot
	last int // row
}

// widest is the last column that is looked at; what stands beyond has no place
// on any form.
const widest = 1000

// readCells reads the cells of a sheet, each as it is shown and as it is
// stored.
func readCells(f *excelize.File, sheet string) (*cells, error) {
	shown, err := readRows(f, sheet, false)
	if err != nil {
		return nil, err
	}
	raw, err := readRows(f, sheet, true)
	if err != nil {
		return nil, err
	}
	c := &cells{at: map[[2]int]*spot{}}
	for y, row := range shown {
		for x, text := range row {
			if text == "" {
				continue
			}
			s := &spot{row: y + 1, col: x + 1, text: text, raw: text, plain: models.Plain(text)}
			if y < len(raw) && x < len(raw[y]) {
				s.raw = raw[y][x]
			}
			c.all = append(c.all, s)
			c.at[[2]int{s.row, s.col}] = s
			c.last = s.row
		}
	}
	return c, nil
}

// readRows returns the rows of a sheet. One that is too long is Invalid.
func readRows(f *excelize.File, sheet string, raw bool) (all [][]string, err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, errDamaged
	}
	defer func() { _ = rows.Close() }()
	for n := 0; rows.Next(); n++ {
		row, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return nil, errDamaged
		}
		if len(row) == 0 {
			continue
		}
		if n >= maxRows {
			return nil, models.Refuse(models.Invalid, "工作表“"+sheet+"”超过 "+strconv.Itoa(maxRows)+" 行，请删去用不着的行，或分成几个文件")
		}
		for len(all) < n {
			all = append(all, nil)
		}
		all = append(all, row[:min(len(row), widest)])
	}
	return all, nil
}

// in returns the cell at a place, or nil.
func (c *cells) in(row, col int) *spot { return c.at[[2]int{row, col}] }

var number = regexp.MustCompile(`^-?\d+(\.\d+)?(E[+-]?\d{1,3})?$`)

// noise is how far a sum may be from whole 分 to be taken for them: computed
// sums are off by so little in the last of their digits.
var noise = big.NewRat(1, 1_000_000)

// decimal returns a stored number as a plain decimal: 1.6E+06 is 1600000. What
// sums of floating point lose is put right to so many places.
func decimal(raw string, places int) (string, bool) {
	if !number.MatchString(raw) || len(raw) > 40 {
		return "", false
	}
	exact, ok := new(big.Rat).SetString(raw)
	if !ok {
		return "", false
	}
	text := exact.FloatString(places)
	rounded, _ := new(big.Rat).SetString(text)
	off := new(big.Rat).Sub(exact, rounded)
	if off.Abs(off).Cmp(noise) >= 0 || places > 2 && off.Sign() != 0 && off.Mul(off, big.NewRat(10_000, 1)).Cmp(noise) >= 0 {
		text = exact.FloatString(15)
	}
	return plainDecimal(text), true
}

// plainDecimal returns a decimal without the zeros behind its last digit.
func plainDecimal(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// amount returns what stands in a cell of money as a person would type it.
func (s *spot) amount(wan bool) string {
	if s == nil {
		return ""
	}
	text := s.text
	places := 2
	if wan {
		places = 6
	}
	if plain, ok := decimal(strings.TrimSpace(s.raw), places); ok {
		text = plain
	}
	// In a table in 万元 a bare number means so much; one that names its unit
	// means what it says.
	if wan && models.ParseAmount(text).Known && !strings.ContainsAny(text, "元万亿") {
		if sum := models.ParseAmount(text + "万元"); sum.Known {
			return sum.String()
		}
	}
	return text
}

// Days of Excel count from the end of 1899; these are 2000 and 2100.
const (
	firstDay = 36526
	lastDay  = 73415
)

// date returns what stands in the cell of a date as a person would type it.
func (s *spot) date() string {
	if s == nil {
		return ""
	}
	days, err := strconv.ParseFloat(s.raw, 64)
	if err != nil || days < firstDay || days >= lastDay {
		return s.text
	}
	return models.FormatDay(time.Date(1899, 12, 30+int(days), 0, 0, 0, 0, models.China))
}
