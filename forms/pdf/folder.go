package pdf

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// titleNames are parts of the names of font files that are for titles: 小标宋,
// and the heavy weights of a text font.
var titleNames = []string{"标宋", "黑", "粗", "bold", "heavy", "black", "biaosong", "xbs", "title"}

// FontsFrom reads an office's own fonts from a folder: of its .ttf files, in
// the order of their names, the first one whose name says 小标宋, 黑, 粗 or Bold
// becomes the font of titles, the first other one (仿宋, 宋体) that of the text.
// Where the folder has none, or dir is blank, the program's own is used; it also
// prints the characters that a font of the folder lacks.
func FontsFrom(dir string) (*Fonts, error) {
	if dir == "" {
		return Embedded()
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("字体文件夹 %s 不能读取，请核对路径：%w", dir, err)
	}
	chosen := map[bool]string{} // whether for titles
	for _, file := range files {
		name := strings.ToLower(file.Name())
		if file.IsDir() || filepath.Ext(name) != ".ttf" {
			continue
		}
		if title := forTitles(name); chosen[title] == "" {
			chosen[title] = filepath.Join(dir, file.Name())
		}
	}
	own, err := Embedded()
	if err != nil {
		return nil, err
	}
	regular, err := readFace(chosen[false], own.regular)
	if err != nil {
		return nil, err
	}
	bold, err := readFace(chosen[true], own.bold)
	if err != nil {
		return nil, err
	}
	return &Fonts{regular: regular, bold: bold}, nil
}

func forTitles(name string) bool {
	for _, part := range titleNames {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

func readFace(file string, own *face) (*face, error) {
	if file == "" {
		return own, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("字体文件 %s 不能读取：%w", file, err)
	}
	f, err := parseFace(data)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", file, err)
	}
	f.lend(own)
	return f, nil
}
