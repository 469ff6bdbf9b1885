package scan

import (
	"context"
	"errors"
	"fmt"
	"image"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"jixiao/models"
	"jixiao/models/files"
)

const (
	// MaxPages is the number of pages of a PDF that are looked at.
	MaxPages = 50
	// maxPixels is the size up to which a picture is decoded: A3 at 450 dpi.
	maxPixels = 60_000_000
)

// Reader reads uploaded files. It looks at a few at a time, because a page
// takes as much memory as it has dots.
type Reader struct {
	places chan struct{}
	ours   func(string) bool
}

// NewReader returns a reader for codes of which ours is true: another code on
// the same page, of a seal or a leaflet, is passed over.
func NewReader(ours func(string) bool) *Reader {
	api.DisableConfigDir() // pdfcpu would write a folder of its own for the user
	return &Reader{places: make(chan struct{}, 2), ours: ours}
}

// Code is what one QR code says.
type Code struct {
	Page int // from 1
	Text string
}

// Paper is what was read out of a file.
type Paper struct {
	Pages    int
	Pictures int // pages that hold a picture; none in a PDF means that it was never on paper
	Codes    []Code
	// Unread says why some page could not be looked at; blank when all were.
	Unread string
}

// Scanned reports whether the file shows a sheet of paper at all.
func (p *Paper) Scanned() bool { return p.Pictures > 0 }

// Read finds the codes of every page. That none was found is no error; a file
// that cannot be read at all is refused as Invalid. When the context ends, the
// pages that were not reached are told in Unread.
func (r *Reader) Read(ctx context.Context, kind files.Kind, content []byte) (p Paper, err error) {
	select {
	case r.places <- struct{}{}:
		defer func() { <-r.places }()
	case <-ctx.Done():
		return p, models.Refuse(models.TooMany, "正在读取的扫描件太多，请过一会儿再上传。")
	}
	if kind == files.PDF {
		return r.readPDF(ctx, content)
	}
	picture, err := decode(content)
	if err != nil {
		return p, err
	}
	p.Pages, p.Pictures = 1, 1
	r.look(ctx, &p, 1, picture)
	return p, nil
}

// look adds the code of one page's picture, if there is one that was not seen
// on this page before, and reports whether there is.
func (r *Reader) look(ctx context.Context, p *Paper, page int, picture *image.Gray) bool {
	text, err := search(ctx, picture, r.ours)
	switch {
	case err == nil:
		p.Codes = append(p.Codes, Code{Page: page, Text: text})
		return true
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		p.unread("读到第 %d 页时用时太长，后面没有再读", page)
	}
	return false
}

// unread keeps the first reason why a page was not looked at.
func (p *Paper) unread(format string, page int) {
	if p.Unread == "" {
		p.Unread = fmt.Sprintf(format, page)
	}
}
