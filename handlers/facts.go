package handlers

import (
	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/models/store"
)

// inspector checks texts of one declaration with all that is known around it.
// It is fetched once for a request, and before a transaction begins.
type inspector struct {
	rules  *rules.Checker
	around store.Around
	facts  rules.Facts
	round  models.Round
	papers []models.Attachment
}

// inspector fetches what the rules may know about a declaration beyond itself:
// its unit's other declarations, last year's, the budget table, the settings of
// its round.
func (s *Server) inspector(v *visit, d *models.Declaration) (*inspector, error) {
	if i := v.inspected; i != nil && v.inspectedID == d.ID && v.inspectedRevision == d.Revision {
		return i, nil
	}
	around, err := s.Store.Around(v.ctx, d.ID)
	if err != nil {
		return nil, err
	}
	settings, err := s.Store.Rules(v.ctx, d.RoundID)
	if err != nil {
		return nil, err
	}
	round, papers, err := s.hangingOn(v, d)
	if err != nil {
		return nil, err
	}
	i := &inspector{rules: s.rules, around: around, round: round, papers: papers, facts: rules.Facts{
		MissingAttachments: models.MissingPapers(round.Wanted, papers, openVersion(d)),
		LastYear:           around.LastYear, Departments: around.Departments, Glyphs: s.Fonts.Lacks,
		HandedOut: d.HandedOut, Words: s.Words, Round: roundSettings(settings),
	}}
	v.inspected, v.inspectedID, v.inspectedRevision = i, d.ID, d.Revision
	return i, nil
}

func roundSettings(decided map[string]store.RuleSetting) rules.Settings {
	settings := rules.Settings{}
	for id, set := range decided {
		settings[id] = rules.Setting{Severity: set.Severity, Reason: set.Reason}
	}
	return settings
}

// of returns the facts for a text that stands in the declaration's place.
func (i *inspector) of(doc *models.Document) rules.Facts {
	around, facts := i.around.With(doc), i.facts
	facts.Neighbours, facts.Budget = rules.Among(around.Unit), around.Budget
	return facts
}

// check returns all findings about a text of the declaration.
func (i *inspector) check(doc *models.Document) []models.Finding {
	return i.rules.Check(doc, i.of(doc))
}
