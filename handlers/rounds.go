package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// finance refuses everybody but the finance bureau: rounds are its own.
func finance(v *visit) error {
	if !v.scope.Finance {
		return models.Refuse(models.Forbidden, "批次由财政局管理，您没有这个权限。")
	}
	return nil
}

func (s *Server) rounds(v *visit) error { return s.drawRounds(v, http.StatusOK, "") }

func (s *Server) drawRounds(v *visit, status int, problem string) error {
	if err := finance(v); err != nil {
		return err
	}
	all, err := s.Store.Rounds(v.ctx)
	if err != nil {
		return err
	}
	years, _, err := s.years(v)
	if err != nil {
		return err
	}
	page := &templates.Rounds{Base: s.base(v, v), Year: years[0], Problem: problem}
	page.Title, page.Section = "批次", "rounds"
	for _, r := range all {
		page.Rounds = append(page.Rounds, templates.RoundRow{
			URL: v.url("round", r.ID), Name: r.Name, Year: r.Year, SkipFinance: r.SkipFinance,
		})
	}
	return s.draw(v, status, page)
}

// openRound opens a round of a year.
func (s *Server) openRound(v *visit) error {
	if err := finance(v); err != nil {
		return err
	}
	year, err := strconv.Atoi(v.FormValue("year"))
	name := strings.TrimSpace(v.FormValue("name"))
	if err != nil || year < 2000 || year > 2100 || name == "" {
		return s.drawRounds(v, http.StatusUnprocessableEntity, "请填写年度和批次名称")
	}
	r := models.Round{Year: year, Name: name, SkipFinance: v.FormValue("skip") == "yes"}
	err = s.Store.CreateRound(v.ctx, &r)
	if models.KindOf(err) == models.Conflict {
		return s.drawRounds(v, http.StatusConflict, messageOf(err))
	}
	if err != nil {
		return err
	}
	s.flash(v, "已新建 "+strconv.Itoa(year)+" 年“"+name+"”")
	return v.Redirect(http.StatusSeeOther, v.url("round", r.ID))
}

// roundOf loads the round of the path for the finance bureau.
func (s *Server) roundOf(v *visit) (models.Round, error) {
	if err := finance(v); err != nil {
		return models.Round{}, err
	}
	id, err := strconv.ParseInt(v.Param("id"), 10, 64)
	if err != nil {
		return models.Round{}, models.Refuse(models.NotFound, "没有这个批次")
	}
	return s.Store.Round(v.ctx, id)
}

// severities are what a round may make of a rule.
var severities = []templates.Option{
	{Value: "", Text: "照原定"},
	{Value: string(models.SeverityError), Text: models.SeverityError.Label()},
	{Value: string(models.SeverityWarning), Text: models.SeverityWarning.Label()},
	{Value: string(models.SeverityNote), Text: models.SeverityNote.Label()},
	{Value: string(rules.Off), Text: "不查"},
}

var reasons = []templates.Option{{Value: "", Text: "照原定"}, {Value: "yes", Text: "须说明"}, {Value: "no", Text: "不须"}}

func choose(options []templates.Option, value string) []templates.Option {
	chosen := make([]templates.Option, len(options))
	for i, o := range options {
		o.Selected = o.Value == value
		chosen[i] = o
	}
	return chosen
}

func textOf(options []templates.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Text
		}
	}
	return value
}

func reasonValue(reason *bool) string {
	switch {
	case reason == nil:
		return ""
	case *reason:
		return "yes"
	}
	return "no"
}

func (s *Server) ruleTitle(id string) string {
	if r := s.rules.Rule(id); r != nil {
		return r.Title
	}
	return id
}

