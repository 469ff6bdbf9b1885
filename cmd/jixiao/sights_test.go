package main

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"jixiao/models"
	"jixiao/models/store"
)

// sight is one page in one state, as a person sees it.
type sight struct {
	who, path, state string
	then             func(w *window, s *store.Store) // what brings the page into the state
	after            func(w *window)                 // what lets it be left
}

// sights are all pages in all states. TestEveryPageIsAmongTheSights holds them
// against the routes.
var sights = []sight{
	{path: "/signin"},
	{path: "/signin", state: "refused", then: func(w *window, _ *store.Store) {
		w.fill("用户名", "jingban")
		w.fill("密码", "wrong")
		w.press("登录")
		w.see("用户名或密码不对")
	}},
	{path: "/outdated"},
	{path: "/check"},
	{path: "/check?number=2023-1&code=0000-0000-0000-0000", state: "with nothing found"},
	{path: "/C/2023-1/1/0"},
	{who: "jingban", path: "/help"},
	{who: "jingban", path: "/rules"},
	{who: "jingban", path: "/indicators"},
	{who: "jingban", path: "/declarations"},
	{who: "jingban", path: "/declarations?tab=all", state: "with every status"},
	{who: "jingban", path: "/declarations?q=zzz", state: "with nothing found"},
	{who: "jingban", path: "/declarations/new"},
	{who: "jingban", path: "/declarations/new", state: "made: an empty form", then: func(w *window, _ *store.Store) {
		w.fill("年度", "2023年")
		w.press("新建")
		w.see("在兴县电子商务服务中心填报")
	}},
	{who: "jingban", path: "/declarations/1", state: "as it opens"},
	{who: "jingban", path: "/declarations/1", state: "checked", then: func(w *window, _ *store.Store) {
		w.press("检查")
		w.until("list the findings", `document.querySelector("details.findings").open && document.querySelectorAll("td.invalid").length > 2`)
	}},
	{who: "jingban", path: "/declarations/1", state: "in conflict", then: inConflict, after: func(w *window) { w.press("用对方的") }},
	{who: "jingban", path: "/declarations/1", state: "picking", then: func(w *window, _ *store.Store) {
		w.press("挑选指标")
		w.until("list the library", `document.querySelectorAll(".picks button").length === 50`)
	}},
	{who: "jingban", path: "/declarations/1?last=1", state: "beside last year"},
	{who: "jingban", path: "/declarations/1/history"},
	{who: "jingban", path: "/declarations/1/files", state: "of a draft"},
	{who: "jingban", path: "/declarations/2/files", state: "with a scan that nobody could read"},
	{who: "zhuguan", path: "/declarations/2/files"},
	{who: "zhuguan", path: "/declarations/1/files", state: "forbidden"},
	{who: "jingban", path: "/declarations/2/compare"},
	{who: "jingban", path: "/declarations/1/saved"},
	{who: "jingban", path: "/declarations/1/saved/1"},
	{who: "jingban", path: "/declarations/1/entry"},
	{who: "jingban", path: "/declarations/1/years", state: "with none"},
	{who: "jingban", path: "/declarations/12/years", state: "with some in doubt"},
	{who: "jingban", path: "/declarations/12?last=1", state: "from a template, with last year beside the cells"},
	{who: "jingban", path: "/declarations/12?last=0", state: "from a template"},
	{who: "jingban", path: "/templates", state: "forbidden"},
	{who: "zhuguan", path: "/templates", state: "with none"},
	{who: "caizheng", path: "/templates"},
	{who: "caizheng", path: "/templates/1"},
	{who: "caizheng", path: "/templates/1", state: "handed out", then: func(w *window, _ *store.Store) {
		w.check("all")
		w.press("下发")
		w.see("共选 2 个")
	}},
	{who: "jingban", path: "/declarations/11/submit", state: "with warnings to confirm"},
	{who: "jingban", path: "/declarations/1/submit", state: "refused"},
	{who: "jingban", path: "/submit?id=1&id=2&id=11", state: "with errors, sent in, with warnings"},
	{who: "jingban", path: "/submit", state: "with nothing chosen"},
	{who: "jingban", path: "/declarations/2", state: "sent in"},
	{who: "jingban", path: "/declarations/3", state: "returned"},
	{who: "jingban", path: "/declarations/4", state: "approved"},
	{who: "jingban", path: "/declarations/4/adjust"},
	{who: "jingban", path: "/declarations/4/adjust", state: "refused", then: func(w *window, _ *store.Store) {
		w.press("开始调整")
		w.see("需要写明原因")
	}},
	{who: "jingban", path: "/declarations/5", state: "void"},
	{who: "jingban", path: "/declarations/2/versions/1"},
	{who: "jingban", path: "/declarations/999", state: "not there"},
	{who: "jingban", path: "/nowhere/at/all", state: "not there"},
	{who: "jingban", path: "/rounds", state: "forbidden"},
	{who: "admin", path: "/settings"},
	{who: "admin", path: "/settings", state: "refused", then: func(w *window, _ *store.Store) {
		w.fill("负责人", "领导")
		w.press("保存设置")
		w.see("没有保存")
	}},
	{who: "jingban", path: "/budget"},
	{who: "jingban", path: "/declarations/1/years"},
	{who: "jingban", path: "/declarations/3/opinions"},
	{who: "jingban", path: "/declarations/3/files"},
	{who: "jingban", path: "/declarations/1/upload"},
	{who: "jingban", path: "/submit", state: "with nothing chosen"},
	{who: "jingban", path: "/submit?id=1&id=11", state: "of two"},
	{who: "jingban", path: "/prints?tab=all"},
	{who: "jingban", path: "/prints?chosen=yes", state: "with nothing chosen"},
	{who: "jingban", path: "/prints?id=1&id=2", state: "with two chosen"},
	{who: "jingban", path: "/jobs"},
	{who: "jingban", path: "/jobs/1", state: "running"},
	{who: "jingban", path: "/jobs/2", state: "with what was left out"},
	{who: "jingban", path: "/jobs/3", state: "failed"},
	{who: "zhuguan", path: "/jobs", state: "with none"},
	{who: "caizheng", path: "/prints", state: "with all choices"},
	{who: "zhuguan", path: "/declarations"},
	{who: "zhuguan", path: "/reviews"},
	{who: "zhuguan", path: "/phrases"},
	{who: "zhuguan", path: "/declarations/2", state: "to be reviewed"},
	{who: "zhuguan", path: "/declarations/2", state: "returned without an opinion", then: func(w *window, _ *store.Store) {
		w.press("退回")
		w.see("退回需要写明意见")
	}},
	{who: "zhuguan", path: "/declarations/1", state: "never sent in"},
	{who: "zhuguan", path: "/declarations/4/indicators", state: "to be taken into the library"},
	{who: "zhuguan", path: "/declarations/4/indicators", state: "refused", then: func(w *window, _ *store.Store) {
		w.press("收入指标库")
		w.see("还没有选中指标")
	}},
	{who: "caizheng", path: "/declarations"},
	{who: "caizheng", path: "/declarations?tab=finance-reviewed", state: "to be chosen"},
	{who: "caizheng", path: "/declarations/6", state: "to be reviewed"},
	{who: "caizheng", path: "/declarations/2/entry", state: "with its setting"},
	{who: "caizheng", path: "/declarations/4/indicators"},
	{who: "caizheng", path: "/ruling", state: "with nothing chosen"},
	{who: "caizheng", path: "/ruling?id=7"},
	{who: "caizheng", path: "/templates", state: "with none"},
	{who: "caizheng", path: "/templates", state: "with one begun", then: func(w *window, _ *store.Store) {
		w.press("新建模板")
		w.see("下发给单位")
	}},
	{who: "caizheng", path: "/templates/1"},
	{who: "caizheng", path: "/templates", state: "with one"},
	{who: "caizheng", path: "/rounds"},
	{who: "caizheng", path: "/rounds/1"},
	{who: "caizheng", path: "/budget"},
	{who: "admin", path: "/declarations", state: "with nothing to do"},
	{who: "jingban", path: "/declarations/1", state: "asking for the password", then: func(w *window, _ *store.Store) {
		w.must(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, network.ClearBrowserCookies, cdp.Empty{})
			return err
		}))
		w.fill("项目概况", "登录过期后写的")
		w.press("保存")
		w.see("请重新登录")
	}},
}

