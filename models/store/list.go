package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// Filter says which declarations a list shows. What the scope does not let the
// person see is never shown, whatever else is asked for.
type Filter struct {
	Scope models.Scope
	// As narrows the list to declarations towards which the person holds this
	// role: 待审核 of a department is DepartmentReview as DepartmentReviewer.
	As       models.RoleKind
	Statuses []models.Status // empty: all
	ActedBy  int64           // only those that this person has an event on: 曾经办

	Year         int   // 0: all
	RoundID      int64 // 0: all
	UnitID       int64 // 0: all
	DepartmentID int64 // 0: all
	// Search finds its words in names and codes of project, unit and
	// department, in the pinyin initials of project and unit, and as what the
	// year or the period comes to: 265万. All of its words must be found.
	Search string

	Waiting bool   // those longest in their state first, else the newest first
	After   string // where the page before ended; "" for the first page
	Limit   int    // of rows; 0: 50

	backward bool // with Waiting: the other way round
}

// ListRow is a declaration in a list.
type ListRow struct {
	ID             int64
	Revision       int64
	Version        int
	Status         models.Status
	Year           int
	RoundID        int64
	UnitID         int64
	DepartmentID   int64
	Project        string
	Attribute      string
	Unit           models.OrgName
	Department     models.OrgName
	Handler        string
	Total          models.Amount // what the period comes to, or what was typed
	Annual         models.Amount // what the year comes to, or what was typed
	ApprovalNumber string
	ApprovalDate   string
	MovedAt        time.Time // since when it has been in its state
	UpdatedAt      time.Time
}

// listRow is a ListRow as the query returns it.
type listRow struct {
	ID             int64
	Revision       int64
	Version        int
	Status         models.Status
	Year           int
	RoundID        *int64
	UnitID         *int64
	DepartmentID   *int64
	ProjectName    string
	Attribute      string
	UnitCode       string
	UnitName       string
	DepartmentCode string
	DepartmentName string
	Handler        string
	TotalFen       sql.NullInt64
	AnnualFen      sql.NullInt64
	TotalTyped     sql.NullString
	AnnualTyped    sql.NullString
	ApprovalNumber string
	ApprovalDate   string
	Moved          instant `gorm:"column:moved_at"`
	Updated        instant `gorm:"column:updated_at"`
}

const listColumns = `d.id, d.revision, d.version, d.status, d.year, d.round_id, d.unit_id, d.department_id,
	d.project_name, d.attribute, d.unit_code, d.unit_name, d.department_code, d.department_name, d.handler,
	d.total_fen, d.annual_fen, t.typed AS total_typed, a.typed AS annual_typed,
	d.approval_number, d.approval_date, d.moved_at, d.updated_at`

func (r *listRow) row() ListRow {
	return ListRow{
		ID: r.ID, Revision: r.Revision, Version: r.Version, Status: r.Status, Year: r.Year,
		RoundID: plain(r.RoundID), UnitID: plain(r.UnitID), DepartmentID: plain(r.DepartmentID),
		Project: r.ProjectName, Attribute: r.Attribute,
		Unit:       models.OrgName{Code: r.UnitCode, Name: r.UnitName},
		Department: models.OrgName{Code: r.DepartmentCode, Name: r.DepartmentName},
		Handler:    r.Handler, Total: shown(r.TotalFen, r.TotalTyped), Annual: shown(r.AnnualFen, r.AnnualTyped),
		ApprovalNumber: r.ApprovalNumber, ApprovalDate: r.ApprovalDate,
		MovedAt: r.Moved.Time, UpdatedAt: r.Updated.Time,
	}
}

func shown(fen sql.NullInt64, typed sql.NullString) models.Amount {
	if fen.Valid {
		return models.KnownAmount(models.Fen(fen.Int64))
	}
	return models.Amount{Typed: typed.String}
}

// List returns one page of declarations, and where the next one begins, "" on
// the last. A page that cannot be meant is Invalid.
func (s *Store) List(ctx context.Context, f Filter) (rows []ListRow, next string, err error) {
	if f.Limit <= 0 {
		f.Limit = 50
	}
	order := orderOf(f.Waiting, f.backward)
	err = s.read(ctx, "list", func(tx *gorm.DB) error {
		conditions, err := f.conditions()
		if err != nil {
			return err
		}
		after, err := order.after(f.After)
		if err != nil {
			return err
		}
		page := f.page(append(conditions, after...), order)
		var found []listRow
		err = tx.Raw("SELECT "+listColumns+" FROM ("+page.sql+") p JOIN declarations d ON d.id = p.id"+
			" LEFT JOIN funds t ON t.declaration_id = d.id AND t.side = 'total' AND t.source = ''"+
			" LEFT JOIN funds a ON a.declaration_id = d.id AND a.side = 'annual' AND a.source = ''"+
			" ORDER BY "+order.outer, page.args...).Scan(&found).Error
		if err != nil {
			return err
		}
		if len(found) > f.Limit {
			found = found[:f.Limit]
			next = order.cursor(&found[f.Limit-1])
		}
		rows = make([]ListRow, len(found))
		for i := range found {
			rows[i] = found[i].row()
		}
		return nil
	})
	return rows, next, err
}

