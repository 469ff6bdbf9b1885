package models

import "time"

// Status is where a declaration stands in the review.
type Status string

// The states of a declaration.
const (
	Draft            Status = "draft"
	DepartmentReview Status = "department_review"
	FinanceReview    Status = "finance_review"
	Reviewed         Status = "reviewed"
	Approved         Status = "approved"
	Returned         Status = "returned"
	Declined         Status = "declined"
	Void             Status = "void"
)

// Statuses lists the states in the order of the work.
var Statuses = []Status{Draft, DepartmentReview, FinanceReview, Reviewed, Approved, Returned, Declined, Void}

// Label returns the state's name on the pages.
func (s Status) Label() string {
	switch s {
	case Draft:
		return "草稿"
	case DepartmentReview:
		return "待主管部门审核"
	case FinanceReview:
		return "待财政审核"
	case Reviewed:
		return "财政已审"
	case Approved:
		return "已批复"
	case Returned:
		return "退回修改"
	case Declined:
		return "不予安排"
	case Void:
		return "已作废"
	}
	return string(s)
}

// Editable reports whether the unit may change the text in this state.
func (s Status) Editable() bool { return s == Draft || s == Returned }

// Declaration is one declaration as it is kept: what stands on the form now,
// and where it is. Unit, project and year name it.
type Declaration struct {
	ID       int64
	Revision int64 // counts saves
	Version  int   // number of the version sent in last; 0 when never
	Status   Status
	Document Document

	UnitID       int64 // 0 while the unit is not in the tree
	DepartmentID int64 // 0 while the department is not in the tree
	RoundID      int64
	HandedOut    bool    // made from a form handed out by the finance bureau (统一模板)
	ToFinance    bool    // returned by finance with 改后直接送财政
	Fillers      []int64 // persons who filled it in; none of them reviews it

	// ApprovedVersion is the version that was approved, and stands while a 调整
	// is under way; 0 before the first 批复 and after it was revoked.
	ApprovedVersion int
	ApprovalNumber  string // 批复文号
	ApprovalDate    string // 批复日期, 2006-01-02

	CreatedAt time.Time
	UpdatedAt time.Time // of the last save
	MovedAt   time.Time // since when it has been in this state
}

// Adjusting reports whether a 调整 of an approved declaration is under way.
func (d *Declaration) Adjusting() bool { return d.ApprovedVersion > 0 && d.Status != Approved }

// Current returns the version that counts for those who read it: the approved
// one while it stands and nothing newer waits, else the one sent in last; 0
// when there is none. A 调整 that was given up or not granted leaves versions
// behind that do not count.
func (d *Declaration) Current() int {
	if d.ApprovedVersion > 0 && (d.Status == Approved || d.Status == Draft) {
		return d.ApprovedVersion
	}
	return d.Version
}

// FilledBy reports whether the person filled in any of the declaration.
func (d *Declaration) FilledBy(person int64) bool {
	for _, id := range d.Fillers {
		if id == person {
			return true
		}
	}
	return false
}

// Version is what was sent in once. It never changes; differences, prints and
// reviews refer to it.
type Version struct {
	ID            int64
	DeclarationID int64
	Number        int // 1 for the first
	RoundID       int64
	Document      Document // with the identities of its rows
	Findings      []Finding
	RuleSet       string // of the rules that made the findings
	At            time.Time
	PersonID      int64
	PersonName    string
}

// Event is one entry of a declaration's history. Seq orders the entries; times
// never do.
type Event struct {
	Seq        int64
	At         time.Time
	PersonID   int64
	PersonName string // as it was then
	Address    string // of the person's machine
	Action     Action
	From, To   Status
	Version    int
	Opinion    string // 意见, with returning and declining
	Number     string // 批复文号, with 批复
	Date       string // 批复日期, with 批复
	// Note says what else the move decided, e.g. 改后直接送财政 or 本级，免主管部门审核.
	Note string
}

// Action is something a person does to a declaration.
type Action string

// The actions.
const (
	Create   Action = "create"
	Save     Action = "save"
	Submit   Action = "submit"   // 送审
	Withdraw Action = "withdraw" // 撤回
	Pass     Action = "pass"     // 审核通过
	Return   Action = "return"   // 退回
	Decline  Action = "decline"  // 不予安排
	Retract  Action = "retract"  // 取消审核
	Approve  Action = "approve"  // 批复
	Discard  Action = "discard"  // 作废
	Restore  Action = "restore"  // 恢复
	Adjust   Action = "adjust"   // 调整: a new draft beside the approved version
	Abandon  Action = "abandon"  // 撤销调整: back to the approved version
	Revoke   Action = "revoke"   // 取消批复
)

// Label returns the action's name on buttons and in the history.
func (a Action) Label() string {
	switch a {
	case Create:
		return "新建"
	case Save:
		return "保存"
	case Submit:
		return "送审"
	case Withdraw:
		return "撤回"
	case Pass:
		return "审核通过"
	case Return:
		return "退回"
	case Decline:
		return "不予安排"
	case Retract:
		return "取消审核"
	case Approve:
		return "批复"
	case Discard:
		return "作废"
	case Restore:
		return "恢复"
	case Adjust:
		return "调整"
	case Abandon:
		return "撤销调整"
	case Revoke:
		return "取消批复"
	}
	return string(a)
}

// Round is one 批次 of a budget year.
type Round struct {
	ID          int64
	Year        int
	Name        string // 一上, 二上, 年中追加, 调整
	SkipFinance bool   // the round leaves out the finance step
	Minimum     Fen    // no declaration is asked for a budget line below it
	// NeedsScan holds 审核通过 back until the version has its stamped scan.
	NeedsScan bool
	Wanted    []AttachmentKind // documents that a declaration is to bring
}
