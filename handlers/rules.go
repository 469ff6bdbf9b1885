package handlers

import (
	"net/http"
	"net/url"

	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/templates"
)

// ruleBook lists all rules with explanation, ground and examples.
func (s *Server) ruleBook(v *visit) error {
	page := &templates.Rules{Base: s.base(v, v), Version: rules.Version}
	page.Title, page.Section = "检查规则", "rules"
	groups := map[rules.Basis]*templates.RuleGroup{}
	var order []rules.Basis
	for _, r := range s.rules.Rules() {
		g, ok := groups[r.Basis]
		if !ok {
			g = &templates.RuleGroup{Name: string(r.Basis)}
			groups[r.Basis], order = g, append(order, r.Basis)
		}
		g.Rules = append(g.Rules, templates.RuleRow{
			ID: r.ID, Title: r.Title, Basis: string(r.Basis), Explain: r.Explain, Wrong: r.Wrong, Right: r.Right,
			Severity: r.Severity, Across: r.Across,
		})
	}
	for _, b := range order {
		page.Groups = append(page.Groups, *groups[b])
	}
	return s.draw(v, http.StatusOK, page)
}

// mends turns the corrections that the rules offer into buttons. A button names
// inputs, not places: rows may move between drawing it and pressing it.
func (s *Server) mends(l *forms.Layout, doc *models.Document, facts rules.Facts, found []models.Finding) [][]templates.Mending {
	names := map[string]string{}
	for _, in := range l.Grid(doc).Inputs() {
		names[in.Spec().Path] = in.Spec().Name
	}
	offers := make([][]templates.Mending, len(found))
	for i, mends := range s.rules.Mends(doc, facts, found) {
		for _, m := range mends {
			texts := url.Values{}
			for _, t := range m.Texts {
				texts.Set(names[t.Path], t.Text)
			}
			offers[i] = append(offers[i], templates.Mending{Label: m.Label, Do: "mend:" + texts.Encode()})
		}
	}
	return offers
}

// mend fills in what a correction's button says. It can do nothing that the
// person could not type.
func mend(l *forms.Layout, d *models.Document, what string) error {
	texts, err := url.ParseQuery(what)
	if err != nil {
		return models.Refuse(models.Invalid, "这个更正读不懂，没有改动。请刷新页面后重试。")
	}
	for _, in := range l.Grid(d).Inputs() {
		if text, ok := texts[in.Spec().Name]; ok && in.Spec().Kind != forms.OrgRef {
			in.Fill(d, text[0])
		}
	}
	return nil
}
