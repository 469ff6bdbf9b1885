package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jixiao/models"
)

// budgetKey names a line of a unit's budget table in a way that outlives the
// next import of the table, where its row may be another.
type budgetKey struct {
	Year    int    `gorm:"primaryKey;autoIncrement:false"`
	UnitKey string `gorm:"primaryKey"`
	Carried bool   `gorm:"primaryKey"`
	Project string `gorm:"primaryKey"`
}

func keyOf(year int, l *models.BudgetLine) budgetKey {
	return budgetKey{year, models.Plain(l.Unit), l.Carried, l.Project}
}

// budgetLineRow is a line of a budget table.
type budgetLineRow struct {
	Year         int    `gorm:"primaryKey;autoIncrement:false"`
	UnitKey      string `gorm:"primaryKey"` // the unit's name as names are compared
	Position     int    `gorm:"primaryKey;autoIncrement:false"`
	FileRow      int
	TableNumber  string
	Carried      bool
	Unit         string
	Project      string
	General      models.Fen
	Government   models.Fen
	StateCapital models.Fen
	Fiscal       models.Fen
	UnitFunds    models.Fen
	At           instant `gorm:"column:imported_at"`
	PersonID     *int64
}

// TableName names the table.
func (budgetLineRow) TableName() string { return "budget_lines" }

func (r *budgetLineRow) line() models.BudgetLine {
	return models.BudgetLine{
		Row: r.FileRow, Table: r.TableNumber, Carried: r.Carried, Unit: r.Unit, Project: r.Project,
		Funds: [5]models.Fen{r.General, r.Government, r.StateCapital, r.Fiscal, r.UnitFunds},
	}
}

// budgetChoiceRow says that a person decided what a line pays for.
type budgetChoiceRow struct {
	Key      budgetKey `gorm:"embedded"`
	At       instant   `gorm:"column:chosen_at"`
	PersonID *int64
}

// TableName names the table.
func (budgetChoiceRow) TableName() string { return "budget_choices" }

// budgetLinkRow is one declaration that a line was decided to pay for.
type budgetLinkRow struct {
	Key           budgetKey `gorm:"embedded"`
	DeclarationID int64     `gorm:"primaryKey;autoIncrement:false"`
}

// TableName names the table.
func (budgetLinkRow) TableName() string { return "budget_links" }

// ReplaceBudget puts the lines in the place of the year's budget tables of the
// units that they name; tables of other units stay. Links made by hand stay
// with the lines of the same project.
func (s *Store) ReplaceBudget(ctx context.Context, year int, lines []models.BudgetLine, person int64) error {
	return s.write(ctx, fmt.Sprintf("replace budget of %d", year), func(tx *gorm.DB) error {
		if err := storable(lines); err != nil {
			return err
		}
		rows := make([]budgetLineRow, len(lines))
		var units []string
		for i, l := range lines {
			key := keyOf(year, &l)
			units = append(units, key.UnitKey)
			rows[i] = budgetLineRow{
				year, key.UnitKey, i, l.Row, l.Table, l.Carried, l.Unit, l.Project,
				l.Funds[0], l.Funds[1], l.Funds[2], l.Funds[3], l.Funds[4], s.now(), optional(person),
			}
		}
		units = slices.Compact(slices.Sorted(slices.Values(units)))
		for some := range slices.Chunk(units, loadAtOnce) {
			if err := tx.Where("year = ? AND unit_key IN ?", year, some).Delete(&budgetLineRow{}).Error; err != nil {
				return err
			}
		}
		if len(rows) > 0 {
			if err := foreign(tx.CreateInBatches(&rows, 200).Error); err != nil {
				return err
			}
		}
		return s.record(ctx, tx, "导入预算表", strconv.Itoa(year)+"年", "", fmt.Sprintf("%d 个单位 %d 行", len(units), len(rows)))
	})
}

// BudgetLines returns the year's budget table of a unit by its name, or of all
// units when that is "".
func (s *Store) BudgetLines(ctx context.Context, year int, unit string) ([]models.BudgetLine, error) {
	lines, err := budgetLines(s.db.WithContext(ctx), year, unit)
	if err != nil {
		return nil, fmt.Errorf("store: budget lines of %d: %w", year, err)
	}
	return lines, nil
}

