package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jixiao/models"
	"jixiao/models/store"
)

// exportCommand are the flags of jixiao export.
type exportCommand struct {
	databaseFlag
	Year   int    `placeholder:"年度" help:"只导出这个年度"`
	Output string `required:"" short:"o" placeholder:"文件.json" help:"写到这个文件，按文件名的结尾定格式"`
}

// exportFormats are what can be written, by the ending of the file.
var exportFormats = map[string]func(io.Writer, []models.Document) error{
	".json": models.WriteDocuments,
}

// Run writes the present text of every declaration that is not void, the oldest
// first.
func (c *exportCommand) Run(p *program) error {
	write := exportFormats[strings.ToLower(filepath.Ext(c.Output))]
	if write == nil {
		return refuse("不能导出为 %s，文件名请以 .json 结尾", filepath.Base(c.Output))
	}
	return c.with(p, func(s *store.Store) error {
		docs, err := documents(p, s, c.Year)
		if err != nil {
			return err
		}
		if err := writeFile(c.Output, func(w io.Writer) error { return write(w, docs) }); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已导出 %d 张申报表到 %s\n", len(docs), c.Output)
		return nil
	})
}

// documents returns the texts of a year, or of all years with year 0. Who runs
// commands on the server may see everything, as the finance bureau does.
func documents(p *program, s *store.Store, year int) ([]models.Document, error) {
	live := slices.DeleteFunc(slices.Clone(models.Statuses), func(s models.Status) bool { return s == models.Void })
	filter := store.Filter{Scope: models.Scope{Finance: true}, Statuses: live, Year: year, Limit: 200}
	var docs []models.Document
	err := s.EachDeclaration(p.ctx, filter, func(d *models.Declaration) error {
		docs = append(docs, d.Document)
		return nil
	})
	slices.Reverse(docs)
	return docs, err
}
