package rules

import (
	"fmt"

	"jixiao/forms"
	"jixiao/models"
)

// Checker runs the rules. It may be used by many at once.
type Checker struct {
	rules  []*Rule
	byID   map[string]*Rule
	fields map[string]*fields // by layout
}

// New returns a checker of all rules, with the tags of every layout registered.
func New() (*Checker, error) {
	c := &Checker{rules: All(), byID: map[string]*Rule{}, fields: map[string]*fields{}}
	for _, r := range c.rules {
		if c.byID[r.ID] != nil {
			return nil, fmt.Errorf("rules: two rules are called %s", r.ID)
		}
		c.byID[r.ID] = r
	}
	for _, l := range forms.Layouts() {
		f, err := newFields(l, c.rules)
		if err != nil {
			return nil, err
		}
		c.fields[l.ID] = f
	}
	return c, nil
}

// Rule returns the rule of that id, or nil.
func (c *Checker) Rule(id string) *Rule { return c.byID[id] }

// Rules returns all rules in the order of the form.
func (c *Checker) Rules() []*Rule { return c.rules }

// Check returns all findings about d at once, in the order of the form. A
// document of a layout that the program does not have gets none: such a
// document is refused where it is read.
func (c *Checker) Check(d *models.Document, facts Facts) []models.Finding {
	layout, err := forms.LayoutByID(d.Layout)
	if err != nil {
		return []models.Finding{}
	}
	grid := layout.Grid(d)
	inputs := grid.Inputs()
	found := c.fields[layout.ID].check(d, inputs)
	for i := range found {
		found[i].Severity = c.byID[found[i].Rule].Severity
	}
	subject := newCase(d, layout, inputs, &facts)
	for _, r := range c.rules {
		if r.Check != nil {
			found = append(found, subject.run(r)...)
		}
	}
	found = c.regrade(d, &facts, found)
	grid.Order().Sort(found)
	return found
}

// run returns the findings of one rule, with its id and, where the rule left it
// open, its severity.
func (c *Case) run(r *Rule) []models.Finding {
	found := r.Check(c)
	for i := range found {
		found[i].Rule = r.ID
		if found[i].Severity == "" {
			found[i].Severity = r.Severity
		}
		if found[i].Cells == nil {
			found[i].Cells = []string{}
		}
	}
	return found
}
