package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jixiao/assets"
)

// sampleFile writes the eleven declarations of 2023 to a file, after change.
func sampleFile(t *testing.T, change func(string) string) string {
	t.Helper()
	content := string(assets.SampleDeclarations)
	if change != nil {
		content = change(content)
	}
	return file(t, "declarations.json", content)
}

func TestCheckWritesOneLineADeclaration(t *testing.T) {
	r := jixiao(t, "", "check", sampleFile(t, nil))
	if r.code != exitFound || r.stderr != "" {
		t.Errorf("exit %d, %q; the sample has errors", r.code, r.stderr)
	}
	lines := strings.Split(strings.TrimSpace(r.stdout), "\n")
	if len(lines) != 11 {
		t.Fatalf("%d lines, want 11", len(lines))
	}
	for _, line := range lines {
		var got struct {
			Project  string
			Year     int
			Findings []struct {
				Rule, Severity, Message string
				Cells                   []string
			}
		}
		dec := json.NewDecoder(strings.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&got); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if got.Project == "" || got.Year != 2023 || got.Findings == nil {
			t.Errorf("project, year or findings missing in %s", line)
		}
		for _, f := range got.Findings {
			graded := slices.Contains([]string{"error", "warning", "note"}, f.Severity)
			if f.Rule == "" || f.Message == "" || f.Cells == nil || !graded {
				t.Errorf("%s: %+v", got.Project, f)
			}
		}
	}
}

func TestCheckRefusesWhatItCannotRead(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "没有.json")
	for _, c := range []struct {
		name string
		file string
		want string
	}{
		{"a file that is not there", missing, "没有这个文件"},
		{"a folder", t.TempDir(), "这是一个目录"},
		{"broken JSON", file(t, "a.json", `[{"format": "declaration/1",`), "第 1 行第 "},
		{"an empty file", file(t, "a.json", ""), "被截断"},
		{"text in GBK", file(t, "a.json", "[\"\xb2\xe2\"]"), "不是有效的 UTF-8"},
		{"another version", sampleFile(t, func(s string) string {
			return strings.Replace(s, "declaration/1", "declaration/2", 1)
		}), "[0].format"},
		{"an unknown field", sampleFile(t, func(s string) string {
			return strings.Replace(s, `"layout"`, `"status": "approved", "layout"`, 1)
		}), "不认识的项“status”"},
		{"an unknown layout", sampleFile(t, func(s string) string {
			return strings.Replace(s, `"shanxi-county"`, `"hebei"`, 1)
		}), "没有名为“hebei”的申报表样式"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := jixiao(t, "", "check", c.file)
			refused(t, r, c.want)
			if !strings.Contains(r.stderr, c.file) {
				t.Errorf("the file is not named: %s", r.stderr)
			}
		})
	}
}

func TestCheckNamesEveryUnreadableFileAtOnce(t *testing.T) {
	first, second := file(t, "a.json", "{"), file(t, "b.json", "[]]")
	r := jixiao(t, "", "check", first, sampleFile(t, nil), second)
	if r.code != exitRefused || r.stdout != "" || !strings.Contains(r.stderr, first) || !strings.Contains(r.stderr, second) {
		t.Errorf("exit %d, %q, %q", r.code, r.stdout, r.stderr)
	}
}

func TestCheckSaysWhenItsOutputIsLost(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full on this system")
	}
	defer func() { _ = full.Close() }()
	var stderr strings.Builder
	code := runUntil(t.Context(), []string{"check", sampleFile(t, nil)}, nil, full, &stderr)
	if code != exitRefused || !strings.Contains(stderr.String(), "磁盘已满") {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

func TestCheckTakesAnOfficesOwnWords(t *testing.T) {
	doc := sampleFile(t, func(text string) string { return strings.Replace(text, "电商物流个数", "设立河长数量", 1) })
	own := file(t, "own.json", `{"lists":{"people":["河长"]}}`)
	plain, extended := jixiao(t, "", "check", doc), jixiao(t, "", "check", "--words", own, doc)
	if plain.stdout == extended.stdout {
		t.Error("the office's own noun for people changes nothing")
	}
	refused(t, jixiao(t, "", "check", "--words", file(t, "wrong.json", `{"unit":{}}`), doc), "词表")
}
