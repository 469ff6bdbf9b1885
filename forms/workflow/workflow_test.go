package workflow_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"jixiao/forms/rules"
	"jixiao/forms/workflow"
	"jixiao/models"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	unit       = 10
	department = 20
	other      = 30
)

var roles = map[models.RoleKind]models.Scope{
	models.Handler:            {PersonID: 1, Units: []int64{unit}},
	models.DepartmentReviewer: {PersonID: 2, Departments: []int64{department}, BelowUnits: []int64{department, unit}},
	models.FinanceReviewer:    {PersonID: 3, Finance: true},
	models.Administrator:      {PersonID: 4, Admin: true},
}

// newCase is a declaration of the unit in the hands of a person with one role.
func newCase(status models.Status, role models.RoleKind, found ...models.Finding) *workflow.Case {
	scope := roles[role]
	return &workflow.Case{
		Declaration: &models.Declaration{
			ID: 7, Status: status, UnitID: unit, DepartmentID: department, Fillers: []int64{1}, Version: 1,
			Document: models.Document{Project: models.Project{Name: "电商物流费用"}},
		},
		Person:      &models.Person{ID: scope.PersonID, Name: role.Label()},
		Scope:       &scope,
		Check:       func(*models.Document) []models.Finding { return found },
		NeedsReason: func(rule string) bool { return strings.HasPrefix(rule, "funding-") },
		Colleagues:  func(models.RoleKind) []string { return []string{"王某", "李某"} },
	}
}

func complete(action models.Action) workflow.Request {
	return workflow.Request{
		Action: action, Opinion: "请细化", Confirmed: true, Number: "兴财预〔2023〕1号", Date: "2023-2-20",
		At: time.Date(2023, 1, 5, 8, 0, 0, 0, time.UTC),
	}
}

// TestEveryStateActionAndRole walks all of them: what the table has is done,
// everything else is refused and changes nothing.
func TestEveryStateActionAndRole(t *testing.T) {
	conditions := []struct {
		name   string
		change func(*workflow.Case)
		holds  func(workflow.Condition) bool
	}{
		{"as usual", func(*workflow.Case) {}, among(workflow.ViaDepartment, workflow.AdjustsNot)},
		{"本级", func(c *workflow.Case) { c.OwnDepartment = true }, among(workflow.SkipsDepartment, workflow.AdjustsNot)},
		{
			"no finance step", func(c *workflow.Case) { c.Round.SkipFinance = true },
			among(workflow.SkipsFinance, workflow.ViaDepartment, workflow.AdjustsNot),
		},
		{
			"本级, no finance step", func(c *workflow.Case) { c.OwnDepartment, c.Round.SkipFinance = true, true },
			among(workflow.SkipsBoth, workflow.SkipsDepartment, workflow.SkipsFinance, workflow.AdjustsNot),
		},
		{"调整", func(c *workflow.Case) {
			c.Approved = &models.Document{}
			c.Declaration.ApprovedVersion = 1
		}, among(workflow.ViaDepartment, workflow.Adjusts)},
	}
	for _, condition := range conditions {
		for _, status := range models.Statuses {
			for _, action := range workflow.Actions {
				for role := range roles {
					c := newCase(status, role)
					condition.change(c)
					want, ok := expected(status, action, role, condition.holds)
					_, err := workflow.Apply(c, complete(action))
					name := fmt.Sprintf("%s: %s %s by %s", condition.name, status.Label(), action.Label(), role.Label())
					switch {
					case ok && err != nil:
						t.Errorf("%s is refused: %v", name, err)
					case ok && c.Declaration.Status != want:
						t.Errorf("%s goes to %s, want %s", name, c.Declaration.Status, want)
					case !ok && err == nil:
						t.Errorf("%s is done", name)
					case !ok && c.Declaration.Status != status:
						t.Errorf("%s is refused and changes the state", name)
					case !ok && models.KindOf(err) != models.Closed && models.KindOf(err) != models.Forbidden:
						t.Errorf("%s: %v", name, err)
					}
				}
			}
		}
	}
}

