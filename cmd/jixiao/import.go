package main

import (
	"fmt"
	"path/filepath"

	"jixiao/models"
	"jixiao/models/store"
)

// importCommand are the flags of jixiao import.
type importCommand struct {
	databaseFlag
	As    string   `placeholder:"登录名" help:"记为由这个账号填报"`
	Files []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}

// Run makes a draft of every declaration of the files. Nothing is imported when
// a file cannot be read.
func (c *importCommand) Run(p *program) error {
	docs := make([][]models.Document, len(c.Files))
	var refused error
	for i, name := range c.Files {
		var err error
		if docs[i], err = readDocumentFile(name); err != nil {
			refused = p.tell(name, err)
		}
	}
	if refused != nil {
		return refused
	}
	return c.with(p, func(s *store.Store) error {
		drafts := drafting{program: p, store: s}
		if err := drafts.begin(c.As); err != nil {
			return err
		}
		for i, name := range c.Files {
			if err := drafts.add("导入自文件 "+filepath.Base(name), docs[i]); err != nil {
				return err
			}
		}
		drafts.report()
		return nil
	})
}

// drafting makes drafts of documents.
type drafting struct {
	*program
	store    *store.Store
	orgs     orgs
	person   models.Person // who is said to have filled them in; nobody with ID 0
	made     int
	unplaced []string // projects whose unit or department is not in the tree
}

// begin looks up who fills in, if anybody, and the tree.
func (d *drafting) begin(login string) error {
	tree, err := d.store.Orgs(d.ctx)
	if err != nil {
		return err
	}
	d.orgs = tree
	if login == "" {
		return nil
	}
	account, err := d.store.PersonByLogin(d.ctx, login)
	switch {
	case models.KindOf(err) == models.NotFound:
		return refuse("没有登录名为 %s 的账号，请核对 --as", login)
	case err != nil:
		return err
	case account.Disabled:
		return refuse("账号 %s 已停用，不能用它导入", login)
	}
	d.person = account.Person
	return nil
}

// add makes a draft of each document, with note in its history.
func (d *drafting) add(note string, docs []models.Document) error {
	for i := range docs {
		if err := d.one(note, &docs[i]); err != nil {
			return refuse("第 %d 张“%s”没有导入：%s。在它前面的 %d 张已经导入",
				i+1, docs[i].Project.Name, reason(err), d.made)
		}
		d.made++
	}
	return nil
}

func (d *drafting) one(note string, doc *models.Document) error {
	draft := models.Declaration{
		Status: models.Draft, Document: *doc,
		UnitID:       d.orgs.find(doc.Unit, fillingKinds),
		DepartmentID: d.orgs.find(doc.Department, reviewingKinds),
	}
	round, err := d.store.CurrentRound(d.ctx, doc.Year)
	if err != nil && models.KindOf(err) != models.NotFound {
		return err
	}
	draft.RoundID = round.ID
	created := models.Event{Action: models.Create, To: models.Draft, PersonName: "命令行", Note: note}
	if d.person.ID != 0 {
		draft.Fillers = []int64{d.person.ID}
		created.PersonID, created.PersonName = d.person.ID, d.person.Name
	}
	if draft.UnitID == 0 || draft.DepartmentID == 0 {
		d.unplaced = append(d.unplaced, doc.Project.Name)
	}
	return d.store.CreateDeclaration(d.ctx, &draft, created)
}

// report says what was made and what is left for people to do.
func (d *drafting) report() {
	fmt.Fprintf(d.stdout, "已导入 %d 张申报表，均为草稿\n", d.made)
	if len(d.unplaced) == 0 {
		return
	}
	fmt.Fprintf(d.stdout, "其中 %d 张的实施单位或主管部门不在组织表中，送审前须在网站上选定：\n", len(d.unplaced))
	for _, project := range d.unplaced {
		fmt.Fprintf(d.stdout, "  %s\n", project)
	}
}