func (s *Server) round(v *visit) error {
	r, err := s.roundOf(v)
	if err != nil {
		return err
	}
	page := &templates.Round{Base: s.base(v, v), ID: r.ID, Name: r.Name, Year: r.Year, Survey: s.surveys.shown(r.ID, s.ruleTitle)}
	page.Title, page.Section = r.Name, "rounds"
	page.NeedsScan = r.NeedsScan
	for _, kind := range models.Papers {
		page.Wanted = append(page.Wanted, templates.Option{
			Value: string(kind), Text: kind.Label(), Selected: slices.Contains(r.Wanted, kind),
		})
	}
	if page.Survey != nil && page.Survey.Running {
		v.Response().Header().Set("Refresh", "2") // shows how far it is, also without scripts
	}
	decided, err := s.Store.Rules(v.ctx, r.ID)
	if err != nil {
		return err
	}
	for _, rule := range s.rules.Rules() {
		set := decided[rule.ID]
		page.Rules = append(page.Rules, templates.RoundRule{
			ID: rule.ID, Title: rule.Title, Own: rule.Severity, Changed: set.Severity != "" || set.Reason != nil,
			Severity: choose(severities, string(set.Severity)), Reason: choose(reasons, reasonValue(set.Reason)),
		})
	}
	log, err := s.Store.RuleLog(v.ctx, r.ID)
	if err != nil {
		return err
	}
	for _, l := range log {
		page.Log = append(page.Log, templates.RuleDecision{
			At: l.At.In(models.China).Format("2006年1月2日 15:04"), Person: l.PersonName, Title: s.ruleTitle(l.Rule),
			What: textOf(severities, string(l.Severity)) + "；" + textOf(reasons, reasonValue(l.Reason)),
		})
	}
	counts, err := s.Store.RuleCounts(v.ctx, r.ID)
	if err != nil {
		return err
	}
	for _, n := range counts {
		page.Counts = append(page.Counts, templates.RuleCount{
			ID: n.Rule, Title: s.ruleTitle(n.Rule), Declarations: n.Declarations, Errors: n.Errors, Warnings: n.Warnings, Notes: n.Notes,
		})
	}
	return s.draw(v, http.StatusOK, page)
}

// setPapers decides what a round asks for beside the form.
func (s *Server) setPapers(v *visit) error {
	r, err := s.roundOf(v)
	if err != nil {
		return err
	}
	sent, err := v.FormParams()
	if err != nil {
		return err
	}
	var wanted []models.AttachmentKind
	for _, kind := range models.Papers {
		if slices.Contains(sent["wanted"], string(kind)) {
			wanted = append(wanted, kind)
		}
	}
	if err := s.Store.SetRoundPapers(v.ctx, r.ID, sent.Get("scan") == "yes", wanted); err != nil {
		return err
	}
	s.flash(v, "已保存本批次要求的材料")
	return v.Redirect(http.StatusSeeOther, v.url("round", r.ID))
}

// setRules keeps what was decided about the rules of a round: only what has
// changed, so that the record says who changed it.
func (s *Server) setRules(v *visit) error {
	r, err := s.roundOf(v)
	if err != nil {
		return err
	}
	decided, err := s.Store.Rules(v.ctx, r.ID)
	if err != nil {
		return err
	}
	var changes []store.RuleSetting
	for _, rule := range s.rules.Rules() {
		set := store.RuleSetting{
			Rule: rule.ID, Severity: models.Severity(v.FormValue("severity." + rule.ID)),
			PersonID: v.person.ID, PersonName: v.person.Name,
		}
		if reason := v.FormValue("reason." + rule.ID); reason != "" {
			needed := reason == "yes"
			set.Reason = &needed
		}
		if textOf(severities, string(set.Severity)) == string(set.Severity) {
			return models.Refuse(models.Invalid, "“"+rule.Title+"”的轻重不认识，没有保存。请刷新页面后重试。")
		}
		now := decided[rule.ID]
		if set.Severity != now.Severity || reasonValue(set.Reason) != reasonValue(now.Reason) {
			changes = append(changes, set)
		}
	}
	if err := s.Store.SetRules(v.ctx, r.ID, changes...); err != nil {
		return err
	}
	s.flash(v, "已保存，改动了 "+strconv.Itoa(len(changes))+" 条规则")
	return v.Redirect(http.StatusSeeOther, v.url("round", r.ID))
}
