package handlers

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jixiao/forms/pdf"
	"jixiao/models"
	"jixiao/templates"
)

// Anybody may check a print. Whoever finds nothing too often has to wait, as
// with signing in; these failures are counted apart from those, or a stranger
// could shut out an office behind the same address.
const (
	maxUnfound   = 30
	strangersKey = "\x00check" // no login: nobody can have it
)

// checkPrint answers what was typed; without anything it asks.
func (s *Server) checkPrint(c echo.Context) error {
	number, code := c.QueryParam("number"), c.QueryParam("code")
	page := &templates.CheckPrint{Number: number, Code: code}
	mark := models.Mark{Number: models.ReadNumber(number), Code: models.ReadCode(code)}
	switch {
	case number == "" && code == "":
		return s.drawCheck(c, http.StatusOK, page)
	case mark.Declaration() == 0:
		page.Problem = "编号应写成“2023-026001-17”这样，请照打印件左下角填写。"
		return s.drawCheck(c, http.StatusUnprocessableEntity, page)
	case mark.Code == "":
		page.Problem = "校验码是 16 位字母和数字，请照打印件左下角填写。"
		return s.drawCheck(c, http.StatusUnprocessableEntity, page)
	}
	return s.answerMark(c, page, mark, nil)
}

// checkLink answers what a QR code leads to.
func (s *Server) checkLink(c echo.Context) error {
	page := &templates.CheckPrint{Number: c.Param("number"), Code: c.Param("code")}
	mark, ok := models.ReadMark(models.MarkPath + c.Param("number") + "/" + c.Param("version") + "/" + c.Param("code"))
	if !ok {
		page.Problem = "二维码的地址不完整，请再扫一次，或在下面填写编号和校验码。"
		return s.drawCheck(c, http.StatusUnprocessableEntity, page)
	}
	return s.answerMark(c, page, mark, nil)
}

func (s *Server) drawCheck(c echo.Context, status int, page *templates.CheckPrint) error {
	v, _ := s.visit(c) // nobody need be signed in
	page.Base = s.base(c, v)
	page.Title, page.Section = "核对打印件", "check"
	return s.draw(c, status, page)
}

// strange is the machine of a stranger as its failures are counted.
func strange(c echo.Context) string { return "check " + c.RealIP() }

// patient refuses who has found nothing too often.
func (s *Server) patient(c echo.Context) error {
	failures, err := s.Store.Failures(c.Request().Context(), strangersKey, strange(c), s.Clock().Add(-lockedFor))
	if err == nil && failures.FromAddress >= maxUnfound {
		err = models.Refuse(models.TooMany, "查不到的次数太多，请 15 分钟后再核对。")
	}
	return err
}

// answerMark looks for the version that bears the marks. pages are those of a file,
// to be compared with it; nil for paper.
func (s *Server) answerMark(c echo.Context, page *templates.CheckPrint, mark models.Mark, pages []string) error {
	ctx := c.Request().Context()
	if err := s.patient(c); err != nil {
		return err
	}
	d, version, err := s.marked(ctx, mark)
	if models.KindOf(err) == models.NotFound {
		if err := s.Store.RecordFailure(ctx, strangersKey, strange(c)); err != nil {
			return err
		}
		page.Answer = &templates.PrintAnswer{Heading: "查无此件", Text: "没有编号和校验码都相符的打印件：可能填错，可能纸上的内容被改过，也可能不是本系统打印的。"}
		return s.drawCheck(c, http.StatusNotFound, page)
	}
	if err != nil {
		return err
	}
	page.Answer = found(&d, &version)
	if pages != nil {
		if err := s.compareFile(ctx, page.Answer, &version, pages); err != nil {
			return err
		}
	}
	return s.drawCheck(c, http.StatusOK, page)
}

// marked returns the declaration and the version that bear the marks: of a mark
// without a version, the latest that has its code. It is a NotFound when there
// is none.
func (s *Server) marked(ctx context.Context, mark models.Mark) (d models.Declaration, v models.Version, err error) {
	if d, err = s.Store.Declaration(ctx, mark.Declaration()); err != nil {
		return d, v, err
	}
	first, last := 1, d.Version
	if mark.Version > 0 {
		first, last = mark.Version, mark.Version
	}
	for n := last; n >= first; n-- {
		if v, err = s.Store.Version(ctx, d.ID, n); err != nil {
			return d, v, err
		}
		own, err := s.Key.Mark(&v)
		if err != nil {
			return d, v, err
		}
		if own.Is(models.Mark{Number: mark.Number, Version: n, Code: mark.Code}) {
			return d, v, nil
		}
	}
	return d, v, models.Refuse(models.NotFound, "查无此件")
}

// found is what a stranger learns about a version, and nothing else.
func found(d *models.Declaration, v *models.Version) *templates.PrintAnswer {
	a := &templates.PrintAnswer{Heading: "一致", Good: true, Text: "本系统打印过这一份，是最新送审的版本。请核对纸面与下面是否相同。"}
	version := "版本 " + strconv.Itoa(v.Number)
	switch now := d.Current(); {
	case now > v.Number:
		a.Heading, a.Good = "已有新版本", false
		a.Text = fmt.Sprintf("本系统打印过这一份，但后来又送审过，最新的是版本 %d。请用最新的版本。", now)
		version += fmt.Sprintf("（最新的是版本 %d）", now)
	case now < v.Number:
		a.Heading, a.Good = "没有采用", false
		a.Text = fmt.Sprintf("本系统打印过这一份，是调整时送审的，后来没有采用，有效的仍是版本 %d。", now)
		version += fmt.Sprintf("（有效的是版本 %d）", now)
	}
	a.Facts = []templates.PrintFact{
		{Name: "项目", Text: v.Document.Project.Name},
		{Name: "单位", Text: v.Document.Unit.Name},
		{Name: "年度", Text: strconv.Itoa(v.Document.Year) + "年"},
		{Name: "版本", Text: version},
		{Name: "状态", Text: d.Status.Label()},
	}
	return a
}

// mostCells is how many cells are named that a file has otherwise.
const mostCells = 20

// compareFile says of a file that bears the marks of a version in which cells
// it is another text.
func (s *Server) compareFile(ctx context.Context, a *templates.PrintAnswer, v *models.Version, pages []string) error {
	decided, err := s.Store.PrintDecisions(ctx)
	if err != nil {
		return err
	}
	sheet, err := pdf.SheetOf(v, s.Key, decided)
	if err != nil {
		return err
	}
	list, err := s.Fonts.Compare(sheet, pages)
	if err != nil || len(list) == 0 {
		return err
	}
	a.Heading, a.Good = "内容不符", false
	a.Text = "文件的编号和校验码是真的，但文件里的文字与送审的版本不同，可能被改过。"
	for _, d := range list[:min(len(list), mostCells)] {
		a.Cells = append(a.Cells, d.Label)
	}
	if more := len(list) - mostCells; more > 0 {
		a.Cells = append(a.Cells, fmt.Sprintf("还有 %d 处（打印以后换过字体或程序版本的，分页会不同，请重新打印）", more))
	}
	return nil
}
