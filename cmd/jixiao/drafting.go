package main

import (
	"fmt"
	"slices"

	"jixiao/forms/intake"
	"jixiao/models"
	"jixiao/models/store"
)

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
		draft := d.placed(&docs[i])
		if err := d.create(note, &draft); err != nil {
			return refuse("第 %d 张“%s”没有导入：%s。在它前面的 %d 张已经导入",
				i+1, docs[i].Project.Name, reason(err), d.made)
		}
	}
	return nil
}

// placed is a draft of a document, with unit and department of the tree.
func (d *drafting) placed(doc *models.Document) models.Declaration {
	return models.Declaration{
		Status: models.Draft, Document: *doc,
		UnitID:       d.orgs.find(doc.Unit, fillingKinds),
		DepartmentID: d.orgs.find(doc.Department, reviewingKinds),
	}
}

func (d *drafting) create(note string, draft *models.Declaration) error {
	round, err := d.store.CurrentRound(d.ctx, draft.Document.Year)
	if err != nil && models.KindOf(err) != models.NotFound {
		return err
	}
	draft.RoundID = round.ID
	created := models.Event{Action: models.Create, To: models.Draft, PersonName: d.name(), Note: note}
	if d.person.ID != 0 {
		draft.Fillers = []int64{d.person.ID}
		created.PersonID = d.person.ID
	}
	if draft.UnitID == 0 || draft.DepartmentID == 0 {
		d.unplaced = append(d.unplaced, draft.Document.Project.Name)
	}
	d.made++
	return d.store.CreateDeclaration(d.ctx, draft, created)
}

// name is who is said to have done it.
func (d *drafting) name() string {
	if d.person.ID != 0 {
		return d.person.Name
	}
	return "命令行"
}

// taking takes in what files hold.
type taking struct {
	drafting
	preview, doubtful bool
	counts            [intake.Refused + 1]int
}

// take weighs one item and takes it in, in a transaction of its own.
func (t *taking) take(item *intake.Item) error {
	draft := t.placed(&item.Form.Document)
	var known []models.Declaration
	if item.Refusal == "" {
		var err error
		if known, err = t.store.SameProject(t.ctx, &draft); err != nil {
			return err
		}
	}
	v := intake.Judge(item, known, func(id, revision int64) *models.Document {
		state, err := t.store.SavedState(t.ctx, id, revision)
		if err != nil {
			return nil
		}
		return &state.Document
	})
	t.counts[v.Kind]++
	t.tellVerdict(item, &v)
	wanted := v.Kind == intake.New || v.Kind == intake.Changed || v.Kind == intake.Doubtful && t.doubtful
	if t.preview || !wanted {
		return nil
	}
	if v.Into == nil {
		return t.create("导入自文件 "+item.Source, &draft)
	}
	return t.change(&v)
}

// change writes what an item changes of a draft.
func (t *taking) change(v *intake.Verdict) error {
	_, err := t.store.UpdateDeclaration(t.ctx, v.Into.ID, v.Into.Revision, func(d *models.Declaration) (store.Change, error) {
		if v.Document.Department != d.Document.Department {
			d.DepartmentID = t.orgs.find(v.Document.Department, reviewingKinds)
		}
		d.Document = v.Document
		if t.person.ID != 0 && !slices.Contains(d.Fillers, t.person.ID) {
			d.Fillers = append(d.Fillers, t.person.ID)
		}
		return store.Change{PersonID: t.person.ID, PersonName: t.name()}, nil
	})
	return err
}

// tellVerdict says what a person should know of an item.
func (t *taking) tellVerdict(item *intake.Item, v *intake.Verdict) {
	project := item.Form.Document.Project.Name
	switch {
	case v.Kind == intake.Refused || v.Kind == intake.Doubtful:
		for _, why := range v.Reasons {
			fmt.Fprintf(t.stdout, "%s：%s“%s”：%s\n", v.Kind.Label(), item.Source, project, why)
		}
	case v.Kind == intake.Changed:
		fmt.Fprintf(t.stdout, "%s：%s“%s”：%d 处\n", v.Kind.Label(), item.Source, project, len(v.Changes))
	case t.preview:
		fmt.Fprintf(t.stdout, "%s：%s“%s”\n", v.Kind.Label(), item.Source, project)
	}
}

// report says what was done and what is left for people to do.
func (t *taking) report() error {
	n := t.counts
	if t.preview {
		fmt.Fprintf(t.stdout, "共 %d 张：新的 %d，有改动 %d，相同 %d，有疑问 %d，不能导入 %d。没有写入\n",
			n[0]+n[1]+n[2]+n[3]+n[4], n[intake.New], n[intake.Changed], n[intake.Same], n[intake.Doubtful], n[intake.Refused])
		return nil
	}
	fmt.Fprintf(t.stdout, "已导入 %d 张申报表，均为草稿\n", t.made)
	for _, line := range []struct {
		n    int
		text string
	}{
		{n[intake.Changed], "改动了 %d 张已有的草稿\n"},
		{n[intake.Same], "%d 张与已有的相同，没有动\n"},
		{n[intake.Doubtful], "%d 张有疑问，原因见上；没有写入的，核对后加 --doubtful 再导入\n"},
		{n[intake.Refused], "%d 张不能导入，原因见上\n"},
	} {
		if line.n > 0 {
			fmt.Fprintf(t.stdout, line.text, line.n)
		}
	}
	t.reportUnplaced()
	if n[intake.Refused] > 0 {
		return exitCode(exitRefused)
	}
	return nil
}

func (t *taking) reportUnplaced() {
	if len(t.unplaced) == 0 {
		return
	}
	fmt.Fprintf(t.stdout, "其中 %d 张的实施单位或主管部门不在组织表中，送审前须在网站上选定：\n", len(t.unplaced))
	for _, project := range t.unplaced {
		fmt.Fprintf(t.stdout, "  %s\n", project)
	}
}
