package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
	"jixiao/models"
)

// refusesToServe fails unless serve ends by itself with a line that holds want.
func refusesToServe(t *testing.T, want string, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := runUntil(context.Background(), append([]string{"serve"}, args...), nil, &stdout, &stderr)
	if code != exitRefused || !strings.Contains(stderr.String(), want) {
		t.Errorf("exit %d: %s%s, want it to say %s", code, &stdout, &stderr, want)
	}
}

func TestTheKeyIsMadeOnceAndMissedWhenItIsGone(t *testing.T) {
	database := databases["sqlite"](t)
	flags := own(t, database)
	serve := func(more ...string) {
		_, stop := serving(t, append(flags, more...)...)
		if r := stop(); r.code != 0 {
			t.Fatalf("stopped with %d: %s", r.code, r.stderr)
		}
	}
	serve()
	name := database + ".key"
	first, err := os.ReadFile(name)
	if err != nil || len(first) != 2*models.MarkKeySize+1 {
		t.Fatalf("the key is %q, %v", first, err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key may be read by others: %v, %v", info.Mode(), err)
	}
	serve()
	if again, err := os.ReadFile(name); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the key was made anew: %v", err)
	}
	elsewhere := file(t, "key", string(first))
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	refusesToServe(t, "请从备份恢复", flags...)
	serve("--key", elsewhere)
	refusesToServe(t, "不是这个数据库用的", append(flags, "--key", file(t, "other", strings.Repeat("ab", 32)))...)
	refusesToServe(t, "不是密钥文件", append(flags, "--key", file(t, "broken", "x"))...)
	if _, err := os.Stat(name); err == nil {
		t.Error("a key was made although the database has one")
	}
	serve("--new-key")
	if now, err := os.ReadFile(name); err != nil || bytes.Equal(now, first) {
		t.Errorf("no new key was made: %v", err)
	}
	refusesToServe(t, "不是这个数据库用的", append(flags, "--key", elsewhere)...)
}

func TestPrintPublicNamesNobody(t *testing.T) {
	pdftotext := gaps.Need(t, "pdftotext")
	out := file(t, "a.pdf", "")
	named := sampleFile(t, func(s string) string {
		return strings.Replace(s, `"handler": ""`, `"handler": "李经办"`, 1)
	})
	for public, flags := range map[bool][]string{false: nil, true: {"--public"}} {
		done(t, jixiao(t, "", append([]string{"print", "-o", out, named}, flags...)...), "")
		raw, err := exec.Command(pdftotext, "-raw", out, "-").Output()
		if text := string(raw); err != nil || strings.Contains(text, "李经办") == public || !strings.Contains(text, "电商物流费用") {
			t.Errorf("public %v reads %s", public, text)
		}
	}
}
