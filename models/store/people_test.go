package store_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/store"
)

func TestOrgsAreMatchedByCodeElseByName(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		added, changed, err := b.SaveOrgs(t.Context(), []models.Org{
			{Code: "026", Name: "兴县工信局", Kind: models.Department, ParentID: o.bureau.ID},
			{ID: -8, Name: "兴县财政局", Kind: models.Bureau, Region: "兴县"},
			{Code: "026001", Name: "兴县电子商务服务中心", Kind: models.Unit, ParentID: o.department.ID},
			{Code: "031001", Name: "兴县一中", Kind: models.Unit, ParentID: -9},
			{ID: -9, Code: "031", Name: "兴县教育局", Kind: models.Department, ParentID: -8},
			{Code: "031002", Name: "蔡家崖学校", Kind: models.Unit, ParentID: -9},
			{Code: "", Name: "蔡家崖学校", Kind: models.Department, ParentID: -9},
		})
		if err != nil || added != 4 || changed != 1 {
			t.Fatalf("%d added, %d changed, %v", added, changed, err)
		}
		orgs, err := b.Orgs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		of := map[string]models.Org{}
		for _, org := range orgs {
			of[org.Code+org.Name] = org
		}
		if of["026兴县工信局"].ID != o.department.ID || of["031001兴县一中"].ParentID != of["031兴县教育局"].ID ||
			of["031兴县教育局"].ParentID != o.bureau.ID || len(orgs) != 9 {
			t.Errorf("%+v", orgs)
		}
		added, changed, err = b.SaveOrgs(t.Context(), []models.Org{{Code: "032", Name: "兴县财政局", Kind: models.Bureau, Region: "兴县"}})
		if err != nil || added != 0 || changed != 1 {
			t.Errorf("an organisation that gets a code: %d added, %d changed, %v", added, changed, err)
		}
	})
}

func TestOrgsThatCannotBeATreeAreRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for name, orgs := range map[string][]models.Org{
			"below itself":        {{ID: -1, Name: "甲", Kind: models.Unit, ParentID: -1}},
			"below its own child": {{Code: "026", Name: "兴县工业和信息化局", Kind: models.Department, ParentID: o.unit.ID}},
			"below nothing known": {{Name: "甲", Kind: models.Unit, ParentID: 4711}},
			"with a NUL":          {{Name: "甲\x00", Kind: models.Unit}},
		} {
			if _, _, err := b.SaveOrgs(t.Context(), orgs); !invalid(err) || !strings.HasPrefix(err.Error(), "store: save orgs: ") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if orgs, err := b.Orgs(t.Context()); err != nil || len(orgs) != 5 {
			t.Errorf("%d organisations, %v", len(orgs), err)
		}
	})
}

func TestPeopleKeepTheirRoles(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		p := models.Person{Login: " KuaiJi ", Name: "丁", Phone: "0358-6000000", Roles: []models.Role{
			{Kind: models.Handler, OrgID: o.unit.ID},
			{Kind: models.Handler, OrgID: o.second.ID},
			{Kind: models.FinanceReviewer, OrgID: o.bureau.ID, Departments: []int64{o.department.ID, o.other.ID}},
			{Kind: models.Administrator},
		}}
		if err := b.CreatePerson(t.Context(), &p, "$argon2id$…", true); err != nil {
			t.Fatal(err)
		}
		for _, login := range []string{"kuaiji", "KUAIJI", "ｋｕａｉｊｉ "} {
			a, err := b.PersonByLogin(t.Context(), login)
			if err != nil {
				t.Fatal(err)
			}
			same(t, login, a, store.Account{Person: p, PasswordHash: "$argon2id$…", MustChange: true, PasswordSetAt: b.clock.Now().Truncate(time.Microsecond)})
		}
		if err := b.SetRoles(t.Context(), p.ID, p.Roles[1:2]); err != nil {
			t.Fatal(err)
		}
		p.Roles = p.Roles[1:2]
		p.Name, p.Phone = "丁丁", ""
		if err := b.UpdatePerson(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		got, err := b.Person(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "after the change", got, p)
		people, err := b.People(t.Context())
		if err != nil || len(people) != 4 {
			t.Fatalf("%d people, %v", len(people), err)
		}
		same(t, "among all", people[slices.IndexFunc(people, func(x models.Person) bool { return x.ID == p.ID })], p)
	})
}

func TestPeopleThatCannotBeAreRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, c := range []struct {
			name string
			do   func() error
			kind models.ErrorKind
		}{
			{"a login that is taken", func() error { return b.CreatePerson(t.Context(), &models.Person{Login: "JINGBAN"}, "", false) }, models.Conflict},
			{"no login", func() error { return b.CreatePerson(t.Context(), &models.Person{Login: " 　"}, "", false) }, models.Invalid},
			{"a role at nothing", func() error {
				return b.CreatePerson(t.Context(), &models.Person{Login: "x", Roles: []models.Role{{Kind: models.Handler, OrgID: 4711}}}, "", false)
			}, models.Invalid},
			{"a change to a login that is taken", func() error {
				return b.UpdatePerson(t.Context(), models.Person{ID: o.handler.ID, Login: "zhuguan"})
			}, models.Conflict},
			{"roles of nobody", func() error { return b.SetRoles(t.Context(), 4711, nil) }, models.NotFound},
			{"password of nobody", func() error { return b.SetPassword(t.Context(), 4711, "", false) }, models.NotFound},
			{"an unknown login", func() error { _, err := b.PersonByLogin(t.Context(), "nobody"); return err }, models.NotFound},
			{"a login that is no text", func() error { _, err := b.PersonByLogin(t.Context(), "a\x00\xff"); return err }, models.NotFound},
			{"an unknown person", func() error { _, err := b.Person(t.Context(), 4711); return err }, models.NotFound},
		} {
			if err := c.do(); models.KindOf(err) != c.kind || !strings.HasPrefix(err.Error(), "store: ") {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if n := b.number(t, "SELECT COUNT(*) FROM people"); n != 3 {
			t.Errorf("%d people", n)
		}
	})
}

func TestReviewersAreWhoMayReviewForTheDepartment(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, p := range []models.Person{
			{Login: "duikou", Roles: []models.Role{{Kind: models.FinanceReviewer, Departments: []int64{o.department.ID}}}},
			{Login: "bieguan", Roles: []models.Role{{Kind: models.FinanceReviewer, Departments: []int64{o.other.ID}}}},
			{Login: "tingyong", Disabled: true, Roles: []models.Role{{Kind: models.DepartmentReviewer, OrgID: o.department.ID}}},
			{Login: "qita", Roles: []models.Role{{Kind: models.DepartmentReviewer, OrgID: o.other.ID}}},
		} {
			if err := b.CreatePerson(t.Context(), &p, "", false); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			kind       models.RoleKind
			department int64
			want       []string
		}{
			{models.DepartmentReviewer, o.department.ID, []string{"zhuguan"}},
			{models.FinanceReviewer, o.department.ID, []string{"caizheng", "duikou"}},
			{models.DepartmentReviewer, o.bureau.ID, nil},
		} {
			people, err := b.Reviewers(t.Context(), c.kind, c.department)
			if err != nil {
				t.Fatal(err)
			}
			var logins []string
			for _, p := range people {
				logins = append(logins, p.Login)
			}
			same(t, string(c.kind), logins, c.want)
		}
	})
}

// personIn reads whose session it is, as the handlers do.
func personIn(data []byte) int64 {
	var id int64
	_, _ = fmt.Sscanf(string(data), "person=%d", &id)
	return id
}

func TestSessionsLiveInTheDatabase(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		s := b.Sessions(personIn)
		mine := []byte(fmt.Sprintf("person=%d\x00\xff", o.handler.ID))
		expiry := b.clock.Now().Add(time.Hour)
		for token, data := range map[string][]byte{"mine": mine, "also mine": mine, "nobody's": []byte("x")} {
			if err := s.Commit(token, data, expiry); err != nil {
				t.Fatal(err)
			}
		}
		if data, found, err := s.Find("mine"); err != nil || !found || !bytes.Equal(data, mine) {
			t.Errorf("found %v %q, %v", found, data, err)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM sessions WHERE token_hash LIKE '%mine%'"); n != 0 {
			t.Error("a token can be read in the database")
		}
		if _, found, err := s.Find("guessed\x00"); found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
		if err := s.Commit("nobody's", []byte("y"), expiry); err != nil {
			t.Fatal(err)
		}
		if data, _, _ := s.Find("nobody's"); string(data) != "y" {
			t.Errorf("it holds %q after being committed again", data)
		}
		if all, err := s.All(); err != nil || len(all) != 3 {
			t.Errorf("%d sessions, %v", len(all), err)
		}
		if err := s.Delete("mine"); err != nil {
			t.Fatal(err)
		}
		if err := s.Delete("mine"); err != nil {
			t.Errorf("deleting what is gone: %v", err)
		}
		if _, found, _ := s.Find("mine"); found {
			t.Error("a session was found after signing out")
		}
		if err := b.SetDisabled(t.Context(), o.handler.ID, true); err != nil {
			t.Fatal(err)
		}
		if _, found, _ := s.Find("also mine"); found {
			t.Error("a closed account goes on working")
		}
		if _, found, _ := s.Find("nobody's"); !found {
			t.Error("another's session was ended")
		}
	})
}

