package scan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"jixiao/models"
)

// maxText is how many bytes of text a file may show.
const maxText = 16 << 20

// Text returns the text of each page of a PDF in the order in which it is
// drawn, as whoever copies it gets it; lines break where the drawing does. A
// page that shows no text, a scan for one, is blank. What cannot be read as a
// PDF is refused as Invalid.
func Text(ctx context.Context, content []byte) ([]string, error) {
	api.DisableConfigDir()
	pdf, err := open(ctx, content)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return nil, models.Refuse(models.Invalid, "这份 PDF 加了密码，读不了。")
	case err != nil || pdf.PageCount < 1:
		return nil, models.Refuse(models.Invalid, "这份文件不是 PDF，或者已经损坏，打不开。")
	}
	pages := make([]string, pdf.PageCount)
	left := maxText
	for i := range pages {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("scan: text: %w", err)
		}
		if pages[i], err = textOf(ctx, pdf, i+1, &left); err != nil {
			return nil, models.Refuse(models.Invalid, fmt.Sprintf("这份 PDF 的第 %d 页读不了，可能已经损坏。", i+1))
		}
	}
	return pages, nil
}

func textOf(ctx context.Context, pdf *model.Context, page int, left *int) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, err = "", fmt.Errorf("scan: page %d: %v", page, r)
		}
	}()
	dict, _, inherited, err := pdf.PageDict(page, false)
	if err != nil {
		return "", err
	}
	content, err := pdf.PageContent(dict, page)
	if errors.Is(err, model.ErrNoContent) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	r := &textReader{ctx: ctx, pdf: pdf, left: left, known: map[string]*toUnicode{}}
	r.read(content, inherited.Resources, maxNesting)
	return r.text.String(), nil
}

// textReader follows the drawing of a page as far as text goes.
type textReader struct {
	ctx   context.Context
	pdf   *model.Context
	text  strings.Builder
	left  *int
	known map[string]*toUnicode // by where the font is
}

// read draws content. Of the state of the drawing nothing but the font counts.
func (r *textReader) read(content []byte, resources types.Dict, depth int) {
	var operands []token
	font := plainFont()
	var kept []*toUnicode
	l := &lexer{data: content}
	for t, ok := l.next(); ok && *r.left > 0 && r.ctx.Err() == nil; t, ok = l.next() {
		if t.kind != 'o' {
			if len(operands) < 10_000 {
				operands = append(operands, t)
			}
			continue
		}
		switch string(t.text) {
		case "q":
			kept = append(kept, font)
		case "Q":
			if n := len(kept); n > 0 {
				font, kept = kept[n-1], kept[:n-1]
			}
		case "Tf":
			font = r.font(resources, nameIn(operands))
		case "Tj", "TJ", "'", `"`:
			r.show(font, operands)
		case "ET":
			r.text.WriteByte('\n')
		case "Do":
			r.drawing(resources, nameIn(operands), depth)
		case "ID":
			l.skipImage()
		}
		operands = operands[:0]
	}
}

func nameIn(operands []token) string {
	for _, t := range operands {
		if t.kind == '/' {
			return string(t.text)
		}
	}
	return ""
}

func (r *textReader) show(font *toUnicode, operands []token) {
	for _, t := range operands {
		if t.kind == '(' {
			text := font.text(t.text)
			*r.left -= len(text)
			r.text.WriteString(text)
		}
	}
}

// font returns what a font's codes stand for.
func (r *textReader) font(resources types.Dict, name string) *toUnicode {
	fonts, _ := resources.Find("Font")
	all, err := r.pdf.DereferenceDict(fonts)
	if err != nil || all[name] == nil {
		return plainFont()
	}
	key := all[name].String()
	if m := r.known[key]; m != nil {
		return m
	}
	m := plainFont()
	if font, err := r.pdf.DereferenceDict(all[name]); err == nil {
		if kind := font.Subtype(); kind != nil && *kind == "Type0" {
			m = &toUnicode{} // two bytes a code, and nothing known of them
		}
		object, _ := font.Find("ToUnicode")
		if data := r.stream(object); data != nil {
			m = readToUnicode(data)
		}
	}
	r.known[key] = m
	return m
}

// stream returns the content of a stream, nil where there is none.
func (r *textReader) stream(object types.Object) []byte {
	if object == nil {
		return nil
	}
	s, _, err := r.pdf.DereferenceStreamDict(object)
	if err != nil || s == nil || s.DecodeWithLimit(maxText) != nil {
		return nil
	}
	return slices.Clone(s.Content)
}

// drawing reads a drawing within the page.
func (r *textReader) drawing(resources types.Dict, name string, depth int) {
	object, _ := resources.Find("XObject")
	all, err := r.pdf.DereferenceDict(object)
	if err != nil || all[name] == nil || depth == 0 {
		return
	}
	s, _, err := r.pdf.DereferenceStreamDict(all[name])
	if err != nil || s == nil {
		return
	}
	if kind := s.Subtype(); kind == nil || *kind != "Form" {
		return
	}
	inner := resources
	if own, found := s.Find("Resources"); found {
		if inner, err = r.pdf.DereferenceDict(own); err != nil {
			return
		}
	}
	r.read(r.stream(all[name]), inner, depth-1)
}
