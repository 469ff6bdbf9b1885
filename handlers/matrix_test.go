package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// door is one route: how it is knocked at about one declaration, and to whom it
// is open although they have no part in the declaration.
type door struct {
	route  string // method and path as Routes has them
	path   string // with {id} for the declaration, {revision} likewise; "" as the route
	fields string // of a post
	public bool   // nobody signed in may see it
	open   string // logins who may do this whatever their part in the declaration is
}

// doors are all routes. A route that is missing here fails the test below.
var doors = []door{
	{route: "GET /healthz", public: true},
	{route: "GET /readyz", public: true},
	{route: "GET /static/*", path: "/static/x/app.css", public: true},
	{route: "GET /outdated", public: true},
	{route: "GET /signin", public: true},
	{route: "POST /signin", fields: "login=jingban&password=wrong", public: true},
	{route: "GET /check", path: "/check?number=2023-026001-{id}&code=0000-0000-0000-0000", public: true},
	{route: "POST /check", fields: "x=y", public: true},
	{route: "GET /C/:number/:version/:code", path: "/C/2023-026001-{id}/1/0000000000000000", public: true},
	{route: "GET /"},
	{route: "GET /help"},
	{route: "GET /rules"},
	{route: "GET /indicators"},
	{route: "POST /indicators/:id", fields: "x=y"},
	{route: "GET /declarations", path: "/declarations?tab=all"},
	{route: "GET /declarations/new"},
	{route: "POST /declarations", fields: "unit=org:{unit}&year=2023"},
	{route: "GET /declarations/:id"},
	{route: "POST /declarations/:id", fields: "revision={revision}&narrative.overview=changed&do=save"},
	{route: "GET /declarations/:id/submit"},
	{route: "GET /declarations/:id/adjust"},
	{route: "GET /declarations/:id/moves"},
	{route: "POST /declarations/:id/moves", fields: "revision={revision}&do=return&opinion=changed"},
	{route: "GET /declarations/:id/history"},
	{route: "GET /declarations/:id/opinions"},
	{route: "POST /declarations/:id/opinions", fields: "reply.1=changed"},
	{route: "GET /declarations/:id/compare"},
	{route: "GET /declarations/:id/saved"},
	{route: "GET /declarations/:id/saved/:revision"},
	{route: "GET /declarations/:id/years"},
	{route: "POST /declarations/:id/years", fields: "revision={revision}&at=goals.annual@0"},
	{route: "GET /declarations/:id/print"},
	{route: "GET /declarations/:id/sheet"},
	{route: "GET /declarations/:id/upload"},
	{route: "POST /declarations/:id/upload", fields: "x=y"},
	{route: "GET /declarations/:id/versions/:version/sheet"},
	{route: "GET /declarations/sheets", path: "/declarations/sheets?tab=all"},
	{route: "GET /declarations/:id/indicators"},
	{route: "POST /declarations/:id/indicators", fields: "owner=0&row=x"},
	{route: "GET /declarations/:id/entry"},
	{route: "POST /declarations/:id/entry", fields: "text=10&name=5", open: "caizheng"},
	{route: "GET /declarations/:id/versions/:version"},
	{route: "GET /declarations/:id/versions/:version/print"},
	{route: "GET /templates", open: "caizheng duikou zhuguan jingjian"},
	{route: "POST /templates", fields: "from={id}"},
	{route: "GET /templates/:id", path: "/templates/1"},
	{route: "POST /templates/:id", path: "/templates/1", fields: "revision=1&goals.total=changed&do=save"},
	{route: "POST /templates/:id/units", path: "/templates/1/units", fields: "year=2023&unit={unit}"},
	{route: "GET /declarations/:id/files"},
	{route: "POST /declarations/:id/files", fields: "kind=contract"},
	{route: "POST /declarations/:id/scans", fields: "x=y"},
	{route: "GET /declarations/:id/files/:file", path: "/declarations/{id}/files/1"},
	{route: "POST /declarations/:id/files/:file", path: "/declarations/{id}/files/1", fields: "do=remove"},
	{route: "GET /budget", path: "/budget?year=2023&unit=" + url.QueryEscape("兴县电子商务服务中心")},
	{route: "POST /budget/import", fields: "year=2023", open: "caizheng duikou"},
	{route: "POST /budget/links", fields: "year=2023&declaration={id}&id={id}", open: "caizheng duikou"},
	{route: "GET /rounds", open: "caizheng duikou"},
	{route: "POST /rounds", fields: "year=2023&name=changed", open: "caizheng duikou"},
	{route: "GET /rounds/:id", path: "/rounds/1", open: "caizheng duikou"},
	{route: "POST /rounds/:id/rules", path: "/rounds/1/rules", fields: "head-required=note", open: "caizheng duikou"},
	{route: "POST /rounds/:id/papers", path: "/rounds/1/papers", fields: "scan=yes", open: "caizheng duikou"},
	{route: "POST /rounds/:id/check", path: "/rounds/1/check", fields: "x=y", open: "caizheng duikou"},
	{route: "GET /submit", path: "/submit?id={id}"},
	{route: "POST /submit", fields: "id={id}&revision={revision}&confirmed.{id}=yes&opinion.{id}=changed"},
	{route: "GET /reviews", path: "/reviews?id={id}"},
	{route: "POST /reviews", fields: "id={id}&revision={revision}&do=return&opinion=changed"},
	{route: "GET /phrases"},
	{route: "POST /phrases", fields: "own=changed", open: "jingjian duikou caizheng zhuguan"},
	{route: "GET /ruling", path: "/ruling?id={id}"},
	{route: "POST /ruling", fields: "id={id}&revision={revision}&number=1&date=2023-02-20"},
	{route: "GET /prints", path: "/prints?chosen=yes&id={id}"},
	{route: "GET /jobs"},
	{route: "POST /jobs", fields: "chosen=yes&kind=bound"},
	{route: "GET /jobs/:id", path: "/jobs/1"},
	{route: "POST /jobs/:id", path: "/jobs/1", fields: "do=stop"},
	{route: "GET /jobs/:id/file", path: "/jobs/1/file"},
	{route: "GET /settings", open: "admin"},
	{route: "POST /settings", fields: "margins=gbt9704&code=yes", open: "admin"},
	// The last one: after it nobody is signed in.
	{route: "POST /signout", public: true},
}