// among holds for moves without a condition and for those with one of these.
func among(conditions ...workflow.Condition) func(workflow.Condition) bool {
	return func(c workflow.Condition) bool { return c == workflow.Always || slices.Contains(conditions, c) }
}

func expected(s models.Status, a models.Action, r models.RoleKind, holds func(workflow.Condition) bool) (models.Status, bool) {
	for _, m := range workflow.Moves() {
		if m.From == s && m.Action == a && m.Role == r && holds(m.When) {
			return m.To, true
		}
	}
	return "", false
}

func TestTableOfMoves(t *testing.T) {
	const golden = "testdata/moves.md"
	got := workflow.Table()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the table of moves has changed:\n%s", got)
	}
	readme, err := os.ReadFile("../../README.md")
	if err == nil && !strings.Contains(string(readme), got) {
		t.Error("the table in README.md is not the one of the program")
	}
}

func TestApplyRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		role   models.RoleKind
		status models.Status
		action models.Action
		change func(*workflow.Case, *workflow.Request)
		kind   models.ErrorKind
		says   string
	}{
		{
			"returning without an opinion", models.DepartmentReviewer, models.DepartmentReview, models.Return,
			func(_ *workflow.Case, r *workflow.Request) { r.Opinion = " \n" }, models.Invalid, "需要写明意见",
		},
		{
			"批复 without a number", models.FinanceReviewer, models.Reviewed, models.Approve,
			func(_ *workflow.Case, r *workflow.Request) { r.Number = " " }, models.Invalid, "批复文号",
		},
		{
			"批复 on a day that is none", models.FinanceReviewer, models.Reviewed, models.Approve,
			func(_ *workflow.Case, r *workflow.Request) { r.Date = "2023-02-30" }, models.Invalid, "批复日期",
		},
		{
			"reviewing what one filled in", models.DepartmentReviewer, models.DepartmentReview, models.Pass,
			func(c *workflow.Case, _ *workflow.Request) { c.Declaration.Fillers = []int64{1, 2} }, models.Forbidden, "请由王某、李某审核",
		},
		{
			"sending in for a unit that is not in the tree", models.Handler, models.Draft, models.Submit,
			func(c *workflow.Case, _ *workflow.Request) { c.Declaration.DepartmentID = 0 }, models.Invalid, "主管部门不在机构目录中",
		},
		{
			"reviewing for another department", models.DepartmentReviewer, models.DepartmentReview, models.Pass,
			func(c *workflow.Case, _ *workflow.Request) { c.Declaration.DepartmentID = other }, models.Forbidden, "没有权限",
		},
		{
			"a 调整 without the document of the budget change", models.Handler, models.Approved, models.Adjust,
			func(_ *workflow.Case, r *workflow.Request) { r.Number = " " }, models.Invalid, "预算调整文件",
		},
		{
			"a 调整 without a reason", models.Handler, models.Approved, models.Adjust,
			func(_ *workflow.Case, r *workflow.Request) { r.Opinion = "" }, models.Invalid, "需要写明原因",
		},
		{
			"making void what is approved and adjusted", models.Handler, models.Draft, models.Discard,
			func(c *workflow.Case, _ *workflow.Request) { c.Declaration.ApprovedVersion = 1 }, models.Closed, "不能作废",
		},
		{
			"withdrawing after the department has passed it", models.Handler, models.FinanceReview, models.Withdraw,
			func(*workflow.Case, *workflow.Request) {}, models.Closed, "请联系审核人退回",
		},
		{
			"withdrawing after the reviewer has written an opinion", models.Handler, models.DepartmentReview, models.Withdraw,
			func(c *workflow.Case, _ *workflow.Request) { c.Remarks = []models.Remark{{Version: 1}} }, models.Closed, "写了意见",
		},
		{
			"sending in with an opinion that was not answered", models.Handler, models.Returned, models.Submit,
			func(c *workflow.Case, r *workflow.Request) {
				c.Remarks, r.Opinion = []models.Remark{{Seq: 3}, {Seq: 3, Reply: models.Changed}}, " "
			}, models.Internal, "还有 1 条审核意见没有答复",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, r := newCase(c.status, c.role), complete(c.action)
			c.change(x, &r)
			before := *x.Declaration
			_, err := workflow.Apply(x, r)
			if models.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %q", err, c.says)
			}
			if x.Declaration.Status != before.Status || x.Declaration.Version != before.Version {
				t.Error("the refusal changed the declaration")
			}
		})
	}
}

