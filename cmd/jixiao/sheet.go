package main

import (
	"fmt"
	"slices"
	"strings"

	"jixiao/forms/xlsx"
	"jixiao/models"
)

// sheet is a table file: its heads and its rows, each with its place.
type sheet struct {
	name   string
	heads  []string
	rows   []sheetRow
	faults models.RowFaults
}

// sheetRow is one row; line counts the rows of the file from 1.
type sheetRow struct {
	line  int
	cells []string
}

// readSheet reads a table, CSV or XLSX, whose first row holds the heads. Heads that are
// missing are refused at once, and so are those that nobody knows: a typing
// error in a head must not lose a column.
func readSheet(name string, required, optional []string) (*sheet, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	rows, err := xlsx.Table(data)
	if err != nil {
		return nil, err
	}
	s := &sheet{name: name}
	if s.take(rows); s.heads == nil {
		return nil, refuse("%s 是空的", name)
	}
	for _, head := range required {
		if !slices.Contains(s.heads, head) {
			return nil, refuse("%s 第一行缺少“%s”一列，应有：%s", name, head, strings.Join(required, "、"))
		}
	}
	for i, head := range s.heads {
		known := slices.Contains(required, head) || slices.Contains(optional, head)
		if !known || slices.Index(s.heads, head) != i {
			return nil, refuse("%s 第一行的“%s”不认识或重复，可用的列：%s", name, head,
				strings.Join(slices.Concat(required, optional), "、"))
		}
	}
	return s, nil
}

// take sorts rows into heads and the rest. Rows without content are passed
// over, cells lose the blanks around them.
func (s *sheet) take(rows [][]string) {
	for i, row := range rows {
		cells := make([]string, len(row))
		for k := range row {
			cells[k] = strings.TrimSpace(row[k])
		}
		switch {
		case strings.Join(cells, "") == "":
		case s.heads == nil:
			s.heads = cells
		default:
			s.rows = append(s.rows, sheetRow{i + 1, cells})
		}
	}
}

// cell returns the cell of a row under a head, blank where there is none.
func (s *sheet) cell(row sheetRow, head string) string {
	i := slices.Index(s.heads, head)
	if i < 0 || i >= len(row.cells) {
		return ""
	}
	return row.cells[i]
}

// fault notes what is wrong in a row.
func (s *sheet) fault(row sheetRow, format string, args ...any) {
	s.faults = append(s.faults, models.RowFault{Row: row.line, Message: fmt.Sprintf(format, args...)})
}

// refusal returns all faults in the order of the file, or nil.
func (s *sheet) refusal() error {
	if len(s.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(s.faults, func(a, b models.RowFault) int { return a.Row - b.Row })
	return s.faults
}