func TestEveryRouteIsAmongTheDoors(t *testing.T) {
	s := newSite(t)
	var routes []string
	for _, r := range s.server.Routes() {
		if strings.HasPrefix(r.Method, "echo_") || r.Name == "gallery" {
			continue
		}
		routes = append(routes, r.Method+" "+r.Path)
	}
	for _, route := range routes {
		if !slices.ContainsFunc(doors, func(d door) bool { return d.route == route }) {
			t.Errorf("%s is not among the doors: say who may do it", route)
		}
	}
	for _, d := range doors {
		if !slices.Contains(routes, d.route) {
			t.Errorf("%s is no route", d.route)
		}
	}
}

// knock asks at a door about a declaration.
func (b *browser) knock(d door, about models.Declaration) *page {
	b.Helper()
	method, path, _ := strings.Cut(d.route, " ")
	if d.path != "" {
		path = d.path
	}
	fill := strings.NewReplacer(
		"{id}", strconv.FormatInt(about.ID, 10), ":id", strconv.FormatInt(about.ID, 10),
		"{revision}", strconv.FormatInt(about.Revision, 10), "{unit}", strconv.FormatInt(about.UnitID, 10),
		":revision", strconv.FormatInt(about.Revision, 10), ":version", strconv.Itoa(max(about.Version, 1)),
	)
	path = fill.Replace(path)
	if method == http.MethodGet {
		return b.get(path)
	}
	fields := must(url.ParseQuery(fill.Replace(d.fields)))(b)
	fields.Set("csrf", b.token())
	return b.send(path, fields)
}

// Of a declaration of the matrix all texts are secrets; the name and the amount
// are seen by reviewers also of drafts.
const (
	secretName   = "机密项目名"
	secretText   = "机密文字"
	secretAmount = "7,654,321"
	laterText    = "正在修改的机密"
	laterAmount  = "8,765,432"
)

