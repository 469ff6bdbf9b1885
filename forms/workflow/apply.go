package workflow

import (
	"slices"
	"strings"
	"time"

	"jixiao/forms/rules"
	"jixiao/models"
)

// Case is a declaration in the hands of one person.
type Case struct {
	Declaration *models.Declaration
	Person      *models.Person
	Scope       *models.Scope
	Round       models.Round
	// OwnDepartment says that unit and department are one (本级).
	OwnDepartment bool
	// Check runs the rules over the document. Apply calls it, so that nobody
	// can send in what was checked in another state.
	Check func(*models.Document) []models.Finding
	// NeedsReason tells the rules whose warnings the round wants explained.
	NeedsReason func(rule string) bool
	// Remarks are the opinions on the cells of its versions.
	Remarks []models.Remark
	// AwaitsScan says that the round wants the stamped scan of the version
	// that is reviewed, and that it is not there.
	AwaitsScan bool
	// Approved is the text of the version that stands during a 调整.
	Approved *models.Document
	// Colleagues names who else may do what four eyes forbid this person.
	Colleagues func(models.RoleKind) []string
}

// Request is what the person asks for.
type Request struct {
	Action    models.Action
	Opinion   string // 意见; with 送审 the reason given for the warnings
	Confirmed bool   // the warnings have been read
	ToFinance bool   // with 退回 by finance: 改后直接送财政
	Number    string // 批复文号; with 调整 the document of the budget change
	Date      string // 批复日期 as typed
	Address   string // of the person's machine
	At        time.Time
	// Remarks are what a reviewer has written at the cells; nil leaves what
	// was kept before.
	Remarks *[]models.Remark
}

// Result is what a move leaves behind beside the changed declaration.
type Result struct {
	Event   *models.Event
	Version *models.Version // frozen by 送审, else nil
	// Tells says that a reviewer has made the move: with it the unit learns of
	// the remarks.
	Tells   bool
	Remarks *[]models.Remark // of the request, where a reviewer has made it
}

// Pending is the refusal of 送审 while findings stand in the way.
type Pending struct {
	Findings []models.Finding
	Errors   int  // how many of them are errors; with none the warnings wait to be confirmed
	Reason   bool // confirmed, but a warning that the round wants explained has no reason
	Open     int  // opinions that were not answered, and nothing was said why
}

// Error says what is in the way, in Chinese.
func (p *Pending) Error() string {
	if p.Errors > 0 {
		return "暂不能送审：还有 " + itoa(p.Errors) + " 处错误"
	}
	if p.Open > 0 {
		return "还有 " + itoa(p.Open) + " 条审核意见没有答复，请逐条答复，或者填写说明后再送审"
	}
	if p.Reason {
		return "其中有的提醒须说明理由，请填写说明后再送审"
	}
	return "请先确认 " + itoa(len(p.Findings)) + " 条提醒，再送审"
}

// Allowed returns the moves that are open to the person now, one an action.
func (c *Case) Allowed() []Move {
	var open []Move
	for _, action := range Actions {
		if m, err := c.move(action); err == nil {
			open = append(open, m)
		}
	}
	return open
}

// Why returns the Chinese refusal that the person would get for the action,
// or nil when it is open. It says nothing of findings and opinions.
func (c *Case) Why(action models.Action) error {
	_, err := c.move(action)
	return err
}

// move finds the line of the table that is meant, or says why there is none.
func (c *Case) move(action models.Action) (Move, error) {
	d := c.Declaration
	held := false
	for _, m := range moves {
		if m.Action != action || !c.Scope.As(m.Role, d) {
			continue
		}
		held = true
		if m.From != d.Status || !c.holds(m.When) {
			continue
		}
		if m.Eyes && d.FilledBy(c.Person.ID) {
			return Move{}, c.fourEyes(m.Role)
		}
		if m.Action == models.Withdraw && c.remarked() {
			return Move{}, models.Refuse(models.Closed, "审核人已经写了意见，不能撤回，请联系审核人退回")
		}
		if m.Action == models.Pass && c.AwaitsScan {
			return Move{}, models.Refuse(models.Closed, "缺盖章扫描件：本批次要求有盖章扫描件才能审核通过，请经办人上传；手里有纸质件的，也可以代为扫描上传")
		}
		return m, nil
	}
	if !held {
		return Move{}, models.Refuse(models.Forbidden, "您没有权限对这份申报表“"+action.Label()+"”")
	}
	return Move{}, models.Refuse(models.Closed, closed(d.Status, action))
}

