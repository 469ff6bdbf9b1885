package store

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"

	"jixiao/models"
)

// Broken is a place where what is recorded is not what was written.
type Broken struct {
	DeclarationID int64  // 0 for the record of settings
	Project       string // of the declaration
	Link          int64  // of the entry; 0 where no single one is meant
	What          string // a Chinese sentence
}

// VerifyRecords follows every chain from its first entry to its last, and tells
// found each place where an entry was changed, is missing, was put in, or was
// cut off, and each declaration whose text or state is not that of its last
// entry. It returns how many declarations and entries it has seen. A store
// without its key is Invalid.
func (s *Store) VerifyRecords(ctx context.Context, found func(Broken)) (declarations, entries int64, err error) {
	if s.chainKey == nil {
		return 0, 0, fmt.Errorf("store: verify records: %w", models.Refuse(models.Invalid, "没有密钥，不能核对记录"))
	}
	err = s.read(ctx, "verify records", func(tx *gorm.DB) error {
		n, err := s.verifySettings(tx, found)
		entries += n
		if err != nil {
			return err
		}
		var ids []int64
		if err := tx.Model(&declarationRow{}).Order("id").Pluck("id", &ids).Error; err != nil {
			return err
		}
		for _, id := range ids {
			n, err := s.verifyDeclaration(tx, id, found)
			if err != nil {
				return fmt.Errorf("declaration %d: %w", id, err)
			}
			declarations, entries = declarations+1, entries+n
		}
		return nil
	})
	return declarations, entries, err
}

// linked is an entry as it is found.
type linked struct {
	link  int64
	code  string
	parts []string
	name  string // in the sentences
}

// follow checks entries in the order of their links against one another and
// against the head.
func (s *Store) follow(id int64, entries map[int64][]linked, head headRow, found func(link int64, what string)) {
	last := ""
	for link := int64(1); link <= head.Links; link++ {
		at := entries[link]
		delete(entries, link)
		if len(at) == 0 {
			found(link, "不见了")
			last = ""
			continue
		}
		for _, e := range at[1:] {
			found(link, "重复："+e.name+"是后来插入的")
		}
		e := at[0]
		broken := last == "" && link > 1 // the one before is not there to be followed
		if !broken && !hmac.Equal([]byte(e.code), []byte(s.entryCode(id, link, last, e.parts))) {
			found(link, "被改过："+e.name)
		}
		last = e.code
	}
	if head.LinkCode != s.headCode(id, head.Links, last) && head.Links > 0 {
		found(head.Links, "末尾的校验码不对：后面的记录被删去，或者这一条被换过")
	}
	for link, list := range entries {
		for _, e := range list {
			if link == 0 {
				found(0, "没有校验码："+e.name)
			} else {
				found(link, "在末尾之后："+e.name+"是后来插入的")
			}
		}
	}
}

// verifySettings follows the record of settings.
func (s *Store) verifySettings(tx *gorm.DB, found func(Broken)) (int64, error) {
	var rows []recordRow
	if err := tx.Order("seq").Find(&rows).Error; err != nil {
		return 0, err
	}
	var setting settingRow
	err := tx.Where(&settingRow{Key: recordHead}).Take(&setting).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return 0, err
	}
	head := headRow{}
	_, _ = fmt.Sscanf(setting.Value, "%d:%s", &head.Links, &head.LinkCode)
	entries := map[int64][]linked{}
	for i := range rows {
		r := &rows[i]
		entries[r.Seq] = append(entries[r.Seq], linked{r.Seq, r.LinkCode, r.parts(), r.What + "“" + r.Object + "”"})
	}
	s.follow(theRecord, entries, head, func(link int64, what string) { found(Broken{Link: link, What: what}) })
	return int64(len(rows)), nil
}

// verifyDeclaration follows the chain of one declaration, and compares what the
// declaration is now with its last entries.
func (s *Store) verifyDeclaration(tx *gorm.DB, id int64, found func(Broken)) (int64, error) {
	d, err := loadOne(tx, id)
	if err != nil {
		return 0, err
	}
	tell := func(link int64, what string) { found(Broken{id, d.Document.Project.Name, link, what}) }
	var head headRow
	if err := tx.Where("id = ?", id).Take(&head).Error; err != nil {
		return 0, err
	}
	var events []eventRow
	if err := tx.Where("declaration_id = ?", id).Order("seq").Find(&events).Error; err != nil {
		return 0, err
	}
	var states []savedStateRow
	if err := tx.Where("declaration_id = ?", id).Order("revision").Find(&states).Error; err != nil {
		return 0, err
	}
	entries := map[int64][]linked{}
	for i := range events {
		e := &events[i]
		parts, err := e.parts(tx)
		if err != nil {
			return 0, err
		}
		name := fmt.Sprintf("经过第 %d 条（%s）", e.Seq, e.Action.Label())
		entries[e.Link] = append(entries[e.Link], linked{e.Link, e.LinkCode, parts, name})
	}
	for i := range states {
		r := &states[i]
		entries[r.Link] = append(entries[r.Link], linked{r.Link, r.LinkCode, r.parts(), fmt.Sprintf("第 %d 次保存的内容", r.Revision)})
	}
	s.follow(id, entries, head, tell)
	return int64(len(events) + len(states)), present(&d, events, states, tell)
}

// present compares a declaration with its last saved text and its last move.
func present(d *models.Declaration, events []eventRow, states []savedStateRow, tell func(int64, string)) error {
	if n := len(states); n > 0 {
		last := frozen{states[n-1].Document, states[n-1].RowIDs}
		text, err := last.thaw()
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(text, d.Document.Clone()) {
			tell(0, fmt.Sprintf("现在的内容与最后保存的（第 %d 次）不同", states[n-1].Revision))
		}
	}
	if n := len(events); n > 0 && events[n-1].ToStatus != "" && events[n-1].ToStatus != d.Status {
		tell(0, "现在是“"+d.Status.Label()+"”，经过里最后是“"+events[n-1].ToStatus.Label()+"”")
	}
	return nil
}
