package store_test

import (
	"fmt"
	"strings"
	"testing"

	"jixiao/models"
	"jixiao/models/store"
)

// broken returns what is wrong with the record, one line each.
func broken(t testing.TB, b *bed) string {
	t.Helper()
	var lines []string
	declarations, entries, err := b.VerifyRecords(t.Context(), func(x store.Broken) {
		lines = append(lines, fmt.Sprintf("%d/%d %s", x.DeclarationID, x.Link, x.What))
	})
	if err != nil {
		t.Fatal(err)
	}
	if declarations != 2 || entries < 10 {
		t.Errorf("%d declarations with %d entries were looked at", declarations, entries)
	}
	return strings.Join(lines, "\n")
}

// worked returns a database with a key in which two declarations have gone some
// way, and settings were changed.
func worked(t *testing.T, b *bed) {
	t.Helper()
	b.Seal([]byte("a key that is kept outside the database"))
	o := seed(t, b)
	ctx := models.WithActor(t.Context(), models.Actor{PersonID: o.finance.ID, Name: "赵财政", Address: "10.0.0.7"})
	if err := b.SetDisabled(ctx, o.handler.ID, true); err != nil {
		t.Fatal(err)
	}
	for _, doc := range samples(t)[:2] {
		d := o.draft(t, b, doc)
		d = update(t, b, d, func(d *models.Declaration) store.Change {
			d.Document.Goals.Annual += "改一句"
			return store.Change{PersonID: o.handler.ID, PersonName: "李经办"}
		})
		d = o.submit(t, b, d)
		returned := o.event(models.Return, d.Status, models.Returned)
		update(t, b, d, func(d *models.Declaration) store.Change {
			d.Status = models.Returned
			return store.Change{Event: &returned}
		})
	}
}

func TestWhateverIsDoneToTheRecordIsNoticed(t *testing.T) {
	for _, c := range []struct{ name, statement, says string }{
		{"an honest database", "", ""},
		{"an opinion changed", "UPDATE events SET opinion = '同意' WHERE declaration_id = 1 AND seq = 3", "1/5 被改过：经过第 3 条（退回）"},
		{"another person named", "UPDATE events SET person_name = '别人' WHERE declaration_id = 2 AND seq = 1", "2/2 被改过：经过第 1 条（新建）"},
		{"a saved text changed", "UPDATE saved_states SET document = REPLACE(document, '改一句', '改两句') WHERE declaration_id = 1 AND revision = 2", "1/3 被改过：第 2 次保存的内容"},
		{"a version changed", "UPDATE versions SET document = REPLACE(document, '改一句', '改两句') WHERE declaration_id = 1", "1/4 被改过：经过第 2 条（送审）"},
		{"an entry taken out of the middle", "DELETE FROM events WHERE declaration_id = 1 AND seq = 1", "1/2 不见了"},
		{"the last entry cut off", "DELETE FROM events WHERE declaration_id = 1 AND seq = 3", "1/5 不见了"},
		{"the last entry cut off and the count with it", "DELETE FROM events WHERE declaration_id = 1 AND seq = 3; UPDATE declarations SET links = 4 WHERE id = 1", "1/4 末尾的校验码不对"},
		{"an entry put in", "INSERT INTO events (declaration_id, seq, at, person_name, address, action, from_status, to_status, version, opinion, number, date, note, link, link_code) SELECT declaration_id, 9, at, person_name, address, action, from_status, to_status, version, opinion, number, date, note, 9, link_code FROM events WHERE declaration_id = 1 AND seq = 3", "1/9 在末尾之后"},
		{"an entry put in without a code", "INSERT INTO events (declaration_id, seq, at, person_name, address, action, from_status, to_status, version, opinion, number, date, note) SELECT declaration_id, 9, at, person_name, address, action, from_status, to_status, version, opinion, number, date, note FROM events WHERE declaration_id = 1 AND seq = 3", "1/0 没有校验码：经过第 9 条"},
		{"the text changed behind the program", "UPDATE declarations SET plan = '另一个计划' WHERE id = 2", "2/0 现在的内容与最后保存的（第 2 次）不同"},
		{"the state changed behind the program", "UPDATE declarations SET status = 'approved' WHERE id = 2", "2/0 现在是“已批复”，经过里最后是“退回修改”"},
		{"a setting's entry changed", "UPDATE records SET person_name = '别人' WHERE what = '停用账号'", "被改过：停用账号“"},
		{"the last entry of the settings cut off", "DELETE FROM records WHERE what = '停用账号'", "不见了"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, b *bed) {
				worked(t, b)
				if was := broken(t, b); was != "" {
					t.Fatalf("an honest database is broken:\n%s", was)
				}
				for statement := range strings.SplitSeq(c.statement, "; ") {
					if _, err := b.raw(t).ExecContext(t.Context(), statement); statement != "" && err != nil {
						t.Fatal(err)
					}
				}
				if got := broken(t, b); !strings.Contains(got, c.says) || (got == "") != (c.statement == "") {
					t.Errorf("told %q, want %q", got, c.says)
				}
			})
		})
	}
}

func TestTheRecordSaysWhoDidWhatToWhom(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		worked(t, b)
		list, err := b.Records(t.Context(), 0, 1)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		last := list[0]
		if last.What != "停用账号" || last.PersonName != "赵财政" || last.Address != "10.0.0.7" ||
			!strings.HasSuffix(last.After, "；已停用") || strings.HasSuffix(last.Before, "已停用") {
			t.Errorf("the record says %+v", last)
		}
		if older, err := b.Records(t.Context(), last.Seq, 100); err != nil || len(older) != int(last.Seq)-1 {
			t.Errorf("%d entries before number %d: %v", len(older), last.Seq, err)
		}
	})
}