// remarked reports whether somebody has written an opinion on the version that
// is being reviewed.
func (c *Case) remarked() bool {
	return slices.ContainsFunc(c.Remarks, func(r models.Remark) bool { return r.Version == c.Declaration.Version })
}

func (c *Case) holds(when Condition) bool {
	unit := c.OwnDepartment || c.Declaration.ToFinance
	switch when {
	case SkipsBoth:
		return unit && c.Round.SkipFinance
	case SkipsDepartment:
		return unit
	case ViaDepartment:
		return !unit
	case SkipsFinance:
		return c.Round.SkipFinance
	case Adjusts:
		return c.Declaration.Adjusting()
	case AdjustsNot:
		return !c.Declaration.Adjusting()
	}
	return true
}

func (c *Case) fourEyes(role models.RoleKind) error {
	message := "您填报过这份申报表，不能自己审核"
	if names := c.Colleagues(role); len(names) > 0 {
		message += "，请由" + strings.Join(names, "、") + "审核"
	} else {
		message += "，请管理员另行指定" + role.Label()
	}
	return models.Refuse(models.Forbidden, message)
}

// closed says why an action is not open in a state, and what to do.
func closed(status models.Status, action models.Action) string {
	switch {
	case action == models.Withdraw && (status == models.FinanceReview || status == models.Reviewed):
		return "主管部门已审核，不能撤回，请联系审核人退回"
	case action == models.Withdraw && status == models.Approved, action == models.Return && status == models.Approved:
		return "申报表已批复，不能" + action.Label() + "；需要变动时请办理调整"
	case action == models.Submit && !status.Editable():
		return "申报表已送审，现在是“" + status.Label() + "”，不用再送"
	case action == models.Retract:
		return "下一步已经处理，不能取消审核；现在是“" + status.Label() + "”"
	}
	return "申报表现在是“" + status.Label() + "”，不能" + action.Label() + "，请刷新后查看"
}

// Apply makes the move that the person asks for: it checks role, state, four
// eyes, completeness and opinion, changes the declaration, and returns the
// event and the version to be kept with it in one transaction. Refusals are
// *models.Error, or *Pending where findings stand in the way.
func Apply(c *Case, r Request) (Result, error) {
	m, err := c.move(r.Action)
	if err != nil {
		return Result{}, err
	}
	if err := require(m, &r); err != nil {
		return Result{}, err
	}
	d := c.Declaration
	event := &models.Event{
		At: r.At, PersonID: c.Person.ID, PersonName: c.Person.Name, Address: r.Address,
		Action: m.Action, From: m.From, To: m.To, Version: d.Version, Opinion: r.Opinion,
		Number: r.Number, Date: r.Date, Note: c.note(m, r),
	}
	result := Result{Event: event}
	if m.Role != models.Handler {
		result.Tells, result.Remarks = true, r.Remarks
	}
	if m.Action == models.Submit {
		if result.Version, err = c.freeze(r); err != nil {
			return Result{}, err
		}
		d.Version, event.Version = result.Version.Number, result.Version.Number
	}
	if m.When == Adjusts {
		if c.Approved == nil {
			return Result{}, models.Refuse(models.Closed, "找不到已批复的版本，请联系管理员")
		}
		d.Document = c.Approved.Clone()
		event.Version = d.ApprovedVersion
	}
	d.Status, d.MovedAt = m.To, r.At
	settle(d, m, r)
	return result, nil
}

// settle sets what the move decides beside the state.
func settle(d *models.Declaration, m Move, r Request) {
	switch m.Action {
	case models.Return:
		d.ToFinance = r.ToFinance && m.Role == models.FinanceReviewer
	case models.Pass:
		if m.Role == models.FinanceReviewer {
			d.ToFinance = false
		}
	case models.Approve:
		d.ApprovalNumber, d.ApprovalDate, d.ApprovedVersion = r.Number, r.Date, d.Version
	case models.Revoke:
		d.ApprovalNumber, d.ApprovalDate, d.ApprovedVersion = "", "", 0
	}
}

