package rules

import (
	"fmt"

	"jixiao/models"
)

// Template reports whether a declaration is a 统一模板: its project has one of
// the names that the province fixed, or it was made from a form handed out by
// the finance bureau. Its targets were not chosen by the unit.
func Template(d *models.Document, handedOut bool) bool {
	return handedOut || d.Project.Name == "人员类项目" || d.Project.Name == "公用经费项目"
}

// TemplateLine returns the one line under which the notes of a 统一模板 are
// folded, or nothing when d is none or has no such note.
func (c *Checker) TemplateLine(d *models.Document, handedOut bool, findings []models.Finding) string {
	if !Template(d, handedOut) {
		return ""
	}
	n := 0
	for _, f := range findings {
		if r := c.byID[f.Rule]; r != nil && !r.Kept {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("本表为统一模板，以下 %d 项为模板自带，可不修改", n)
}

// regrade applies the round's settings and the mildness towards 统一模板.
func (c *Checker) regrade(d *models.Document, facts *Facts, findings []models.Finding) []models.Finding {
	template := Template(d, facts.HandedOut)
	kept := findings[:0]
	for _, f := range findings {
		r := c.byID[f.Rule]
		f.Severity = facts.Round.grade(r, f.Severity)
		if f.Severity == Off {
			continue
		}
		if template && !r.Kept {
			f.Severity = models.SeverityNote
		}
		kept = append(kept, f)
	}
	return kept
}
