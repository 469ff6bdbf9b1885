package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jixiao/forms/xlsx"
	"jixiao/models"
	"jixiao/models/store"
)

// exportCommand are the flags of jixiao export.
type exportCommand struct {
	databaseFlag
	Year   int    `placeholder:"年度" help:"只导出这个年度"`
	Output string `required:"" short:"o" placeholder:"文件.xlsx" help:"写到这个文件，按文件名的结尾定格式：.xlsx 或 .json"`
}

// exportFormats are what can be written, by the ending of the file.
var exportFormats = map[string]func(io.Writer, []models.Declaration) error{
	".json": writeJSON,
	".xlsx": writeSheets,
}

func writeJSON(w io.Writer, declarations []models.Declaration) error {
	docs := make([]models.Document, len(declarations))
	for i := range declarations {
		docs[i] = declarations[i].Document
	}
	return models.WriteDocuments(w, docs)
}

// writeSheets writes a workbook with a sheet like the official form for each.
func writeSheets(w io.Writer, declarations []models.Declaration) error {
	sheets := make([]xlsx.Sheet, len(declarations))
	for i := range declarations {
		d := &declarations[i]
		sheets[i] = xlsx.Sheet{Document: &d.Document, ID: d.ID, Revision: d.Revision}
	}
	return xlsx.Write(w, sheets...)
}

// Run writes the present text of every declaration that is not void, the oldest
// first.
func (c *exportCommand) Run(p *program) error {
	write := exportFormats[strings.ToLower(filepath.Ext(c.Output))]
	if write == nil {
		return refuse("不能导出为 %s，文件名请以 .xlsx 或 .json 结尾", filepath.Base(c.Output))
	}
	return c.with(p, func(s *store.Store) error {
		all, err := declarations(p, s, c.Year)
		if err != nil {
			return err
		}
		if err := writeFile(c.Output, func(w io.Writer) error { return write(w, all) }); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已导出 %d 张申报表到 %s\n", len(all), c.Output)
		return nil
	})
}

// declarations returns those of a year, or of all years with year 0. Who runs
// commands on the server may see everything, as the finance bureau does.
func declarations(p *program, s *store.Store, year int) ([]models.Declaration, error) {
	live := slices.DeleteFunc(slices.Clone(models.Statuses), func(s models.Status) bool { return s == models.Void })
	filter := store.Filter{Scope: models.Scope{Finance: true}, Statuses: live, Year: year, Limit: 200}
	var all []models.Declaration
	err := s.EachDeclaration(p.ctx, filter, func(d *models.Declaration) error {
		all = append(all, *d)
		return nil
	})
	slices.Reverse(all)
	return all, err
}
