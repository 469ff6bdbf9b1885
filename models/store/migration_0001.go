package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// migrate0001 makes the first tables.
func migrate0001(tx *gorm.DB) error {
	return createTables(tx,
		&org0001{}, &person0001{}, &role0001{}, &roleDepartment0001{},
		&round0001{}, &setting0001{}, &session0001{}, &failure0001{},
		&declaration0001{}, &fund0001{}, &indicator0001{}, &filler0001{},
		&version0001{}, &finding0001{}, &event0001{}, &hand0001{}, &savedState0001{}, &tally0001{},
	)
}

func createTables(tx *gorm.DB, tables ...any) error {
	for _, table := range tables {
		if err := tx.Migrator().CreateTable(table); err != nil {
			return err
		}
	}
	return nil
}

// momentType is the column type of a moment.
func momentType(db *gorm.DB) string {
	if db.Name() == "postgres" {
		return "timestamptz"
	}
	return "text"
}

// moment stands for a column of time in frozen structs.
type moment string

// GormDBDataType names the column's type.
func (moment) GormDBDataType(db *gorm.DB, _ *schema.Field) string { return momentType(db) }

type org0001 struct {
	ID       int64  `gorm:"primaryKey"`
	Code     string `gorm:"not null;uniqueIndex:orgs_code,where:code <> ''"`
	Name     string `gorm:"not null;index:orgs_name"`
	Kind     string `gorm:"not null"`
	ParentID *int64
	Parent   *org0001
	Region   string `gorm:"not null"`
}

func (org0001) TableName() string { return "orgs" }

type person0001 struct {
	ID           int64  `gorm:"primaryKey"`
	Login        string `gorm:"not null"`
	LoginKey     string `gorm:"not null;uniqueIndex:people_login"`
	Name         string `gorm:"not null"`
	Phone        string `gorm:"not null"`
	Disabled     bool   `gorm:"not null"`
	PasswordHash string `gorm:"not null"`
	MustChange   bool   `gorm:"not null"`
	PasswordSet  moment `gorm:"not null;column:password_set_at"`
	Created      moment `gorm:"not null;column:created_at"`
}

func (person0001) TableName() string { return "people" }

type role0001 struct {
	ID       int64 `gorm:"primaryKey"`
	PersonID int64 `gorm:"not null;index:roles_person"`
	Person   person0001
	Kind     string `gorm:"not null"`
	OrgID    *int64
	Org      *org0001
}

func (role0001) TableName() string { return "roles" }

type roleDepartment0001 struct {
	RoleID       int64 `gorm:"primaryKey;autoIncrement:false"`
	Role         role0001
	DepartmentID int64   `gorm:"primaryKey;autoIncrement:false"`
	Department   org0001 `gorm:"foreignKey:DepartmentID"`
}

func (roleDepartment0001) TableName() string { return "role_departments" }

type round0001 struct {
	ID          int64  `gorm:"primaryKey"`
	Year        int    `gorm:"not null;uniqueIndex:rounds_name,priority:1"`
	Name        string `gorm:"not null;uniqueIndex:rounds_name,priority:2"`
	SkipFinance bool   `gorm:"not null"`
	Created     moment `gorm:"not null;column:created_at"`
}

func (round0001) TableName() string { return "rounds" }

type setting0001 struct {
	Key   string `gorm:"primaryKey"`
	Value string `gorm:"not null"`
}

func (setting0001) TableName() string { return "settings" }

type session0001 struct {
	TokenHash string `gorm:"primaryKey"`
	Data      []byte `gorm:"not null"`
	Expires   moment `gorm:"not null;column:expires_at;index:sessions_expires"`
	PersonID  *int64 `gorm:"index:sessions_person"`
}

func (session0001) TableName() string { return "sessions" }

type failure0001 struct {
	ID       int64  `gorm:"primaryKey"`
	LoginKey string `gorm:"not null;index:failures_login,priority:1"`
	Address  string `gorm:"not null;index:failures_address,priority:1"`
	At       moment `gorm:"not null;index:failures_login,priority:2;index:failures_address,priority:2;index:failures_at"`
}

func (failure0001) TableName() string { return "failures" }