// inConflict lets somebody else save the cell that is being typed in.
func inConflict(w *window, s *store.Store) {
	w.fill("立项依据", "我写的")
	d, err := s.Declaration(w.t.Context(), 1)
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = s.UpdateDeclaration(w.t.Context(), 1, d.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Document.Narrative.Basis = "别人写的"
		return store.Change{PersonName: "李同事"}, nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.press("保存")
	w.see("用对方的")
}

// stage brings the declarations of the sample into the states that pages show.
func stage(t *testing.T, s *store.Store) *store.Store {
	t.Helper()
	person, err := s.PersonByLogin(t.Context(), "jingban")
	if err != nil {
		t.Fatal(err)
	}
	for id, status := range map[int64]models.Status{
		2: models.DepartmentReview, 3: models.Returned, 4: models.Approved, 5: models.Void, 6: models.FinanceReview, 7: models.Reviewed, 8: models.Declined,
	} {
		put(t, s, id, status, person.ID)
	}
	stageJobs(t, s, person.ID)
	stageTemplate(t, s)
	stageAttachments(t, s, person.ID)
	ready, err := s.Declaration(t.Context(), 11)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.UpdateDeclaration(t.Context(), ready.ID, ready.Revision, func(d *models.Declaration) (store.Change, error) {
		d.Document.Signoff.Handler, d.Document.Signoff.Phone = "李经办", "0358-0000001"
		return store.Change{PersonID: person.ID, PersonName: person.Name}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// put brings a declaration into a state as the moves leave it.
func put(t *testing.T, s *store.Store, id int64, status models.Status, person int64) {
	t.Helper()
	before, err := s.Declaration(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	event := models.Event{PersonID: person, PersonName: "李经办", Action: models.Submit, From: models.Draft, To: status, Version: 1}
	sent, err := s.UpdateDeclaration(t.Context(), id, before.Revision, func(d *models.Declaration) (store.Change, error) {
		if d.Status = status; status == models.Void {
			event.Action, event.Version = models.Discard, 0
			return store.Change{Event: &event}, nil
		}
		d.Version = 1
		return store.Change{Event: &event, Version: &models.Version{Number: 1, Document: d.Document.Clone(), PersonName: "李经办"}}, nil
	})
	if err != nil || status != models.Returned {
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	back := models.Event{
		PersonName: "王主管", Action: models.Return, From: models.DepartmentReview, To: status, Version: 1, Opinion: "产出指标不细化",
	}
	_, err = s.UpdateDeclaration(t.Context(), id, sent.Revision, func(*models.Declaration) (store.Change, error) {
		return store.Change{Event: &back}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// stageTemplate keeps a template, and a declaration of 2024 that was made from
// the same text and speaks of the year before.
func stageTemplate(t *testing.T, s *store.Store) {
	t.Helper()
	last, err := s.Declaration(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	template := models.Template{Document: models.TemplateText(&last.Document), PersonName: "赵财政"}
	if err := s.CreateTemplate(t.Context(), &template); err != nil {
		t.Fatal(err)
	}
	next := models.Declaration{
		Status: models.Draft, Document: last.Document.Clone(), UnitID: last.UnitID, DepartmentID: last.DepartmentID, HandedOut: true,
	}
	next.Document.Year = 2024
	next.Document.Narrative.Plan = "2023年底前完成，依据晋财〔2023〕60号"
	if err := s.CreateDeclaration(t.Context(), &next, models.Event{Action: models.Create, PersonName: "赵财政"}); err != nil {
		t.Fatal(err)
	}
}

// stageAttachments hangs a document on a draft, and scans on what was sent in.
func stageAttachments(t *testing.T, s *store.Store, person int64) {
	t.Helper()
	for _, a := range []models.Attachment{
		{DeclarationID: 1, Kind: models.Contract}, {DeclarationID: 2, Kind: models.StampedScan}, {DeclarationID: 2, Kind: models.StampedScan, Version: 1},
	} {
		a.Name, a.Format, a.Size, a.PersonID, a.PersonName = "扫描全能王 2023-01-05 关于下达资金的通知.pdf", "pdf", 1<<20, person, "李经办"
		if err := s.AddAttachment(t.Context(), &a); err != nil {
			t.Fatal(err)
		}
	}
}

// stageJobs keeps one job of each kind of end.
func stageJobs(t *testing.T, s *store.Store, person int64) {
	t.Helper()
	for _, end := range []models.Job{
		{},
		{State: models.JobDone, Done: 39, File: "x.pdf", Size: 1 << 20, Left: []models.LeftOut{{ID: 1, Project: "项目", Reason: "有不能打印的字符"}}},
		{State: models.JobFailed, Problem: "服务器磁盘空间不足，没有做成。"},
	} {
		j := models.Job{PersonID: person, Kind: models.BoundThrough, Title: "全部申报表", Choice: "{}", Total: 40, Worker: "w"}
		err := s.CreateJob(t.Context(), &j)
		if end.ID, end.Worker, end.Total = j.ID, "w", 40; err == nil && end.State != "" {
			err = s.EndJob(t.Context(), &end)
		} else if err == nil {
			err = s.JobProgress(t.Context(), j.ID, "w", 12, 40)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
