package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// built is the folder of the binary that TestMain removes.
var built string

func TestMain(m *testing.M) {
	code := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(code)
}

// binary builds the program as it is handed out, once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "jixiao-binary")
	if err != nil {
		return "", err
	}
	built = dir
	name := filepath.Join(dir, "jixiao")
	build := exec.Command("go", "build", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return name, nil
})

// server is the real program, running.
type server struct {
	*exec.Cmd
	address string
}

// start runs the binary's serve and waits until it tells its address.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	name, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{Cmd: exec.Command(name, append([]string{"serve"}, args...)...)}
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said transcript
	s.Stderr = &said
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if s.address = shown.FindString(lines.Text()); s.address != "" {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return s
		}
	}
	_ = s.Wait()
	t.Fatalf("serve ended: %s", said.String())
	return nil
}

// kill ends the program as a power cut does, and waits until it is gone.
func (s *server) kill() {
	if s.ProcessState == nil {
		_ = s.Process.Kill()
		_ = s.Wait()
	}
}

// browser keeps cookies and sends the token that every form holds.
type browser struct{ http.Client }

func newBrowser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{http.Client{Jar: jar}}
	b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return b
}

// hidden finds the hidden fields of a page.
var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)"`)

// open fetches a page and returns its hidden fields.
func (b *browser) open(address string) (url.Values, error) {
	response, err := b.Get(address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, response.Status)
	}
	fields := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(string(body), -1) {
		fields.Set(m[1], m[2])
	}
	return fields, nil
}

// errRefused is an answer that is not the redirect after a change.
var errRefused = errors.New("refused")

// post sends fields, and fails unless the server says that it is done.
func (b *browser) post(address string, fields url.Values) error {
	response, err := b.PostForm(address, fields)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("%w: %s: %s: %.300s", errRefused, address, response.Status, body)
	}
	return nil
}

// signIn signs in with an account of the sample.
func (b *browser) signIn(t *testing.T, address, login string) {
	t.Helper()
	fields, err := b.open(address + "/signin")
	if err != nil {
		t.Fatal(err)
	}
	fields.Set("login", login)
	fields.Set("password", samplePassword)
	if err := b.post(address+"/signin", fields); err != nil {
		t.Fatal(err)
	}
}

func TestTheBinaryNeedsNothingElse(t *testing.T) {
	name, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	bare := exec.Command(name, "check", sampleFile(t, nil))
	bare.Env, bare.Dir = []string{}, t.TempDir()
	out, err := bare.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFound || strings.Count(string(out), "\n") != 11 {
		t.Errorf("%v, %d lines", err, strings.Count(string(out), "\n"))
	}
}

func TestTheBinaryStopsInGoodOrder(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	newBrowser(t).signIn(t, s.address, "jingban")
	if err := s.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("interrupted, it ended with %v", err)
	}
}
