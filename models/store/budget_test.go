package store_test

import (
	"reflect"
	"slices"
	"testing"

	"jixiao/assets"
	"jixiao/models"
	"jixiao/models/store"
)

// projects names what each group holds: lines, then declarations.
func projects(groups []models.BudgetGroup) [][2][]string {
	var names [][2][]string
	for _, g := range groups {
		var n [2][]string
		for _, l := range g.Lines {
			n[0] = append(n[0], l.Project)
		}
		for _, d := range g.Docs {
			n[1] = append(n[1], d.Project.Name)
		}
		names = append(names, n)
	}
	return names
}

func line(unit, project string, wan int64) models.BudgetLine {
	return models.BudgetLine{Row: 2, Table: "12", Unit: unit, Project: project, Funds: [5]models.Fen{models.Fen(wan) * models.Wan, 0, 3, 0, 5}}
}

func TestBudgetTableSurvivesStoreAndLoad(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		lines, err := models.ReadBudget(assets.SampleBudget)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.ReplaceBudget(t.Context(), 2023, lines, 0); err != nil {
			t.Fatal(err)
		}
		got, err := b.BudgetLines(t.Context(), 2023, "")
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the lines", got, lines)
	})
}

func TestImportReplacesOnlyTheTablesOfItsUnits(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, lines := range [][]models.BudgetLine{
			{line("甲单位", "旧", 1), line("甲单位", "旧2", 2), line("乙单位", "乙", 3)},
			{line("甲单位", "新", 4)},
			nil,
		} {
			if err := b.ReplaceBudget(t.Context(), 2023, lines, o.finance.ID); err != nil {
				t.Fatal(err)
			}
		}
		for unit, want := range map[string][]models.BudgetLine{
			"甲单位": {line("甲单位", "新", 4)}, "乙 单位": {line("乙单位", "乙", 3)}, "丙单位": {},
		} {
			got, err := b.BudgetLines(t.Context(), 2023, unit)
			if err != nil {
				t.Fatal(err)
			}
			same(t, unit, got, want)
		}
		if other, err := b.BudgetLines(t.Context(), 2024, ""); err != nil || len(other) != 0 {
			t.Errorf("another year has %v, %v", other, err)
		}
	})
}

func TestLinksMadeByHandOutliveTheNextImport(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		unit := o.unit.Name
		ids := map[string]int64{}
		for _, name := range []string{"乡村e镇1", "乡村e镇2", "办公经费"} {
			d := o.draft(t, b, models.Document{Year: 2023, Unit: o.unit.OrgName(), Project: models.Project{Name: name}})
			ids[name] = d.ID
		}
		whole, office := line(unit, "乡村e镇", 900), line(unit, "办公经费", 5)
		groups := func() [][2][]string {
			t.Helper()
			found, known, err := b.BudgetGroups(t.Context(), 2023, unit)
			if err != nil {
				t.Fatal(err)
			}
			for doc, id := range known {
				if ids[doc.Project.Name] != id {
					t.Errorf("%s is said to be %d", doc.Project.Name, id)
				}
			}
			return projects(found)
		}
		replace := func(lines ...models.BudgetLine) {
			t.Helper()
			if err := b.ReplaceBudget(t.Context(), 2023, lines, 0); err != nil {
				t.Fatal(err)
			}
		}
		replace(whole, office)
		same(t, "by name", groups(), [][2][]string{{{"乡村e镇"}, nil}, {{"办公经费"}, {"办公经费"}}})
		if err := b.LinkLine(t.Context(), 2023, whole, []int64{ids["乡村e镇2"], ids["乡村e镇1"]}, o.finance.ID); err != nil {
			t.Fatal(err)
		}
		if err := b.LinkLine(t.Context(), 2023, office, nil, o.finance.ID); err != nil {
			t.Fatal(err)
		}
		byHand := [][2][]string{{{"乡村e镇"}, {"乡村e镇1", "乡村e镇2"}}, {{"办公经费"}, nil}}
		same(t, "by hand", groups(), byHand)
		hand, err := b.HandLinked(t.Context(), 2023, unit)
		if err != nil {
			t.Fatal(err)
		}
		another := line(unit, "另一项目", 1)
		if !hand(&whole) || !hand(&office) || hand(&another) {
			t.Error("it is not told which lines were linked by hand")
		}
		replace(another)
		replace(line(unit, "乡村e镇", 800), office)
		same(t, "after the next imports", groups(), byHand)

		a, err := b.Around(t.Context(), ids["乡村e镇1"])
		if err != nil {
			t.Fatal(err)
		}
		same(t, "around one of two", projects([]models.BudgetGroup{*a.Budget}), byHand[:1])
		if a, err := b.Around(t.Context(), ids["办公经费"]); err != nil || a.Budget != nil {
			t.Errorf("a line decided to pay for nothing is linked: %+v, %v", a.Budget, err)
		}
		if err := b.UnlinkLine(t.Context(), 2023, office); err != nil {
			t.Fatal(err)
		}
		same(t, "by name again", groups()[1], [2][]string{{"办公经费"}, {"办公经费"}})
	})
}

