package rules_test

import (
	"testing"

	"jixiao/assets"
	"jixiao/forms/rules"
	"jixiao/models"
)

// sample returns the eleven declarations of 2023.
func sample(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func checker(t testing.TB) *rules.Checker {
	t.Helper()
	c, err := rules.New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// BenchmarkCheck checks the eleven declarations in turn; the figures to reach
// are 1 ms and 200 KB for one of them.
func BenchmarkCheck(b *testing.B) {
	c, docs := checker(b), sample(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Check(&docs[i%len(docs)], rules.Facts{})
	}
}

func TestPrint(t *testing.T) {
	c := checker(t)
	for _, d := range sample(t) {
		t.Log(d.Project.Name)
		for _, f := range c.Check(&d, rules.Facts{}) {
			t.Log("  ", f.Rule, f.Severity, f.Cells, f.Message)
		}
	}
}
