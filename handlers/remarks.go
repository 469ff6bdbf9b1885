package handlers

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// remarking is the button of a reviewer who goes on later: it keeps the
// opinions and moves nothing.
const remarking models.Action = "remark"

// written returns the opinions that a reviewer has typed at the cells, in the
// order of the form, and nil where the post has no boxes for them. One that
// was kept before and has not changed stays whoever's it was. Those at cells
// that the form does not have come last, without a label.
func (s *Server) written(v *visit, d *models.Declaration) (*[]models.Remark, error) {
	values, err := v.FormParams()
	if err != nil {
		return nil, err
	}
	typed := map[string]string{}
	for name := range values {
		if cell, ok := strings.CutPrefix(name, templates.BoxPrefix); ok {
			typed[cell] = plainLines(values.Get(name))
		}
	}
	if len(typed) == 0 {
		return nil, nil //nolint:nilnil // the post has no boxes
	}
	kept, err := s.Store.Remarks(v.ctx, d.ID)
	if err != nil {
		return nil, err
	}
	l, err := layoutOf(&d.Document)
	if err != nil {
		return nil, err
	}
	list := []models.Remark{}
	add := func(cell, label string) {
		if text := typed[cell]; !models.Blank(text) {
			list = append(list, s.remark(v, kept, models.Remark{Cell: cell, Label: label, Text: text}))
		}
		delete(typed, cell)
	}
	for _, in := range l.Grid(&d.Document).Inputs() {
		add(in.Spec().Name, in.Spec().Label)
	}
	for _, cell := range slices.Sorted(maps.Keys(typed)) {
		add(cell, "")
	}
	return &list, nil
}

// remark returns r as it was kept before, or as this person's.
func (s *Server) remark(v *visit, kept []models.Remark, r models.Remark) models.Remark {
	for _, old := range kept {
		if old.Seq == 0 && old.Cell == r.Cell && old.Text == r.Text {
			return old
		}
	}
	r.At, r.PersonID, r.PersonName = s.Clock(), v.person.ID, v.person.Name
	return r
}

// placed refuses opinions at cells that the form does not have: what was sent
// in has changed since the page was drawn, and the revision has said so, or
// the name was made up.
func placed(remarks *[]models.Remark) error {
	if remarks != nil && slices.ContainsFunc(*remarks, func(r models.Remark) bool { return r.Cell != "" && r.Label == "" }) {
		return models.Refuse(models.Invalid, "有的意见所在的格已经不在申报表上，没有保存。这些意见移到了下面的意见框里，请核对。")
	}
	return nil
}

// homeless returns the opinions whose cells the form no longer has, for the
// box of the whole form: no word is lost.
func homeless(remarks *[]models.Remark) string {
	var b strings.Builder
	if remarks != nil {
		for _, r := range *remarks {
			if r.Cell != "" && r.Label == "" {
				b.WriteString("\n（原写在已经没有的格上）" + r.Text)
			}
		}
	}
	return b.String()
}

// keepRemarks keeps what a reviewer has written so far, and moves nothing.
func (s *Server) keepRemarks(v *visit, d *models.Declaration, revision int64, r workflow.Request) error {
	c, err := s.workcase(v, d)
	if err != nil {
		return err
	}
	list := []models.Remark{}
	if r.Remarks != nil {
		list = *r.Remarks
	}
	if !models.Blank(r.Opinion) {
		list = append(list, s.remark(v, c.Remarks, models.Remark{Text: r.Opinion}))
	}
	_, err = s.Store.UpdateDeclaration(v.ctx, d.ID, revision, func(d *models.Declaration) (store.Change, error) {
		c.Declaration = d
		if err := c.Why(models.Return); err != nil {
			return store.Change{}, err
		}
		return store.Change{Remarks: &list}, placed(&list)
	})
	if err != nil {
		return s.refused(v, d, r, err)
	}
	s.flash(v, "意见已保存，审核时再一并发出；单位现在还看不到")
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// opinions shows the opinions on a declaration with their answers; its unit
// answers them there while it corrects the text.
func (s *Server) opinions(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Read && access != models.Fill {
		return errNotFound()
	}
	return s.drawOpinions(v, &d, access, nil)
}

func (s *Server) drawOpinions(v *visit, d *models.Declaration, access models.Access, problem error) error {
	remarks, err := s.Store.Remarks(v.ctx, d.ID)
	if err != nil {
		return err
	}
	page := &templates.Opinions{
		Base: s.base(v, v), Subject: s.subject(v, d), Remarks: s.remarkRows(v, d, known(remarks)),
		Editable: access == models.Fill && d.Status.Editable(),
	}
	page.Title, page.Section = "审核意见："+title(d), "list"
	status := http.StatusOK
	if problem != nil {
		page.Problem, status = messageOf(problem), statuses[models.KindOf(problem)]
		for i := range page.Remarks {
			row := &page.Remarks[i]
			row.Reply, row.ReplyText = models.Reply(v.FormValue(replyField(row.ID))), v.FormValue(replyField(row.ID)+".text")
		}
	}
	return s.draw(v, status, page)
}

// known returns the remarks that the unit knows of.
func known(remarks []models.Remark) []models.Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r models.Remark) bool { return r.Seq == 0 })
}

