package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"jixiao/forms"
	"jixiao/models"
)

var textTooLong = &Rule{
	ID: "text-too-long", Severity: models.SeverityError, Basis: Form,
	Title:   "文字超过字数上限",
	Explain: "项目说明和目标每格最多 2,000 字，名称和指标值最多 200 字。超出的照样保存、照样完整打印，但不能送审。",
	Wrong:   "项目概况 2,345 字", Right: "项目概况 2,000 字以内",
	Check: checkTooLong,
}

func checkTooLong(c *Case) []models.Finding {
	var found []models.Finding
	for _, in := range c.inputs {
		spec := in.Spec()
		typed := text(c.Doc, in)
		if spec.Limit == 0 || len(typed) <= spec.Limit {
			continue
		}
		if n := utf8.RuneCountInString(typed); n > spec.Limit {
			found = append(found, one(sentence("“%s”有 %s 字，最多 %s 字，请精简 %s 字。已写的内容完整保留。",
				spec.Label, count(n), count(spec.Limit), count(n-spec.Limit)), spec.Path)...)
		}
	}
	return found
}

// count returns a number with thousands separators.
func count(n int) string { return (models.Fen(n) * models.Yuan).String() }

var textUnprintable = &Rule{
	ID: "text-unprintable", Severity: models.SeverityError, Basis: Form,
	Title:   "含有打印不出来的字符",
	Explain: "表里的每个字都要能打印。表情符号、控制字符和字库里没有的字打印不出来，请删去或换成能打印的字。",
	Wrong:   "项目概况里有表情符号", Right: "用文字表述",
	Check: checkUnprintable,
}

func checkUnprintable(c *Case) []models.Finding {
	var found []models.Finding
	for _, in := range c.inputs {
		typed := in.Text(c.Doc)
		bad := controls(typed)
		if c.Facts.Glyphs != nil {
			bad = append(bad, c.Facts.Glyphs(typed)...)
		}
		if len(bad) > 0 {
			found = append(found, one(unprintable(in.Spec(), bad), in.Spec().Path)...)
		}
	}
	return found
}

// controls returns the characters of a text that no font can print.
func controls(text string) (bad []rune) {
	for _, r := range text {
		if r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) {
			bad = append(bad, r)
		}
	}
	return bad
}

func unprintable(spec *forms.Spec, bad []rune) string {
	var names []string
	seen := map[rune]bool{}
	for _, r := range bad {
		if seen[r] {
			continue
		}
		seen[r] = true
		name := fmt.Sprintf("U+%04X", r)
		if unicode.IsGraphic(r) {
			name = "“" + string(r) + "”（" + name + "）"
		}
		names = append(names, name)
	}
	return sentence("“%s”里有打印不出来的字符：%s。请删去或换成能打印的字。", spec.Label, strings.Join(names, "、"))
}
