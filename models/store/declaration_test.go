package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"jixiao/models"
	"jixiao/models/store"
)

// update changes a declaration and fails the test when that is refused.
func update(t testing.TB, b *bed, d models.Declaration, change func(*models.Declaration) store.Change) models.Declaration {
	t.Helper()
	after, err := b.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
		return change(d), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return after
}

func load(t testing.TB, b *bed, id int64) models.Declaration {
	t.Helper()
	d, err := b.Declaration(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestElevenSamplesSurviveStoreAndLoad(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, doc := range samples(t) {
			d := o.draft(t, b, doc)
			got := load(t, b, d.ID)
			same(t, doc.Project.Name, got, d)
			same(t, doc.Project.Name, got.Document, doc)
			same(t, doc.Project.Name, jsonValue(t, got.Document), jsonValue(t, doc))
		}
	})
}

func jsonValue(t testing.TB, doc models.Document) (value any) {
	t.Helper()
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// Every text that a document has, also one that is added to it later, comes
// back; so do blanks, zeros and what was not understood.
func TestAnyDocumentSurvives(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		rng := rand.New(rand.NewPCG(3, 4))
		for range 12 {
			doc := randomDocument(rng)
			d := o.draft(t, b, doc)
			same(t, "after creating", load(t, b, d.ID).Document, d.Document)
			other := randomDocument(rng)
			other.Indicators = append(other.Indicators, d.Document.Indicators[:len(d.Document.Indicators)/2]...)
			d = update(t, b, d, func(d *models.Declaration) store.Change {
				d.Document = other.Clone()
				return store.Change{}
			})
			same(t, "after changing", load(t, b, d.ID), d)
			same(t, "the text given", d.Document.Narrative, other.Narrative)
			state, err := b.SavedState(t.Context(), d.ID, d.Revision)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "the saved state", state.Document, d.Document)
		}
	})
}

var odd = []string{
	"", " ", "　全角　", "两行\n文字\r\n", "<script>alert(1)</script>", "'; DROP TABLE orgs; --", "%_\\", "😀𠮷野家",
	"“引号”", "\ufeff", "\u2028", "e\u0301", strings.Repeat("长", 2000), `\u0000`, "a\tb", "0", "NULL",
}

// randomDocument fills every text, whatever it is called, and the cells of
// money in all ways.
func randomDocument(rng *rand.Rand) models.Document {
	doc := models.Document{Year: 2020 + rng.IntN(10), Indicators: make([]models.Indicator, rng.IntN(12))}
	fillTexts(rng, reflect.ValueOf(&doc).Elem())
	for i := range doc.Indicators {
		doc.Indicators[i].ID = models.NewRowID()
		doc.Indicators[i].Side = models.Sides[rng.IntN(2)]
	}
	return doc
}

func fillTexts(rng *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(odd[rng.IntN(len(odd))])
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[models.Amount]() {
			typed := []string{"", "0", "160万", "约三十万", "-5", "17,791.63", "1.005"}
			v.Set(reflect.ValueOf(models.ParseAmount(typed[rng.IntN(len(typed))])))
			return
		}
		for i := range v.NumField() {
			fillTexts(rng, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			fillTexts(rng, v.Index(i))
		}
	}
}

func TestBlankZeroAndUnreadableStayDifferent(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var doc models.Document
		doc.Year = 2023
		f := &doc.Funding.Annual
		f.Amount, f.Sources.Central = models.ParseAmount("约三十万"), models.ParseAmount("0")
		d := o.draft(t, b, doc)
		got := load(t, b, d.ID).Document.Funding.Annual
		if got.Amount.Known || got.Amount.Typed != "约三十万" {
			t.Errorf("what was not understood became %+v", got.Amount)
		}
		if got.Sources.Central != models.KnownAmount(0) || !got.Sources.County.Blank() {
			t.Errorf("zero became %+v, blank became %+v", got.Sources.Central, got.Sources.County)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM funds"); n != 2 {
			t.Errorf("%d cells are kept, want the two that are filled", n)
		}
		d = update(t, b, d, func(d *models.Declaration) store.Change {
			d.Document.Funding.Annual.Amount = models.Amount{}
			return store.Change{}
		})
		if !load(t, b, d.ID).Document.Funding.Annual.Amount.Blank() {
			t.Error("a cell that was cleared is still filled")
		}
	})
}

