package models

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Fault is one thing that is wrong with a file, and where.
type Fault struct {
	Path         string // of the value: [3].funding.annual.amount; "" for the whole file
	Line, Column int    // from 1; the column counts characters
	Message      string // Chinese
}

// Error returns place and message: 第 12 行第 8 个字符（funding.annual）：….
func (f *Fault) Error() string {
	at := fmt.Sprintf("第 %d 行第 %d 个字符", f.Line, f.Column)
	if f.Path != "" {
		at += "（" + f.Path + "）"
	}
	return at + "：" + f.Message
}

// Faults are all faults of a file, in its order.
type Faults []Fault

// Error returns the faults, one a line.
func (f Faults) Error() string {
	all := make([]string, len(f))
	for i := range f {
		all[i] = f[i].Error()
	}
	return strings.Join(all, "\n")
}

// maxDepth is deeper than any interchange document goes.
const maxDepth = 32

// node is a JSON value with its place. Only what the interchange document
// needs is kept apart: text, number, list, fields.
type node struct {
	path   string
	offset int
	kind   byte // 's' string, 'n' number, 'l' list, 'o' object, 'x' anything else
	text   string
	items  []*node
	fields []field
}

type field struct {
	name  string
	value *node
}

// jsonReader builds a tree of nodes and collects faults.
type jsonReader struct {
	data   []byte
	dec    *json.Decoder
	faults Faults
}

// readJSON parses data into a tree. Broken JSON and broken UTF-8 are one fault
// with its place, and no tree.
func readJSON(data []byte) (*jsonReader, *node) {
	r := &jsonReader{data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	if at := invalidUTF8(r.data); at >= 0 {
		r.fault(at, "", "不是有效的 UTF-8 文字，请用 UTF-8 编码保存")
		return r, nil
	}
	r.dec = json.NewDecoder(bytes.NewReader(r.data))
	r.dec.UseNumber()
	root, err := r.value("", 0)
	if err == nil {
		rest := r.next()
		if _, end := r.dec.Token(); !errors.Is(end, io.EOF) {
			r.fault(rest, "", "文件末尾有多余的内容")
			return r, nil
		}
		return r, root
	}
	at := r.next()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(int(syntax.Offset)-1, at)
	}
	message := "不是正确的 JSON"
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || at >= len(r.data):
		message, at = "JSON 没有写完，文件可能被截断", len(r.data)
	case errors.Is(err, errTooDeep):
		message = "嵌套过深，不是申报表文件"
	}
	r.fault(at, "", message)
	return r, nil
}

var errTooDeep = errors.New("models: JSON nested too deeply")

func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// fault notes what is wrong at a byte offset.
func (r *jsonReader) fault(offset int, path, message string) {
	before := r.data[:min(offset, len(r.data))]
	line := bytes.Count(before, []byte("\n")) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	r.faults = append(r.faults, Fault{
		Path: path, Line: line, Column: utf8.RuneCount(before[start:]) + 1, Message: message,
	})
}

// next returns the offset at which the next token begins.
func (r *jsonReader) next() int {
	i := int(r.dec.InputOffset())
	for i < len(r.data) && strings.IndexByte(" \t\r\n,:", r.data[i]) >= 0 {
		i++
	}
	return i
}

func (r *jsonReader) value(path string, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	n := &node{path: path, offset: r.next(), kind: 'x'}
	token, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			return n, r.list(n, depth)
		}
		return n, r.object(n, depth)
	case json.Number:
		n.kind, n.text = 'n', t.String()
	case string:
		n.kind, n.text = 's', t
		r.checkText(n)
	}
	return n, nil
}

func (r *jsonReader) list(n *node, depth int) error {
	n.kind = 'l'
	for r.dec.More() {
		item, err := r.value(n.path+"["+strconv.Itoa(len(n.items))+"]", depth+1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := r.dec.Token()
	return err
}

func (r *jsonReader) object(n *node, depth int) error {
	n.kind = 'o'
	for r.dec.More() {
		at := r.next()
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		name, ok := token.(string)
		if !ok {
			return &json.SyntaxError{Offset: int64(at) + 1}
		}
		value, err := r.value(strings.TrimPrefix(n.path+"."+name, "."), depth+1)
		if err != nil {
			return err
		}
		if n.get(name) != nil {
			r.fault(at, value.path, "“"+name+"”出现了两次")
		}
		n.fields = append(n.fields, field{name, value})
	}
	_, err := r.dec.Token()
	return err
}

// checkText reports what the decoder would have changed in silence (half a
// surrogate pair), and what no database keeps (NUL).
func (r *jsonReader) checkText(n *node) {
	if strings.ContainsRune(n.text, 0) {
		r.fault(n.offset, n.path, "含有空字符（U+0000），请删去")
	}
	raw := r.data[n.offset:r.dec.InputOffset()]
	if strings.ContainsRune(n.text, utf8.RuneError) && !bytes.Contains(raw, []byte("\ufffd")) &&
		!bytes.Contains(bytes.ToLower(raw), []byte(`\ufffd`)) {
		r.fault(n.offset, n.path, "含有半个字符（不成对的 \\uD800 至 \\uDFFF）")
	}
}

func (n *node) get(name string) *node {
	for _, f := range n.fields {
		if f.name == name {
			return f.value
		}
	}
	return nil
}
