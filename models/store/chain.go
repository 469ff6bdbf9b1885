package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"jixiao/models"
)

// Seal gives the key with which whatever is recorded from now on is linked into
// chains: the code of each entry is an HMAC over it and the code of the entry
// before, so that one that is changed, missing, inserted or cut off is noticed
// by whoever has the key. It is kept outside the database. Call it before the
// store is used; a store without a key records without codes.
func (s *Store) Seal(key []byte) {
	if len(key) == 0 {
		return
	}
	own := hmac.New(sha256.New, key)
	own.Write([]byte("jixiao record 1"))
	s.chainKey = own.Sum(nil)
}

// code returns the HMAC over the parts, which cannot be shifted into one
// another.
func (s *Store) code(parts ...string) string {
	if s.chainKey == nil {
		return ""
	}
	sum := hmac.New(sha256.New, s.chainKey)
	for _, part := range parts {
		_, _ = fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// chain is the end of the chain of a declaration, to which the transaction that
// has locked it adds: writers of other declarations do not wait for it.
type chain struct {
	store *Store
	tx    *gorm.DB
	id    int64
	links int64
	code  string // of the last entry
}

// headRow is what a declaration's row says of its chain: how many entries there
// are, and a code over that and the last one.
type headRow struct {
	ID       int64 `gorm:"primaryKey"`
	Links    int64
	LinkCode string
}

// TableName names the table.
func (headRow) TableName() string { return "declarations" }

// chainOf returns the end of the chain of a declaration.
func (s *Store) chainOf(tx *gorm.DB, id int64) (*chain, error) {
	c := &chain{store: s, tx: tx, id: id}
	if s.chainKey == nil {
		return c, nil
	}
	var head headRow
	if err := tx.Where("id = ?", id).Take(&head).Error; err != nil {
		return nil, err
	}
	c.links = head.Links
	if c.links == 0 {
		return c, nil
	}
	for _, table := range []string{"events", "saved_states"} {
		var codes []string
		err := tx.Table(table).Where("declaration_id = ? AND link = ?", id, c.links).Pluck("link_code", &codes).Error
		if err != nil {
			return nil, err
		}
		if len(codes) > 0 {
			c.code = codes[0]
		}
	}
	return c, nil
}

// add links an entry to the one before it.
func (c *chain) add(parts ...string) (link int64, code string) {
	if c.store.chainKey == nil {
		return 0, ""
	}
	c.links++
	c.code = c.store.entryCode(c.id, c.links, c.code, parts)
	return c.links, c.code
}

// close keeps the end of the chain.
func (c *chain) close() error {
	if c.store.chainKey == nil {
		return nil
	}
	return c.tx.Model(&headRow{}).Where("id = ?", c.id).Updates(map[string]any{
		"links": c.links, "link_code": c.store.headCode(c.id, c.links, c.code),
	}).Error
}

func (s *Store) entryCode(id, link int64, before string, parts []string) string {
	return s.code(append([]string{"entry", number(id), number(link), before}, parts...)...)
}

func (s *Store) headCode(id, links int64, last string) string {
	return s.code("head", number(id), number(links), last)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// parts are what the code of a saved text stands for.
func (r *savedStateRow) parts() []string {
	return []string{
		"saved", number(r.Revision), digest(r.Document), digest(r.RowIDs), r.At.text(),
		number(plain(r.PersonID)), r.PersonName,
	}
}

// parts are what the code of an entry of the history stands for; with 送审 also
// for the version that was frozen.
func (r *eventRow) parts(tx *gorm.DB) ([]string, error) {
	frozen := ""
	if r.Action == models.Submit {
		var versions []versionRow
		if err := tx.Where("declaration_id = ? AND number = ?", r.DeclarationID, r.Version).Find(&versions).Error; err != nil {
			return nil, err
		}
		for _, v := range versions {
			frozen += digest(v.Document) + digest(v.RowIDs) + v.RuleSet
		}
	}
	return []string{
		"event", number(r.Seq), r.At.text(), number(plain(r.PersonID)), r.PersonName, r.Address,
		string(r.Action), string(r.FromStatus), string(r.ToStatus), strconv.Itoa(r.Version),
		r.Opinion, r.Number, r.Date, r.Note, frozen,
	}, nil
}