func replyField(id int64) string { return "reply." + strconv.FormatInt(id, 10) }

// answer keeps what the unit says to the opinions.
func (s *Server) answer(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Fill {
		return models.Refuse(models.Forbidden, "您不是这个单位的经办人，不能答复意见。")
	}
	remarks, err := s.Store.Remarks(v.ctx, d.ID)
	if err != nil {
		return err
	}
	var answers []store.Answer
	for _, r := range known(remarks) {
		a := store.Answer{ID: r.ID, Reply: models.Reply(v.FormValue(replyField(r.ID))), Text: plainLines(v.FormValue(replyField(r.ID) + ".text"))}
		if a.Reply == r.Reply && a.Text == r.ReplyText {
			continue
		}
		if err := sensible(&a, &r); err != nil {
			return s.drawOpinions(v, &d, access, err)
		}
		answers = append(answers, a)
	}
	if err := s.Store.AnswerRemarks(v.ctx, d.ID, answers, v.person, s.Clock()); err != nil {
		return s.drawOpinions(v, &d, access, err)
	}
	s.flash(v, "答复已保存，送审后审核人就能看到")
	return v.Redirect(http.StatusSeeOther, v.url("declaration", d.ID))
}

// sensible refuses an answer that says nothing. Words without a choice are an
// explanation.
func sensible(a *store.Answer, r *models.Remark) error {
	if a.Reply == models.NoReply && !models.Blank(a.Text) {
		a.Reply = models.Explained
	}
	switch {
	case a.Reply != models.NoReply && !slices.Contains(models.Replies, a.Reply):
		return models.Refuse(models.Invalid, "请在“已改”和“说明”中选一项。")
	case a.Reply == models.Explained && models.Blank(a.Text):
		return models.Refuse(models.Invalid, "对“"+r.Label+"”的意见选了“说明”，请写明理由。")
	}
	return nil
}

// latest returns the remarks that the unit has learned of with the last entry
// of the history that told any: what is being corrected, or was.
func latest(remarks []models.Remark) []models.Remark {
	var last int64
	for _, r := range remarks {
		last = max(last, r.Seq)
	}
	return slices.DeleteFunc(slices.Clone(remarks), func(r models.Remark) bool { return r.Seq == 0 || r.Seq != last })
}

// draftOf returns by cell what the reviewers have written and not told yet.
func draftOf(remarks []models.Remark) map[string]string {
	return textsByCell(slices.DeleteFunc(slices.Clone(remarks), func(r models.Remark) bool { return r.Seq != 0 }))
}

func textsByCell(remarks []models.Remark) map[string]string {
	texts := map[string]string{}
	for _, r := range remarks {
		texts[r.Cell] = r.Text
	}
	return texts
}

// remarkList is the list above a form: to its unit with the way to answer.
func (s *Server) remarkList(v *visit, d *models.Declaration, remarks []models.Remark, unit bool) templates.Remarks {
	list := templates.Remarks{List: s.remarkRows(v, d, latest(remarks)), URL: v.url("opinions", d.ID), Unit: unit && d.Status == models.Returned}
	for i := range list.List {
		if list.List[i].Open() {
			list.Open++
		}
	}
	return list
}

// remarkRows are remarks as pages show them, each linked to its cell where the
// form still has it.
func (s *Server) remarkRows(v *visit, d *models.Declaration, remarks []models.Remark) []templates.Remark {
	there := map[string]bool{}
	if l, err := layoutOf(&d.Document); err == nil {
		for _, in := range l.Grid(&d.Document).Inputs() {
			there[in.Spec().Name] = true
		}
	}
	var rows []templates.Remark
	for _, r := range remarks {
		row := templates.Remark{Remark: r}
		if there[r.Cell] {
			row.URL = v.url("declaration", d.ID) + "#f-" + r.Cell
		}
		rows = append(rows, row)
	}
	return rows
}
