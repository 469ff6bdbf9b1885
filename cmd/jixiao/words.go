package main

import (
	"bytes"

	"jixiao/models"
)

// wordsFlag is shared by the commands that check.
type wordsFlag struct {
	Words string `placeholder:"文件.json" help:"本单位补充的计量单位和用词，加在自带的词表之外（格式见 models/words.json）"`
}

// load reads the office's own words beside the built-in ones; nil without a
// file.
func (f wordsFlag) load() (*models.Words, error) {
	if f.Words == "" {
		return nil, nil //nolint:nilnil // nil means the built-in words
	}
	data, err := readFile(f.Words)
	if err != nil {
		return nil, err
	}
	words, err := models.LoadWords(bytes.NewReader(data))
	if err != nil {
		return nil, refuse("词表 %s：%s", f.Words, err.Error())
	}
	return words, nil
}
