package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"jixiao/forms/pdf"
	"jixiao/models"
)

// print hands out the declaration as it stands: what was sent in prints clean,
// what was not carries the watermark 草稿.
func (s *Server) print(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	sheet, err := s.paper(v.ctx, &d, access, v.QueryParam("public") != "")
	if err != nil {
		return err
	}
	return s.sendPDF(v, sheet)
}

// paper is the declaration as it is printed for somebody with that access to it.
func (s *Server) paper(ctx context.Context, d *models.Declaration, access models.Access, public bool) (pdf.Sheet, error) {
	switch {
	case access >= models.Read && showsVersion(d, access):
		return s.versionPaper(ctx, d, d.Current(), public)
	case access < models.ReadDraft:
		return pdf.Sheet{}, models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能打印。")
	case public:
		return pdf.Sheet{}, models.Refuse(models.Closed, "公开版照送审的内容打印，这份申报表现在的内容还没有送审。")
	}
	decided, err := s.Store.PrintDecisions(ctx)
	if err != nil {
		return pdf.Sheet{}, err
	}
	return pdf.Sheet{Document: &d.Document, Draft: true, Settings: decided.Now()}, nil
}

// showsVersion reports whether a copy of d is one of the version that was sent
// in last: for those who may read no other, and while it is not being corrected.
func showsVersion(d *models.Declaration, access models.Access) bool {
	return d.Version > 0 && (access == models.Read || !d.Status.Editable() && d.Status != models.Void)
}

// printVersion hands out one version that was sent in, for ever as it was.
func (s *Server) printVersion(v *visit) error {
	d, n, err := s.numbered(v)
	if err != nil {
		return err
	}
	sheet, err := s.versionPaper(v.ctx, &d, n, v.QueryParam("public") != "")
	if err != nil {
		return err
	}
	return s.sendPDF(v, sheet)
}

// numbered loads the declaration of the path and the number of a version that
// the person may read.
func (s *Server) numbered(v *visit) (d models.Declaration, n int, err error) {
	d, access, err := s.declaration(v)
	if err != nil {
		return d, 0, err
	}
	n, err = strconv.Atoi(v.Param("version"))
	if err != nil || n < 1 || n > d.Version || access < models.Read {
		return d, 0, errNotFound()
	}
	return d, n, nil
}

// versionPaper is a version as it is printed for ever.
func (s *Server) versionPaper(ctx context.Context, d *models.Declaration, n int, public bool) (pdf.Sheet, error) {
	version, err := s.Store.Version(ctx, d.ID, n)
	if err != nil {
		return pdf.Sheet{}, err
	}
	decided, err := s.Store.PrintDecisions(ctx)
	if err != nil {
		return pdf.Sheet{}, err
	}
	sheet, err := pdf.SheetOf(&version, s.Key, decided)
	if public {
		sheet = sheet.Public()
	}
	return sheet, err
}

func (s *Server) sendPDF(v *visit, sheet pdf.Sheet) error {
	var b bytes.Buffer
	err := s.Fonts.Write(&b, sheet)
	var glyph *pdf.GlyphError
	if errors.As(err, &glyph) {
		return models.Refuse(models.Invalid, glyph.Error())
	}
	if err != nil {
		return err
	}
	v.Response().Header().Set("Content-Disposition", disposition("inline", "pdf", fileName(sheet.Document)))
	return v.Blob(http.StatusOK, "application/pdf", b.Bytes())
}

// fileName names a copy of a declaration.
func fileName(d *models.Document) string {
	return fmt.Sprintf("%s（%d年度）绩效目标申报表", d.Project.Name, d.Year)
}

// disposition names the file for a browser that shows or keeps it. A project's
// name goes into the header only in the form that RFC 6266 gives to other
// scripts; QueryEscape leaves nothing but letters, digits and -_.~ as they are.
func disposition(how, ending, name string) string {
	name = url.QueryEscape(strings.Map(inFileName, name) + "." + ending)
	return how + `; filename="declaration.` + ending + `"; filename*=UTF-8''` + strings.ReplaceAll(name, "+", "%20")
}

// inFileName replaces what the file systems of the offices' machines do not
// take in a name.
func inFileName(r rune) rune {
	if unicode.IsControl(r) || strings.ContainsRune(`\/:*?"<>|`, r) {
		return '_'
	}
	return r
}
