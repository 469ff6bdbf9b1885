package store

import (
	"database/sql"
	"slices"

	"jixiao/models"
)

// declarationRow is a row of declarations: everything of a declaration but its
// cells of money, its indicators and who filled it in.
type declarationRow struct {
	ID       int64 `gorm:"primaryKey"`
	Revision int64
	Version  int
	Status   models.Status
	Year     int

	UnitID       *int64
	DepartmentID *int64
	RoundID      *int64

	HandedOut       bool
	ToFinance       bool
	ApprovedVersion int
	ApprovalNumber  string
	ApprovalDate    string
	Created         instant `gorm:"column:created_at"`
	Updated         instant `gorm:"column:updated_at"`
	Moved           instant `gorm:"column:moved_at"`

	// TotalFen and AnnualFen are what the halves come to, for lists and
	// tallies: 资金总额, or the sum of the sources where that is blank.
	TotalFen  *int64
	AnnualFen *int64

	Layout         string
	Region         string
	DepartmentCode string
	DepartmentName string
	UnitCode       string
	UnitName       string
	ProjectName    string
	ProjectCode    string
	Attribute      string
	Period         string
	Head           string
	Handler        string
	Phone          string
	FilledAt       string
	Search         string // what lists are searched in

	Overview   string
	Basis      string
	Necessity  string
	Measures   string
	Plan       string
	GoalTotal  string
	GoalAnnual string
}

// TableName names the table.
func (declarationRow) TableName() string { return "declarations" }

// texts pairs each text of the document with its column. It is the one place
// that knows which goes where, in both directions.
func (r *declarationRow) texts(d *models.Document) [][2]*string {
	return [][2]*string{
		{&r.Layout, &d.Layout},
		{&r.Region, &d.Region},
		{&r.DepartmentCode, &d.Department.Code},
		{&r.DepartmentName, &d.Department.Name},
		{&r.UnitCode, &d.Unit.Code},
		{&r.UnitName, &d.Unit.Name},
		{&r.ProjectName, &d.Project.Name},
		{&r.ProjectCode, &d.Project.Code},
		{&r.Attribute, &d.Project.Attribute},
		{&r.Period, &d.Project.Period},
		{&r.Overview, &d.Narrative.Overview},
		{&r.Basis, &d.Narrative.Basis},
		{&r.Necessity, &d.Narrative.Necessity},
		{&r.Measures, &d.Narrative.Measures},
		{&r.Plan, &d.Narrative.Plan},
		{&r.GoalTotal, &d.Goals.Total},
		{&r.GoalAnnual, &d.Goals.Annual},
		{&r.Head, &d.Signoff.Head},
		{&r.Handler, &d.Signoff.Handler},
		{&r.Phone, &d.Signoff.Phone},
		{&r.FilledAt, &d.Signoff.FilledAt},
	}
}

// rowOf returns the row of d.
func rowOf(d *models.Declaration) declarationRow {
	doc := &d.Document
	r := declarationRow{
		ID: d.ID, Revision: d.Revision, Version: d.Version, Status: d.Status, Year: doc.Year,
		UnitID: optional(d.UnitID), DepartmentID: optional(d.DepartmentID), RoundID: optional(d.RoundID),
		HandedOut: d.HandedOut, ToFinance: d.ToFinance,
		ApprovedVersion: d.ApprovedVersion, ApprovalNumber: d.ApprovalNumber, ApprovalDate: d.ApprovalDate,
		Created: at(d.CreatedAt), Updated: at(d.UpdatedAt), Moved: at(d.MovedAt),
		TotalFen: effective(&doc.Funding.Total), AnnualFen: effective(&doc.Funding.Annual),
		Search: searchText(doc),
	}
	for _, t := range r.texts(doc) {
		*t[0] = *t[1]
	}
	return r
}

// declaration returns the declaration of the row; money, indicators and
// fillers are still to come.
func (r *declarationRow) declaration() models.Declaration {
	d := models.Declaration{
		ID: r.ID, Revision: r.Revision, Version: r.Version, Status: r.Status,
		UnitID: plain(r.UnitID), DepartmentID: plain(r.DepartmentID), RoundID: plain(r.RoundID),
		HandedOut: r.HandedOut, ToFinance: r.ToFinance,
		ApprovedVersion: r.ApprovedVersion, ApprovalNumber: r.ApprovalNumber, ApprovalDate: r.ApprovalDate,
		CreatedAt: r.Created.Time, UpdatedAt: r.Updated.Time, MovedAt: r.Moved.Time,
	}
	d.Document.Year = r.Year
	for _, t := range r.texts(&d.Document) {
		*t[1] = *t[0]
	}
	return d
}

