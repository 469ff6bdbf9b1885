package store_test

import (
	"testing"
	"time"

	"jixiao/models"
)

func TestEveryDecisionAboutPrintsIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		if list, err := b.PrintDecisions(t.Context()); err != nil || len(list) != 0 || list.Now().Margins != models.TableMargins {
			t.Fatalf("%+v, %v", list, err)
		}
		by := models.Person{ID: 7, Name: "赵管理"}
		official := models.PrintSettings{Margins: models.OfficialMargins, Captions: map[string]string{"signoff.head": "单位负责人（签章）"}}
		for _, s := range []models.PrintSettings{official, {NoCode: true, Server: "http://10.1.2.3:8080"}} {
			if err := b.DecidePrint(t.Context(), s, by); err != nil {
				t.Fatal(err)
			}
			b.clock.Forward(time.Hour)
		}
		list, err := b.PrintDecisions(t.Context())
		if err != nil || len(list) != 2 {
			t.Fatalf("%+v, %v", list, err)
		}
		same(t, "the first", list[0].Settings, official)
		same(t, "who", list[1].PersonName, by.Name)
		same(t, "before the first", list.At(list[0].At.Add(-time.Second)), models.PrintSettings{})
		same(t, "at the first", list.At(list[0].At), official)
		same(t, "between", list.At(list[1].At.Add(-time.Second)), official)
		same(t, "after", list.At(list[1].At.Add(time.Hour)), list.Now())
	})
}
