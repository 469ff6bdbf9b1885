package main

import (
	"fmt"

	"jixiao/forms/pdf"
	"jixiao/forms/scan"
	"jixiao/models"
	"jixiao/models/store"
)

// verifyPrintCommand are the flags of jixiao verify-print.
type verifyPrintCommand struct {
	databaseFlag
	fontsFlag
	File string `arg:"" name:"文件.pdf" help:"本系统打印的 PDF"`
}

// Run compares the text of a printed file with that of the versions it shows,
// cell by cell. Whatever differs is told and ends with exit code 1; a file that
// this database did not print is refused.
func (c *verifyPrintCommand) Run(p *program) error {
	content, err := readFile(c.File)
	if err != nil {
		return err
	}
	pages, err := scan.Text(p.ctx, content)
	if err != nil {
		return refuse("%s：%s", c.File, reason(err))
	}
	parts := formsOf(pages)
	if len(parts) == 0 {
		return refuse("%s 的页脚没有编号和版本：不是本系统打印的，或者是草稿、公开版、扫描件，不能核对", c.File)
	}
	fonts, err := c.fontsFlag.load()
	if err != nil {
		return err
	}
	return c.with(p, func(s *store.Store) error {
		key, err := c.loadKey()
		if err != nil {
			return err
		}
		v := &verifier{p: p, store: s, fonts: fonts, key: key}
		differs := false
		for _, part := range parts {
			same, err := v.compare(part)
			if err != nil {
				return err
			}
			differs = differs || !same
		}
		if differs {
			return exitCode(exitFound)
		}
		return nil
	})
}

// printedForm is the pages of a file that show one version.
type printedForm struct {
	mark  models.Mark
	first int // page of the file, from 0
	pages []string
}

// formsOf parts the pages of a file into its forms. Pages without marks between
// them are a booklet's own.
func formsOf(pages []string) (list []printedForm) {
	for i, page := range pages {
		mark, ok := pdf.ReadFoot(page)
		if !ok {
			continue
		}
		if n := len(list); n == 0 || list[n-1].mark.Number != mark.Number || list[n-1].mark.Version != mark.Version {
			list = append(list, printedForm{mark: mark, first: i})
		}
		last := &list[len(list)-1]
		last.pages = append(last.pages, page)
	}
	return list
}

// verifier compares printed forms with what is kept.
type verifier struct {
	p     *program
	store *store.Store
	fonts *pdf.Fonts
	key   models.MarkKey
}

// fewDiffer is how many cells differ where a person changed some; pages that
// break elsewhere differ in more.
const fewDiffer = 5

// mostTold is how many differences of one form are told.
const mostTold = 20

// compare tells whether a form says what its version does, and if not, where.
func (v *verifier) compare(f printedForm) (same bool, err error) {
	version, err := v.store.Version(v.p.ctx, f.mark.Declaration(), f.mark.Version)
	if models.KindOf(err) == models.NotFound {
		return false, refuse("数据库里没有编号 %s 的版本 %d：不是这个系统打印的，或者页脚被改过", f.mark.Number, f.mark.Version)
	}
	if err != nil {
		return false, err
	}
	decided, err := v.store.PrintDecisions(v.p.ctx)
	if err != nil {
		return false, err
	}
	sheet, err := pdf.SheetOf(&version, v.key, decided)
	if err != nil {
		return false, err
	}
	list, err := v.fonts.Compare(sheet, f.pages)
	if err != nil {
		return false, err
	}
	named := fmt.Sprintf("%s 版本 %d “%s”", sheet.Number, sheet.Version, version.Document.Project.Name)
	if len(list) == 0 {
		fmt.Fprintf(v.p.stdout, "一致：%s，每一格都与送审的内容相同\n", named)
		return true, nil
	}
	fmt.Fprintf(v.p.stdout, "不一致：%s，有 %d 处与送审的内容不同\n", named, len(list))
	for _, d := range list[:min(len(list), mostTold)] {
		fmt.Fprintf(v.p.stdout, "  第 %d 页“%s”：送审的是“%s”，文件里是“%s”\n", f.first+max(d.Page, 1), d.Label, d.Want, d.Got)
	}
	if more := len(list) - mostTold; more > 0 {
		fmt.Fprintf(v.p.stdout, "  还有 %d 处\n", more)
	}
	if len(list) > fewDiffer {
		fmt.Fprintln(v.p.stdout, "  打印以后换过字体或程序版本的，分页会不同：请用打印时的字体目录（--fonts）再核对")
	}
	return false, nil
}
