package handlers

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// surveys are the checks of whole rounds, one a round: the one that is running
// or the last one that ended.
type surveys struct {
	mu sync.Mutex
	of map[int64]*survey
}

// survey is a check of all declarations of a round as they stand.
type survey struct {
	done, all int
	running   bool
	at        time.Time
	counts    map[string]*templates.RuleCount
	problem   string
}

// begin returns false when the round is being checked already.
func (s *surveys) begin(round int64, at time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.of[round]; now != nil && now.running {
		return false
	}
	s.of[round] = &survey{running: true, at: at}
	return true
}

// change does something to the survey of a round.
func (s *surveys) change(round int64, what func(*survey)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what(s.of[round])
}

// shown returns the survey of a round for the page, nil when there is none.
func (s *surveys) shown(round int64, title func(string) string) *templates.Survey {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.of[round]
	if now == nil {
		return nil
	}
	page := &templates.Survey{
		Done: now.done, All: now.all, Running: now.running, Problem: now.problem,
		At: now.at.In(models.China).Format("2006年1月2日 15:04"),
	}
	for id, n := range now.counts {
		count := *n
		count.ID, count.Title = id, title(id)
		page.Counts = append(page.Counts, count)
	}
	slices.SortFunc(page.Counts, func(a, b templates.RuleCount) int {
		if a.Declarations != b.Declarations {
			return b.Declarations - a.Declarations
		}
		return len(a.ID) - len(b.ID)
	})
	return page
}

// checkRound begins a check of all declarations of a round, which goes on while
// the page shows how far it is.
func (s *Server) checkRound(v *visit) error {
	r, err := s.roundOf(v)
	if err != nil {
		return err
	}
	if s.surveys.begin(r.ID, s.Clock()) {
		var departments []models.OrgName
		for _, o := range v.orgs {
			if isDepartment(o) || o.Kind == models.Bureau {
				departments = append(departments, o.OrgName())
			}
		}
		go s.survey(context.WithoutCancel(v.ctx), r, v.scope, departments)
	}
	return v.Redirect(http.StatusSeeOther, v.url("round", r.ID))
}

// survey checks the declarations of a round against one another and the budget
// table, and counts the findings by rule.
func (s *Server) survey(ctx context.Context, r models.Round, scope models.Scope, departments []models.OrgName) {
	counts, err := s.countFindings(ctx, r, scope, departments)
	s.surveys.change(r.ID, func(now *survey) {
		now.running, now.counts = false, counts
		if err != nil {
			s.Log.Error("check of a round", "round", r.ID, "error", err.Error())
			now.problem = "检查没有做完，系统出了问题，请过一会儿再试。"
		}
	})
}

func (s *Server) countFindings(ctx context.Context, r models.Round, scope models.Scope, departments []models.OrgName) (map[string]*templates.RuleCount, error) {
	var docs []models.Document
	f := store.Filter{Scope: scope, As: models.FinanceReviewer, Year: r.Year, RoundID: r.ID, Limit: 500}
	err := s.Store.EachDeclaration(ctx, f, func(d *models.Declaration) error {
		if d.Status != models.Void && d.Status != models.Declined {
			docs = append(docs, d.Document)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	budget, err := s.Store.BudgetLines(ctx, r.Year, "")
	if err != nil {
		return nil, err
	}
	s.surveys.change(r.ID, func(now *survey) { now.all = len(docs) })
	decided, err := s.Store.Rules(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	facts := rules.Facts{Glyphs: s.Fonts.Lacks, Departments: departments, Words: s.Words, Round: roundSettings(decided)}
	lines := s.rules.Report(docs, budget, facts, func(done, all int) {
		s.surveys.change(r.ID, func(now *survey) { now.done, now.all = done, all })
	})
	return tally(lines), nil
}

// tally counts findings by rule.
func tally(lines []rules.Line) map[string]*templates.RuleCount {
	counts := map[string]*templates.RuleCount{}
	for _, line := range lines {
		seen := map[string]bool{}
		for _, f := range line.Findings {
			n := counts[f.Rule]
			if n == nil {
				n = &templates.RuleCount{}
				counts[f.Rule] = n
			}
			switch f.Severity {
			case models.SeverityError:
				n.Errors++
			case models.SeverityWarning:
				n.Warnings++
			default:
				n.Notes++
			}
			if !seen[f.Rule] {
				n.Declarations++
			}
			seen[f.Rule] = true
		}
	}
	return counts
}
