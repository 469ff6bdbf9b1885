package main

import (
	"os"

	"jixiao/forms/pdf"
)

// fontsFlag is shared by the commands that print.
type fontsFlag struct {
	Fonts string `placeholder:"目录" help:"字体目录，内有 TrueType 字体文件（如仿宋、小标宋）；不填用自带的思源宋体"`
}

// load reads the fonts of the folder, or the program's own.
func (f fontsFlag) load() (*pdf.Fonts, error) {
	if f.Fonts != "" {
		if _, err := os.ReadDir(f.Fonts); err != nil {
			return nil, refuse("打不开字体目录 %s：%s", f.Fonts, reason(err))
		}
	}
	fonts, err := pdf.FontsFrom(f.Fonts)
	if err != nil {
		return nil, refuse("%s", err.Error())
	}
	return fonts, nil
}
