package store_test

import (
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// attach records a file of a kind.
func attach(b *bed, t testing.TB, d models.Declaration, kind models.AttachmentKind, version int) (models.Attachment, error) {
	t.Helper()
	a := models.Attachment{
		DeclarationID: d.ID, Kind: kind, Version: version, Name: "批复〔2023〕1号.pdf", Format: "pdf", Size: 12345,
		Sum: strings.Repeat("3f", 32), PersonName: "甲",
	}
	return a, b.AddAttachment(t.Context(), &a)
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestDocumentsAreFrozenWithTheVersionThatWasSentIn(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		remove := func(a models.Attachment) error { return b.RemoveAttachment(t.Context(), d.ID, a.ID, "甲") }
		first := must(attach(b, t, d, models.Founding, 0))(t)
		dropped := must(attach(b, t, d, models.Contract, 0))(t)
		if err := remove(dropped); err != nil {
			t.Fatal(err)
		}
		d = o.submit(t, b, d)
		if _, err := attach(b, t, d, models.Minutes, 0); models.KindOf(err) != models.Closed {
			t.Errorf("added after sending in: %v", err)
		}
		if err := remove(first); models.KindOf(err) != models.Closed {
			t.Errorf("removed after sending in: %v", err)
		}
		d = update(t, b, d, func(d *models.Declaration) store.Change { d.Status = models.Returned; return store.Change{} })
		if err := remove(first); err != nil {
			t.Fatal(err)
		}
		if err := remove(first); models.KindOf(err) != models.NotFound {
			t.Errorf("removed twice: %v", err)
		}
		second := must(attach(b, t, d, models.Minutes, 0))(t)
		d = o.submit(t, b, d)
		list := must(b.Attachments(t.Context(), d.ID))(t)
		if len(list) != 3 {
			t.Fatalf("the record lists %d", len(list))
		}
		for _, a := range list {
			got := [2]bool{a.In(1), a.In(2)}
			want := map[int64][2]bool{first.ID: {true, false}, dropped.ID: {}, second.ID: {false, true}}[a.ID]
			if got != want {
				t.Errorf("%s is in versions 1 and 2: %v, want %v", a.Kind, got, want)
			}
		}
		same(t, "a removed document", list[0].RemovedBy, "甲")
		wanted := []models.AttachmentKind{models.Founding, models.Minutes}
		same(t, "missing of version 2", models.MissingPapers(wanted, list, 2), []string{"立项文件"})
		same(t, "one attachment", must(b.Attachment(t.Context(), d.ID, second.ID))(t), list[2])
		if _, err := b.Attachment(t.Context(), d.ID+1, second.ID); models.KindOf(err) != models.NotFound {
			t.Errorf("through another declaration: %v", err)
		}
		same(t, "all of them", len(must(b.EveryAttachment(t.Context()))(t)), 3)
	})
}

func TestAScanIsFiledWithAVersionThatWasSentIn(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.draft(t, b, samples(t)[0])
		if _, err := attach(b, t, d, models.StampedScan, 1); models.KindOf(err) != models.Closed {
			t.Errorf("of a draft: %v", err)
		}
		d = o.submit(t, b, d)
		if _, err := attach(b, t, d, models.StampedScan, 2); models.KindOf(err) != models.Invalid {
			t.Errorf("of a version to come: %v", err)
		}
		scan := must(attach(b, t, d, models.StampedScan, 1))(t)
		unread := must(attach(b, t, d, models.StampedScan, 0))(t)
		file := func(a models.Attachment, version int) error { return b.FileScan(t.Context(), d.ID, a.ID, version) }
		if err := file(unread, 2); models.KindOf(err) != models.Invalid {
			t.Errorf("filed with a version to come: %v", err)
		}
		if err := b.RemoveAttachment(t.Context(), d.ID, scan.ID, "甲"); err != nil {
			t.Fatal(err)
		}
		list := must(b.Attachments(t.Context(), d.ID))(t)
		if models.Filed(list, 1) {
			t.Error("filed, although the scan was taken away")
		}
		if err := file(unread, 1); err != nil {
			t.Fatal(err)
		}
		if err := file(unread, 1); models.KindOf(err) != models.Conflict {
			t.Errorf("filed twice: %v", err)
		}
		list = must(b.Attachments(t.Context(), d.ID))(t)
		if !models.Filed(list, 1) || !list[1].ByHand || list[0].ByHand || models.Filed(list, 2) {
			t.Errorf("%+v", list)
		}
	})
}

func TestARoundSaysWhichPapersItWants(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		wanted := []models.AttachmentKind{models.Founding, models.Estimate}
		if err := b.SetRoundPapers(t.Context(), o.round.ID, true, wanted); err != nil {
			t.Fatal(err)
		}
		r := must(b.Round(t.Context(), o.round.ID))(t)
		same(t, "wanted", r.Wanted, wanted)
		if !r.NeedsScan {
			t.Error("no scan is asked for")
		}
		o.round.Name = "一上（改）"
		if err := b.UpdateRound(t.Context(), o.round); err != nil {
			t.Fatal(err)
		}
		if r = must(b.Round(t.Context(), o.round.ID))(t); !r.NeedsScan || len(r.Wanted) != 2 {
			t.Errorf("changed beside the name: %+v", r)
		}
		if err := b.SetRoundPapers(t.Context(), 4711, true, nil); models.KindOf(err) != models.NotFound {
			t.Errorf("of no round: %v", err)
		}
	})
}