func TestSendingInWaitsForFindings(t *testing.T) {
	bad := models.Finding{Rule: "head-required", Severity: models.SeverityError}
	remark := models.Finding{Rule: "text-truncated", Severity: models.SeverityWarning}
	money := models.Finding{Rule: "funding-magnitude", Severity: models.SeverityWarning}
	note := models.Finding{Rule: "signoff-date", Severity: models.SeverityNote}
	for _, c := range []struct {
		name      string
		found     []models.Finding
		confirmed bool
		reason    string
		says      string // "" when it is sent in
	}{
		{"an error stops it, confirmed or not", []models.Finding{remark, bad}, true, "理由", "还有 1 处错误"},
		{"a warning waits to be confirmed", []models.Finding{remark, note}, false, "", "请先确认 1 条提醒"},
		{"a confirmed warning does not stop it", []models.Finding{remark, note}, true, "", ""},
		{"a warning to be explained needs a reason", []models.Finding{money}, true, " ", "须说明理由"},
		{"an explained warning does not stop it", []models.Finding{money}, true, "按标准", ""},
		{"a note asks for nothing", []models.Finding{note}, false, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newCase(models.Draft, models.Handler, c.found...)
			r := complete(models.Submit)
			r.Confirmed, r.Opinion = c.confirmed, c.reason
			result, err := workflow.Apply(x, r)
			var pending *workflow.Pending
			switch {
			case c.says == "" && err != nil:
				t.Fatalf("refused: %v", err)
			case c.says == "":
				v := result.Version
				if len(v.Findings) != len(c.found) || v.Number != 2 || v.RuleSet != rules.Version {
					t.Errorf("version %+v does not keep the findings and their rule set", v)
				}
			case !errors.As(err, &pending) || !strings.Contains(err.Error(), c.says) || x.Declaration.Version != 1:
				t.Errorf("error %v, want one that says %q", err, c.says)
			}
		})
	}
}

func TestReturnedByFinanceGoesTheWayThatWasChosen(t *testing.T) {
	for straight, want := range map[bool]models.Status{false: models.DepartmentReview, true: models.FinanceReview} {
		c := newCase(models.FinanceReview, models.FinanceReviewer)
		r := complete(models.Return)
		r.ToFinance = straight
		if _, err := workflow.Apply(c, r); err != nil {
			t.Fatal(err)
		}
		again := newCase(models.Returned, models.Handler)
		again.Declaration = c.Declaration
		result, err := workflow.Apply(again, complete(models.Submit))
		if err != nil {
			t.Fatal(err)
		}
		if result.Event.To != want {
			t.Errorf("改后直接送财政 %v: sent to %s, want %s", straight, result.Event.To.Label(), want.Label())
		}
	}
}

func TestButtonsComeFromTheTable(t *testing.T) {
	for role, want := range map[models.RoleKind]string{
		models.Handler:            "撤回",
		models.DepartmentReviewer: "审核通过 退回 不予安排",
		models.FinanceReviewer:    "",
	} {
		var labels []string
		for _, m := range newCase(models.DepartmentReview, role).Allowed() {
			labels = append(labels, m.Action.Label())
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("%s has the buttons %q, want %q", role.Label(), got, want)
		}
	}
	if !slices.ContainsFunc(workflow.Moves(), func(m workflow.Move) bool { return m.Opinion }) {
		t.Error("no move asks for an opinion")
	}
}
