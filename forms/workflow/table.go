package workflow

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Table returns the table of moves as Markdown, for the README and the help
// page.
func Table() string {
	var b strings.Builder
	b.WriteString("| 状态 | 动作 | 转为 | 谁 | 条件 |\n|---|---|---|---|---|\n")
	for _, m := range moves {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n",
			m.From.Label(), m.Action.Label(), m.To.Label(), m.Role.Label(), m.Terms())
	}
	return b.String()
}

// Terms returns what the move asks for, in Chinese.
func (m Move) Terms() string {
	var terms []string
	for _, t := range []struct {
		on   bool
		text string
	}{
		{m.When != Always, m.When.Label()},
		{m.Clean, "没有错误，提醒已确认"},
		{m.Opinion, "写明" + wanted(m.Action)},
		{m.Ruling, "批复文号和日期"},
		{m.Basis, "预算调整文件"},
		{m.Eyes, "本人没有填报过"},
	} {
		if t.on {
			terms = append(terms, t.text)
		}
	}
	return strings.Join(terms, "；")
}
