package assets_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

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
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(bundled(t)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("together %d bytes", b.Len())
	if b.Len() > maxScripts {
		t.Errorf("all scripts together are %d bytes gzipped, more than %d", b.Len(), maxScripts)
	}
}

// bundled is what a browser gets.
func bundled(t *testing.T) []byte {
	t.Helper()
	root, err := fs.Sub(assets.Static, "static")
	if err != nil {
		t.Fatal(err)
	}
	all, err := assets.Bundle(root, "app")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheBundleHoldsEveryModuleOnce(t *testing.T) {
	all := string(bundled(t))
	for name := range scripts(t) {
		module := strings.TrimSuffix(strings.TrimPrefix(name, "static/"), ".js")
		if n := strings.Count(all, "const "+module+"_js = "); n != 1 {
			t.Errorf("%s is in it %d times", name, n)
		}
	}
}

func TestABundleIsTheSameProgram(t *testing.T) {
	node := gaps.Need(t, "node")
	modules := fstest.MapFS{
		"app.js":   {Data: []byte("import { $, twice as double } from \"./sums.js\";\nimport { Name } from \"./names.js\";\n\nconst one = 1;\nconsole.log(double(one), $, new Name().text);\n")},
		"sums.js":  {Data: []byte("import { Name } from \"./names.js\";\n\nconst one = 21;\nexport const $ = new Name().text + one;\nexport function twice(n) {\n  return n * 2 * one;\n}\n")},
		"names.js": {Data: []byte("export class Name {\n  text = \"指标\";\n}\n")},
	}
	all, err := assets.Bundle(modules, "app")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), node, "--input-type=module", "--eval", string(all)).CombinedOutput()
	if err != nil || string(out) != "42 指标21 指标\n" {
		t.Errorf("it says %q, %v", out, err)
	}
}

func TestWhatCannotBeBundledIsRefused(t *testing.T) {
	for name, app := range map[string]string{
		"another way to import":    "import x from \"./names.js\";\n",
		"another way to export":    "export default 1;\n",
		"a module that is missing": "import { a } from \"./nothing.js\";\n",
		"a circle":                 "import { a } from \"./app.js\";\n",
	} {
		if all, err := assets.Bundle(fstest.MapFS{"app.js": {Data: []byte(app)}}, "app"); err == nil {
			t.Errorf("%s is bundled: %s", name, all)
		}
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
