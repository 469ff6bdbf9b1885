package handlers_test

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jixiao/assets"
	"jixiao/forms/pdf"
	"jixiao/handlers"
	"jixiao/models"
	"jixiao/models/files"
	"jixiao/models/store"
	"jixiao/templates"
)

// password is that of every account of the tests.
const password = "jixiao-2023"

// printKey makes the check codes of the tests.
var printKey = models.MarkKey(bytes.Repeat([]byte{7}, models.MarkKeySize))

// noon is when the tests take place.
var noon = time.Date(2023, 1, 5, 4, 0, 0, 0, time.UTC)

// What is dear to make is made once for all tests: the fonts are read, and the
// county with its accounts is put into a file that each test gets a copy of.
var (
	printing = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.FontsFrom("") })
	eleven   = sync.OnceValues(func() ([]models.Document, error) { return models.ReadDocuments(assets.SampleDeclarations) })
	county   = sync.OnceValues(makeCounty)
)

// site is a server on a database file of its own.
type site struct {
	testing.TB
	*store.Store
	server   *handlers.Server
	url      string
	database string // file or URL
	files    *files.Store
	log      *journal
	orgs     map[string]models.Org    // by code
	people   map[string]models.Person // by login
	clock    *clock
}

// newSite starts a server on SQLite with the county's organisations and people,
// and no declarations.
func newSite(t testing.TB, settings ...func(*handlers.Config)) *site {
	t.Helper()
	content := must(county())(t)
	file := filepath.Join(t.TempDir(), "jixiao.db")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, file, settings...)
}

// open starts a server on a database.
func open(t testing.TB, database string, settings ...func(*handlers.Config)) *site {
	t.Helper()
	s := &site{TB: t, log: &journal{}, clock: &clock{at: noon}, database: database}
	s.Store = must(store.Open(t.Context(), database, s.clock.now))(t)
	t.Cleanup(func() { _ = s.Close() })
	if strings.HasPrefix(database, "postgres") {
		if err := fillCounty(t.Context(), s.Store); err != nil {
			t.Fatal(err)
		}
	}
	s.files = must(files.Open(filepath.Join(t.TempDir(), "files")))(t)
	config := handlers.Config{
		Store: s.Store, Files: s.files, Fonts: must(printing())(t), Key: printKey, Clock: s.clock.now,
		Results:  t.TempDir(),
		Log:      slog.New(slog.NewJSONHandler(s.log, nil)),
		Accounts: []templates.Account{{Login: "jingban", Role: "经办人：兴县电子商务服务中心", Password: password}},
	}
	for _, set := range settings {
		set(&config)
	}
	s.server = must(handlers.New(config))(t)
	web := httptest.NewServer(s.server)
	t.Cleanup(web.Close)
	s.url = web.URL
	s.know()
	return s
}

// know notes who and what is in the county.
func (s *site) know() {
	s.orgs, s.people = map[string]models.Org{}, map[string]models.Person{}
	for _, o := range must(s.Orgs(s.Context()))(s) {
		s.orgs[o.Code] = o
	}
	for _, p := range must(s.People(s.Context()))(s) {
		s.people[p.Login] = p
	}
}

// draft keeps a declaration of 兴县电子商务服务中心 as a draft that jingban filled in.
func (s *site) draft(doc models.Document) models.Declaration {
	s.Helper()
	d := models.Declaration{
		Status: models.Draft, Document: doc, Fillers: []int64{s.people["jingban"].ID},
		UnitID: s.orgs["026001"].ID, DepartmentID: s.orgs[doc.Department.Code].ID,
		RoundID: must(s.CurrentRound(s.Context(), doc.Year))(s).ID,
	}
	made := models.Event{
		Action: models.Create, To: models.Draft, PersonID: s.people["jingban"].ID, PersonName: s.people["jingban"].Name,
	}
	if err := s.CreateDeclaration(s.Context(), &d, made); err != nil {
		s.Fatal(err)
	}
	return d
}

// now returns the declaration as it is kept now.
func (s *site) now(id int64) models.Declaration {
	s.Helper()
	return must(s.Declaration(s.Context(), id))(s)
}

// sample returns one of the eleven declarations of 2023.
func sample(t testing.TB, project string) models.Document {
	t.Helper()
	for _, d := range must(eleven())(t) {
		if d.Project.Name == project {
			return d.Clone()
		}
	}
	t.Fatalf("no declaration of 2023 is named %s", project)
	return models.Document{}
}

// ready is a declaration of 2023 that may be sent in as it stands.
func ready(t testing.TB) models.Document {
	t.Helper()
	d := sample(t, "人员类项目")
	d.Signoff.Handler, d.Signoff.Phone = "李经办", "0358-0000001"
	return d
}

// must returns a function that gives the value, or ends the test.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// clock tells the time that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// journal keeps what the server logs.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write adds to the log.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

// String returns the log.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}
