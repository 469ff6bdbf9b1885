package store_test

import (
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// What a reviewer writes at the cells stays the reviewer's until a move tells
// it; from then on it never changes, and the unit answers it.
func TestRemarksAreToldOnceAndAnswered(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		d := o.submit(t, b, o.draft(t, b, samples(t)[0]))
		write := func(texts ...string) {
			list := []models.Remark{}
			for _, text := range texts {
				list = append(list, models.Remark{Cell: "funding.annual.amount", Label: "年度资金／资金总额", Text: text, PersonName: "王主管"})
			}
			d = update(t, b, d, func(*models.Declaration) store.Change { return store.Change{Remarks: &list} })
		}
		texts := func() (all string) {
			remarks, err := b.Remarks(t.Context(), d.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range remarks {
				all += r.Text + string(r.Reply) + r.ReplyText + ";"
			}
			return all
		}
		write("甲", "乙")
		write("甲")
		if got := texts(); got != "甲;" {
			t.Errorf("the reviewer has written %q, not 甲", got)
		}
		answer := func(id int64) error {
			return b.AnswerRemarks(t.Context(), d.ID, []store.Answer{{ID: id, Reply: models.Explained, Text: "按合同"}}, models.Person{Name: "李经办"}, b.clock.Now())
		}
		remarks, _ := b.Remarks(t.Context(), d.ID)
		if err := answer(remarks[0].ID); models.KindOf(err) != models.Closed {
			t.Errorf("an answer while it is reviewed: %v", err)
		}
		returned := o.event(models.Return, d.Status, models.Returned)
		d = update(t, b, d, func(d *models.Declaration) store.Change {
			d.Status = models.Returned
			return store.Change{Event: &returned, Tell: true}
		})
		write("丙")
		remarks, _ = b.Remarks(t.Context(), d.ID)
		if len(remarks) != 2 || remarks[0].Seq != returned.Seq || remarks[0].Version != 1 || !remarks[0].Open() || remarks[1].Open() {
			t.Fatalf("the remarks are %+v", remarks)
		}
		if err := answer(remarks[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := answer(remarks[1].ID); models.KindOf(err) != models.NotFound {
			t.Errorf("a remark that the unit does not know was answered: %v", err)
		}
		if got := texts(); got != "甲explained按合同;丙;" {
			t.Errorf("the remarks are %q", got)
		}
	})
}
