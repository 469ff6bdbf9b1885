package pdf

import "slices"

// captionWords are the words of captions; none of them is torn between two
// lines where the cell is wide enough.
var captionWords = runesOf([]string{
	"绩效", "指标", "目标", "产出", "效益", "效果", "满意度", "服务", "对象", "数量", "质量", "时效", "成本", "经济", "社会", "生态", "环境",
	"可持续", "影响", "项目", "资金", "总额", "财政", "中央", "省级", "市县", "单位", "自筹", "其他", "其中", "概况", "立项", "依据",
	"设立", "必要性", "保证", "实施", "制度", "措施", "计划", "主管", "部门", "代码", "属性", "年度", "总体", "支出", "申报表", "汇编", "一级", "二级", "三级",
	"(元)", "(万元)", "(续)", "（续）",
})

func runesOf(words []string) [][]rune {
	list := make([][]rune, len(words))
	for i, w := range words {
		list[i] = []rune(w)
	}
	return list
}

// newCaption is newText for a printed caption.
func newCaption(f *face, s string) *text {
	t := newText(f, s)
	for i := range t.runes {
		for _, word := range captionWords {
			if hasPrefix(t.runes[i:], word) {
				for k := 1; k < len(word); k++ {
					raise(t.breaks, i+k, inner)
				}
			}
		}
	}
	return t
}

// keepSigned lets a blank of the sign-off row break behind its caption, or
// before a bracket in it, rather than inside a name, a telephone or a date. A
// long text breaks like any other.
func (t *text) keepSigned(caption int) {
	for i := 1; i < min(len(t.runes), caption+signedLimit); i++ {
		switch bracket := t.runes[i] == '（' || t.runes[i] == '('; {
		case i == caption:
			t.breaks[i] = free
		case i > caption || !bracket:
			raise(t.breaks, i, inner)
		}
	}
}

// signedLimit is how many characters a name, telephone or date has at most.
const signedLimit = 20

func hasPrefix(text, prefix []rune) bool {
	return len(text) >= len(prefix) && slices.Equal(text[:len(prefix)], prefix)
}

// balance breaks a centred text anew so that its lines are as even as they can be
// without becoming more: centred lines of one length read best.
func balance(t *text, lines []line, width int) []line {
	if len(lines) < 2 || len(lines) > 6 || t.whole() > 6*width {
		return lines
	}
	best := lines
	for narrow := width - 250; narrow > 1000; narrow -= 250 {
		tried := t.wrap(narrow)
		if len(tried) > len(lines) || torn(t, tried) > torn(t, lines) {
			break
		}
		best = tried
	}
	return best
}

// join breaks a text anew when a single character stands in its last line, a
// full stop behind it or not, so that at least two do.
func join(t *text, lines []line, width int) []line {
	if len(lines) < 2 || !t.orphan(lines) {
		return lines
	}
	for narrow := width - 500; narrow > width/2 && narrow > 3000; narrow -= 500 {
		tried := t.wrap(narrow)
		if len(tried) > len(lines) || torn(t, tried) > torn(t, lines) {
			break
		}
		if !t.orphan(tried) {
			return tried
		}
	}
	return lines
}

// orphan reports whether the last line holds one character beside those that
// may not begin a line.
func (t *text) orphan(lines []line) bool {
	last, n := lines[len(lines)-1], 0
	for _, r := range t.runes[last.start:last.drawn] {
		if is(r, isFirst) {
			n++
		}
	}
	return n == 1 && last.start > 0 && t.runes[last.start-1] != '\n'
}

// torn returns how much speaks against the line breaks.
func torn(t *text, lines []line) (n strength) {
	for _, l := range lines {
		if l.start > 0 {
			n += t.breaks[l.start]
		}
	}
	return n
}
