package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jixiao/models"
)

// orgRow is one organisation of the tree.
type orgRow struct {
	ID       int64 `gorm:"primaryKey"`
	Code     string
	Name     string
	Kind     models.OrgKind
	ParentID *int64
	Region   string
}

// TableName names the table.
func (orgRow) TableName() string { return "orgs" }

func (r *orgRow) org() models.Org {
	return models.Org{ID: r.ID, Code: r.Code, Name: r.Name, Kind: r.Kind, ParentID: plain(r.ParentID), Region: r.Region}
}

// Orgs returns the whole tree, parents before their children's codes: in the
// order of codes, then of identities.
func (s *Store) Orgs(ctx context.Context) ([]models.Org, error) {
	orgs, err := allOrgs(s.db.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("store: orgs: %w", err)
	}
	return orgs, nil
}

func allOrgs(tx *gorm.DB) ([]models.Org, error) {
	var rows []orgRow
	if err := tx.Order("code, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	orgs := make([]models.Org, len(rows))
	for i := range rows {
		orgs[i] = rows[i].org()
	}
	return orgs, nil
}

// SaveOrgs adds organisations to the tree and changes those that it has,
// matched by code, else by exact name and kind. A ParentID above 0 names an
// organisation of the tree, one below 0 the organisation of orgs with that ID,
// wherever in orgs it stands; IDs serve no other purpose here. None is ever
// taken away. It is Invalid when an organisation would stand below itself.
func (s *Store) SaveOrgs(ctx context.Context, orgs []models.Org) (added, changed int, err error) {
	err = s.write(ctx, "save orgs", func(tx *gorm.DB) error {
		if err := storable(orgs); err != nil {
			return err
		}
		have, err := allOrgs(tx)
		if err != nil {
			return err
		}
		t := orgTree{tx: tx, have: have, given: map[int64]int64{}}
		t.was = slices.Clone(have)
		if err := t.place(orgs); err != nil {
			return err
		}
		if added, changed, err = t.save(orgs); err != nil {
			return err
		}
		if err := t.acyclic(); err != nil {
			return err
		}
		return t.recorded(func(what, object, before, after string) error {
			return s.record(ctx, tx, what, object, before, after)
		})
	})
	return added, changed, err
}

// orgTree matches given organisations with those that there are.
type orgTree struct {
	tx      *gorm.DB
	have    []models.Org
	was     []models.Org    // before anything was saved
	matches []int           // for each given organisation its place in have
	fresh   map[int]bool    // places in have that were not in the tree
	given   map[int64]int64 // identities below 0 to those in the tree
}

// place finds each organisation in the tree, or adds a row for it, so that all
// have identities before parents are looked up.
func (t *orgTree) place(orgs []models.Org) error {
	t.fresh = map[int]bool{}
	for _, o := range orgs {
		i := t.find(o)
		if i < 0 {
			row := orgRow{Code: o.Code, Name: o.Name, Kind: o.Kind, Region: o.Region}
			if err := t.tx.Create(&row).Error; err != nil {
				return taken(err, "组织编码 "+o.Code+" 重复")
			}
			i = len(t.have)
			t.have = append(t.have, row.org())
			t.fresh[i] = true
		}
		t.matches = append(t.matches, i)
		if o.ID < 0 {
			t.given[o.ID] = t.have[i].ID
		}
	}
	return nil
}

func (t *orgTree) find(o models.Org) int {
	for i, h := range t.have {
		if o.Code != "" && h.Code == o.Code {
			return i
		}
	}
	for i, h := range t.have {
		if h.Name == o.Name && h.Kind == o.Kind && !t.fresh[i] {
			return i
		}
	}
	return -1
}

func (t *orgTree) save(orgs []models.Org) (added, changed int, err error) {
	added = len(t.fresh)
	for k, o := range orgs {
		i := t.matches[k]
		o.ID = t.have[i].ID
		if o.ParentID < 0 {
			o.ParentID = t.given[o.ParentID]
		}
		if o.Code == "" {
			o.Code = t.have[i].Code
		}
		if o == t.have[i] {
			continue
		}
		row := orgRow{o.ID, o.Code, o.Name, o.Kind, optional(o.ParentID), o.Region}
		if err := t.tx.Select("*").Updates(&row).Error; err != nil {
			return 0, 0, taken(foreign(err), "组织编码 "+o.Code+" 重复")
		}
		t.have[i] = o
		if !t.fresh[i] {
			changed++
		}
	}
	return added, changed, nil
}

// recorded tells what was added and changed.
func (t *orgTree) recorded(record func(what, object, before, after string) error) error {
	for i, o := range t.have {
		what, before := "新增机构", ""
		if i < len(t.was) {
			if o == t.was[i] {
				continue
			}
			what, before = "修改机构", t.text(t.was[i])
		}
		if err := record(what, o.Name, before, t.text(o)); err != nil {
			return err
		}
	}
	return nil
}

// text is an organisation as the record shows it.
func (t *orgTree) text(o models.Org) string {
	above := ""
	for _, p := range t.have {
		if p.ID == o.ParentID {
			above = p.Name
		}
	}
	return strings.Join([]string{o.Code, o.Name, string(o.Kind), o.Region, above}, "；")
}

// acyclic refuses a tree in which an organisation stands below itself.
func (t *orgTree) acyclic() error {
	parent := make(map[int64]int64, len(t.have))
	for _, o := range t.have {
		parent[o.ID] = o.ParentID
	}
	for _, o := range t.have {
		steps := 0
		for id := o.ParentID; id != 0; id = parent[id] {
			if steps++; id == o.ID || steps > len(t.have) {
				return models.Refuse(models.Invalid, "“"+o.Name+"”的上级又是它自己的下级，请检查上级一栏")
			}
		}
	}
	return nil
}
