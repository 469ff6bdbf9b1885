package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// result is what a run left behind.
type result struct {
	code           int
	stdout, stderr string
}

// jixiao runs the program in this process.
func jixiao(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	code := runUntil(ctx, args, strings.NewReader(stdin), &stdout, &stderr)
	return result{code, stdout.String(), stderr.String()}
}

// file writes a file for a test and returns its name.
func file(t *testing.T, name, content string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// refused fails unless the run ended with code 2, nothing on standard output
// and one Chinese line on standard error that holds want.
func refused(t *testing.T, r result, want string) {
	t.Helper()
	line := strings.TrimSuffix(r.stderr, "\n")
	if r.code != exitRefused || r.stdout != "" || strings.Contains(line, "\n") ||
		!strings.HasPrefix(line, "jixiao: ") || !strings.Contains(line, want) {
		t.Errorf("exit %d, standard output %q, standard error %q; want exit 2 and a line with %q",
			r.code, r.stdout, r.stderr, want)
	}
}

func TestAWrongCommandLineIsOneChineseLine(t *testing.T) {
	for _, c := range []struct {
		name string
		args string
		want string
	}{
		{"nothing at all", "", "请给出命令。运行 jixiao --help"},
		{"an unknown command", "serv", "不认识的命令 serv"},
		{"a command that is nearly one", "user ad", "不认识的命令 ad，是不是 add"},
		{"a group without its command", "user", "请给出命令。运行 jixiao user --help"},
		{"an unknown flag", "serve --colour", "没有选项 --colour。运行 jixiao serve --help"},
		{"a flag that is nearly one", "serve --adr", "没有选项 --adr，是不是 --addr"},
		{"a flag without its value", "export --output", "选项 --output 后面缺少内容"},
		{"a required flag left out", "print a.json", "缺少选项 --output"},
		{"a file left out", "check", "缺少参数 <文件>"},
		{"a word for a number", "export -o x.json --year abc", "选项 --year 应为整数，现为“abc”"},
		{"a switch that is neither on nor off", "serve --sample=maybe", "开关 --sample 只能是 true 或 false"},
		{"an argument too many", "serve now", "多余的参数"},
	} {
		t.Run(c.name, func(t *testing.T) {
			refused(t, jixiao(t, "", strings.Fields(c.args)...), c.want)
		})
	}
}

func TestAVariableSetsWhatNoFlagSays(t *testing.T) {
	t.Setenv("JIXIAO_DATABASE", filepath.Join(t.TempDir(), "no", "variable.db"))
	refused(t, jixiao(t, "", "migrate"), "variable.db")
	refused(t, jixiao(t, "", "migrate", "--database", filepath.Join(t.TempDir(), "no", "flag.db")), "flag.db")
}

func TestAWrongVariableIsNamed(t *testing.T) {
	t.Setenv("JIXIAO_YEAR", "abc")
	refused(t, jixiao(t, "", "export", "-o", "x.json"), "来自环境变量 JIXIAO_YEAR")
}

func TestHelpNamesEveryFlagWithItsVariable(t *testing.T) {
	for _, c := range []struct {
		args string
		want []string
	}{
		{"--help", []string{"用法：jixiao <命令>", "serve", "migrate", "org", "check", "print", "import", "export", "user"}},
		{"user --help", []string{"jixiao user <命令>", "add", "password", "disable"}},
		{"serve --help", []string{
			"JIXIAO_ADDR", "127.0.0.1:8080", "JIXIAO_DATABASE", "data/jixiao.db", "JIXIAO_FILES", "JIXIAO_FONTS",
			"JIXIAO_TLS_CERT", "JIXIAO_TLS_KEY", "JIXIAO_TRUSTED_PROXY", "JIXIAO_METRICS", "JIXIAO_SAMPLE",
		}},
		{"print -h", []string{"-o，--output 文件.pdf", "<文件>…", "JIXIAO_OUTPUT"}},
	} {
		t.Run(c.args, func(t *testing.T) {
			r := jixiao(t, "", strings.Fields(c.args)...)
			if r.code != 0 || r.stderr != "" {
				t.Errorf("exit %d, %q", r.code, r.stderr)
			}
			for _, want := range c.want {
				if !strings.Contains(r.stdout, want) {
					t.Errorf("no %q in\n%s", want, r.stdout)
				}
			}
			for line := range strings.Lines(r.stdout) {
				if strings.Contains(line, "--") && !strings.ContainsFunc(line, func(r rune) bool { return r > 0x2e80 }) {
					t.Errorf("not explained in Chinese: %s", line)
				}
			}
		})
	}
}