func secret(t testing.TB) models.Document {
	t.Helper()
	d := ready(t)
	d.Project.Name = secretName
	d.Funding.Annual.Amount = models.ParseAmount("7654321")
	for _, text := range []*string{
		&d.Narrative.Overview, &d.Narrative.Basis, &d.Narrative.Necessity, &d.Narrative.Measures, &d.Narrative.Plan,
		&d.Goals.Total, &d.Goals.Annual, &d.Signoff.Handler, &d.Signoff.Phone, &d.Project.Period,
	} {
		*text = secretText
	}
	for i := range d.Indicators {
		d.Indicators[i].Level3, d.Indicators[i].Value = secretText, secretText
	}
	return d
}

// put brings a declaration into a state as the moves leave it.
func (s *site) put(doc models.Document, status models.Status) models.Declaration {
	s.Helper()
	d := s.draft(doc)
	if status == models.Draft {
		return d
	}
	after := must(s.UpdateDeclaration(s.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
		event := &models.Event{
			PersonID: s.people["jingban"].ID, PersonName: "李经办", Action: models.Submit, From: models.Draft, To: status, Version: 1,
		}
		if d.Status = status; status == models.Void {
			event.Action, event.Version = models.Discard, 0
			return store.Change{Event: event}, nil
		}
		d.Version = 1
		return store.Change{Event: event, Version: &models.Version{Number: 1, Document: d.Document.Clone(), PersonName: "李经办"}}, nil
	}))(s)
	return after
}

func TestWhoHasNoPartInADeclarationLearnsNothingAndChangesNothing(t *testing.T) {
	s := newSite(t)
	for _, status := range models.Statuses {
		d := s.put(secret(t), status)
		for _, login := range []string{"", "linju", "jingjian", "duikou", "admin"} {
			b := s.browser()
			if login != "" {
				b = s.as(login)
			}
			before := s.contents()
			for _, door := range doors {
				if slices.Contains(strings.Fields(door.open), login) {
					continue
				}
				p := b.knock(door, d)
				p.conceals(secretName, secretText, secretAmount, "%PDF", "PK\x03\x04")
				if p.status >= 500 {
					t.Errorf("%s: %s is answered with %d to %q", status, door.route, p.status, login)
				}
				if login == "" && !door.public && p.heading() != "登录" && p.status != http.StatusUnauthorized {
					t.Errorf("%s: %s opens to nobody: %d %s", status, door.route, p.status, p.heading())
				}
			}
			s.unchanged(t, before)
		}
	}
}

func TestReviewersSeeOfADraftNeverSentInTheProjectUnitAmountAndStateAlone(t *testing.T) {
	s := newSite(t)
	for _, status := range []models.Status{models.Draft, models.Void} {
		d := s.put(secret(t), status)
		before := s.contents()
		for _, login := range []string{"zhuguan", "caizheng"} {
			b := s.as(login)
			for _, door := range doors {
				if slices.Contains(strings.Fields(door.open), login) {
					continue
				}
				b.knock(door, d).conceals(secretText, "%PDF", "PK\x03\x04")
			}
			b = s.as(login)
			b.declaration(d.ID).says(secretName, "兴县电子商务服务中心", secretAmount, status.Label())
			b.get(at(d.ID, "/print")).answered(http.StatusForbidden).says("还没有送审")
			b.get(at(d.ID, "/versions/1")).answered(http.StatusNotFound)
		}
		s.unchanged(t, before)
	}
}

