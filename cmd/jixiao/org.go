package main

import (
	"fmt"

	"jixiao/models"
	"jixiao/models/store"
)

// orgImportCommand are the flags of jixiao org import.
type orgImportCommand struct {
	databaseFlag
	File string `arg:"" name:"文件" help:"CSV 或 XLSX，列：编码、名称、类型（财政局、股室、主管部门、单位）、上级编码，可再加行政区划"`
}

// Run adds the organisations of a table to the tree, or changes them there. A
// table with a fault changes nothing.
func (c *orgImportCommand) Run(p *program) error {
	s, err := readSheet(c.File, []string{headCode, headName, headKind, headParent}, []string{headRegion})
	if err != nil {
		return p.tell(c.File, err)
	}
	return c.with(p, func(st *store.Store) error {
		known, err := st.Orgs(p.ctx)
		if err != nil {
			return err
		}
		entries := readOrgs(s, known)
		if err := s.refusal(); err != nil {
			return p.tell(c.File, err)
		}
		added, changed, err := st.SaveOrgs(p.ctx, tree(entries, known))
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已导入：新增 %d 个，更新 %d 个，其余 %d 个没有变化\n", added, changed, len(entries)-added-changed)
		return nil
	})
}

// tree turns entries into organisations that name their parents: those of the
// table by numbers below zero, the known ones by their identities. A section
// without a parent belongs to the bureau.
func tree(entries []orgEntry, known []models.Org) []models.Org {
	ids := map[string]int64{}
	var bureau int64
	note := func(o models.Org, id int64) {
		if o.Code != "" {
			ids[o.Code] = id
		}
		if o.Kind == models.Bureau {
			bureau = id
		}
	}
	for _, o := range known {
		note(o, o.ID)
	}
	for i, e := range entries {
		note(e.org, -int64(i+1))
	}
	orgs := make([]models.Org, len(entries))
	for i, e := range entries {
		orgs[i] = e.org
		orgs[i].ID, orgs[i].ParentID = -int64(i+1), ids[e.parent]
		if e.parent == "" && e.org.Kind == models.Section {
			orgs[i].ParentID = bureau
		}
	}
	return orgs
}
