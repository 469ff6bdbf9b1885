package handlers

import (
	"crypto/rand"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jixiao/models"
	"jixiao/models/files"
	"jixiao/templates"
)

// statuses maps the kinds of refusal to statuses of HTTP.
var statuses = map[models.ErrorKind]int{
	models.Internal:        http.StatusInternalServerError,
	models.Invalid:         http.StatusUnprocessableEntity,
	models.Unauthenticated: http.StatusUnauthorized,
	models.Forbidden:       http.StatusForbidden,
	models.NotFound:        http.StatusNotFound,
	models.Conflict:        http.StatusConflict,
	models.Closed:          http.StatusConflict,
	models.TooMany:         http.StatusTooManyRequests,
}

// words are the heading and the sentence of each status; a refusal of our own
// brings its own sentence.
var words = map[int][2]string{
	http.StatusBadRequest:            {"请求不对", "浏览器送来的内容读不懂，没有保存。请返回上一页重试。"},
	http.StatusUnauthorized:          {"请先登录", "登录后再试。"},
	http.StatusForbidden:             {"没有权限", "您没有权限做这件事，或页面已过期。请返回上一页刷新后重试。"},
	http.StatusNotFound:              {"没有找到", "没有这个页面，或者您看不到它。"},
	http.StatusMethodNotAllowed:      {"没有找到", "没有这个页面，或者您看不到它。"},
	http.StatusConflict:              {"没有办成", "申报表刚刚有了变化，请刷新后再试。"},
	http.StatusUnprocessableEntity:   {"没有办成", "送来的内容不完整，请核对。"},
	http.StatusRequestEntityTooLarge: {"内容太大", "一次保存的文字超过 8 MB，没有保存。请删减后再试；已保存的内容没有变。"},
	http.StatusTooManyRequests:       {"请稍候", "尝试太频繁，请稍后再试。"},
	http.StatusServiceUnavailable:    {"暂时不能用", "系统正忙，请过一会儿再试。"},
	http.StatusInternalServerError:   {"出了问题", "系统出了问题，您的操作没有完成，已保存的内容没有变。请过一会儿再试。"},
}

// requestNumber returns a short number that a person can read out.
func requestNumber() string { return rand.Text()[:8] }

func number(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }

// failed answers with a page in Chinese that says the way on. What is no
// refusal goes to the log with the request's number, never to the page.
func (s *Server) failed(err error, c echo.Context) {
	if c.Response().Committed {
		s.Log.Error("after the answer began", "number", number(c), "error", err.Error())
		return
	}
	status, text := s.verdict(err, c)
	if wantsJSON(c) {
		answer := problemAnswer{Problem: text, Closed: models.KindOf(err) == models.Closed}
		if sendErr := c.JSON(status, answer); sendErr != nil {
			s.Log.Error("answer", "number", number(c), "error", sendErr.Error())
		}
		return
	}
	page := &templates.Message{Base: s.base(c, nil), Heading: words[status][0], Text: text, Number: number(c)}
	page.Title = page.Heading
	page.Ways = []templates.Link{{URL: "/", Text: "回到首页"}}
	if status == http.StatusUnauthorized {
		page.Ways = []templates.Link{{URL: "/signin", Text: "登录"}}
	}
	if drawErr := s.draw(c, status, page); drawErr != nil {
		s.Log.Error("error page", "number", number(c), "error", drawErr.Error())
	}
}

// verdict returns status and sentence for an error.
func (s *Server) verdict(err error, c echo.Context) (status int, text string) {
	var refusal *models.Error
	var web *echo.HTTPError
	switch {
	case errors.As(err, &refusal):
		return statuses[refusal.Kind], refusal.Message
	case errors.As(err, &web) && web.Code == http.StatusRequestEntityTooLarge && takesFile(c):
		return web.Code, files.TooBig(max(c.Request().ContentLength, files.MaxBytes+1)).Error()
	case errors.As(err, &web) && words[web.Code][0] != "":
		status = web.Code
	case errors.As(err, &web) && web.Code < http.StatusInternalServerError:
		status = http.StatusBadRequest
	default:
		s.Log.Error("failed", "number", number(c), "path", c.Request().URL.Path, "error", err.Error())
		status = http.StatusInternalServerError
	}
	return status, words[status][1]
}
