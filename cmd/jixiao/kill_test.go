package main

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"jixiao/models/store"
)

// TestKillLosesNoAcknowledgedSave saves a form again and again and kills the
// program in the middle of it. Whatever it said was saved must be there.
func TestKillLosesNoAcknowledgedSave(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			database := fresh(t)
			// The address stays the same, so that the cookies stay good.
			flags := append(own(t, database), "--sample")
			flags[1] = closedPort(t)
			b := newBrowser(t)
			s := start(t, flags...)
			b.signIn(t, s.address, "jingban")
			w := &writer{browser: b, form: s.address + "/declarations/1"}
			for round := range kills {
				timer := time.AfterFunc(time.Duration(40+17*round)*time.Millisecond, func() { _ = s.Process.Kill() })
				err := w.until(round)
				timer.Stop()
				s.kill()
				if errors.Is(err, errRefused) {
					t.Fatal(err)
				}
				s = start(t, flags...)
			}
			s.kill()
			if len(w.acknowledged) < kills {
				t.Fatalf("only %d saves in %d rounds", len(w.acknowledged), kills)
			}
			w.verify(t, look(t, database))
		})
	}
}

// kills is how often the program is killed on each database.
const kills = 20

// writer saves one form and notes what was acknowledged.
type writer struct {
	*browser
	form         string
	acknowledged []string
	tried        string // the last text that was sent
}

// until saves until the program is gone, and returns why it stopped.
func (w *writer) until(round int) error {
	for n := 1; ; n++ {
		fields, err := w.open(w.form)
		if err != nil {
			return err
		}
		w.tried = fmt.Sprintf("第 %d 轮第 %d 次保存的概况", round, n)
		fields.Set("narrative.overview", w.tried)
		fields.Set("do", "save")
		if err := w.post(w.form, fields); err != nil {
			return err
		}
		w.acknowledged = append(w.acknowledged, w.tried)
	}
}

// verify looks for every acknowledged text among the saved states, and for the
// last one, or the one after it, on the form.
func (w *writer) verify(t *testing.T, s *store.Store) {
	t.Helper()
	states, err := s.SavedStates(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, state := range states {
		state, err := s.SavedState(t.Context(), 1, state.Revision)
		if err != nil {
			t.Fatal(err)
		}
		kept[state.Document.Narrative.Overview] = true
	}
	for _, text := range w.acknowledged {
		if !kept[text] {
			t.Errorf("acknowledged and lost: %s", text)
		}
	}
	d, err := s.Declaration(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	last := w.acknowledged[len(w.acknowledged)-1]
	if now := d.Document.Narrative.Overview; now != last && now != w.tried {
		t.Errorf("the form says %q, saved last was %q", now, last)
	}
	t.Logf("%d acknowledged saves, %d kills, %d states kept", len(w.acknowledged), kills, len(states))
}