func TestReviewersSeeWhatWasSentInAndNotWhatIsBeingCorrected(t *testing.T) {
	s := newSite(t)
	for _, status := range []models.Status{models.Returned, models.Draft} { // returned, or withdrawn
		d := s.put(secret(t), models.Returned)
		d = must(s.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
			d.Status = status
			for _, text := range []*string{&d.Document.Project.Name, &d.Document.Narrative.Overview, &d.Document.Signoff.Handler, &d.Document.Goals.Annual} {
				*text = laterText
			}
			d.Document.Indicators[0].Level3 = laterText
			d.Document.Funding.Annual.Amount = models.ParseAmount(laterAmount)
			return store.Change{}, nil
		}))(t)
		before := s.contents()
		for _, login := range []string{"zhuguan", "caizheng"} {
			b := s.as(login)
			for _, door := range doors {
				if strings.Contains(door.route, "/rounds") || strings.HasPrefix(door.route, "POST /templates") || slices.Contains(strings.Fields(door.open), login) {
					continue
				}
				b.knock(door, d).conceals(laterText, laterAmount)
			}
			b = s.as(login)
			for _, tab := range []string{"department-returned", "finance-returned", "acted", ""} {
				b.get("/declarations?tab="+tab).conceals(laterText, laterAmount)
			}
			b.get("/declarations?tab=acted&q=" + url.QueryEscape(laterText)).conceals(at(d.ID))
			for _, search := range []string{laterText, laterAmount, secretName + " " + laterText} {
				tab := map[string]string{"zhuguan": "department", "caizheng": "finance"}[login] + "-returned"
				b.get("/declarations?tab="+tab+"&q="+url.QueryEscape(search)).conceals(at(d.ID), secretName+"</a>")
			}
			if status == models.Returned {
				b.get("/declarations?tab="+map[string]string{"zhuguan": "department", "caizheng": "finance"}[login]+"-returned").says(secretName, secretAmount)
			}
			b.declaration(d.ID).says(secretText, secretName, "版本 1")
			if paper := b.get(at(d.ID, "/print")).isPDF().paper(); !strings.Contains(paper, secretName) || strings.Contains(paper, laterText) {
				t.Errorf("%s prints %s", login, short(paper))
			}
		}
		s.unchanged(t, before)
		s.as("jingban").declaration(d.ID).says(laterText)
	}
}

func TestEveryPostNeedsTheTokenOfItsPage(t *testing.T) {
	s := newSite(t)
	d := s.put(ready(t), models.Draft)
	before := s.contents()
	for _, login := range []string{"jingban", "caizheng"} {
		b := s.as(login)
		for _, door := range doors {
			if !strings.HasPrefix(door.route, "POST ") {
				continue
			}
			door.fields += "&csrf=forged"
			method, path, _ := strings.Cut(door.route, " ")
			path = strings.NewReplacer(":id", strconv.FormatInt(d.ID, 10)).Replace(path)
			p := b.ask(method, path, strings.NewReader(door.fields), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
			if p.status != http.StatusForbidden || !strings.Contains(p.text(), "这一页已过期") {
				t.Errorf("%s by %s without a token: %d", door.route, login, p.status)
			}
		}
	}
	s.unchanged(t, before)
}

func TestEveryPageIsOneThatAReaderCanUse(t *testing.T) {
	s := newSite(t)
	drafts := []models.Declaration{
		s.put(sample(t, "电商物流费用"), models.Draft), s.put(ready(t), models.DepartmentReview), s.put(ready(t), models.Returned),
		s.put(ready(t), models.Reviewed), s.put(ready(t), models.Approved), s.put(ready(t), models.Void),
	}
	for _, login := range []string{"", "jingban", "zhuguan", "caizheng", "yiren", "admin"} {
		b := s.browser()
		if login != "" {
			b = s.as(login)
		}
		for _, door := range doors {
			for i, d := range drafts {
				about := strings.Contains(door.route, "/declarations/:id")
				if !strings.HasPrefix(door.route, "GET ") || !about && i > 0 {
					continue
				}
				p := b.knock(door, d)
				if !strings.HasPrefix(p.header.Get("Content-Type"), "text/html") {
					continue
				}
				p.isInert()
				if n := len(p.all(element("h1"))); n != 1 || p.heading() == "" {
					t.Errorf("%s to %q has %d first headings", p.path, login, n)
				}
				if titles := p.all(element("title")); len(titles) != 1 || !strings.HasSuffix(words(titles[0]), "- 绩效目标申报") {
					t.Errorf("%s to %q has no title", p.path, login)
				}
			}
		}
	}
}