func TestSQLCanSumMoneyAndSearchIndicators(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var want models.Fen
		for _, doc := range samples(t) {
			o.draft(t, b, doc)
			sum, _ := doc.Funding.Annual.Effective()
			want += sum
		}
		if got := b.number(t, "SELECT SUM(annual_fen) FROM declarations"); models.Fen(got) != want {
			t.Errorf("the year comes to %d 分, want %d", got, want)
		}
		if got := b.number(t, "SELECT COUNT(*) FROM indicators WHERE level2 = '数量指标'"); got == 0 {
			t.Error("no 数量指标 is found")
		}
	})
}

func TestOneOfTwentySaversWins(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		second := open(t, b.url) // another server on the same database
		var together sync.WaitGroup
		errs := make([]error, 20)
		for i := range errs {
			server := b.Store
			if i%2 == 1 {
				server = second.Store
			}
			together.Go(func() {
				_, errs[i] = server.UpdateDeclaration(t.Context(), d.ID, d.Revision, func(d *models.Declaration) (store.Change, error) {
					d.Document.Indicators[i%len(d.Document.Indicators)].Value = fmt.Sprintf("第 %d 人", i)
					return store.Change{}, nil
				})
			})
		}
		together.Wait()
		winner := -1
		for i, err := range errs {
			switch {
			case err == nil && winner < 0:
				winner = i
			case err == nil:
				t.Errorf("%d and %d both won", winner, i)
			case models.KindOf(err) != models.Conflict:
				t.Errorf("%d was told %v", i, err)
			}
		}
		if winner < 0 {
			t.Fatal("nobody won")
		}
		got := load(t, b, d.ID)
		want := d.Document.Clone()
		want.Indicators[winner%len(want.Indicators)].Value = fmt.Sprintf("第 %d 人", winner)
		same(t, "the text", got.Document, want)
		if got.Revision != d.Revision+1 {
			t.Errorf("revision %d after %d", got.Revision, d.Revision)
		}
	})
}

func TestFailingChangeLeavesNoTrace(t *testing.T) {
	broken := errors.New("broken")
	cases := []struct {
		name   string
		change func(*models.Declaration) (store.Change, error)
		want   func(error) bool
	}{
		{"a change that fails", func(d *models.Declaration) (store.Change, error) {
			d.Document.Indicators = d.Document.Indicators[1:]
			return store.Change{}, broken
		}, func(err error) bool { return errors.Is(err, broken) }},
		{"a refusal", func(*models.Declaration) (store.Change, error) {
			return store.Change{}, models.Refuse(models.Closed, "已批复")
		}, func(err error) bool { return models.KindOf(err) == models.Closed }},
		{"a NUL in a text", func(d *models.Declaration) (store.Change, error) {
			d.Document.Project.Name = "电商\x00物流"
			return store.Change{}, nil
		}, invalid},
		{"broken UTF-8 in an opinion", func(*models.Declaration) (store.Change, error) {
			return store.Change{Event: &models.Event{Opinion: "改\xff"}}, nil
		}, invalid},
		{"two rows of one identity", func(d *models.Declaration) (store.Change, error) {
			d.Document.Indicators[1].ID = d.Document.Indicators[0].ID
			return store.Change{}, nil
		}, invalid},
		{"a unit that there is not", func(d *models.Declaration) (store.Change, error) {
			d.UnitID = 4711
			return store.Change{}, nil
		}, invalid},
		{"an event of nobody we know, after all else is saved", func(d *models.Declaration) (store.Change, error) {
			d.Document.Goals.Annual, d.Status = "改了", models.Void
			return store.Change{Event: &models.Event{PersonID: 4711}}, nil
		}, invalid},
		{"a version that there is already", func(d *models.Declaration) (store.Change, error) {
			d.Document.Goals.Annual = "改了"
			return store.Change{Version: &models.Version{Number: 1}}, nil
		}, func(err error) bool { return models.KindOf(err) == models.Conflict }},
	}
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				d := o.submit(t, b, o.draft(t, b, samples(t)[0]))
				before := b.everything(t)
				_, err := b.UpdateDeclaration(t.Context(), d.ID, d.Revision, c.change)
				if err == nil || !c.want(err) || !strings.HasPrefix(err.Error(), "store: update declaration ") {
					t.Errorf("%v", err)
				}
				same(t, "the declaration", load(t, b, d.ID), d)
				same(t, "the database", b.everything(t), before)
			})
		}
	})
}

