package pdf

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"jixiao/models"
)

func TestMissingGlyphsNameTheCell(t *testing.T) {
	f := fonts(t)
	for _, c := range []struct {
		name  string
		spoil func(*models.Document)
		path  string
		label string
		runes string
	}{
		{"an emoji in the project's name", func(d *models.Document) { d.Project.Name = "电商😀物流" }, "project.name", "项目名称", "😀"},
		{"a character above U+FFFF in a text", func(d *models.Document) { d.Narrative.Plan = "𠮷祥𠮷" }, "narrative.plan", "项目实施计划", "𠮷"},
		{"a NUL in a goal", func(d *models.Document) { d.Goals.Annual = "完成\x00" }, "goals.annual", "年度目标", "\x00"},
		{"several in the value of an indicator", func(d *models.Document) { d.Indicators[0].Value = "\u202e2个\uE000" }, "indicators[0].value", "实施期／数量指标／1／指标值", "\u202e\uE000"},
		{"one in an amount that is no amount", func(d *models.Document) {
			d.Funding.Annual.Amount = models.ParseAmount("٣万")
		}, "funding.annual.amount", "年度资金／资金总额", "٣"},
		{"one in a class that no layout has", func(d *models.Document) { d.Indicators[2].Level2 = "其他\x07" }, "indicators[2].level2", "指标名称", "\x07"},
		{"one in the region", func(d *models.Document) { d.Region = "兴\u200b县" }, "region", "地区", "\u200b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := samples(t)[0]
			c.spoil(&d)
			written := &strings.Builder{}
			err := f.Write(written, Sheet{Document: &d})
			var missing *GlyphError
			if !errors.As(err, &missing) {
				t.Fatalf("error %v, want a GlyphError", err)
			}
			if missing.Path != c.path || missing.Label != c.label || string(missing.Runes) != c.runes || missing.Project != d.Project.Name {
				t.Errorf("%+v, want %s (%s) with %q", missing, c.path, c.label, c.runes)
			}
			if written.Len() > 0 {
				t.Errorf("%d bytes are written nevertheless", written.Len())
			}
		})
	}
}

func TestAllCellsWithMissingGlyphsAreNamedAtOnce(t *testing.T) {
	d := samples(t)[0]
	d.Project.Name, d.Narrative.Basis, d.Unit.Name = "😀", "👍", "ok"
	err := fonts(t).Write(io.Discard, Sheet{Document: &d})
	var all GlyphErrors
	if !errors.As(err, &all) || len(all) != 2 {
		t.Fatalf("error %v, want two cells", err)
	}
	want := "“😀”的“项目名称”中有不能打印的字符：😀（U+1F600）。请改用打印字体中有的字"
	if all[0].Error() != want || strings.Contains(err.Error(), "\n") {
		t.Errorf("message %q, want one line that begins with %q", err, want)
	}
}

func TestAnUnknownLayoutIsRefused(t *testing.T) {
	err := fonts(t).Write(io.Discard, Sheet{Document: &models.Document{Layout: "nowhere"}})
	if models.KindOf(err) != models.Invalid {
		t.Errorf("error %v, want an Invalid one", err)
	}
}

func TestLacks(t *testing.T) {
	if got := fonts(t).Lacks("第1行\n\t\r\n“引号”㎡℃①Ⅲ　é"); len(got) > 0 {
		t.Errorf("lacks %q, want nothing", string(got))
	}
	if got := fonts(t).Lacks("a\x01😀b\x7f\x01\u00ad\ufffd"); !slices.Equal(got, []rune("\x01😀\x7f\u00ad\ufffd")) {
		t.Errorf("lacks %q", string(got))
	}
	regular, bold := fonts(t).LacksOfGB2312()
	if len(regular) > 0 || len(bold) > 0 {
		t.Errorf("the program's own fonts lack %q and %q of GB 2312", string(regular), string(bold))
	}
	if n := len([]rune(gb2312())); n < 6763 {
		t.Errorf("GB 2312 has %d characters, want 6,763 and punctuation", n)
	}
}