func TestExpiredSessionsAreNotFoundAndSwept(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		s := b.Sessions(nil)
		if err := s.Commit("old", nil, b.clock.Now().Add(time.Minute)); err == nil {
			b.clock.Forward(time.Minute)
		} else {
			t.Fatal(err)
		}
		if _, found, err := s.Find("old"); found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
		if err := s.Commit("new", []byte{}, b.clock.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM sessions"); n != 1 {
			t.Errorf("%d sessions are kept, want the new one", n)
		}
	})
}

func TestFailedSignInsAreCountedByLoginAndAddress(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		began := b.clock.Now().Truncate(time.Microsecond)
		long := strings.Repeat("x", 100_000) + "\x00"
		for _, login := range []string{"jingban", "JingBan", "admin", long} {
			if err := b.RecordFailure(t.Context(), login, "10.0.0.7"); err != nil {
				t.Fatal(err)
			}
			b.clock.Forward(time.Minute)
		}
		for _, c := range []struct {
			name, login, address string
			since                time.Time
			want                 store.Failures
		}{
			{"a login whatever its capitals", "jingban", "10.0.0.8", began, store.Failures{OfLogin: 2, First: began}},
			{"an address", "new", "10.0.0.7", began, store.Failures{FromAddress: 4, First: began}},
			{"only the last minutes", "jingban", "10.0.0.8", began.Add(time.Second), store.Failures{OfLogin: 1, First: began.Add(time.Minute)}},
			{"a login that is no text", long, "", began, store.Failures{OfLogin: 1, First: began.Add(3 * time.Minute)}},
			{"nobody", "new", "", began, store.Failures{}},
		} {
			got, err := b.Failures(t.Context(), c.login, c.address, c.since)
			if err != nil || got != c.want {
				t.Errorf("%s: %+v, %v; want %+v", c.name, got, err, c.want)
			}
		}
		if err := b.ClearFailures(t.Context(), "JINGBAN"); err != nil {
			t.Fatal(err)
		}
		if got, err := b.Failures(t.Context(), "jingban", "", began); err != nil || got.OfLogin != 0 {
			t.Errorf("%+v, %v after clearing", got, err)
		}
		b.clock.Forward(48 * time.Hour)
		if err := b.RecordFailure(t.Context(), "x", ""); err != nil {
			t.Fatal(err)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM failures"); n != 1 {
			t.Errorf("%d failures are kept for ever", n)
		}
	})
}

func TestRoundsAndSettings(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		if empty, err := b.Empty(t.Context()); err != nil || !empty {
			t.Errorf("empty %v, %v", empty, err)
		}
		o := seed(t, b)
		second := models.Round{Year: 2023, Name: "二上", SkipFinance: true}
		if err := b.CreateRound(t.Context(), &second); err != nil {
			t.Fatal(err)
		}
		if err := b.CreateRound(t.Context(), &models.Round{Year: 2023, Name: "二上"}); models.KindOf(err) != models.Conflict {
			t.Errorf("the same round twice: %v", err)
		}
		if r, err := b.CurrentRound(t.Context(), 2023); err != nil || !reflect.DeepEqual(r, second) {
			t.Errorf("%+v, %v", r, err)
		}
		if _, err := b.CurrentRound(t.Context(), 2031); models.KindOf(err) != models.NotFound {
			t.Errorf("%v", err)
		}
		if r, err := b.Round(t.Context(), o.round.ID); err != nil || !reflect.DeepEqual(r, o.round) {
			t.Errorf("%+v, %v", r, err)
		}
		rounds, err := b.Rounds(t.Context())
		same(t, "rounds", rounds, []models.Round{second, o.round})
		same(t, "error", err, nil)
		for _, value := range []string{"", "是", "否"} {
			if got, err := b.Setting(t.Context(), "sample"); err != nil || value == "" && got != "" {
				t.Errorf("%q, %v", got, err)
			}
			if err := b.SetSetting(t.Context(), "sample", value); err != nil {
				t.Fatal(err)
			}
			if got, err := b.Setting(t.Context(), "sample"); err != nil || got != value {
				t.Errorf("%q, %v after setting %q", got, err, value)
			}
		}
		if empty, err := b.Empty(t.Context()); err != nil || empty {
			t.Errorf("empty %v, %v", empty, err)
		}
	})
}