func invalid(err error) bool { return models.KindOf(err) == models.Invalid }

// everything counts the rows of each table that a change touches.
func (b *bed) everything(t testing.TB) map[string]int64 {
	counts := map[string]int64{}
	for _, table := range []string{"declarations", "funds", "indicators", "fillers", "versions", "findings", "events", "hands", "saved_states"} {
		counts[table] = b.number(t, "SELECT COUNT(*) FROM "+table)
	}
	counts["voided"] = b.number(t, "SELECT COALESCE(SUM(number), 0) FROM tallies WHERE status = 'void'")
	return counts
}

func TestWhatCannotBeStoredIsNamedByWhatStandsBeforeIt(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := models.Declaration{Status: models.Draft, Document: samples(t)[0]}
		d.Document.Narrative.Plan = "一季度采购，二季度安装\x00"
		err := b.CreateDeclaration(t.Context(), &d, o.event(models.Create, "", models.Draft))
		if !invalid(err) || !strings.Contains(err.Error(), "二季度安装”之后") || d.ID != 0 {
			t.Errorf("%v, identity %d", err, d.ID)
		}
	})
}

func TestUnknownDeclarationIsNotFound(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		_, err := b.Declaration(t.Context(), 99)
		_, err2 := b.UpdateDeclaration(t.Context(), 99, 1, func(*models.Declaration) (store.Change, error) {
			t.Error("change was called")
			return store.Change{}, nil
		})
		_, err3 := b.Version(t.Context(), 99, 1)
		_, err4 := b.SavedState(t.Context(), 99, 1)
		for _, err := range []error{err, err2, err3, err4} {
			if models.KindOf(err) != models.NotFound || !strings.HasPrefix(err.Error(), "store: ") {
				t.Errorf("%v", err)
			}
		}
	})
}

func TestVersionsDoNotChangeWhenTheDraftDoes(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		findings := []models.Finding{
			{Rule: "funding-sum", Severity: models.SeverityError, Cells: []string{"funding.annual.amount"}, Message: "差 100,000 元"},
			{Rule: "indicator-count", Severity: models.SeverityNote, Cells: []string{}, Message: "少", Side: models.Annual, Class: "数量指标"},
		}
		d := o.submit(t, b, o.draft(t, b, samples(t)[0]), findings...)
		sent := d.Document.Clone()
		b.clock.Forward(time.Hour)
		d = update(t, b, d, func(d *models.Declaration) store.Change {
			d.Status, d.Document.Project.Name = models.Returned, "别的项目"
			d.Document.Indicators[0].Value = "别的值"
			return store.Change{}
		})
		d = o.submit(t, b, d)
		v, err := b.Version(t.Context(), d.ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the text of version 1", v.Document, sent)
		same(t, "its findings", v.Findings, findings)
		all, err := b.Versions(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != 2 || all[0].Number != 1 || all[1].Number != 2 || all[0].RoundID != o.round.ID ||
			all[0].PersonName != "甲" || v.RuleSet != "2023.1" || !all[1].At.After(all[0].At) || all[0].Document.Project.Name != "" {
			t.Errorf("versions %+v", all)
		}
	})
}

