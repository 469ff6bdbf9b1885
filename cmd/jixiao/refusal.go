package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"jixiao/models"
)

// refuse returns an expected refusal: a Chinese sentence with the way out.
func refuse(format string, args ...any) error {
	return models.Refuse(models.Invalid, fmt.Sprintf(format, args...))
}

// oneLine returns an error as people are shown it: a refusal by its sentence,
// anything else with its reason.
func oneLine(err error) string {
	said := "没有完成：" + reason(err)
	var refusal *models.Error
	if errors.As(err, &refusal) {
		said = refusal.Message
	}
	return strings.Join(strings.Fields(said), " ")
}

// reasons are the failures of the system that people meet, in their words.
var reasons = []struct {
	err  error
	text string
}{
	{fs.ErrNotExist, "没有这个文件或目录"},
	{fs.ErrPermission, "没有权限"},
	{fs.ErrExist, "已经存在"},
	{syscall.EISDIR, "这是一个目录"},
	{syscall.ENOTDIR, "路径中有一段不是目录"},
	{syscall.ENOSPC, "磁盘已满"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.EADDRINUSE, "地址已被别的程序占用"},
	{syscall.EADDRNOTAVAIL, "本机没有这个地址"},
	{syscall.ECONNREFUSED, "对方没有应答，可能没有启动或端口不对"},
	{context.DeadlineExceeded, "等待超时"},
	{context.Canceled, "已中断"},
}

// reason says in Chinese why something failed, as far as it is known.
func reason(err error) string {
	var refusal *models.Error
	if errors.As(err, &refusal) {
		return refusal.Message
	}
	for _, r := range reasons {
		if errors.Is(err, r.err) {
			return r.text
		}
	}
	return err.Error()
}

// phrases turn what kong says about a command line into Chinese. The first
// that matches is used.
var phrases = []struct {
	english *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^unknown flag (\S+), did you mean "([^"]+)"\?$`), "没有选项 $1，是不是 $2"},
	{regexp.MustCompile(`^unknown flag (\S+?),? ?(?:did you mean one of (.+)\?)?$`), "没有选项 $1 $2"},
	{regexp.MustCompile(`^unexpected argument (\S+), did you mean "([^"]+)"\?$`), "多余的参数或不认识的命令 $1，是不是 $2"},
	{regexp.MustCompile(`^unexpected argument ([^\s,]+)`), "多余的参数或不认识的命令 $1"},
	{regexp.MustCompile(`^unexpected token (\S+)`), "多余的参数 $1"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "缺少选项 $1"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "缺少参数 $1"},
	{regexp.MustCompile(`^expected "(<[^>]+>).*"$`), "缺少参数 $1"},
	{regexp.MustCompile(`^expected (one of )?"\w`), "请给出命令"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: (?:.*: )?expected (?:an int|a valid .* int) but got "?([^" ]*)"?`), "选项 $1 应为整数，现为“$2”"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: (?:.*: )?expected duration but got "?([^" ]*)"?`), "选项 $1 应为时长，如 30s，现为“$2”"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: expected \S+ value`), "选项 $1 后面缺少内容"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)?: missing value`), "选项 $1 后面缺少内容"},
	{regexp.MustCompile(`^(?:(\S+?)(?:=\S+)?: )?bool value must be .* but got "([^"]*)"`), "开关 $1 只能是 true 或 false，现为“$2”"},
}

// variable finds the environment variable that a value came from.
var variable = regexp.MustCompile(`\(from envar (\w+)=`)

// inChinese returns what is wrong with the command line as a refusal.
func inChinese(err error) error {
	english := err.Error()
	said := "命令行有误：" + english
	for _, p := range phrases {
		if m := p.english.FindStringSubmatchIndex(english); m != nil {
			said = string(p.english.ExpandString(nil, p.chinese, english, m))
			break
		}
	}
	said = strings.Join(strings.Fields(said), " ")
	if from := variable.FindStringSubmatch(english); from != nil {
		said += "（来自环境变量 " + from[1] + "）"
	}
	asked := "jixiao"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context.Selected() != nil {
		asked = path(parse.Context.Selected())
	}
	return refuse("%s。运行 %s --help 查看用法", said, asked)
}
