package models_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/models"
)

func TestReadingAndWritingBackGivesEqualJSON(t *testing.T) {
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 11 {
		t.Fatalf("%d declarations, want 11", len(docs))
	}
	var out bytes.Buffer
	if err := models.WriteDocuments(&out, docs); err != nil {
		t.Fatal(err)
	}
	var want, got any
	if err := json.Unmarshal(assets.SampleDeclarations, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(want, got) {
		t.Error("the eleven declarations differ after reading and writing")
	}
}

func TestReadDocumentsGivesEachRowAnIdentity(t *testing.T) {
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range docs {
		for _, row := range d.Indicators {
			if row.ID == "" || seen[row.ID] {
				t.Fatalf("row %q has identity %q", row.Level3, row.ID)
			}
			seen[row.ID] = true
		}
	}
}

// valid is a document with nothing in it.
const valid = `{"format":"declaration/1","layout":"shanxi-county","year":2023,"department":{},"unit":{},
"project":{"name":""},"funding":{"total":{"amount":"","sources":{}},"annual":{"amount":"","sources":{}}},
"narrative":{},"goals":{},"indicators":[],"signoff":{}}`

func TestReadDocumentsNamesThePlaceOfEveryFault(t *testing.T) {
	change := func(from, to string) string { return strings.Replace(valid, from, to, 1) }
	row := func(s string) string { return change(`"indicators":[]`, `"indicators":[`+s+`]`) }
	for _, c := range []struct {
		name, text string
		want       []string // "path line:column" of each fault
		says       string
	}{
		{"an unknown field", change(`"narrative":{}`, `"narrative":{},"status":"approved"`), []string{"status 3:25"}, "不认识"},
		{"a missing field", change(`"goals":{},`, ``), []string{" 1:1"}, "goals"},
		{"another version", change("declaration/1", "declaration/2"), []string{"format 1:11"}, "declaration/1"},
		{"a number where text is meant", change(`"amount":""`, `"amount":5`), []string{"funding.total.amount 2:52"}, "文字"},
		{"a year out of range", change("2023", "1999"), []string{"year 1:59"}, "2000"},
		{"a year with a fraction", change("2023", "2023.5"), []string{"year 1:59"}, "整数"},
		{"a row on no half", row(`{"side":"left","level1":"","level2":"","level3":"","value":""}`), []string{"indicators[0].side 3:49"}, "实施期"},
		{"a field twice", change(`"unit":{}`, `"unit":{},"unit":{}`), []string{"unit 1:90"}, "两次"},
		{"a NUL in a text", change(`"name":""`, `"name":"a\u0000"`), []string{"project.name 2:19"}, "空字符"},
		{"half a surrogate pair", change(`"name":""`, `"name":"\ud800"`), []string{"project.name 2:19"}, "半个字符"},
		{"broken JSON", change(`"goals":{}`, `"goals":}`), []string{" 3:24"}, "JSON"},
		{"a file cut off", valid[:100], []string{" 2:11"}, "截断"},
		{"an empty file", "", []string{" 1:1"}, "截断"},
		{"two documents without a list", valid + valid, []string{" 3:56"}, "多余"},
		{"broken UTF-8", change("shanxi", "\xff"), []string{" 1:37"}, "UTF-8"},
		{"endless nesting", strings.Repeat("[", 100_000), []string{" 1:34"}, "嵌套"},
		{"a list of texts", `["a"]`, []string{"[0] 1:2"}, "{…}"},
		{
			"two faults at once", strings.ReplaceAll(change(`"amount":""`, `"amount":[]`), "2023", "1"),
			[]string{"year 1:59", "funding.total.amount 2:52"},
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := models.ReadDocuments([]byte(c.text))
			var faults models.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error %v, want faults", err)
			}
			var got []string
			for _, f := range faults {
				got = append(got, f.Path+" "+itoa(f.Line)+":"+itoa(f.Column))
			}
			if !reflect.DeepEqual(got, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("faults at %q: %v; want %q with %q", got, err, c.want, c.says)
			}
		})
	}
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func TestReadDocumentsKeepsWhatIsUnusual(t *testing.T) {
	text := strings.NewReplacer(`"name":""`, `"name":"\ufffd 𠮷😀\t<script>"`, `"amount":""`, `"amount":"约三十万"`,
		`"project":{`, `"project":{"attribute":"专项项目",`).Replace(valid)
	docs, err := models.ReadDocuments([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if d.Project.Name != "\ufffd 𠮷😀\t<script>" || d.Project.Attribute != "专项项目" || d.Funding.Total.Amount.Typed != "约三十万" {
		t.Errorf("read %+v", d)
	}
}

func FuzzReadDocuments(f *testing.F) {
	f.Add([]byte(valid))
	f.Add([]byte(`[` + valid + `]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, err := models.ReadDocuments(data)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := models.WriteDocuments(&out, docs); err != nil {
			t.Fatal(err)
		}
		again, err := models.ReadDocuments(out.Bytes())
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		for i := range again {
			for k := range again[i].Indicators {
				again[i].Indicators[k].ID = docs[i].Indicators[k].ID
			}
		}
		if !reflect.DeepEqual(docs, again) {
			t.Error("reading what was written gives another document")
		}
	})
}
