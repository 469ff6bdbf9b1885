package templates_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"jixiao/templates"
)

func shown(pieces []templates.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case p.Deleted:
			b.WriteString("[-" + p.Text + "]")
		case p.Added:
			b.WriteString("[+" + p.Text + "]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestPiecesReadLikeAPersonsCorrections(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"equal texts are one piece", "按计划完成", "按计划完成", "按计划完成"},
		{"two blanks are nothing", "", "", ""},
		{"a number changes as a whole", "物流费用265万元", "物流费用160万元", "物流费用[-265][+160]万元"},
		{"an amount keeps its separators", "共2,650,000元", "共1,600,000元", "共[-2,650,000][+1,600,000]元"},
		{"a word in the middle", "服务中心运转", "公共服务中心运行", "[+公共]服务中心运[-转][+行]"},
		{"one character between two changes belongs to them", "甲乙丙", "丁乙戊", "[-甲乙丙][+丁乙戊]"},
		{"a text that was typed anew", "", "新写的", "[+新写的]"},
		{"a text that was taken away", "删掉的", "", "[-删掉的]"},
		{"rare characters stay whole", "𠮷祥村", "𠮷祥乡", "𠮷祥[-村][+乡]"},
		{"line breaks count", "一\n二三", "一\n\n二三", "一\n[+\n]二三"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shown(templates.Pieces(c.before, c.after)); got != c.want {
				t.Errorf("Pieces(%q, %q) = %s, not %s", c.before, c.after, got, c.want)
			}
		})
	}
}

// What stays and what was deleted is the older text, what stays and what was
// added the newer one.
func TestPiecesLoseNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 6))
	some := func() string {
		var b strings.Builder
		for range rng.IntN(40) {
			b.WriteString([]string{"甲", "乙", "，", "12", ".5", "km", "𠮷", "\n", " ", "\xff"}[rng.IntN(10)])
		}
		return b.String()
	}
	for range 2000 {
		before, after := some(), some()
		var was, is strings.Builder
		for _, p := range templates.Pieces(before, after) {
			if !p.Added {
				was.WriteString(p.Text)
			}
			if !p.Deleted {
				is.WriteString(p.Text)
			}
		}
		if was.String() != before || is.String() != after {
			t.Fatalf("%q → %q was told as %q → %q", before, after, was.String(), is.String())
		}
	}
}
