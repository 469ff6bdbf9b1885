package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// helpFlag shows the help of the command that it stands behind.
type helpFlag bool

// errHelpShown stops reading the command line once the help was shown.
var errHelpShown = errors.New("help shown")

// BeforeReset is called by kong as soon as the flag was seen, before anything
// that is missing can be an error.
func (helpFlag) BeforeReset(ctx *kong.Context, p *program) error {
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
	}
	help(p.stdout, node)
	return errHelpShown
}

// help writes what a command is for and how it is called.
func help(w io.Writer, node *kong.Node) {
	if node.Parent == nil {
		fmt.Fprintln(w, "jixiao：项目支出绩效目标的填报、检查、审核和打印")
	} else {
		fmt.Fprintln(w, node.Help)
	}
	fmt.Fprintf(w, "\n用法：%s\n", usage(node))
	var rows [][2]string
	for _, c := range node.Children {
		rows = append(rows, [2]string{c.Name, c.Help})
	}
	table(w, "命令", rows)
	rows = nil
	for _, a := range node.Positional {
		rows = append(rows, [2]string{argument(a), a.Help})
	}
	table(w, "参数", rows)
	rows = nil
	for _, f := range node.Flags {
		rows = append(rows, [2]string{flagName(f), flagHelp(f)})
	}
	table(w, "选项（括号内是对应的环境变量）", rows)
	if len(node.Children) > 0 {
		fmt.Fprintf(w, "\n运行 %s <命令> --help 查看各命令的选项。\n", path(node))
	}
}

// path returns the words that call a command.
func path(node *kong.Node) string {
	if node.Parent == nil {
		return "jixiao"
	}
	return path(node.Parent) + " " + node.Name
}

func usage(node *kong.Node) string {
	words := []string{path(node)}
	if len(node.Children) > 0 {
		words = append(words, "<命令>")
	}
	if len(node.Flags) > 0 {
		words = append(words, "[选项]")
	}
	for _, f := range node.Flags {
		if f.Required {
			words = append(words, flagName(f))
		}
	}
	for _, a := range node.Positional {
		words = append(words, argument(a))
	}
	return strings.Join(words, " ")
}

func argument(a *kong.Positional) string {
	if a.IsCumulative() {
		return "<" + a.Name + ">…"
	}
	return "<" + a.Name + ">"
}

func flagName(f *kong.Flag) string {
	name := "--" + f.Name
	if f.Short != 0 {
		name = "-" + string(f.Short) + "，" + name
	}
	if f.PlaceHolder != "" {
		name += " " + f.PlaceHolder
	}
	return name
}

func flagHelp(f *kong.Flag) string {
	s := f.Help
	if f.HasDefault {
		s += "；默认 " + f.Default
	}
	if len(f.Envs) > 0 {
		s += "（" + f.Envs[0] + "）"
	}
	return s
}

// table writes rows of two columns under a title, and nothing without rows.
func table(w io.Writer, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, columns(r[0]))
	}
	fmt.Fprintf(w, "\n%s：\n", title)
	for _, r := range rows {
		fmt.Fprintf(w, "  %s%s  %s\n", r[0], strings.Repeat(" ", wide-columns(r[0])), r[1])
	}
}

// columns returns how wide a text stands on a terminal, where a Chinese
// character takes two columns.
func columns(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}
