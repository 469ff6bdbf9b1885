package pdf

import (
	"strings"
	"testing"

	"jixiao/assets"
)

func regular(t testing.TB) *face {
	t.Helper()
	f, err := parseFace(assets.Regular)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wrapped breaks s into lines of so many characters' width.
func wrapped(f *face, s string, ems int) []string {
	t := newText(f, s)
	var list []string
	for _, l := range t.wrap(1000 * ems) {
		list = append(list, string(t.runes[l.start:l.drawn]))
	}
	return list
}

func TestWrap(t *testing.T) {
	f := regular(t)
	for _, c := range []struct {
		name, text string
		ems        int
		want       string // lines joined by |
	}{
		{"a short text is one line", "项目概况", 5, "项目概况"},
		{"a long text breaks at any character", "项目设立必要性", 5, "项目设立必|要性"},
		{"a comma does not begin a line", "完成物流，配送", 4, "完成物|流，配送"},
		{"a bracket does not end a line", "完成物（配送）", 4, "完成物|（配送）"},
		{"a closing quotation mark stays with its word", "最后“一公里”难题", 6, "最后“一公|里”难题"},
		{"a number stays with its unit", "资金共计265万元整", 5, "资金共计|265万元整"},
		{"a sign stays with its number", "满意度指标≥95%", 6, "满意度指标|≥95%"},
		{"a year stays whole", "按照文件要求2022年完成", 7, "按照文件要求|2022年完成"},
		{"a document number keeps its brackets", "依据财预〔2015〕60号", 8, "依据财预|〔2015〕60号"},
		{"a Latin word stays whole", "建设平台online服务", 6, "建设平台|online服务"},
		{"thousands stay together", "共1,600,000元整", 5, "共|1,600,000|元整"},
		{"what is wider than the cell breaks at its unit", "≤40000元/车年", 6, "≤40000元/|车年"},
		{"a word wider than the cell breaks inside", "abcdefghijklmnopqrst", 4, ""},
		{"typed line ends are kept", "一\n\n二\r\n三", 5, "一||二|三"},
		{"spaces at the end of a line hang", "项目概况    立项", 4, "项目概况|立项"},
		{"spaces at the beginning stay", "　　项目概况", 6, "　　项目概况"},
		{"a dash is not torn", "项目概况——立项", 5, "项目概况|——立项"},
		{"a range stays whole", "项目期间2021-2023年", 7, "项目期间|2021-2023年"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := wrapped(f, c.text, c.ems)
			if c.want != "" && strings.Join(got, "|") != c.want {
				t.Errorf("lines %q, want %s", got, c.want)
			}
			for _, l := range got {
				if n := newText(f, l).whole(); n > 1000*c.ems {
					t.Errorf("line %q is %d wide, more than %d", l, n, 1000*c.ems)
				}
			}
		})
	}
}

func TestEvenLines(t *testing.T) {
	f := regular(t)
	for _, c := range []struct {
		name, text string
		ems        int
		even       func(*text, []line, int) []line
		want       string
	}{
		{"a caption breaks between words", "服务对象满意度指标", 5, balance, "服务对象|满意度指标"},
		{"a caption's lines are of one length", "可持续影响指标", 5, balance, "可持续|影响指标"},
		{"a centred value's lines are too", "按计划完成", 4, balance, "按计划|完成"},
		{"an amount is not torn for that", "≤360元/人天", 5, balance, "≤360元/|人天"},
		{"a single character does not end a text", "办公设备验收合格率", 8, join, "办公设备验收合|格率"},
		{"nor with a full stop", "办公设备验收合格率。", 9, join, "办公设备验收合|格率。"},
		{"a single character on a typed line stays", "办公设备验收\n率", 8, join, "办公设备验收|率"},
		{"two characters stay", "办公设备验收合格", 6, join, "办公设备验收|合格"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, width := newCaption(f, c.text), 1000*c.ems
			var got []string
			for _, l := range c.even(text, text.wrap(width), width) {
				got = append(got, string(text.runes[l.start:l.drawn]))
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("lines %q, want %s", got, c.want)
			}
		})
	}
}

// checkWrap asserts what holds for any text at any width: the lines are the
// text, none is wider than its cell, and a break stands at a wrong place only
// inside something that is wider than the cell as a whole.
func checkWrap(t *testing.T, f *face, s string, width int) {
	t.Helper()
	text := newText(f, s)
	at := 0
	for _, l := range text.wrap(width) {
		if l.start != at || l.end <= l.start {
			t.Fatalf("a line is %d to %d, want one from %d on: %q", l.start, l.end, at, s)
		}
		if hidden := strings.TrimSpace(string(text.runes[l.drawn:l.end])); hidden != "" {
			t.Fatalf("%q is not drawn", hidden)
		}
		if l.width > width && len(strings.TrimSpace(string(text.runes[l.start:l.drawn]))) > 0 && l.drawn-l.start > 1 && !spaceLed(text.runes[l.start:l.drawn]) {
			t.Fatalf("line %q is %d wide, more than %d", string(text.runes[l.start:l.drawn]), l.width, width)
		}
		if at > 0 && text.runes[at-1] != '\n' && text.breaks[at] != free {
			from, to := at, at+1
			for from > 0 && text.breaks[from] != free {
				from--
			}
			for to < len(text.runes) && text.breaks[to] != free {
				to++
			}
			if text.width(from, to) <= width {
				t.Fatalf("%q is torn, but would fit into %d", string(text.runes[from:to]), width)
			}
		}
		at = l.end
	}
	if at != len(text.runes) {
		t.Fatalf("the lines end at %d of %d: %q", at, len(text.runes), s)
	}
}

// spaceLed reports whether a line begins with typed spaces, which may push its
// first character over the edge.
func spaceLed(line []rune) bool { return len(line) > 0 && space(line[0]) }

func FuzzWrapLosesNothingAndObeysTheRules(f *testing.F) {
	regular := regular(f)
	for _, s := range []string{
		"", "\n", " ", "，，，，，，，，，，", "（（（（（（（（", "依据财预〔2015〕60号，资金265万元。",
		"a b  c\td", "≥95%≤500元/人天≥0台(套)", "１２３４，５６７元", "“‘《（一）》’”", "\r\n\r", "——……", "9.19%-9.49%",
	} {
		f.Add(s, 3000)
		f.Add(s, 500)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		if width > 0 && width < 200_000 && len(s) < 5000 {
			checkWrap(t, regular, s, width)
		}
	})
}