func TestLinesAreLinkedOnlyWithinUnitAndYear(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		mine := o.draft(t, b, models.Document{Year: 2023, Unit: o.unit.OrgName()})
		other := o.draft(t, b, models.Document{Year: 2023, Unit: o.second.OrgName()})
		earlier := o.draft(t, b, models.Document{Year: 2022, Unit: o.unit.OrgName()})
		for name, ids := range map[string][]int64{
			"another unit's": {mine.ID, other.ID}, "another year's": {earlier.ID}, "nothing": {4711},
		} {
			if err := b.LinkLine(t.Context(), 2023, line(o.unit.Name, "x", 1), ids, 0); !invalid(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := b.number(t, "SELECT COUNT(*) FROM budget_choices"); n != 0 {
			t.Error("a refused decision was kept")
		}
	})
}

func TestAroundADeclaration(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		draft := func(unit models.Org, year int, name string, status models.Status) models.Declaration {
			d := models.Declaration{Status: status, UnitID: unit.ID}
			d.Document = models.Document{Year: year, Unit: unit.OrgName(), Project: models.Project{Name: name}}
			if err := b.CreateDeclaration(t.Context(), &d, models.Event{}); err != nil {
				t.Fatal(err)
			}
			return d
		}
		own := draft(o.unit, 2023, "电商物流费用", models.Draft)
		office := draft(o.unit, 2023, "办公经费", models.Approved)
		update(t, b, office, func(d *models.Declaration) store.Change {
			d.Document.Funding.Annual.Sources.County = models.KnownAmount(5)
			d.Document.Indicators = []models.Indicator{
				{Side: models.Annual, Level2: "数量指标", Level3: "在职 人数", Value: "6 人"},
				{Side: models.Annual, Level2: "数量指标", Level3: "会议次数", Value: "6 次"},
			}
			return store.Change{}
		})
		draft(o.unit, 2023, "作废的", models.Void)
		draft(o.unit, 2023, "不安排的", models.Declined)
		draft(o.second, 2023, "别的单位的", models.Draft)
		draft(o.unit, 2022, "办公经费", models.Approved)
		draft(o.unit, 2022, "电商物流费用", models.Void)
		last := draft(o.unit, 2022, "电商 物流（费用）", models.Approved)
		draft(o.unit, 2021, "电商物流费用", models.Approved)

		a, err := b.Around(t.Context(), own.ID)
		if err != nil {
			t.Fatal(err)
		}
		names := func(docs []*models.Document) (all []string) {
			for _, d := range docs {
				all = append(all, d.Project.Name)
			}
			return all
		}
		same(t, "the unit's", names(a.Unit), []string{"电商物流费用", "办公经费"})
		if sum, known := a.Unit[1].Funding.Annual.Effective(); !known || sum != 5 ||
			len(a.Unit[1].Indicators) != 1 || a.Unit[1].Indicators[0].Value != "6 人" {
			t.Errorf("the outline of the other is %+v", a.Unit[1])
		}
		if a.LastYear == nil || a.LastYear.Project.Name != last.Document.Project.Name {
			t.Errorf("last year's is %+v", a.LastYear)
		}
		if !slices.Contains(a.Departments, o.department.OrgName()) || slices.Contains(a.Departments, o.unit.OrgName()) {
			t.Errorf("departments %v", a.Departments)
		}
		edited := own.Document.Clone()
		with := a.With(&edited)
		if !slices.Contains(with.Unit, &edited) || len(with.Unit) != 2 || slices.Contains(a.Unit, &edited) {
			t.Error("the text that is being edited does not stand in the place of the saved one")
		}
		if a, err := b.Around(t.Context(), last.ID); err != nil || a.LastYear == nil || a.LastYear.Year != 2021 {
			t.Errorf("%+v, %v", a.LastYear, err)
		}
		if _, err := b.Around(t.Context(), 4711); models.KindOf(err) != models.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestRoundsDecideAboutRulesAndKeepWhoDid(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		yes := true
		first := store.RuleSetting{Rule: "funding-sum", Severity: models.SeverityWarning, Reason: &yes, PersonID: o.finance.ID, PersonName: "丙"}
		second := store.RuleSetting{Rule: "funding-sum", Severity: "off", PersonID: o.reviewer.ID, PersonName: "乙"}
		other := store.RuleSetting{Rule: "text-required", PersonName: "丙"}
		for _, set := range [][]store.RuleSetting{{first, other}, {second}} {
			if err := b.SetRules(t.Context(), o.round.ID, set...); err != nil {
				t.Fatal(err)
			}
		}
		log, err := b.RuleLog(t.Context(), o.round.ID)
		if err != nil || len(log) != 3 || log[0].PersonName != "丙" || !*log[0].Reason || log[0].At.IsZero() {
			t.Fatalf("%+v, %v", log, err)
		}
		rules, err := b.Rules(t.Context(), o.round.ID)
		if err != nil || len(rules) != 2 || rules["funding-sum"].Severity != "off" || rules["funding-sum"].Reason != nil {
			t.Errorf("%+v, %v", rules, err)
		}
		if err := b.SetRules(t.Context(), 4711, first); !invalid(err) {
			t.Errorf("rules of no round: %v", err)
		}
		o.round.Minimum, o.round.Name, o.round.SkipFinance = 5*models.Wan, "一上（改）", true
		if err := b.UpdateRound(t.Context(), o.round); err != nil {
			t.Fatal(err)
		}
		if r, err := b.Round(t.Context(), o.round.ID); err != nil || !reflect.DeepEqual(r, o.round) {
			t.Errorf("%+v, %v", r, err)
		}
		if err := b.UpdateRound(t.Context(), models.Round{ID: 4711}); models.KindOf(err) != models.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestRuleCountsSayWhatWasFoundInARound(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		found := func(rule string, s models.Severity) models.Finding {
			return models.Finding{Rule: rule, Severity: s, Message: "…"}
		}
		d := o.submit(t, b, o.draft(t, b, samples(t)[0]), found("a", models.SeverityWarning), found("b", models.SeverityNote))
		o.submit(t, b, d)
		o.submit(t, b, o.draft(t, b, samples(t)[1]), found("a", models.SeverityNote), found("a", models.SeverityError))
		counts, err := b.RuleCounts(t.Context(), o.round.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "counts", counts, []store.RuleCount{
			{Rule: "a", Declarations: 2, Errors: 1, Notes: 1},
			{Rule: "b", Declarations: 1},
		})
		if none, err := b.RuleCounts(t.Context(), 4711); err != nil || len(none) != 0 {
			t.Errorf("%v, %v", none, err)
		}
	})
}
