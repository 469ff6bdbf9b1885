package assets

import "bytes"

// Lean returns a script as it is sent: without indentation and without the
// lines that hold nothing but a comment. Scripts have no text that goes over
// lines, so nothing else changes.
func Lean(script []byte) []byte {
	var lean []byte
	for line := range bytes.Lines(script) {
		line = bytes.TrimLeft(line, " \t")
		if !bytes.HasPrefix(line, []byte("//")) && len(bytes.TrimSpace(line)) > 0 {
			lean = append(lean, line...)
		}
	}
	return lean
}