// conditions returns everything but reach and status.
func (f *Filter) conditions() ([]condition, error) {
	var cs []condition
	for _, c := range []struct {
		sql string
		id  int64
	}{
		{"year = ?", int64(f.Year)},
		{"round_id = ?", f.RoundID},
		{"unit_id = ?", f.UnitID},
		{"department_id = ?", f.DepartmentID},
		{"id IN (SELECT declaration_id FROM hands WHERE person_id = ?)", f.ActedBy},
	} {
		if c.id != 0 {
			cs = append(cs, condition{c.sql, []any{c.id}})
		}
	}
	words, err := searchWords(f.Search)
	for _, word := range words {
		cs = append(cs, found(word))
	}
	return cs, err
}

// mostBranches is how many parts a page may be put together from; SQLite
// allows 500.
const mostBranches = 120

// page returns the query for the identities of one page and one row more. It
// asks for each unit or department and each state apart, and takes the best
// of their answers: each part is read from an index that has its rows in
// order, so that a page costs the same however many declarations there are.
func (f *Filter) page(conditions []condition, order listOrder) condition {
	statuses := f.Statuses
	if len(statuses) == 0 {
		statuses = models.Statuses
	}
	ways := reachOf(&f.Scope, f.As).branches()
	apart := f.ActedBy == 0 && len(ways)*len(statuses) <= mostBranches
	var parts []condition
	if apart {
		for _, way := range ways {
			for _, status := range statuses {
				parts = append(parts, all(append([]condition{way, {"status = ?", []any{status}}}, conditions...)))
			}
		}
	} else if len(ways) > 0 {
		way := reachOf(&f.Scope, f.As).condition()
		parts = []condition{all(append([]condition{way, {"status IN ?", []any{statuses}}}, conditions...))}
	}
	if len(parts) == 0 {
		parts = []condition{either(nil)}
	}
	limit := " ORDER BY " + order.inner + " LIMIT " + strconv.Itoa(f.Limit+1)
	var sqls []string
	var args []any
	for _, part := range parts {
		sqls = append(sqls, "SELECT * FROM (SELECT "+order.keys+" FROM declarations WHERE "+part.sql+limit+") q")
		args = append(args, part.args...)
	}
	return condition{"SELECT id FROM (" + strings.Join(sqls, " UNION ") + ") u" + limit, args}
}

// listOrder is an order of lists and how a page goes on behind a row.
type listOrder struct {
	waiting      bool
	keys         string // columns that it goes by; the fewer, the less is read
	inner, outer string
	behind       string // how rows behind another compare with it
}

func orderOf(waiting, backward bool) listOrder {
	switch {
	case waiting && backward:
		return listOrder{true, "moved_at, id", "moved_at DESC, id DESC", "d.moved_at DESC, d.id DESC", "<"}
	case waiting:
		return listOrder{true, "moved_at, id", "moved_at, id", "d.moved_at, d.id", ">"}
	}
	return listOrder{false, "id", "id DESC", "d.id DESC", "<"}
}

// cursor names the row as the end of a page.
func (o listOrder) cursor(r *listRow) string { return cursorAt(o.waiting, r.ID, r.Moved.Time) }

func cursorAt(waiting bool, id int64, moved time.Time) string {
	text := strconv.FormatInt(id, 10)
	if waiting {
		return strconv.FormatInt(moved.UnixMicro(), 10) + "." + text
	}
	return text
}

// Neighbours returns the declarations that stand before and behind d in a list
// of what waits, 0 where there is none; d itself need not be in it any more.
func (s *Store) Neighbours(ctx context.Context, f Filter, d *models.Declaration) (before, behind int64, err error) {
	f.Waiting, f.Limit, f.After = true, 1, cursorAt(true, d.ID, d.MovedAt)
	for _, side := range []struct {
		backward bool
		id       *int64
	}{{true, &before}, {false, &behind}} {
		f.backward = side.backward
		rows, _, err := s.List(ctx, f)
		if err != nil {
			return 0, 0, err
		}
		if len(rows) > 0 {
			*side.id = rows[0].ID
		}
	}
	return before, behind, nil
}

// after returns the condition for the rows behind a cursor.
func (o listOrder) after(cursor string) ([]condition, error) {
	if cursor == "" {
		return nil, nil
	}
	refusal := models.Refuse(models.Invalid, "翻页的位置不对，请从第一页看起")
	moved, last, found := strings.Cut(cursor, ".")
	if !found {
		last = moved
	}
	id, err := strconv.ParseInt(last, 10, 64)
	if err != nil || found != o.waiting {
		return nil, refusal
	}
	if !o.waiting {
		return []condition{{"id " + o.behind + " ?", []any{id}}}, nil
	}
	micro, err := strconv.ParseInt(moved, 10, 64)
	if err != nil {
		return nil, refusal
	}
	return []condition{{"(moved_at, id) " + o.behind + " (?, ?)", []any{at(time.UnixMicro(micro)), id}}}, nil
}

// EachDeclaration calls visit with every declaration of the filter whole, page
// by page in the order of the list, until there are no more or visit returns
// an error, which it returns.
func (s *Store) EachDeclaration(ctx context.Context, f Filter, visit func(*models.Declaration) error) error {
	for {
		rows, next, err := s.List(ctx, f)
		if err != nil {
			return err
		}
		ids := make([]int64, len(rows))
		for i := range rows {
			ids[i] = rows[i].ID
		}
		declarations, err := s.Declarations(ctx, ids)
		if err != nil {
			return err
		}
		for i := range declarations {
			if err := visit(&declarations[i]); err != nil {
				return fmt.Errorf("store: declaration %d: %w", declarations[i].ID, err)
			}
		}
		if next == "" {
			return nil
		}
		f.After = next
	}
}
