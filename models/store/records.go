package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// Record is one entry of the record of accounts, organisations, rounds and
// settings: who did what to what, from which address, and the values before
// and after.
type Record struct {
	Seq           int64
	At            time.Time
	PersonID      int64
	PersonName    string
	Address       string
	What          string // 停用账号
	Object        string // jingban
	Before, After string
}

// recordRow is one entry; it is never changed.
type recordRow struct {
	Seq         int64   `gorm:"primaryKey;autoIncrement:false"`
	At          instant `gorm:"column:recorded_at"`
	PersonID    *int64
	PersonName  string
	Address     string
	What        string
	Object      string
	ValueBefore string
	ValueAfter  string
	LinkCode    string
}

// TableName names the table.
func (recordRow) TableName() string { return "records" }

func (r *recordRow) record() Record {
	return Record{
		r.Seq, r.At.Time, plain(r.PersonID), r.PersonName, r.Address, r.What, r.Object, r.ValueBefore, r.ValueAfter,
	}
}

// parts are what the code of the entry stands for.
func (r *recordRow) parts() []string {
	return []string{
		"record", r.At.text(), number(plain(r.PersonID)), r.PersonName, r.Address,
		r.What, r.Object, r.ValueBefore, r.ValueAfter,
	}
}

// recordHead is the setting that holds number and code of the last entry.
const recordHead = "record-head"

// theRecord is the number under which the record of settings is linked, which
// no declaration has.
const theRecord = 0

// record adds an entry, in the name of the context's actor.
func (s *Store) record(ctx context.Context, tx *gorm.DB, what, object, before, after string) error {
	seq, last, err := s.recordEnd(tx)
	if err != nil {
		return err
	}
	by := models.ActorOf(ctx)
	row := recordRow{
		Seq: seq + 1, At: s.now(), PersonID: optional(by.PersonID), PersonName: by.Name, Address: by.Address,
		What: what, Object: object, ValueBefore: before, ValueAfter: after,
	}
	if s.chainKey != nil {
		row.LinkCode = s.entryCode(theRecord, row.Seq, last, row.parts())
	}
	if err := tx.Create(&row).Error; err != nil {
		return foreign(err)
	}
	head := settingRow{recordHead, number(row.Seq) + ":" + s.headCode(theRecord, row.Seq, row.LinkCode)}
	return upsert(tx, []settingRow{head})
}

// recordEnd returns number and code of the last entry, and keeps other writers
// from adding until the transaction ends.
func (s *Store) recordEnd(tx *gorm.DB) (seq int64, code string, err error) {
	err = tx.Exec("INSERT INTO settings (key, value) VALUES (?, '0:') ON CONFLICT (key) DO UPDATE SET value = settings.value", recordHead).Error
	if err != nil {
		return 0, "", err
	}
	var row recordRow
	err = tx.Select("seq", "link_code").Order("seq DESC").Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return 0, "", nil
	}
	return row.Seq, row.LinkCode, err
}

// Records returns entries of the record, the last one first: at most limit of
// those before the entry with the number before, or of all where that is 0.
func (s *Store) Records(ctx context.Context, before int64, limit int) ([]Record, error) {
	query := s.db.WithContext(ctx).Order("seq DESC").Limit(limit)
	if before > 0 {
		query = query.Where("seq < ?", before)
	}
	var rows []recordRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("store: records: %w", err)
	}
	list := make([]Record, len(rows))
	for i := range rows {
		list[i] = rows[i].record()
	}
	return list, nil
}

// personText is a person as the record shows them.
func personText(p *personRow) string { return p.Login + "；" + p.Name + "；" + p.Phone }

// rolesText is what a person may do, as the record shows it.
func rolesText(tx *gorm.DB, person int64) (string, error) {
	roles, err := rolesOf(tx, person)
	if err != nil {
		return "", err
	}
	orgs, err := allOrgs(tx)
	if err != nil {
		return "", err
	}
	names := map[int64]string{}
	for _, o := range orgs {
		names[o.ID] = o.Name
	}
	var list []string
	for _, r := range roles[person] {
		text := names[r.OrgID] + r.Kind.Label()
		for _, id := range r.Departments {
			text += "、" + names[id]
		}
		list = append(list, text)
	}
	return strings.Join(list, "；"), nil
}

// roundText is a round as the record shows it.
func roundText(r *roundRow) string {
	parts := []string{strconv.Itoa(r.Year) + "年" + r.Name, "限额 " + r.MinimumFen.String()}
	if r.SkipFinance {
		parts = append(parts, "不经财政审核")
	}
	if r.NeedsScan {
		parts = append(parts, "要盖章扫描件")
	}
	if r.Wanted != "" {
		parts = append(parts, "附件 "+r.Wanted)
	}
	return strings.Join(parts, "；")
}
