package store_test

import (
	"errors"
	"testing"

	"jixiao/models"
)

func TestTemplatesAreKeptAsTheyWereTyped(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		o := seed(t, b)
		doc := models.TemplateText(&samples(t)[0])
		made := models.Template{OwnerID: o.department.ID, Document: doc, PersonID: o.handler.ID, PersonName: o.handler.Name}
		if err := b.CreateTemplate(t.Context(), &made); err != nil {
			t.Fatal(err)
		}
		bureaus := models.Template{Document: models.Document{Layout: "shanxi-county", Year: 2023}}
		if err := b.CreateTemplate(t.Context(), &bureaus); err != nil {
			t.Fatal(err)
		}
		got, err := b.Template(t.Context(), made.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the template", got, made)
		after, err := b.UpdateTemplate(t.Context(), made.ID, 1, func(t *models.Template) error {
			t.Document.Goals.Total, t.Withdrawn, t.PersonName = "新目标", true, "别人"
			return nil
		})
		if err != nil || after.Revision != 2 {
			t.Fatalf("%+v, %v", after, err)
		}
		all, err := b.Templates(t.Context())
		if err != nil || len(all) != 2 {
			t.Fatalf("%+v, %v", all, err)
		}
		if got, err := b.Template(t.Context(), made.ID); err != nil || got.Document.Goals.Total != "新目标" || !got.Withdrawn || got.OwnerID != o.department.ID {
			t.Errorf("%+v, %v", got, err)
		}
		refused := errors.New("refused")
		for name, err := range map[string]error{
			"stale":   second(b.UpdateTemplate(t.Context(), made.ID, 1, func(*models.Template) error { return nil })),
			"missing": second(b.UpdateTemplate(t.Context(), 4711, 1, func(*models.Template) error { return nil })),
			"refused": second(b.UpdateTemplate(t.Context(), made.ID, 2, func(*models.Template) error { return refused })),
			"nul": second(b.UpdateTemplate(t.Context(), made.ID, 2, func(t *models.Template) error {
				t.Document.Goals.Total = "a\x00"
				return nil
			})),
		} {
			want := map[string]models.ErrorKind{"stale": models.Conflict, "missing": models.NotFound, "nul": models.Invalid}[name]
			if name == "refused" && !errors.Is(err, refused) || name != "refused" && models.KindOf(err) != want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got, err := b.Template(t.Context(), made.ID); err != nil || got.Revision != 2 || got.Document.Goals.Total != "新目标" {
			t.Errorf("after refusals it is %+v, %v", got, err)
		}
	})
}

func second[T any](_ T, err error) error { return err }
