package assets_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/cmd/gaps"
)

// maxScripts is what all scripts together may weigh on the wire.
const maxScripts = 25_000

func scripts(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(assets.Static, "static/*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	all := map[string]string{}
	for _, name := range names {
		body, err := fs.ReadFile(assets.Static, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(body)
	}
	return all
}

func TestScriptsDoWhatTheirTestsSay(t *testing.T) {
	node := gaps.Need(t, "node")
	out, err := exec.CommandContext(t.Context(), node, "--test", "test/").CombinedOutput()
	if err != nil {
		t.Errorf("node --test: %v\n%s", err, out)
	}
}

func TestScriptsAreSmall(t *testing.T) {
	total := 0
	for name, body := range scripts(t) {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(assets.Lean([]byte(body))); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes gzipped", name, b.Len())
		total += b.Len()
	}
	t.Logf("together %d bytes", total)
	if total > maxScripts {
		t.Errorf("all scripts together are %d bytes gzipped, more than %d", total, maxScripts)
	}
}

func TestLeanScriptsAreTheSameProgram(t *testing.T) {
	const script = "// why\n\nconst a = `b // c`;\n  // more\n  if (a) { // kept\n    d();\n  }\n"
	const want = "const a = `b // c`;\nif (a) { // kept\nd();\n}\n"
	if got := string(assets.Lean([]byte(script))); got != want {
		t.Errorf("lean is\n%s\nwant\n%s", got, want)
	}
	for name, body := range scripts(t) {
		for n, line := range strings.Split(body, "\n") {
			if strings.Count(line, "`")%2 != 0 || strings.Contains(line, "/*") && !strings.Contains(line, "*/") {
				t.Errorf("%s:%d has a text or comment that goes over lines, which Lean would change: %s", name, n+1, line)
			}
		}
	}
}

// lacking are things that Chromium 86 does not have, and what no page of ours
// may do. page.js reads HTML, in one place, which the server has drawn.
var lacking = []struct {
	name    string
	pattern *regexp.Regexp
	except  string
}{
	{"Array.prototype.at (92)", regexp.MustCompile(`\.at\(`), ""},
	{"structuredClone (98)", regexp.MustCompile(`structuredClone`), ""},
	{"Object.hasOwn (93)", regexp.MustCompile(`Object\.hasOwn\b`), ""},
	{"Intl.Segmenter (87)", regexp.MustCompile(`Segmenter`), ""},
	{"crypto.randomUUID (92)", regexp.MustCompile(`randomUUID`), ""},
	{"crypto.subtle (only on HTTPS)", regexp.MustCompile(`crypto\.subtle`), ""},
	{"navigator.clipboard (only on HTTPS)", regexp.MustCompile(`navigator\.clipboard`), ""},
	{"findLast (97)", regexp.MustCompile(`\.findLast`), ""},
	{"toSorted and friends (110)", regexp.MustCompile(`\.to(Sorted|Reversed|Spliced)\(`), ""},
	{"Array.fromAsync, Object.groupBy, Promise.withResolvers", regexp.MustCompile(`fromAsync|groupBy|withResolvers`), ""},
	{"AbortSignal.timeout (103)", regexp.MustCompile(`AbortSignal\.`), ""},
	{":has() (105)", regexp.MustCompile(`:has\(`), ""},
	{"inert (102)", regexp.MustCompile(`\binert\b`), ""},
	{"static blocks (94)", regexp.MustCompile(`\bstatic\s*\{`), ""},
	{"top-level await (89)", regexp.MustCompile(`(?m)^await\b`), ""},
	{"Error cause (93)", regexp.MustCompile(`\bcause:`), ""},
	{"popovers (114)", regexp.MustCompile(`(?i)popover`), ""},
	{"eval", regexp.MustCompile(`\beval\b|new Function\b`), ""},
	{"HTML from elsewhere", regexp.MustCompile(`innerHTML|outerHTML\s*=[^=]|insertAdjacentHTML|document\.write`), "static/page.js"},
	{"a style attribute, which the policy forbids", regexp.MustCompile(`setAttribute\("style"|cssText`), ""},
	{"another host", regexp.MustCompile(`https?://`), ""},
}

func TestScriptsUseNothingThatOldBrowsersLack(t *testing.T) {
	for name, body := range scripts(t) {
		for _, l := range lacking {
			if at := l.pattern.FindString(body); at != "" && name != l.except {
				t.Errorf("%s uses %q: %s", name, at, l.name)
			}
		}
	}
}

func TestHTMLIsReadInOnePlace(t *testing.T) {
	if n := strings.Count(scripts(t)["static/page.js"], "innerHTML"); n != 1 {
		t.Errorf("page.js reads HTML in %d places, want 1", n)
	}
}