func (c *Case) note(m Move, r Request) string {
	switch {
	case m.Action == models.Return && m.Role == models.FinanceReviewer && r.ToFinance:
		return "改后直接送财政"
	case m.Action == models.Return && m.Role == models.FinanceReviewer:
		return "改后经主管部门重审"
	case m.Action == models.Submit && m.When != Always && c.Declaration.ToFinance:
		return "按退回意见直接送财政"
	case m.Action == models.Submit && m.When != Always:
		return "本级单位，免主管部门审核"
	case m.When == SkipsFinance:
		return m.When.Label()
	}
	return ""
}

// wanted is what an action needs in words.
func wanted(a models.Action) string {
	if a == models.Adjust || a == models.Revoke {
		return "原因"
	}
	return "意见"
}

// Agreed is the opinion of a reviewer who passes a declaration and writes none.
const Agreed = "同意"

// require checks what the move needs from the person.
func require(m Move, r *Request) error {
	if m.Opinion && models.Blank(r.Opinion) {
		return models.Refuse(models.Invalid, m.Action.Label()+"需要写明"+wanted(m.Action))
	}
	if m.Action == models.Pass && models.Blank(r.Opinion) {
		r.Opinion = Agreed
	}
	r.Number = strings.TrimSpace(r.Number)
	switch {
	case m.Basis && r.Number == "":
		return models.Refuse(models.Invalid, "请填写预算调整文件的名称或文号")
	case m.Ruling && r.Number == "":
		return models.Refuse(models.Invalid, "请填写批复文号")
	case m.Basis:
		r.Date = ""
		return nil
	case !m.Ruling:
		r.Number, r.Date = "", ""
		return nil
	}
	day, ok := models.ParseDay(r.Date)
	if !ok {
		return models.Refuse(models.Invalid, "请填写批复日期，如 2023年2月20日")
	}
	r.Date = day.Format(time.DateOnly)
	return nil
}

// freeze checks the document and makes the version that is sent in.
func (c *Case) freeze(r Request) (*models.Version, error) {
	d := c.Declaration
	if d.UnitID == 0 {
		return nil, models.Refuse(models.Invalid, "暂不能送审：实施单位不在机构目录中，请在表上选定")
	}
	if d.DepartmentID == 0 {
		return nil, models.Refuse(models.Invalid, "暂不能送审：主管部门不在机构目录中，请在表上选定")
	}
	findings := c.Check(&d.Document)
	if err := c.pending(findings, r); err != nil {
		return nil, err
	}
	return &models.Version{
		DeclarationID: d.ID, Number: d.Version + 1, RoundID: d.RoundID, Document: d.Document.Clone(),
		Findings: findings, RuleSet: rules.Version, At: r.At, PersonID: c.Person.ID, PersonName: c.Person.Name,
	}, nil
}

// pending returns what stands in the way of sending in: errors always,
// warnings until they are confirmed, and explained where the round wants it.
func (c *Case) pending(findings []models.Finding, r Request) error {
	if errs := Of(findings, models.SeverityError); len(errs) > 0 {
		return &Pending{Findings: findings, Errors: len(errs)}
	}
	warnings := Of(findings, models.SeverityWarning)
	if len(warnings) > 0 && !r.Confirmed {
		return &Pending{Findings: warnings}
	}
	unexplained := slices.ContainsFunc(warnings, func(f models.Finding) bool { return c.NeedsReason(f.Rule) })
	if unexplained && models.Blank(r.Opinion) {
		return &Pending{Findings: warnings, Reason: true}
	}
	if open := c.Open(); open > 0 && models.Blank(r.Opinion) {
		return &Pending{Findings: warnings, Open: open}
	}
	return nil
}

// Open counts the opinions that the unit has not answered.
func (c *Case) Open() (n int) {
	for i := range c.Remarks {
		if c.Remarks[i].Open() {
			n++
		}
	}
	return n
}

// Of returns the findings of one severity.
func Of(findings []models.Finding, severity models.Severity) []models.Finding {
	var of []models.Finding
	for _, f := range findings {
		if f.Severity == severity {
			of = append(of, f)
		}
	}
	return of
}

// Concerns reports whether the person has a part in the action at all, in this
// state or another.
func (c *Case) Concerns(action models.Action) bool {
	return slices.ContainsFunc(moves, func(m Move) bool {
		return m.Action == action && c.Scope.As(m.Role, c.Declaration)
	})
}