func TestEventsStandInTheirOrderWhateverTheClockSays(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		actions := []models.Action{models.Save, models.Submit, models.Withdraw, models.Submit, models.Return}
		for i, action := range actions {
			b.clock.Forward(-time.Minute)
			d = update(t, b, d, func(*models.Declaration) store.Change {
				ev := o.event(action, models.Draft, models.Draft)
				ev.Opinion, ev.Number, ev.Date, ev.Note, ev.Version = "意见", "〔2023〕1号", "2023-01-02", "注", i
				return store.Change{Event: &ev}
			})
		}
		events, err := b.Events(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(events) != 1+len(actions) {
			t.Fatalf("%d events", len(events))
		}
		for i, action := range append([]models.Action{models.Create}, actions...) {
			if events[i].Seq != int64(i+1) || events[i].Action != action {
				t.Errorf("event %d is %+v", i, events[i])
			}
		}
		last := events[len(actions)]
		want := o.event(models.Return, models.Draft, models.Draft)
		want.Seq, want.At, want.Version = 6, last.At, 4
		want.Opinion, want.Number, want.Date, want.Note = "意见", "〔2023〕1号", "2023-01-02", "注"
		same(t, "the last event", last, want)
	})
}

func TestEachSavedStateCanBeBroughtBack(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		first := d.Document.Clone()
		d = update(t, b, d, func(d *models.Declaration) store.Change {
			d.Document.Indicators = d.Document.Indicators[2:]
			return store.Change{PersonID: o.reviewer.ID, PersonName: "乙"}
		})
		d = o.submit(t, b, d)
		states, err := b.SavedStates(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(states) != 2 || states[0].Revision != 2 || states[0].PersonName != "乙" || states[1].PersonID != o.handler.ID {
			t.Errorf("states %+v; a move changes no text and adds none", states)
		}
		for revision, want := range map[int64]models.Document{1: first, 2: d.Document, 3: d.Document} {
			state, err := b.SavedState(t.Context(), d.ID, revision)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "state", state.Document, want)
		}
	})
}

func TestSinceWhenCountsFromTheLastMove(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		b.clock.Forward(time.Hour)
		d = o.submit(t, b, d)
		sent := d.MovedAt
		b.clock.Forward(time.Hour)
		d = update(t, b, d, func(*models.Declaration) store.Change { return store.Change{} })
		if !d.MovedAt.Equal(sent) || d.UpdatedAt.Sub(sent) != time.Hour || sent.Sub(d.CreatedAt) != time.Hour {
			t.Errorf("created %v, moved %v, updated %v", d.CreatedAt, d.MovedAt, d.UpdatedAt)
		}
		if got := load(t, b, d.ID); got.MovedAt.Location() != time.UTC || !got.MovedAt.Equal(sent) {
			t.Errorf("the moment comes back as %v", got.MovedAt)
		}
	})
}

func TestManyAreChangedTogetherOrNotAtAll(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		var targets []store.Target
		for _, doc := range samples(t) {
			d := o.draft(t, b, doc)
			targets = append(targets, store.Target{ID: d.ID, Revision: d.Revision})
		}
		approve := func(d *models.Declaration) (store.Change, error) {
			d.Status, d.ApprovalNumber = models.Approved, "兴财预〔2023〕1号"
			return store.Change{}, nil
		}
		targets[5].Revision++
		if err := b.UpdateDeclarations(t.Context(), targets, approve); models.KindOf(err) != models.Conflict {
			t.Fatal(err)
		}
		if n := b.number(t, "SELECT COUNT(*) FROM declarations WHERE status = 'approved'"); n != 0 {
			t.Errorf("%d were approved although one was refused", n)
		}
		targets[5].Revision--
		if err := b.UpdateDeclarations(t.Context(), targets, approve); err != nil {
			t.Fatal(err)
		}
		if n := b.number(t, "SELECT SUM(number) FROM tallies WHERE status = 'approved'"); n != 11 {
			t.Errorf("%d are counted as approved", n)
		}
	})
}
