package workflow

import (
	"slices"

	"jixiao/models"
)

// Condition narrows a move to some declarations.
type Condition int

// The conditions.
const (
	Always          Condition = iota
	SkipsBoth                 // 本级, in a round without the finance step
	SkipsDepartment           // the department step falls away: 本级, or 改后直接送财政
	SkipsFinance              // the round leaves out the finance step
	ViaDepartment             // the department has reviewed it: the opposite of SkipsDepartment
	Adjusts                   // 调整: an approved version stands meanwhile
	AdjustsNot                // the opposite
)

// Label returns the condition as the history and the table show it.
func (c Condition) Label() string {
	switch c {
	case SkipsBoth:
		return "本级单位，本批次不经财政审核"
	case SkipsDepartment:
		return "本级单位，或退回时定为改后直接送财政"
	case SkipsFinance:
		return "本批次不经财政审核"
	case ViaDepartment:
		return "经主管部门审核过"
	case Adjusts:
		return "调整期间，已批复的版本有效"
	case AdjustsNot:
		return "不在调整"
	}
	return ""
}

// Move is one line of the table.
type Move struct {
	From    models.Status
	Action  models.Action
	To      models.Status
	Role    models.RoleKind
	When    Condition
	Clean   bool // refused while an error stands
	Opinion bool // needs an opinion
	Ruling  bool // needs 批复文号 and 批复日期
	Basis   bool // needs the document of the budget change
	Eyes    bool // closed to whoever filled in the declaration
}

// moves is the whole state machine. Of the moves with the same state, action
// and role the first one whose condition holds is meant.
var moves = []Move{
	{From: models.Draft, Action: models.Submit, To: models.Reviewed, Role: models.Handler, When: SkipsBoth, Clean: true},
	{From: models.Draft, Action: models.Submit, To: models.FinanceReview, Role: models.Handler, When: SkipsDepartment, Clean: true},
	{From: models.Draft, Action: models.Submit, To: models.DepartmentReview, Role: models.Handler, Clean: true},
	{From: models.Draft, Action: models.Discard, To: models.Void, Role: models.Handler, When: AdjustsNot},
	{From: models.Draft, Action: models.Abandon, To: models.Approved, Role: models.Handler, When: Adjusts},
	{From: models.Void, Action: models.Restore, To: models.Draft, Role: models.Handler},

	{From: models.Returned, Action: models.Submit, To: models.Reviewed, Role: models.Handler, When: SkipsBoth, Clean: true},
	{From: models.Returned, Action: models.Submit, To: models.FinanceReview, Role: models.Handler, When: SkipsDepartment, Clean: true},
	{From: models.Returned, Action: models.Submit, To: models.DepartmentReview, Role: models.Handler, Clean: true},
	{From: models.Returned, Action: models.Discard, To: models.Void, Role: models.Handler, When: AdjustsNot},
	{From: models.Returned, Action: models.Abandon, To: models.Approved, Role: models.Handler, When: Adjusts},

	{From: models.DepartmentReview, Action: models.Withdraw, To: models.Draft, Role: models.Handler},
	{From: models.DepartmentReview, Action: models.Pass, To: models.Reviewed, Role: models.DepartmentReviewer, When: SkipsFinance, Eyes: true},
	{From: models.DepartmentReview, Action: models.Pass, To: models.FinanceReview, Role: models.DepartmentReviewer, Eyes: true},
	{From: models.DepartmentReview, Action: models.Return, To: models.Returned, Role: models.DepartmentReviewer, Opinion: true, Eyes: true},
	{From: models.DepartmentReview, Action: models.Decline, To: models.Approved, Role: models.DepartmentReviewer, When: Adjusts, Opinion: true, Eyes: true},
	{From: models.DepartmentReview, Action: models.Decline, To: models.Declined, Role: models.DepartmentReviewer, Opinion: true, Eyes: true},

	{From: models.FinanceReview, Action: models.Withdraw, To: models.Draft, Role: models.Handler, When: SkipsDepartment},
	{From: models.FinanceReview, Action: models.Retract, To: models.DepartmentReview, Role: models.DepartmentReviewer, When: ViaDepartment, Eyes: true},
	{From: models.FinanceReview, Action: models.Pass, To: models.Reviewed, Role: models.FinanceReviewer, Eyes: true},
	{From: models.FinanceReview, Action: models.Return, To: models.Returned, Role: models.FinanceReviewer, Opinion: true, Eyes: true},
	{From: models.FinanceReview, Action: models.Decline, To: models.Approved, Role: models.FinanceReviewer, When: Adjusts, Opinion: true, Eyes: true},
	{From: models.FinanceReview, Action: models.Decline, To: models.Declined, Role: models.FinanceReviewer, Opinion: true, Eyes: true},

	{From: models.Reviewed, Action: models.Retract, To: models.DepartmentReview, Role: models.DepartmentReviewer, When: SkipsFinance, Eyes: true},
	{From: models.Reviewed, Action: models.Retract, To: models.FinanceReview, Role: models.FinanceReviewer, Eyes: true},
	{From: models.Reviewed, Action: models.Return, To: models.Returned, Role: models.FinanceReviewer, Opinion: true, Eyes: true},
	{From: models.Reviewed, Action: models.Approve, To: models.Approved, Role: models.FinanceReviewer, Ruling: true, Eyes: true},

	{From: models.Approved, Action: models.Adjust, To: models.Draft, Role: models.Handler, Opinion: true, Basis: true},
	{From: models.Approved, Action: models.Revoke, To: models.Reviewed, Role: models.FinanceReviewer, Opinion: true, Eyes: true},
}

// Moves returns a copy of the table, in the order of the work.
func Moves() []Move { return slices.Clone(moves) }

// Actions lists the actions of the table in the order of its buttons.
var Actions = []models.Action{
	models.Submit, models.Withdraw, models.Pass, models.Return, models.Decline,
	models.Retract, models.Approve, models.Revoke, models.Adjust, models.Abandon, models.Discard, models.Restore,
}
