package main

import (
	"io"

	"jixiao/forms/pdf"
)

// printCommand are the flags of jixiao print.
type printCommand struct {
	fontsFlag
	Public bool     `help:"公开版：不印经办人和联系电话"`
	Output string   `required:"" short:"o" placeholder:"文件.pdf" help:"写到这个文件"`
	Files  []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}

// Run draws all declarations of all files as one PDF without watermark.
func (c *printCommand) Run(p *program) error {
	docs, err := p.readDocuments(c.Files)
	if err != nil {
		return err
	}
	if len(docs) == 0 {
		return refuse("文件里没有申报表，没有可打印的内容")
	}
	fonts, err := c.load()
	if err != nil {
		return err
	}
	sheets := make([]pdf.Sheet, len(docs))
	for i := range docs {
		sheets[i] = pdf.Sheet{Document: &docs[i]}
		if c.Public {
			sheets[i] = sheets[i].Public()
		}
	}
	return writeFile(c.Output, func(w io.Writer) error { return fonts.Write(w, sheets...) })
}
