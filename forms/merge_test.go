package forms_test

import (
	"testing"

	"jixiao/models"
)

func TestMerge(t *testing.T) {
	base := models.Document{
		Layout: "shanxi-county", Year: 2023, Goals: models.Goals{Annual: "目标"},
		Indicators: []models.Indicator{
			row("a", models.Total, "产出指标", "数量指标", "甲", "1个"), row("b", models.Total, "产出指标", "数量指标", "乙", "2个"),
		},
	}
	for _, c := range []struct {
		name         string
		mine, theirs func(*models.Document)
		conflict     string // name of the input, "" for none
		holds        func(*models.Document) bool
	}{
		{
			"different cells are merged without a question",
			func(d *models.Document) { d.Goals.Annual = "我的" },
			func(d *models.Document) { d.Narrative.Plan = "他的" }, "",
			func(d *models.Document) bool { return d.Goals.Annual == "我的" && d.Narrative.Plan == "他的" },
		},
		{
			"one cell changed by both is a conflict in which mine stands",
			func(d *models.Document) { d.Goals.Annual = "我的" },
			func(d *models.Document) { d.Goals.Annual = "他的" }, "goals.annual",
			func(d *models.Document) bool { return d.Goals.Annual == "我的" },
		},
		{
			"the same change by both is none",
			func(d *models.Document) { d.Goals.Annual = "同" },
			func(d *models.Document) { d.Goals.Annual = "同" }, "",
			func(d *models.Document) bool { return d.Goals.Annual == "同" },
		},
		{
			"a row inserted by them shifts none of mine",
			func(d *models.Document) { d.Indicators[0].Value = "9个" },
			func(d *models.Document) {
				d.Indicators = append([]models.Indicator{row("c", models.Total, "产出指标", "数量指标", "丙", "")}, d.Indicators...)
			}, "",
			func(d *models.Document) bool { return ids(d) == "c a b" && d.Indicators[1].Value == "9个" },
		},
		{
			"name and value of one row by two people are merged",
			func(d *models.Document) { d.Indicators[0].Value = "9个" },
			func(d *models.Document) { d.Indicators[0].Level3 = "新名" }, "",
			func(d *models.Document) bool {
				return d.Indicators[0].Value == "9个" && d.Indicators[0].Level3 == "新名"
			},
		},
		{
			"a row that they took away and I changed stays and is a conflict",
			func(d *models.Document) { d.Indicators[1].Value = "9个" },
			func(d *models.Document) { d.Indicators = d.Indicators[:1] }, "row.b.level3",
			func(d *models.Document) bool { return ids(d) == "a b" && d.Indicators[1].Value == "9个" },
		},
		{
			"a row that I took away and they changed stays and is a conflict",
			func(d *models.Document) { d.Indicators = d.Indicators[:1] },
			func(d *models.Document) { d.Indicators[1].Value = "9个" }, "row.b.level3",
			func(d *models.Document) bool { return ids(d) == "a b" },
		},
		{
			"a row that I took away and they left alone is gone",
			func(d *models.Document) { d.Indicators = d.Indicators[:1] },
			func(d *models.Document) { d.Goals.Total = "他的" }, "",
			func(d *models.Document) bool { return ids(d) == "a" },
		},
		{
			"a department chosen anew keeps its code",
			func(d *models.Document) { d.Department = models.OrgName{Code: "903", Name: "经济建设股"} },
			func(d *models.Document) { d.Goals.Total = "他的" }, "",
			func(d *models.Document) bool { return d.Department.Code == "903" && d.Goals.Total == "他的" },
		},
		{
			"amounts are compared as sums",
			func(d *models.Document) { d.Funding.Total.Amount = models.ParseAmount("1万") },
			func(d *models.Document) { d.Funding.Total.Amount = models.ParseAmount("10,000") }, "",
			func(d *models.Document) bool { return d.Funding.Total.Amount.Fen == models.Wan },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			mine, theirs := base.Clone(), base.Clone()
			c.mine(&mine)
			c.theirs(&theirs)
			merged, conflicts := layout(t, &base).Merge(&base, &mine, &theirs)
			if !c.holds(&merged) {
				t.Errorf("merged: %+v", merged)
			}
			switch {
			case c.conflict == "" && len(conflicts) > 0:
				t.Errorf("conflicts %+v, want none", conflicts)
			case c.conflict != "" && (len(conflicts) != 1 || conflicts[0].Name != c.conflict):
				t.Errorf("conflicts %+v, want one at %s", conflicts, c.conflict)
			}
		})
	}
}