func budgetLines(tx *gorm.DB, year int, unit string) ([]models.BudgetLine, error) {
	var rows []budgetLineRow
	if err := ofUnit(tx, year, unit).Order("unit_key, position").Find(&rows).Error; err != nil {
		return nil, err
	}
	lines := make([]models.BudgetLine, len(rows))
	for i := range rows {
		lines[i] = rows[i].line()
	}
	return lines, nil
}

func ofUnit(tx *gorm.DB, year int, unit string) *gorm.DB {
	tx = tx.Where("year = ?", year)
	if unit != "" {
		tx = tx.Where("unit_key = ?", models.Plain(unit))
	}
	return tx
}

// LinkLine decides by hand which declarations a line of the budget table pays
// for; with none it pays for nothing that is declared. The decision stands
// until UnlinkLine, also when the table is imported again. Declarations of
// another year or unit are Invalid.
func (s *Store) LinkLine(ctx context.Context, year int, line models.BudgetLine, declarations []int64, person int64) error {
	key := keyOf(year, &line)
	return s.write(ctx, "link budget line "+line.Project, func(tx *gorm.DB) error {
		if err := sameBudget(tx, key, declarations); err != nil {
			return err
		}
		if err := unlink(tx, key); err != nil {
			return err
		}
		choice := budgetChoiceRow{key, s.now(), optional(person)}
		if err := tx.Create(&choice).Error; err != nil {
			return foreign(err)
		}
		var links []budgetLinkRow
		for _, id := range identities(slices.Clone(declarations)) {
			links = append(links, budgetLinkRow{key, id})
		}
		return foreign(upsert(tx, links))
	})
}

func sameBudget(tx *gorm.DB, key budgetKey, declarations []int64) error {
	var rows []declarationRow
	err := tx.Select("id", "year", "unit_name").Where("id IN ?", declarations).Find(&rows).Error
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Year != key.Year || models.Plain(r.UnitName) != key.UnitKey {
			return models.Refuse(models.Invalid, "预算项目只能对应本单位同一年度的申报表，请重新选择")
		}
	}
	if len(rows) != len(identities(slices.Clone(declarations))) {
		return models.Refuse(models.Invalid, noDeclaration)
	}
	return nil
}

// UnlinkLine takes back what was decided by hand: the line is linked by its
// name again.
func (s *Store) UnlinkLine(ctx context.Context, year int, line models.BudgetLine) error {
	return s.write(ctx, "unlink budget line "+line.Project, func(tx *gorm.DB) error {
		return unlink(tx, keyOf(year, &line))
	})
}

func unlink(tx *gorm.DB, key budgetKey) error {
	where := clause.Where{Exprs: []clause.Expression{
		clause.Eq{Column: "year", Value: key.Year},
		clause.Eq{Column: "unit_key", Value: key.UnitKey},
		clause.Eq{Column: "carried", Value: key.Carried},
		clause.Eq{Column: "project", Value: key.Project},
	}}
	if err := tx.Clauses(where).Delete(&budgetLinkRow{}).Error; err != nil {
		return err
	}
	return tx.Clauses(where).Delete(&budgetChoiceRow{}).Error
}

// linkedByHand returns what was linked by hand, as LinkBudget asks for it. A
// declaration that is not among docs is left out.
func linkedByHand(tx *gorm.DB, year int, unit string, docs map[int64]*models.Document) (func(*models.BudgetLine) ([]*models.Document, bool), error) {
	var choices []budgetChoiceRow
	var links []budgetLinkRow
	if err := ofUnit(tx, year, unit).Find(&choices).Error; err != nil {
		return nil, err
	}
	if err := ofUnit(tx, year, unit).Order("declaration_id").Find(&links).Error; err != nil {
		return nil, err
	}
	decided := map[budgetKey]bool{}
	for _, c := range choices {
		decided[c.Key] = true
	}
	linked := map[budgetKey][]*models.Document{}
	for _, l := range links {
		if doc := docs[l.DeclarationID]; doc != nil {
			linked[l.Key] = append(linked[l.Key], doc)
		}
	}
	return func(l *models.BudgetLine) ([]*models.Document, bool) {
		key := keyOf(year, l)
		return linked[key], decided[key]
	}, nil
}
