package intake

import (
	"encoding/json"
	"fmt"
	"strings"

	"jixiao/forms"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

// Kind says what taking a declaration in would do.
type Kind int

// The kinds, in the order in which they are shown.
const (
	New      Kind = iota // a draft is made of it
	Changed              // a draft is changed
	Same                 // nothing is done
	Doubtful             // it can be taken in, but a person should look first
	Refused              // it cannot be taken in
)

// Label returns the kind's name on the pages.
func (k Kind) Label() string {
	return [...]string{"新的", "有改动", "相同", "有疑问", "不能导入"}[k]
}

// Verdict is what taking an item in would do.
type Verdict struct {
	Kind     Kind
	Into     *models.Declaration // that it changes; nil for a new one
	Document models.Document     // the text that would stand there
	Changes  []forms.Change      // of the declaration that it changes
	Reasons  []string            // why it is doubtful or refused
}

// Base returns the text of a declaration at a revision, or nil where there is
// none.
type Base func(id, revision int64) *models.Document

// Judge weighs an item against the declarations of the same unit, year and
// project. What a sheet changed since it was exported is told from what was
// changed on the site meanwhile.
func Judge(item *Item, known []models.Declaration, base Base) Verdict {
	v := Verdict{Document: item.Form.Document}
	doc := &item.Form.Document
	if item.Refusal != "" {
		return v.refuse(item.Refusal)
	}
	if doc.Year < 2000 || doc.Year > 2100 {
		return v.refuse("没有写明年度，如“（2023年度）”")
	}
	if models.Blank(doc.Project.Name) {
		v.doubt("没有项目名称")
	}
	if models.Blank(doc.Unit.Name) {
		return v.refuse("没有写明实施单位")
	}
	if n := len(item.Form.Left); n > 0 {
		v.doubt(fmt.Sprintf("有 %d 格在申报表里没有位置：%s", n, leftText(item.Form.Left)))
	}
	switch len(known) {
	case 0:
		return v.settled(New)
	case 1:
		return v.against(item, &known[0], base)
	}
	return v.refuse(fmt.Sprintf("这个单位 %d 年已有 %d 份同名的申报表，请到其中一份里用“导入 Excel”", doc.Year, len(known)))
}

func leftText(left []xlsx.Leftover) string {
	var all []string
	for _, l := range left[:min(len(left), 5)] {
		text := []rune(l.Text)
		all = append(all, l.Address+"“"+string(text[:min(len(text), 20)])+"”")
	}
	if len(left) > 5 {
		all = append(all, "……")
	}
	return strings.Join(all, "、")
}

func (v *Verdict) doubt(reason string) { v.Reasons = append(v.Reasons, reason) }

func (v Verdict) refuse(reason string) Verdict {
	v.Kind, v.Reasons = Refused, append(v.Reasons, reason)
	return v
}

// settled returns the verdict of that kind, or a doubtful one where there is a
// reason to doubt.
func (v Verdict) settled(k Kind) Verdict {
	if v.Kind = k; len(v.Reasons) > 0 {
		v.Kind = Doubtful
	}
	return v
}

// against weighs an item against the declaration that it is of.
func (v Verdict) against(item *Item, d *models.Declaration, base Base) Verdict {
	l, err := forms.LayoutByID(d.Document.Layout)
	if err != nil || item.Form.Document.Layout != d.Document.Layout {
		return v.refuse("申报表样式与系统里的这一份不同")
	}
	v.Into = d
	if v.Document, err = v.merged(l, item, d, base); err != nil {
		return v.refuse(said(err))
	}
	if alike(&v.Document, &d.Document) {
		v.Kind, v.Document = Same, d.Document
		if len(v.Reasons) > 0 {
			v.Kind = Doubtful
		}
		return v
	}
	v.Changes = l.Compare(&d.Document, &v.Document)
	if !d.Status.Editable() {
		return v.refuse("与系统里的不同，而那一份现在是“" + d.Status.Label() + "”，不能修改")
	}
	return v.settled(Changed)
}

// merged returns the text that would stand in d.
func (v *Verdict) merged(l *forms.Layout, item *Item, d *models.Declaration, base Base) (models.Document, error) {
	from := item.Form.Origin
	if from.Declaration == d.ID && from.Revision > 0 {
		if was := base(d.ID, from.Revision); was != nil && xlsx.Sum(was) == from.Sum {
			mine := item.Form.Document
			mine.Unit, mine.Department = was.Unit, was.Department
			merged, conflicts := l.Merge(was, &mine, &d.Document)
			if len(conflicts) > 0 {
				v.doubt(fmt.Sprintf("有 %d 格在导出以后网上也改过，导入会换成表里的文字", len(conflicts)))
			}
			return merged, nil
		}
	}
	out, err := item.Form.Onto(&d.Document)
	if err != nil || !item.Whole {
		out.Unit, out.Department = d.Document.Unit, d.Document.Department
		return out, err
	}
	return whole(&item.Form.Document, &out), nil
}

// whole returns the document with the identities of the rows that are the
// same, which matched has.
func whole(doc, matched *models.Document) models.Document {
	out := doc.Clone()
	places := map[forms.Class][]string{}
	for _, row := range matched.Indicators {
		class := forms.Class{Side: row.Side, Level1: row.Level1, Level2: row.Level2}
		places[class] = append(places[class], row.ID)
	}
	for i := range out.Indicators {
		row := &out.Indicators[i]
		class := forms.Class{Side: row.Side, Level1: row.Level1, Level2: row.Level2}
		if ids := places[class]; len(ids) > 0 {
			row.ID, places[class] = ids[0], ids[1:]
		}
	}
	return out
}

// alike reports whether two texts are the same, whatever the identities of
// their rows.
func alike(a, b *models.Document) bool {
	left, err := json.Marshal(a)
	right, err2 := json.Marshal(b)
	return err == nil && err2 == nil && string(left) == string(right)
}
