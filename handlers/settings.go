package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"jixiao/models"
	"jixiao/templates"
)

// administrator refuses everybody else.
func administrator(v *visit) error {
	if !v.scope.Admin {
		return models.Refuse(models.Forbidden, "设置由管理员办理，您没有这个权限。")
	}
	return nil
}

var marginOptions = []templates.Option{
	{Value: string(models.TableMargins), Text: "表格：四边各 15 毫米"},
	{Value: string(models.OfficialMargins), Text: "公文（GB/T 9704）：上 37、左 28、右 26、下 35 毫米"},
}

// settings shows what is decided about prints.
func (s *Server) settings(v *visit) error {
	if err := administrator(v); err != nil {
		return err
	}
	decided, err := s.Store.PrintDecisions(v.ctx)
	if err != nil {
		return err
	}
	now := decided.Now()
	page := &templates.Settings{Server: templates.SettingBlank{Value: now.Server}, Code: !now.NoCode, Margins: choose(marginOptions, string(now.Margins))}
	for _, b := range models.SignBlanks() {
		page.Captions = append(page.Captions, templates.SettingBlank{Value: now.Captions[b.Path], Usual: b.Usual})
	}
	return s.drawSettings(v, http.StatusOK, page, decided)
}

// drawSettings fills in what does not depend on what was typed.
func (s *Server) drawSettings(v *visit, status int, page *templates.Settings, decided models.PrintDecisions) error {
	page.Base = s.base(v, v)
	page.Title, page.Section = "设置", "settings"
	page.Fonts = s.fontsInUse()
	before := models.PrintSettings{}
	for _, d := range decided {
		page.Log = append(page.Log, templates.SettingChange{
			At: d.At.In(models.China).Format("2006年1月2日 15:04"), Person: d.PersonName,
			What: strings.Join(before.Differences(&d.Settings), "；"),
		})
		before = d.Settings
	}
	slices.Reverse(page.Log)
	return s.draw(v, status, page)
}

func (s *Server) fontsInUse() []templates.FontInUse {
	text, title := s.Fonts.Names()
	lacks, lacksTitle := s.Fonts.LacksOfGB2312()
	return []templates.FontInUse{
		{Use: "正文", Name: text, Lacks: sampleOf(lacks), Count: len(lacks)},
		{Use: "标题", Name: title, Lacks: sampleOf(lacksTitle), Count: len(lacksTitle)},
	}
}

// sampleOf shows some characters of many.
func sampleOf(runes []rune) string {
	const shown = 60
	if len(runes) > shown {
		return string(runes[:shown]) + "……"
	}
	return string(runes)
}

// saveSettings keeps what was decided, all of it or nothing.
func (s *Server) saveSettings(v *visit) error {
	if err := administrator(v); err != nil {
		return err
	}
	decided, err := s.Store.PrintDecisions(v.ctx)
	if err != nil {
		return err
	}
	settings, page, err := s.typedSettings(v)
	if err != nil {
		return err
	}
	if page != nil {
		return s.drawSettings(v, http.StatusUnprocessableEntity, page, decided)
	}
	now := decided.Now()
	changes := now.Differences(&settings)
	if len(changes) == 0 {
		s.flash(v, "没有改动")
		return v.Redirect(http.StatusSeeOther, v.url("settings"))
	}
	if err := s.Store.DecidePrint(v.ctx, settings, v.person); err != nil {
		return err
	}
	s.flash(v, "已保存："+strings.Join(changes, "；"))
	return v.Redirect(http.StatusSeeOther, v.url("settings"))
}

// typedSettings reads the form. Where something is wrong it returns the page
// with everything as it was typed.
func (s *Server) typedSettings(v *visit) (p models.PrintSettings, page *templates.Settings, err error) {
	if err := p.SetMargins(models.Margins(v.FormValue("margins"))); err != nil {
		return p, nil, err
	}
	p.NoCode = v.FormValue("code") != "yes"
	typed := &templates.Settings{
		Margins: choose(marginOptions, string(p.Margins)), Code: !p.NoCode,
		Server:  templates.SettingBlank{Value: v.FormValue("server")},
		Refused: true,
	}
	wrong := false
	if err := p.SetServer(typed.Server.Value); err != nil {
		typed.Server.Problem, wrong = messageOf(err), true
	}
	for i, b := range models.SignBlanks() {
		blank := templates.SettingBlank{Value: v.FormValue(fmt.Sprintf("caption-%d", i)), Usual: b.Usual}
		if err := p.SetCaption(b, blank.Value); err != nil {
			blank.Problem, wrong = messageOf(err), true
		} else if missing := s.Fonts.Lacks(p.Captions[b.Path]); len(missing) > 0 {
			blank.Problem, wrong = "“"+b.Usual+"”的写法里有打印不出来的字符："+string(missing), true
		}
		typed.Captions = append(typed.Captions, blank)
	}
	if !wrong {
		typed = nil
	}
	return p, typed, nil
}
