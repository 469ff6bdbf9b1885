package handlers_test

import (
	"archive/zip"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"jixiao/handlers"
	"jixiao/models"
)

// withResults names the folder of what jobs of this site print.
func withResults(folder string) func(*handlers.Config) {
	return func(c *handlers.Config) { c.Results = folder }
}

// drafts keeps so many drafts, numbered behind their names.
func (s *site) drafts(n int) []models.Declaration {
	s.Helper()
	doc := ready(s)
	all := make([]models.Declaration, n)
	for i := range all {
		doc.Project.Name = fmt.Sprintf("项目%d号", i+1)
		all[i] = s.draft(doc)
	}
	return all
}

// printAll opens the page of printing what the query says and prints it as kind.
func (b *browser) printAll(query, kind string) *page {
	b.Helper()
	p := b.get("/prints?" + query)
	for _, n := range p.all(func(n *html.Node) bool { return attribute(n, "name") == "kind" }) {
		if attribute(n, "value") == kind {
			fields := p.fields(p.formOf(n))
			fields.Set("kind", kind)
			return b.post("/jobs", fields)
		}
	}
	b.Fatalf("%s cannot be printed: %s", query, short(p.text()))
	return nil
}

// ended waits for a job and returns its page.
func (b *browser) ended(p *page) *page {
	b.Helper()
	for range 600 {
		if p = b.get(p.path); !strings.Contains(p.body, "data-poll") {
			return p
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Fatalf("%s does not end: %s", p.path, short(p.text()))
	return nil
}

// named returns the name that a file is kept under.
func (p *page) named() string {
	p.Helper()
	kind, names, err := mime.ParseMediaType(p.header.Get("Content-Disposition"))
	if err != nil || kind != "attachment" {
		p.Fatalf("%s: %s: %v", p.path, p.header.Get("Content-Disposition"), err)
	}
	return names["filename"]
}

// unpacked returns the names of the files of a ZIP, and what they hold.
func unpacked(p *page) (names, files []string) {
	p.Helper()
	z := must(zip.NewReader(strings.NewReader(p.body), int64(len(p.body))))(p)
	for _, f := range z.File {
		r := must(f.Open())(p)
		names, files = append(names, f.Name), append(files, string(must(io.ReadAll(r))(p)))
	}
	return names, files
}

// files returns the names of the files of a ZIP, and the text of each.
func (p *page) files() (names, texts []string) {
	p.Helper()
	names, files := unpacked(p)
	for i, body := range files {
		texts = append(texts, (&page{TB: p.TB, path: names[i], body: body}).paper())
	}
	return names, texts
}

func TestAFewFormsArePrintedTogetherAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		all := s.drafts(1)
		b := s.as("jingban")
		doc := ready(t)
		doc.Project.Name = "项目2号"
		all = append(all, s.put(doc, models.DepartmentReview))
		doc.Project.Name = "项目3号"
		all = append(all, s.draft(doc))
		p := b.get("/declarations?tab=all")
		chosen := fmt.Sprintf("chosen=yes&id=%d&id=%d", all[2].ID, all[1].ID)
		if got := b.press(p, "打印选中的", nil); !strings.Contains(got.text(), "没有选中申报表") {
			t.Errorf("nothing chosen: %s", short(got.text()))
		}
		one := b.printAll(chosen, "bound").isPDF()
		if want := "选出的 2 份申报表（合订本）.pdf"; one.named() != want {
			t.Errorf("the booklet is named %q, want %q", one.named(), want)
		}
		paper := one.paper()
		for _, text := range []string{"2023年度项目支出绩效目标申报表", "兴县电子商务服务中心", "共2份", "目录", "1项目3号", "2项目2号", "版本1", "第2页共2页"} {
			if !strings.Contains(paper, text) {
				t.Errorf("the booklet lacks %s: %s", text, short(paper))
			}
		}
		if strings.Contains(paper, "项目1号") {
			t.Error("one that was not chosen is printed")
		}
		archive := b.printAll("tab=all&q="+"项目", "single").answered(http.StatusOK)
		names, texts := archive.files()
		const kind = "（2023年度）绩效目标申报表"
		want := []string{"项目1号" + kind + "（草稿）", "项目2号" + kind, "项目3号" + kind + "（草稿）"}
		for i := range want {
			if names[i] != "兴县电子商务服务中心/"+want[i]+".pdf" || !strings.Contains(texts[i], fmt.Sprintf("项目%d号", i+1)) {
				t.Errorf("file %d is named %s: %s", i+1, names[i], short(texts[i]))
			}
		}
		if archive.header.Get("Content-Type") != "application/zip" || archive.named() != "全部 含“项目”的申报表.zip" {
			t.Errorf("the archive is %s, %s", archive.named(), archive.header.Get("Content-Type"))
		}
		byForm := b.printAll(chosen, "bound_by_form").isPDF().paper()
		if strings.Count(byForm, "第1页共1页") != 2 {
			t.Errorf("the forms do not count their own pages: %s", short(byForm))
		}
		b.get("/jobs").says("还没有任务")
	})
}

