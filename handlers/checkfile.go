package handlers

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"jixiao/forms/pdf"
	"jixiao/forms/scan"
	"jixiao/models"
	"jixiao/models/files"
	"jixiao/templates"
)

// checkFile answers what a picture or PDF shows. Nothing of it is kept.
func (s *Server) checkFile(c echo.Context) error {
	if err := s.patient(c); err != nil {
		return err
	}
	page := &templates.CheckPrint{}
	mark, pages, err := s.marksOf(c)
	if models.KindOf(err) == models.Invalid {
		// Looking at a file costs more than a wrong code.
		if err := s.Store.RecordFailure(c.Request().Context(), strangersKey, strange(c)); err != nil {
			return err
		}
		page.Problem = messageOf(err)
		return s.drawCheck(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	page.Number, page.Code = mark.Number, mark.Printed()
	return s.answerMark(c, page, mark, pages)
}

// marksOf reads the marks in the file of a form: the text of a PDF that was
// never on paper, with its pages, or the QR codes of what is a picture. What
// has none is refused as Invalid.
func (s *Server) marksOf(c echo.Context) (mark models.Mark, pages []string, err error) {
	content, err := checkedFile(c)
	if err != nil {
		return mark, nil, err
	}
	kind, err := files.Sniff(content)
	if err != nil {
		return mark, nil, err
	}
	ctx, stop := context.WithTimeout(c.Request().Context(), patience)
	defer stop()
	if kind == files.PDF {
		if pages, err = scan.Text(ctx, content); err != nil {
			return mark, nil, err
		}
		if mark, printed, err := marksInText(pages); printed || err != nil {
			return mark, pages, err
		}
	}
	paper, err := s.pictures.Read(ctx, kind, content)
	if err != nil {
		return mark, nil, err
	}
	mark, found, err := oneMark(paper.Codes)
	if err == nil && !found {
		err = models.Refuse(models.Invalid, "没有认出二维码。请对准左下角的二维码再拍一张，或填写编号和校验码。")
	}
	return mark, nil, err
}

// patience is how long a stranger's file is looked at.
const patience = 15 * time.Second

// marksInText returns the marks at the foot of the pages, which have the same.
func marksInText(pages []string) (mark models.Mark, printed bool, err error) {
	for _, page := range pages {
		m, ok := pdf.ReadFoot(page)
		switch {
		case !ok || m.Code == "":
		case !printed:
			mark, printed = m, true
		case m != mark:
			return mark, true, models.Refuse(models.Invalid, "文件里不止一份申报表，请每份一个文件核对。")
		}
	}
	return mark, printed, nil
}

func checkedFile(c echo.Context) ([]byte, error) {
	header, err := c.FormFile("file")
	if err != nil || header.Filename == "" {
		return nil, models.Refuse(models.Invalid, "没有选择文件。请先选择照片、扫描件或 PDF，再按“上传核对”。")
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(file)
}
