package rules_test

import (
	"jixiao/forms/rules"
	"jixiao/models"
)

func neighbours(names ...string) func(*models.Document) rules.Facts {
	return func(d *models.Document) rules.Facts {
		docs := []*models.Document{d}
		for _, name := range names {
			other := honest()
			other.Project.Name = name
			docs = append(docs, &other)
		}
		return rules.Facts{Neighbours: rules.Among(docs)}
	}
}

func departments(*models.Document) rules.Facts {
	return rules.Facts{Departments: []models.OrgName{
		{Code: "026", Name: "兴县工业和信息化局"}, {Code: "031", Name: "兴县教育局"}, {Code: "903", Name: "经济建设股"},
	}}
}

func headTrials() []trial {
	const (
		required  = "head-required"
		attribute = "attribute-unknown"
		period    = "period-format"
		duplicate = "project-duplicate"
		similar   = "project-similar"
		known     = "department-unknown"
	)
	return []trial{
		{rule: required, name: "the attribute is blank", change: put("project.attribute", ""), want: []string{"error head-required project.attribute"}},
		{
			rule: required, name: "name and unit hold white space", change: put("project.name", " ", "unit.name", "　"),
			want: []string{"error head-required project.name", "error head-required unit.name"},
		},
		{rule: required, name: "the department's name is blank beside its code", change: func(d *models.Document) { d.Department.Name = "" }, want: []string{"error head-required department.name"}},
		{rule: required, name: "the department's code may be blank", change: func(d *models.Document) { d.Department.Code = "" }},
		{rule: required, name: "the unit's code may be blank", change: func(d *models.Document) { d.Unit.Code = "" }},

		{rule: attribute, name: "a word of one's own", change: put("project.attribute", "当年项目"), want: []string{"error attribute-unknown project.attribute"}},
		{rule: attribute, name: "another layout's attribute", change: put("project.attribute", "新增项目"), want: []string{"error attribute-unknown project.attribute"}},
		{rule: attribute, name: "the part before the bracket", change: put("project.attribute", "一次性项目")},
		{rule: attribute, name: "full-width brackets and a blank", change: put("project.attribute", "经常性项目（长期开展） ")},

		{rule: period, name: "words that are no period", change: put("project.period", "按合同执行"), want: []string{"warning period-format project.period"}},
		{rule: period, name: "years before the budget year", change: put("project.period", "2020-2022年"), want: []string{"warning period-format project.period", "warning funding-multi-year-equal funding.total.amount funding.annual.amount"}},
		{rule: period, name: "a single year that is another", change: put("project.period", "2022年度"), want: []string{"warning period-format project.period"}},
		{rule: period, name: "one month", change: put("project.period", "1月")},
		{rule: period, name: "twelve months", change: put("project.period", "12个月")},
		{rule: period, name: "years in words", change: put("project.period", "一年")},
		{rule: period, name: "days of the budget year", change: put("project.period", "2023年1月至2023年12月")},

		{rule: duplicate, name: "the same name", facts: neighbours("电商人才培训"), want: []string{"warning project-duplicate project.name"}},
		{rule: duplicate, name: "the same name with blanks", facts: neighbours("电商人才 培训", "电商人才培训"), want: []string{"warning project-duplicate project.name"}},
		{rule: duplicate, name: "the declaration itself", facts: neighbours()},
		{rule: duplicate, name: "another name", facts: neighbours("电商人才引进")},

		{rule: similar, name: "a number at the end", facts: neighbours("电商人才培训2"), want: []string{"warning project-similar project.name"}},
		{rule: similar, name: "a bracket and 项目", facts: neighbours("电商人才（第二批）培训项目"), want: []string{"warning project-similar project.name"}},
		{rule: similar, name: "another word", facts: neighbours("电商人才培训基地建设")},
		{rule: similar, name: "费 is not 费用", facts: neighbours("电商人才培训费")},

		{rule: known, name: "another department's code", change: func(d *models.Document) { d.Department.Code = "031" }, facts: departments, want: []string{"warning department-unknown department.name"}},
		{rule: known, name: "a name that is not in the table", change: func(d *models.Document) { d.Department.Name = "兴县商务局" }, facts: departments, want: []string{"warning department-unknown department.name"}},
		{rule: known, name: "code and name of the table", facts: departments},
		{rule: known, name: "the name alone", change: func(d *models.Document) { d.Department.Code = "" }, facts: departments},
	}
}