func TestManyFormsArePrintedInTheBackground(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		all := s.drafts(23)
		bad := ready(t)
		bad.Project.Name = "𠮷县项目"
		all = append(all, s.draft(bad))
		bad.Project.Name = "项目24号"
		s.put(bad, models.DepartmentReview)
		b := s.as("jingban")
		hold, held := make(chan struct{}), make(chan struct{}, 1)
		s.server.AfterEachForm(func() {
			select {
			case held <- struct{}{}:
			default:
			}
			<-hold
		})
		p := b.printAll("tab=all", "bound").says("共 25 份", "停止", "刷新")
		<-held
		far := b.ask(http.MethodGet, p.path, nil, http.Header{"Accept": {"application/json"}})
		if !strings.Contains(far.body, `"open":true`) {
			t.Errorf("a script is told %s", far.body)
		}
		b.get("/jobs").says("全部申报表", "进行中", "/ 25 份")
		b.get(p.path + "/file").answered(http.StatusConflict).says("没有可取的文件")
		close(hold)
		p = b.ended(p).says("已完成", "没有印出的申报表", "𠮷县项目", "不能打印的字符")
		if href := p.link("𠮷县项目"); href != at(all[23].ID) {
			t.Errorf("what was left out leads to %s", href)
		}
		file := b.get(p.link("下载")).isPDF()
		if file.named() != "全部申报表（合订本）.pdf" {
			t.Errorf("the file is named %s", file.named())
		}
		paper := file.paper()
		for i := range 24 {
			if !strings.Contains(paper, fmt.Sprintf("项目%d号", i+1)) {
				t.Errorf("项目%d号 is not in the booklet", i+1)
			}
		}
		if !strings.Contains(paper, "共24份") || !strings.Contains(paper, "版本1") {
			t.Errorf("the booklet begins %s", short(paper))
		}
		b.get("/jobs").says("已完成", "未印出 1 份")
		for _, login := range []string{"zhuguan", "caizheng", "linju"} {
			other := s.as(login)
			other.get("/jobs").says("还没有任务")
			for _, path := range []string{p.path, p.path + "/file"} {
				other.get(path).answered(http.StatusNotFound).conceals("项目")
			}
			other.post(p.path, values("do", "again", "csrf", other.token())).answered(http.StatusNotFound)
		}
	})
}

func TestEachFormIsPrintedAsItsReaderMaySeeIt(t *testing.T) {
	s := newSite(t)
	var ids string
	for _, status := range []models.Status{models.DepartmentReview, models.Draft, models.Returned, models.Void} {
		ids += fmt.Sprintf("&id=%d", s.put(secret(t), status).ID)
	}
	for _, c := range []struct {
		login  string
		texts  int
		states []string
	}{
		{"zhuguan", 2, []string{"还没有送审"}},
		{"linju", 0, []string{"您看不到它", "一份也没有印出"}},
	} {
		b := s.as(c.login)
		p := b.ended(b.printAll("chosen=yes"+ids, "single")).says(c.states...)
		if c.texts == 0 {
			p.conceals(secretName, secretText)
			continue
		}
		names, texts := b.get(p.link("下载")).files()
		if len(names) != c.texts || strings.Contains(strings.Join(names, ""), "草稿") || !strings.Contains(texts[0], secretText) {
			t.Errorf("%s prints %v", c.login, names)
		}
	}
	b := s.as("jingban")
	names, _ := b.printAll("chosen=yes"+ids, "single").files()
	if len(names) != 4 || strings.Count(strings.Join(names, ""), "草稿") != 3 {
		t.Errorf("the unit prints %v", names)
	}
	names, _ = b.printAll("tab=all", "single").files()
	if len(names) != 3 {
		t.Errorf("a whole tab prints also what is void: %v", names)
	}
}

func TestAJobThatIsStoppedLeavesNothingAndCanBeBegunAgain(t *testing.T) {
	folder := t.TempDir()
	s := newSite(t, withResults(folder))
	s.drafts(30)
	b := s.as("jingban")
	for _, kind := range []string{"bound", "single"} {
		forms, held, hold := 0, make(chan struct{}), make(chan struct{})
		s.server.AfterEachForm(func() {
			if forms++; forms == 7 || forms == 40 {
				held <- struct{}{}
				<-hold
			}
		})
		p := b.printAll("tab=all", kind)
		second := b.printAll("tab=all", kind).says("前面还有别的任务")
		<-held
		p = b.press(p, "停止", nil).says("已停止", "没有留下文件")
		second = b.press(b.get(second.path), "停止", nil).says("已停止")
		close(hold)
		p = b.press(p, "重新开始", nil)
		if kind == "bound" {
			// Stopped while the volumes are printed, not only while forms are counted.
			<-held
			p = b.press(b.get(p.path), "停止", nil)
		}
		p = b.ended(p)
		if kind == "bound" {
			p = b.ended(b.press(p, "重新开始", nil))
		}
		file := b.get(p.link("下载")).answered(http.StatusOK)
		if len(file.body) < 10000 {
			t.Errorf("%s: after all %d bytes", kind, len(file.body))
		}
		b.get(second.path).says("已停止")
	}
	if names := must(os.ReadDir(folder))(t); len(names) != 2 {
		t.Errorf("the folder holds %v, want the two files that were finished", names)
	}
}

