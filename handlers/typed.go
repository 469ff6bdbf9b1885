package handlers

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/models/store"
	"jixiao/templates"
)

// orgPrefix marks a choice that is an organisation of the tree; what stands in
// an imported form and is in no tree is a choice without it.
const orgPrefix = "org:"

func isDepartment(o models.Org) bool {
	return o.Kind == models.Department || o.Kind == models.Section
}

func orgOptions(orgs []models.Org, chosen int64, fits func(models.Org) bool) []templates.Option {
	var list []templates.Option
	for _, o := range orgs {
		if fits(o) {
			list = append(list, templates.Option{
				Value: orgPrefix + strconv.FormatInt(o.ID, 10), Text: o.OrgName().Printed(), Selected: o.ID == chosen,
			})
		}
	}
	return list
}

// chooseOrg fills one organisation of the head from what was chosen. chosen
// says which organisation it is, or 0.
func chooseOrg(v *visit, texts []string, shown string, fits func(models.Org) bool, id *int64, name *models.OrgName) error {
	if len(texts) == 0 || texts[0] == shown && *id == 0 {
		return nil
	}
	if texts[0] == "" {
		*id, *name = 0, models.OrgName{}
		return nil
	}
	number, _ := strings.CutPrefix(texts[0], orgPrefix)
	chosen, err := strconv.ParseInt(number, 10, 64)
	org := v.org(chosen)
	if err != nil || org.ID == 0 || !fits(org) && chosen != *id {
		return models.Refuse(models.Invalid, "选的单位或部门不在机构目录中，没有保存。请刷新页面后重选。")
	}
	if chosen != *id {
		*id, *name = org.ID, org.OrgName()
	}
	return nil
}

// typed changes d as the posted form and its button say.
func (s *Server) typed(v *visit, d *models.Declaration, l *forms.Layout, p *posted, do string) (store.Change, error) {
	if !d.Status.Editable() {
		return store.Change{}, refuseSave(d, l, p)
	}
	before := d.Document.Clone()
	unit, department := d.UnitID, d.DepartmentID
	p.fill(l, &d.Document)
	if err := s.chooseOrgs(v, d, p); err != nil {
		return store.Change{}, err
	}
	verb, what, _ := strings.Cut(do, ":")
	switch verb {
	case "", "save", "check", "rows", string(models.Submit), string(models.Discard), string(models.Abandon):
	case "add":
		level1, level2, _ := strings.Cut(what, "/")
		l.AddRow(&d.Document, level1, level2)
	case "pick":
		if err := s.pick(v, l, d, what); err != nil {
			return store.Change{}, err
		}
	case "remove":
		forms.RemoveRows(&d.Document, strings.Split(what, ",")...)
	case "mend":
		if err := mend(l, &d.Document, what); err != nil {
			return store.Change{}, err
		}
		s.undo(v, "已按提示更正", d)
	case "restore":
		if err := s.bringBack(v, d, what); err != nil {
			return store.Change{}, err
		}
		s.undo(v, "已恢复", d)
	case "sheet":
		forms.RemoveRows(&d.Document, strings.Split(what, ",")...)
		s.undo(v, "已写入 Excel 里的改动", d)
	case "copy":
		n := toAnnual(l, &d.Document, what)
		if s.flash(v, copied(n)); n.Filled > 0 {
			s.undo(v, copied(n), d)
		}
	case "lastyear":
		if p.lastYear == nil { // only the bare button names a declaration
			return store.Change{}, models.Refuse(models.Invalid, "没有名为“"+do+"”的操作，没有保存。请刷新页面后重试。")
		}
		s.copyLastYear(v, d, l, p.lastYear)
	default:
		return store.Change{}, models.Refuse(models.Invalid, "没有名为“"+verb+"”的操作，没有保存。请刷新页面后重试。")
	}
	if d.UnitID == unit && d.DepartmentID == department && reflect.DeepEqual(before, d.Document) {
		return store.Change{}, errUnchanged
	}
	if !d.FilledBy(v.person.ID) {
		d.Fillers = append(d.Fillers, v.person.ID)
	}
	return store.Change{PersonID: v.person.ID, PersonName: v.person.Name}, nil
}

func (s *Server) chooseOrgs(v *visit, d *models.Declaration, p *posted) error {
	mine := func(o models.Org) bool { return slices.Contains(v.scope.Units, o.ID) }
	err := chooseOrg(v, p.values["department.name"], d.Document.Department.Printed(), isDepartment, &d.DepartmentID, &d.Document.Department)
	if err != nil {
		return err
	}
	unit := d.UnitID
	if err := chooseOrg(v, p.values["unit.name"], d.Document.Unit.Name, mine, &d.UnitID, &d.Document.Unit); err != nil {
		return err
	}
	if d.UnitID == 0 {
		// A declaration without a unit would belong to nobody.
		d.UnitID = unit
		return models.Refuse(models.Invalid, "实施单位不能为空，没有保存。请返回上一页选定。")
	}
	return nil
}
