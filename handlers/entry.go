package handlers

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"jixiao/models"
	"jixiao/templates"
)

// limitsKey is the setting that holds how much the national system takes.
const limitsKey = "entry-limits"

// usualLimits are the lengths at which texts and names of published forms were
// seen to be cut.
func usualLimits() templates.EntryLimits { return templates.EntryLimits{Text: 144, Name: 12} }

// maxEntryLimit is the largest limit that makes sense.
const maxEntryLimit = 10_000

// entryLimits returns the limits that were set, or the usual ones.
func (s *Server) entryLimits(ctx context.Context) (templates.EntryLimits, error) {
	limits := usualLimits()
	kept, err := s.Store.Setting(ctx, limitsKey)
	if err != nil || kept == "" {
		return limits, err
	}
	if err := json.Unmarshal([]byte(kept), &limits); err != nil {
		s.Log.Error("entry limits", "error", err.Error())
		return usualLimits(), nil
	}
	return limits, nil
}

// entry shows the declaration cell by cell for typing it again: what was sent
// in, or the draft to its own unit.
func (s *Server) entry(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	page := &templates.Entry{Base: s.base(v, v), Subject: s.subject(v, &d), Setting: v.scope.Finance}
	page.Title, page.Section = "一体化录入对照："+title(&d), "list"
	doc := d.Document
	switch {
	case d.Version > 0 && (access == models.Read || !d.Status.Editable() && d.Status != models.Void):
		version, err := s.Store.Version(v.ctx, d.ID, d.Current())
		if err != nil {
			return err
		}
		doc, page.Version = version.Document, d.Current()
	case access < models.ReadDraft:
		return models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能对照录入。")
	}
	if page.Limits, err = s.entryLimits(v.ctx); err != nil {
		return err
	}
	layout, err := layoutOf(&doc)
	if err != nil {
		return err
	}
	page.Fill(layout, &doc)
	return s.draw(v, http.StatusOK, page)
}

// setEntryLimits keeps the limits of the national system, for everybody.
func (s *Server) setEntryLimits(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if !v.scope.Finance || access < models.Read {
		return models.Refuse(models.Forbidden, "字数上限由财政局设定，您不能修改。")
	}
	var limits templates.EntryLimits
	for _, field := range []struct {
		name, label string
		to          *int
	}{{"text", "说明和目标", &limits.Text}, {"name", "三级指标", &limits.Name}} {
		typed := strings.TrimSpace(models.Halfwidth(v.FormValue(field.name)))
		n, err := strconv.Atoi(typed)
		if err != nil || n < 0 || n > maxEntryLimit {
			return models.Refuse(models.Invalid, field.label+"的上限“"+typed+"”不是 0 到 10000 的整数，没有保存。请返回上一页改正，0 表示不限。")
		}
		*field.to = n
	}
	kept, err := json.Marshal(limits)
	if err != nil {
		return err
	}
	if err := s.Store.SetSetting(v.ctx, limitsKey, string(kept)); err != nil {
		return err
	}
	s.flash(v, "已保存：说明和目标上限 "+strconv.Itoa(limits.Text)+" 字，三级指标上限 "+strconv.Itoa(limits.Name)+" 字。")
	return v.Redirect(http.StatusSeeOther, v.url("entry", d.ID))
}