// declaration0001 has its long texts last: SQLite keeps a row's columns one
// behind the other, and lists should not read over them.
type declaration0001 struct {
	ID       int64  `gorm:"primaryKey;index:declarations_unit,priority:4;index:declarations_department,priority:4;index:declarations_status,priority:3;index:declarations_department_waiting,priority:5;index:declarations_waiting,priority:4"`
	Revision int64  `gorm:"not null"`
	Version  int    `gorm:"not null"`
	Status   string `gorm:"not null;index:declarations_unit,priority:3;index:declarations_department,priority:3;index:declarations_status,priority:2;index:declarations_department_waiting,priority:3;index:declarations_waiting,priority:2"`
	Year     int    `gorm:"not null;index:declarations_unit,priority:2;index:declarations_department,priority:2;index:declarations_status,priority:1;index:declarations_department_waiting,priority:2;index:declarations_waiting,priority:1"`

	UnitID       *int64 `gorm:"index:declarations_unit,priority:1"`
	Unit         *org0001
	DepartmentID *int64 `gorm:"index:declarations_department,priority:1;index:declarations_department_waiting,priority:1"`
	Department   *org0001
	RoundID      *int64
	Round        *round0001

	HandedOut      bool   `gorm:"not null"`
	ToFinance      bool   `gorm:"not null"`
	ApprovalNumber string `gorm:"not null"`
	ApprovalDate   string `gorm:"not null"`
	Created        moment `gorm:"not null;column:created_at"`
	Updated        moment `gorm:"not null;column:updated_at"`
	Moved          moment `gorm:"not null;column:moved_at;index:declarations_department_waiting,priority:4;index:declarations_waiting,priority:3"`

	TotalFen  *int64
	AnnualFen *int64

	Layout         string `gorm:"not null"`
	Region         string `gorm:"not null"`
	DepartmentCode string `gorm:"not null"`
	DepartmentName string `gorm:"not null"`
	UnitCode       string `gorm:"not null"`
	UnitName       string `gorm:"not null"`
	ProjectName    string `gorm:"not null"`
	ProjectCode    string `gorm:"not null"`
	Attribute      string `gorm:"not null"`
	Period         string `gorm:"not null"`
	Head           string `gorm:"not null"`
	Handler        string `gorm:"not null"`
	Phone          string `gorm:"not null"`
	FilledAt       string `gorm:"not null"`
	Search         string `gorm:"not null"`

	Overview   string `gorm:"not null"`
	Basis      string `gorm:"not null"`
	Necessity  string `gorm:"not null"`
	Measures   string `gorm:"not null"`
	Plan       string `gorm:"not null"`
	GoalTotal  string `gorm:"not null"`
	GoalAnnual string `gorm:"not null"`
}

func (declaration0001) TableName() string { return "declarations" }

type fund0001 struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
	Side          string `gorm:"primaryKey"`
	Source        string `gorm:"primaryKey"`
	Fen           *int64
	Typed         string `gorm:"not null"`
}

func (fund0001) TableName() string { return "funds" }

type indicator0001 struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
	ID            string `gorm:"primaryKey"`
	Position      int    `gorm:"not null"`
	Side          string `gorm:"not null"`
	Level1        string `gorm:"not null"`
	Level2        string `gorm:"not null"`
	Level3        string `gorm:"not null"`
	Value         string `gorm:"not null"`
	Weight        string `gorm:"not null"`
}

func (indicator0001) TableName() string { return "indicators" }

type filler0001 struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
	PersonID      int64 `gorm:"primaryKey;autoIncrement:false"`
	Person        person0001
}

func (filler0001) TableName() string { return "fillers" }

type version0001 struct {
	ID            int64 `gorm:"primaryKey"`
	DeclarationID int64 `gorm:"not null;uniqueIndex:versions_number,priority:1"`
	Declaration   declaration0001
	Number        int    `gorm:"not null;uniqueIndex:versions_number,priority:2"`
	RoundID       *int64 `gorm:"index:versions_round"`
	Round         *round0001
	Document      string `gorm:"not null"`
	RowIDs        string `gorm:"not null"`
	RuleSet       string `gorm:"not null"`
	At            moment `gorm:"not null"`
	PersonID      *int64
	Person        *person0001
	PersonName    string `gorm:"not null"`
}

func (version0001) TableName() string { return "versions" }

type finding0001 struct {
	VersionID int64 `gorm:"primaryKey;autoIncrement:false"`
	Version   version0001
	Position  int    `gorm:"primaryKey;autoIncrement:false"`
	Rule      string `gorm:"not null;index:findings_rule"`
	Severity  string `gorm:"not null"`
	Cells     string `gorm:"not null"`
	Side      string `gorm:"not null"`
	Class     string `gorm:"not null"`
	Message   string `gorm:"not null"`
}

func (finding0001) TableName() string { return "findings" }

type event0001 struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
	Seq           int64  `gorm:"primaryKey;autoIncrement:false"`
	At            moment `gorm:"not null"`
	PersonID      *int64
	Person        *person0001
	PersonName    string `gorm:"not null"`
	Address       string `gorm:"not null"`
	Action        string `gorm:"not null"`
	FromStatus    string `gorm:"not null"`
	ToStatus      string `gorm:"not null"`
	Version       int    `gorm:"not null"`
	Opinion       string `gorm:"not null"`
	Number        string `gorm:"not null"`
	Date          string `gorm:"not null"`
	Note          string `gorm:"not null"`
}

func (event0001) TableName() string { return "events" }

type hand0001 struct {
	PersonID      int64 `gorm:"primaryKey;autoIncrement:false"`
	Person        person0001
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
}

func (hand0001) TableName() string { return "hands" }

type savedState0001 struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	Declaration   declaration0001
	Revision      int64  `gorm:"primaryKey;autoIncrement:false"`
	Document      string `gorm:"not null"`
	RowIDs        string `gorm:"not null"`
	At            moment `gorm:"not null"`
	PersonID      *int64
	Person        *person0001
	PersonName    string `gorm:"not null"`
}

func (savedState0001) TableName() string { return "saved_states" }

type tally0001 struct {
	Year         int    `gorm:"primaryKey;autoIncrement:false"`
	RoundID      int64  `gorm:"primaryKey;autoIncrement:false"`
	UnitID       int64  `gorm:"primaryKey;autoIncrement:false"`
	DepartmentID int64  `gorm:"primaryKey;autoIncrement:false;index:tallies_department"`
	Status       string `gorm:"primaryKey"`
	Number       int64  `gorm:"not null"`
	TotalFen     int64  `gorm:"not null"`
	AnnualFen    int64  `gorm:"not null"`
}

func (tally0001) TableName() string { return "tallies" }