func effective(f *models.Funds) *int64 {
	sum, known := f.Effective()
	if !known {
		return nil
	}
	fen := int64(sum)
	return &fen
}

// whole is the source under which 资金总额 is kept.
const whole models.Source = ""

// fundRow is one filled cell of money. A blank cell has no row; Fen is NULL
// where what was typed is not understood.
type fundRow struct {
	DeclarationID int64         `gorm:"primaryKey;autoIncrement:false"`
	Side          models.Side   `gorm:"primaryKey"`
	Source        models.Source `gorm:"primaryKey"`
	Fen           sql.NullInt64
	Typed         string
}

// TableName names the table.
func (fundRow) TableName() string { return "funds" }

// fundsOf returns the filled cells of money of a document.
func fundsOf(id int64, doc *models.Document) []fundRow {
	var rows []fundRow
	for _, side := range models.Sides {
		for _, source := range append([]models.Source{whole}, models.AllSources...) {
			a := *cell(doc, side, source)
			if a == (models.Amount{}) {
				continue
			}
			fen := sql.NullInt64{Int64: int64(a.Fen), Valid: a.Known}
			rows = append(rows, fundRow{id, side, source, fen, a.Typed})
		}
	}
	return rows
}

// cell returns a cell of money, or nil if the form has no such cell.
func cell(doc *models.Document, side models.Side, source models.Source) *models.Amount {
	if source == whole {
		return &doc.Funds(side).Amount
	}
	return doc.Funds(side).Sources.At(source)
}

// put writes the row into its cell of the document.
func (r *fundRow) put(doc *models.Document) {
	if a := cell(doc, r.Side, r.Source); a != nil {
		*a = models.Amount{Fen: models.Fen(r.Fen.Int64), Known: r.Fen.Valid, Typed: r.Typed}
	}
}

// indicatorRow is one indicator, known by its ID within its declaration.
type indicatorRow struct {
	DeclarationID int64  `gorm:"primaryKey;autoIncrement:false"`
	ID            string `gorm:"primaryKey"`
	Position      int
	Side          models.Side
	Level1        string
	Level2        string
	Level3        string
	Value         string
	Weight        string
	Parsed        parsed `gorm:"embedded"`
}

// TableName names the table.
func (indicatorRow) TableName() string { return "indicators" }

func indicatorsOf(id int64, doc *models.Document) []indicatorRow {
	rows := make([]indicatorRow, len(doc.Indicators))
	for i, row := range doc.Indicators {
		rows[i] = indicatorRow{
			id, row.ID, i, row.Side, row.Level1, row.Level2, row.Level3, row.Value, row.Weight,
			parsedOf(models.ParseValue(row.Value), doc.Year),
		}
	}
	return rows
}

func (r *indicatorRow) indicator() models.Indicator {
	return models.Indicator{
		ID: r.ID, Side: r.Side, Level1: r.Level1, Level2: r.Level2,
		Level3: r.Level3, Value: r.Value, Weight: r.Weight,
	}
}

// identify gives each row without an identity one, and refuses one that two
// rows share.
func identify(rows []models.Indicator) error {
	seen := make(map[string]bool, len(rows))
	for i := range rows {
		if rows[i].ID == "" {
			rows[i].ID = models.NewRowID()
		}
		if seen[rows[i].ID] {
			return models.Refuse(models.Invalid, "有两行指标的编号相同，请刷新页面后重新填写")
		}
		seen[rows[i].ID] = true
	}
	return nil
}

// fillerRow says that a person filled in a declaration.
type fillerRow struct {
	DeclarationID int64 `gorm:"primaryKey;autoIncrement:false"`
	PersonID      int64 `gorm:"primaryKey;autoIncrement:false"`
}

// TableName names the table.
func (fillerRow) TableName() string { return "fillers" }

func fillersOf(id int64, people []int64) []fillerRow {
	people = slices.Compact(slices.Sorted(slices.Values(people)))
	rows := make([]fillerRow, len(people))
	for i, person := range people {
		rows[i] = fillerRow{id, person}
	}
	return rows
}
