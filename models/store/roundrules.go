package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// RuleSetting is what a round decides about one rule of the checker.
type RuleSetting struct {
	Rule       string
	Severity   models.Severity // "" leaves the rule's own; the checker knows what else may stand here
	Reason     *bool           // whether its warning needs a reason (须说明); nil leaves the default
	At         time.Time
	PersonID   int64
	PersonName string
}

// roundRuleRow is one decision. Decisions are only added: the last one of a
// rule counts, and the others say who set what before.
type roundRuleRow struct {
	ID         int64 `gorm:"primaryKey"`
	RoundID    int64
	Rule       string
	Severity   models.Severity
	Reason     *bool
	At         instant `gorm:"column:set_at"`
	PersonID   *int64
	PersonName string
}

// TableName names the table.
func (roundRuleRow) TableName() string { return "round_rules" }

func (r *roundRuleRow) setting() RuleSetting {
	return RuleSetting{r.Rule, r.Severity, r.Reason, r.At.Time, plain(r.PersonID), r.PersonName}
}

// SetRules decides about rules of a round, all of them together. The time is
// the store's.
func (s *Store) SetRules(ctx context.Context, round int64, settings ...RuleSetting) error {
	return s.write(ctx, fmt.Sprintf("set rules of round %d", round), func(tx *gorm.DB) error {
		for _, set := range settings {
			if err := storable(set); err != nil {
				return err
			}
			row := roundRuleRow{
				RoundID: round, Rule: set.Rule, Severity: set.Severity, Reason: set.Reason,
				At: s.now(), PersonID: optional(set.PersonID), PersonName: set.PersonName,
			}
			if err := tx.Create(&row).Error; err != nil {
				return foreign(err)
			}
			if err := s.record(ctx, tx, "定检查规则", "批次 "+number(round)+" "+set.Rule, "", ruleText(&row)); err != nil {
				return err
			}
		}
		return nil
	})
}

// ruleText is a decision as the record shows it.
func ruleText(r *roundRuleRow) string {
	text := string(r.Severity)
	if r.Reason != nil {
		text += " reason=" + strconv.FormatBool(*r.Reason)
	}
	return text
}

// Rules returns what counts in a round, one setting a rule, for the rules that
// it decided about.
func (s *Store) Rules(ctx context.Context, round int64) (map[string]RuleSetting, error) {
	log, err := s.RuleLog(ctx, round)
	settings := make(map[string]RuleSetting, len(log))
	for _, set := range log {
		settings[set.Rule] = set
	}
	return settings, err
}

// RuleLog returns every decision about the rules of a round in their order.
func (s *Store) RuleLog(ctx context.Context, round int64) ([]RuleSetting, error) {
	var rows []roundRuleRow
	if err := s.db.WithContext(ctx).Where("round_id = ?", round).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: rules of round %d: %w", round, err)
	}
	log := make([]RuleSetting, len(rows))
	for i := range rows {
		log[i] = rows[i].setting()
	}
	return log, nil
}

// RuleCount says how often a rule spoke about what was sent in to a round.
type RuleCount struct {
	Rule         string
	Declarations int // that it found something in, in any of their versions
	Errors       int // findings in the last version of each declaration
	Warnings     int
	Notes        int
}

// RuleCounts returns for each rule how often it spoke about what was sent in to
// a round, the commonest first.
func (s *Store) RuleCounts(ctx context.Context, round int64) ([]RuleCount, error) {
	var counts []RuleCount
	err := s.db.WithContext(ctx).Raw(`
		SELECT rule, COUNT(DISTINCT declaration_id) AS declarations,
			COUNT(CASE WHEN last AND severity = 'error' THEN 1 END) AS errors,
			COUNT(CASE WHEN last AND severity = 'warning' THEN 1 END) AS warnings,
			COUNT(CASE WHEN last AND severity = 'note' THEN 1 END) AS notes
		FROM (SELECT f.rule, f.severity, v.declaration_id, v.number = (
				SELECT MAX(number) FROM versions w WHERE w.declaration_id = v.declaration_id AND w.round_id = v.round_id) AS last
			FROM versions v JOIN findings f ON f.version_id = v.id WHERE v.round_id = ?) found
		GROUP BY rule ORDER BY declarations DESC, rule`, round).Scan(&counts).Error
	if err != nil {
		return nil, fmt.Errorf("store: rule counts of round %d: %w", round, err)
	}
	return counts, nil
}
