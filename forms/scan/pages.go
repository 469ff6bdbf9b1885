package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"jixiao/models"
	"jixiao/models/files"
)

// A page is rarely more than a picture; one made of many has them in layers.
const (
	maxPictures = 12  // of one page that are looked at
	minSide     = 120 // dots of a picture that may hold a code
	maxNesting  = 3   // of drawings within drawings
)

// limits keep what a PDF claims to hold within what a scan needs.
func limits() model.ResourceLimits {
	return model.ResourceLimits{
		MaxStreamBytes: files.MaxBytes, MaxDecodeBytes: 3 * maxPixels,
		MaxImagePixels: maxPixels, MaxImageBytes: 3 * maxPixels,
		MaxObjectCount: 100_000, MaxObjectStreamCount: 10_000, MaxObjectStreamFirst: 1 << 20,
		MaxXRefEntries: 100_000, MaxRecursionDepth: 50,
	}
}

// open reads the table of objects of a PDF.
func open(ctx context.Context, content []byte) (pdf *model.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			pdf, err = nil, fmt.Errorf("scan: open: %v", r)
		}
	}()
	pdf, err = pdfcpu.ReadWithContext(ctx, bytes.NewReader(content), &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Cmd: model.EXTRACTIMAGES, Limits: limits(),
	})
	if err != nil {
		return nil, err
	}
	return pdf, pdf.EnsurePageCount()
}

// readPDF finds the codes in the pictures of a PDF.
func (r *Reader) readPDF(ctx context.Context, content []byte) (p Paper, err error) {
	pdf, err := open(ctx, content)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return p, models.Refuse(models.Invalid, "这份 PDF 加了密码，读不了。请去掉密码再上传。")
	case ctx.Err() != nil:
		return p, models.Refuse(models.Invalid, "读取这份 PDF 用时太长。请重新扫描，或者改用 JPEG、PNG。")
	case err != nil:
		return p, models.Refuse(models.Invalid, "这份 PDF 打不开，可能已经损坏。请重新扫描，或者改用 JPEG、PNG。")
	}
	if p.Pages = pdf.PageCount; p.Pages < 1 || p.Pages > MaxPages {
		return p, models.Refuse(models.Invalid, fmt.Sprintf("这份 PDF 有 %d 页，应在 1 页到 %d 页之间。请每份申报表扫描成一个文件。", p.Pages, MaxPages))
	}
	for n := 1; n <= p.Pages && ctx.Err() == nil; n++ {
		r.readPage(ctx, &p, pdf, n)
	}
	if ctx.Err() != nil {
		p.unread("用时太长，%d 页没有读完", p.Pages)
	}
	return p, nil
}

// readPage looks at the pictures of one page, the largest first.
func (r *Reader) readPage(ctx context.Context, p *Paper, pdf *model.Context, page int) {
	list := pictures(pdf, page)
	if len(list) > 0 {
		p.Pictures++
	}
	for _, one := range list[:min(len(list), maxPictures)] {
		grey, err := one.decode(pdf)
		if err != nil {
			p.unread("第 %d 页的图像"+reason(err), page)
			continue
		}
		if r.look(ctx, p, page, grey) {
			return
		}
	}
}

// pictures returns the pictures of a page, the largest first.
func pictures(pdf *model.Context, page int) (list []*picture) {
	defer func() {
		if r := recover(); r != nil {
			list = nil
		}
	}()
	_, _, inherited, err := pdf.PageDict(page, false)
	if err != nil || inherited == nil {
		return nil
	}
	seen := map[*types.StreamDict]bool{}
	list = within(pdf, inherited.Resources, maxNesting, seen)
	slices.SortStableFunc(list, func(a, b *picture) int { return b.width*b.height - a.width*a.height })
	return list
}

// within returns the pictures among resources and in the drawings there.
func within(pdf *model.Context, resources types.Dict, depth int, seen map[*types.StreamDict]bool) (list []*picture) {
	object, _ := resources.Find("XObject")
	objects, err := pdf.DereferenceDict(object)
	if err != nil {
		return nil
	}
	for _, name := range slices.Sorted(keys(objects)) {
		stream, _, err := pdf.DereferenceStreamDict(objects[name])
		if err != nil || stream == nil || seen[stream] {
			continue
		}
		seen[stream] = true
		switch kind := stream.Subtype(); {
		case kind == nil:
		case *kind == "Image":
			if one := newPicture(pdf, stream); min(one.width, one.height) >= minSide {
				list = append(list, one)
			}
		case *kind == "Form" && depth > 0:
			inner, _ := stream.Find("Resources")
			if more, err := pdf.DereferenceDict(inner); err == nil {
				list = append(list, within(pdf, more, depth-1, seen)...)
			}
		}
	}
	return list
}
