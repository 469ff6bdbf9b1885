package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jixiao/models"
)

// Around is what the store knows around one declaration: what rules need that
// look further than one form.
type Around struct {
	// Unit are the declarations of the same unit and year, the declaration's
	// own text among them. Void and declined ones are left out. The others are
	// outlines: head, both totals, and the indicators that count staff in post.
	Unit []*models.Document
	// LastYear is the same project's declaration of the year before, or nil.
	LastYear *models.Document
	// Budget is the part of the unit's budget table that the declaration
	// belongs to, or nil.
	Budget *models.BudgetGroup
	// Departments are the organisations that may be a 主管部门.
	Departments []models.OrgName

	own *models.Document
}

// With returns the same with doc in the place of the declaration's own text:
// for checking a text before it is saved.
func (a Around) With(doc *models.Document) Around {
	replace := func(docs []*models.Document) []*models.Document {
		docs = slices.Clone(docs)
		for i := range docs {
			if docs[i] == a.own {
				docs[i] = doc
			}
		}
		return docs
	}
	a.Unit = replace(a.Unit)
	if a.Budget != nil {
		group := *a.Budget
		group.Docs = replace(group.Docs)
		a.Budget = &group
	}
	a.own = doc
	return a
}

// Around returns what the store knows around a declaration as it is saved. It
// needs a connection of its own: ask before UpdateDeclaration, not in change.
func (s *Store) Around(ctx context.Context, id int64) (Around, error) {
	var a Around
	err := s.read(ctx, fmt.Sprintf("around declaration %d", id), func(tx *gorm.DB) error {
		d, err := loadOne(tx, id)
		if err != nil {
			return err
		}
		docs, err := outlines(declaredBy(tx, &d).Where("year = ?", d.Document.Year), "")
		if err != nil {
			return err
		}
		if err := countStaff(tx, docs, declaredBy(tx, &d).Where("year = ?", d.Document.Year)); err != nil {
			return err
		}
		docs[id] = &d.Document
		a.own = &d.Document
		for _, id := range sortedKeys(docs) {
			a.Unit = append(a.Unit, docs[id])
		}
		if err := a.findBudget(tx, docs); err != nil {
			return err
		}
		if err := a.findLastYear(tx, &d); err != nil {
			return err
		}
		a.Departments, err = departments(tx)
		return err
	})
	return a, err
}

// declaredBy narrows to the declarations of d's unit that are still alive: by
// the tree, or by name while the unit is not in it.
func declaredBy(tx *gorm.DB, d *models.Declaration) *gorm.DB {
	q := tx.Model(&declarationRow{}).Where("status NOT IN ?", []models.Status{models.Void, models.Declined})
	if d.UnitID != 0 {
		return q.Where("unit_id = ?", d.UnitID)
	}
	return q.Where("unit_name = ?", d.Document.Unit.Name)
}

// outlines loads head and totals of the declarations that a query finds whose
// unit has one name, as names are compared, or of all when that is "". They
// come by identity. Whole documents would take ten times as long, and a unit
// may have hundreds.
func outlines(query *gorm.DB, unit string) (map[int64]*models.Document, error) {
	var rows []declarationRow
	err := query.Select("id", "year", "layout", "region", "department_code", "department_name", "unit_code", "unit_name",
		"project_name", "project_code", "attribute", "period", "total_fen", "annual_fen").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	docs := make(map[int64]*models.Document, len(rows))
	for i := range rows {
		if unit != "" && models.Plain(rows[i].UnitName) != models.Plain(unit) {
			continue
		}
		d := rows[i].declaration()
		d.Document.Funding.Total.Amount = known(rows[i].TotalFen)
		d.Document.Funding.Annual.Amount = known(rows[i].AnnualFen)
		docs[d.ID] = &d.Document
	}
	return docs, nil
}

func known(fen *int64) models.Amount {
	if fen == nil {
		return models.Amount{}
	}
	return models.KnownAmount(models.Fen(*fen))
}

// countStaff adds to outlines the indicators that may count staff in post, the
// one number that the declarations of a unit have in common.
func countStaff(tx *gorm.DB, docs map[int64]*models.Document, of *gorm.DB) error {
	var rows []indicatorRow
	err := tx.Where("declaration_id IN (?)", of.Select("id")).
		Where("level2 = '数量指标' AND level3 LIKE '%在%职%'").Order("declaration_id, position").Find(&rows).Error
	for i := range rows {
		if doc := docs[rows[i].DeclarationID]; doc != nil {
			doc.Indicators = append(doc.Indicators, rows[i].indicator())
		}
	}
	return err
}

func sortedKeys(docs map[int64]*models.Document) []int64 {
	ids := make([]int64, 0, len(docs))
	for id := range docs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// findBudget sets the group of the unit's budget table that the declaration is
// in, if it is in one.
func (a *Around) findBudget(tx *gorm.DB, docs map[int64]*models.Document) error {
	groups, err := budgetGroups(tx, a.own.Year, a.own.Unit.Name, docs)
	for i := range groups {
		if slices.Contains(groups[i].Docs, a.own) {
			a.Budget = &groups[i]
		}
	}
	return err
}

func budgetGroups(tx *gorm.DB, year int, unit string, docs map[int64]*models.Document) ([]models.BudgetGroup, error) {
	lines, err := budgetLines(tx, year, unit)
	if err != nil || len(lines) == 0 {
		return nil, err
	}
	hand, err := linkedByHand(tx, year, unit, docs)
	if err != nil {
		return nil, err
	}
	var own []*models.Document
	for _, id := range sortedKeys(docs) {
		own = append(own, docs[id])
	}
	return models.LinkBudget(lines, own, hand), nil
}

// findLastYear sets the unit's declaration of the same project the year
// before, if there is one.
func (a *Around) findLastYear(tx *gorm.DB, d *models.Declaration) error {
	last, err := lastYear(tx, d)
	if models.KindOf(err) == models.NotFound {
		return nil
	}
	a.LastYear = &last.Document
	return err
}

func departments(tx *gorm.DB) ([]models.OrgName, error) {
	orgs, err := allOrgs(tx)
	var names []models.OrgName
	for _, o := range orgs {
		if o.Kind == models.Department || o.Kind == models.Section || o.Kind == models.Bureau {
			names = append(names, o.OrgName())
		}
	}
	return names, err
}

// BudgetGroups returns the year's budget tables linked to the declarations
// that they pay for, of which it gives head and totals, and their identities. unit is a unit's name, or ""
// for all units. Declarations that are void or declined are left out.
func (s *Store) BudgetGroups(ctx context.Context, year int, unit string) (groups []models.BudgetGroup, ids map[*models.Document]int64, err error) {
	err = s.read(ctx, fmt.Sprintf("budget groups of %d", year), func(tx *gorm.DB) error {
		query := tx.Model(&declarationRow{}).Where("year = ?", year).
			Where("status NOT IN ?", []models.Status{models.Void, models.Declined})
		docs, err := outlines(query, unit)
		if err != nil {
			return err
		}
		ids = make(map[*models.Document]int64, len(docs))
		for id, doc := range docs {
			ids[doc] = id
		}
		groups, err = budgetGroups(tx, year, unit, docs)
		return err
	})
	return groups, ids, err
}