func TestAJobWhoseServerHasGoneCanBeBegunAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.drafts(2)
		b := s.as("jingban")
		j := models.Job{
			PersonID: s.people["jingban"].ID, Kind: models.BoundThrough, Title: "全部申报表", Choice: `{"tab":"all"}`,
			Total: 2, Worker: "gone",
		}
		if err := s.CreateJob(t.Context(), &j); err != nil {
			t.Fatal(err)
		}
		path := fmt.Sprintf("/jobs/%d", j.ID)
		b.get(path).says("排队")
		s.clock.pass(models.JobLease + time.Second)
		b.get("/jobs").says("中断")
		p := b.get(path).says("中断", "打印的服务器停过")
		p = b.ended(b.press(p, "重新开始", nil)).says("已完成")
		b.get(p.link("下载")).isPDF()
	})
}

func TestAFullDiskIsToldAndLeavesNothing(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("no " + full)
	}
	folder := t.TempDir()
	s := newSite(t, withResults(folder))
	s.server.FillDisk(full)
	s.drafts(21)
	b := s.as("jingban")
	for _, kind := range []string{"bound", "single"} {
		p := b.ended(b.printAll("tab=all", kind)).says("没有做成", "磁盘空间不足", "重新开始")
		b.get(p.path + "/file").answered(http.StatusConflict)
	}
	if names := must(os.ReadDir(folder))(t); len(names) != 0 {
		t.Errorf("the folder holds %v", names)
	}
}

func TestFilesOfJobsAreRemovedAfterSomeDays(t *testing.T) {
	folder := t.TempDir()
	s := newSite(t, withResults(folder))
	s.drafts(21)
	b := s.as("jingban")
	p := b.ended(b.printAll("tab=all", "single")).says("保留到 2023年1月12日")
	s.clock.pass(6 * 24 * time.Hour)
	b = s.as("jingban") // a session lasts one day
	b.get("/jobs").says("已完成")
	b.get(p.link("下载")).answered(http.StatusOK)
	s.clock.pass(2 * 24 * time.Hour)
	b = s.as("jingban")
	b.get("/jobs").says("已过期")
	b.get(p.path).says("已过保留的天数", "重新开始")
	b.get(p.link("下载")).answered(http.StatusConflict)
	if names := must(os.ReadDir(folder))(t); len(names) != 0 {
		t.Errorf("the folder holds %v", names)
	}
	b.get(b.ended(b.press(b.get(p.path), "重新开始", nil)).link("下载")).answered(http.StatusOK)
}

func TestAFileIsFetchedOnlyWithTheRightsItWasPrintedWith(t *testing.T) {
	s := newSite(t)
	s.drafts(21)
	b := s.as("jingban")
	p := b.ended(b.printAll("tab=all", "single"))
	jingban := s.people["jingban"]
	jingban.Roles = slices.Clone(jingban.Roles)
	jingban.Roles[0].OrgID = s.orgs["026"].ID
	if err := s.SetRoles(t.Context(), jingban.ID, jingban.Roles); err != nil {
		t.Fatal(err)
	}
	b.get(p.link("下载")).answered(http.StatusForbidden).says("权限").conceals("%PDF")
	again := b.ended(b.press(b.get(p.path), "重新开始", nil)).says("一份也没有印出")
	again.conceals("下载")
}

func TestNobodyFillsTheQueue(t *testing.T) {
	s := newSite(t)
	s.drafts(21)
	hold := make(chan struct{})
	s.server.AfterEachForm(func() { <-hold })
	b := s.as("jingban")
	var last *page
	for range 5 {
		last = b.printAll("tab=all", "single")
	}
	b.printAll("tab=all", "single").answered(http.StatusConflict).says("已有 5 项任务没有做完")
	b.post("/jobs", values("tab", "all", "kind", "nonsense", "csrf", b.token())).answered(http.StatusUnprocessableEntity).says("请选择")
	b.post("/jobs/1", values("do", "nonsense", "csrf", b.token())).answered(http.StatusUnprocessableEntity)
	close(hold)
	b.ended(last).says("已完成")
}
