package assets

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// What modules say to one another, each on a line of its own.
var (
	imports = regexp.MustCompile(`(?m)^import (\{[^}]*\}) from "\./([a-z]+)\.js";\n`)
	exports = regexp.MustCompile(`(?m)^export ((?:async )?(?:const|function|class) ([$\w]+))`)
	left    = regexp.MustCompile(`(?m)^(?:import|export)\b.*`)
)

// Bundle returns a module and all that it imports as one script: a browser
// asks once, and what the modules have in common is compressed once. Each
// module is a function that is called behind those it imports from.
func Bundle(scripts fs.FS, entry string) ([]byte, error) {
	var b bytes.Buffer
	if err := bundle(scripts, entry, map[string]bool{}, &b); err != nil {
		return nil, fmt.Errorf("assets: bundle %s: %w", entry, err)
	}
	return b.Bytes(), nil
}

// bundle writes a module behind the ones it needs. open tells which are being
// written (true) or are there (false).
func bundle(scripts fs.FS, name string, open map[string]bool, b *bytes.Buffer) error {
	if writing, met := open[name]; met {
		if writing {
			return fmt.Errorf("%s imports itself over others", name)
		}
		return nil
	}
	open[name] = true
	body, err := fs.ReadFile(scripts, name+".js")
	if err != nil {
		return err
	}
	lean := string(Lean(body))
	for _, m := range imports.FindAllStringSubmatch(lean, -1) {
		if err := bundle(scripts, m[2], open, b); err != nil {
			return err
		}
	}
	var names []string
	for _, m := range exports.FindAllStringSubmatch(lean, -1) {
		names = append(names, m[2])
	}
	lean = exports.ReplaceAllString(imports.ReplaceAllStringFunc(lean, taken), "$1")
	if line := left.FindString(lean); line != "" {
		return fmt.Errorf("%s has a line that is not understood: %s", name, line)
	}
	fmt.Fprintf(b, "const %s_js = (() => {\n%sreturn { %s };\n})();\n", name, lean, strings.Join(names, ", "))
	open[name] = false
	return nil
}

// taken turns an import into names taken from the other module's function.
func taken(line string) string {
	m := imports.FindStringSubmatch(line)
	return "const " + strings.ReplaceAll(m[1], " as ", ": ") + " = " + m[2] + "_js;\n"
}
