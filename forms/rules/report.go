package rules

import (
	"jixiao/models"
)

// Line is what the command check prints about one declaration, or with an empty
// project about what belongs to none.
type Line struct {
	Project  string           `json:"project"`
	Year     int              `json:"year"`
	Findings []models.Finding `json:"findings"`
}

// Progress is called as a report proceeds, with how many of all declarations
// have been checked. It may be called from several goroutines.
type Progress func(done, all int)

// Store holds the declarations of one call as each other's store, with the
// budget table's lines linked to them.
type Store struct {
	docs       []models.Document
	neighbours map[unitYear]*Neighbours
	lastYear   map[projectYear]*models.Document
	groups     []models.BudgetGroup
	budget     map[*models.Document]*models.BudgetGroup
	year       int // the latest of all
}

type unitYear struct {
	unit string
	year int
}

type projectYear struct {
	unit, project string
	year          int
}

// NewStore makes the documents each other's store. budget may be nil; its year
// is, for each unit, the latest year of the unit's declarations, and lines of
// units that declare nothing here are left out.
func NewStore(docs []models.Document, budget []models.BudgetLine) *Store {
	s := &Store{
		docs:       docs,
		neighbours: map[unitYear]*Neighbours{},
		lastYear:   map[projectYear]*models.Document{},
		budget:     map[*models.Document]*models.BudgetGroup{},
	}
	units := map[unitYear][]*models.Document{}
	latest := map[string]int{}
	for i := range docs {
		d := &docs[i]
		unit := models.Plain(d.Unit.Name)
		key := unitYear{unit, d.Year}
		units[key] = append(units[key], d)
		latest[unit] = max(latest[unit], d.Year)
		s.lastYear[projectYear{unit, models.Plain(d.Project.Name), d.Year}] = d
	}
	for key, own := range units {
		s.neighbours[key] = Among(own)
	}
	s.link(budget, units, latest)
	return s
}

// link links the lines of the units that declare something.
func (s *Store) link(budget []models.BudgetLine, units map[unitYear][]*models.Document, latest map[string]int) {
	var lines []models.BudgetLine
	for _, l := range budget {
		if _, ok := latest[models.Plain(l.Unit)]; ok {
			lines = append(lines, l)
		}
	}
	var docs []*models.Document
	for i := range s.docs {
		d := &s.docs[i]
		s.year = max(s.year, d.Year)
		if d.Year == latest[models.Plain(d.Unit.Name)] {
			docs = append(docs, d)
		}
	}
	s.groups = models.LinkBudget(lines, docs, nil)
	for i := range s.groups {
		for _, d := range s.groups[i].Docs {
			s.budget[d] = &s.groups[i]
		}
	}
}

// Facts returns what the store knows about the i-th document.
func (s *Store) Facts(i int) Facts {
	d := &s.docs[i]
	unit := models.Plain(d.Unit.Name)
	return Facts{
		Neighbours: s.neighbours[unitYear{unit, d.Year}],
		Budget:     s.budget[d],
		LastYear:   s.lastYear[projectYear{unit, models.Plain(d.Project.Name), d.Year - 1}],
	}
}

// Report checks declarations as each other's store: one line each, and where
// there is a budget table one more with an empty project for what belongs to no
// declaration. common holds the facts that are the same for all of them: glyphs,
// departments, words, the settings of the round; its Glyphs must be safe for
// many. progress may be nil.
func (c *Checker) Report(docs []models.Document, budget []models.BudgetLine, common Facts, progress Progress) []Line {
	store := NewStore(docs, budget)
	lines := make([]Line, len(docs), len(docs)+1)
	parallel(len(docs), func(i int) {
		facts := store.Facts(i)
		facts.Glyphs, facts.Departments, facts.Words, facts.Round = common.Glyphs, common.Departments, common.Words, common.Round
		lines[i] = Line{docs[i].Project.Name, docs[i].Year, c.Check(&docs[i], facts)}
	}, progress)
	if budget == nil {
		return lines
	}
	extra := Line{Year: store.year, Findings: c.BudgetFindings(store.groups, 0, common.Round)}
	if extra.Findings == nil {
		extra.Findings = []models.Finding{}
	}
	return append(lines, extra)
}
