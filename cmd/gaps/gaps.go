// Package gaps is for tests: it says what a test needs besides Go, skips the
// test where that is missing, and records the gap, so that a run can tell in
// its last lines what it did not test and how to install it.
package gaps

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// install names the Debian package of each program that tests read or drive.
var install = map[string]string{
	"chromium":    "chromium",
	"pdftotext":   "poppler-utils",
	"pdftocairo":  "poppler-utils",
	"pdftoppm":    "poppler-utils",
	"pdffonts":    "poppler-utils",
	"pdfinfo":     "poppler-utils",
	"tiffcp":      "libtiff-tools",
	"tiff2pdf":    "libtiff-tools",
	"qpdf":        "qpdf",
	"soffice":     "libreoffice-calc",
	"node":        "nodejs",
	"npm":         "npm",
	"postgresql":  "postgresql",
	"race":        "gcc libc6-dev",
	"axe-core":    "npm (then: make tools)",
	"fonts":       "fonts-noto-cjk",
	"systemd-run": "systemd",
}

// Postgres returns the URL of the throw-away PostgreSQL of this run, and skips
// the test when there is none. The variable is set by the test command.
func Postgres(t testing.TB) string {
	t.Helper()
	url := os.Getenv("JIXIAO_TEST_POSTGRES")
	if url == "" {
		Missing(t, "postgresql")
	}
	return url
}

// Need returns the path of a program, and skips the test when it is missing.
func Need(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		Missing(t, program)
	}
	return path
}

// Missing records that what is needed is not there and skips the test. With
// JIXIAO_REQUIRE=all it fails instead.
func Missing(t testing.TB, what string) {
	t.Helper()
	line := fmt.Sprintf("%s: apt-get install %s", what, cmp.Or(install[what], what))
	if os.Getenv("JIXIAO_REQUIRE") == "all" {
		t.Fatalf("missing %s", line)
	}
	if name := os.Getenv("JIXIAO_GAPS"); name != "" {
		if f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
			fmt.Fprintf(f, "%s\t%s\n", line, t.Name())
			_ = f.Close()
		}
	}
	t.Skip("missing " + line)
}
