package store

import "gorm.io/gorm"

// migrate0003 adds the budget tables, and what rounds decide about rules and
// small projects.
func migrate0003(tx *gorm.DB) error {
	if err := tx.Migrator().AddColumn(&round0003{}, "MinimumFen"); err != nil {
		return err
	}
	return createTables(tx, &budgetLine0003{}, &budgetChoice0003{}, &budgetLink0003{}, &roundRule0003{})
}

type round0003 struct {
	ID         int64 `gorm:"primaryKey"`
	MinimumFen int64 `gorm:"not null;default:0"`
}

func (round0003) TableName() string { return "rounds" }

type budgetLine0003 struct {
	Year         int    `gorm:"primaryKey;autoIncrement:false"`
	UnitKey      string `gorm:"primaryKey"`
	Position     int    `gorm:"primaryKey;autoIncrement:false"`
	FileRow      int    `gorm:"not null"`
	TableNumber  string `gorm:"not null"`
	Carried      bool   `gorm:"not null"`
	Unit         string `gorm:"not null"`
	Project      string `gorm:"not null"`
	General      int64  `gorm:"not null"`
	Government   int64  `gorm:"not null"`
	StateCapital int64  `gorm:"not null"`
	Fiscal       int64  `gorm:"not null"`
	UnitFunds    int64  `gorm:"not null"`
	At           moment `gorm:"not null;column:imported_at"`
	PersonID     *int64
	Person       *person0001
}

func (budgetLine0003) TableName() string { return "budget_lines" }

type budgetChoice0003 struct {
	Year     int    `gorm:"primaryKey;autoIncrement:false"`
	UnitKey  string `gorm:"primaryKey"`
	Carried  bool   `gorm:"primaryKey"`
	Project  string `gorm:"primaryKey"`
	At       moment `gorm:"not null;column:chosen_at"`
	PersonID *int64
	Person   *person0001
}

func (budgetChoice0003) TableName() string { return "budget_choices" }

type budgetLink0003 struct {
	Year          int    `gorm:"primaryKey;autoIncrement:false"`
	UnitKey       string `gorm:"primaryKey"`
	Carried       bool   `gorm:"primaryKey"`
	Project       string `gorm:"primaryKey"`
	DeclarationID int64  `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
}

func (budgetLink0003) TableName() string { return "budget_links" }

type roundRule0003 struct {
	ID         int64 `gorm:"primaryKey"`
	RoundID    int64 `gorm:"not null;index:round_rules_round"`
	Round      round0001
	Rule       string `gorm:"not null"`
	Severity   string `gorm:"not null"`
	Reason     *bool
	At         moment `gorm:"not null;column:set_at"`
	PersonID   *int64
	Person     *person0001
	PersonName string `gorm:"not null"`
}

func (roundRule0003) TableName() string { return "round_rules" }
