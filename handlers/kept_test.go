package handlers_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"jixiao/models"
)

func TestSavingAFormAsItStandsChangesNothing(t *testing.T) {
	s := newSite(t)
	b := s.as("jingban")
	docs := must(eleven())(t)
	odd := ready(t)
	odd.Project.Attribute, odd.Project.Period = "别处的属性\n第二行", " 1 年\t"
	odd.Funding.Annual.Amount = models.ParseAmount("12\n34")
	odd.Funding.Total.Sources.Other = models.ParseAmount("约 5 万")
	odd.Signoff.FilledAt = "二〇二三年\n一月"
	odd.Narrative.Overview = "\n\n 首尾有空行 \n\n"
	odd.Indicators = append(odd.Indicators,
		models.Indicator{ID: aRow, Side: models.Total, Level1: "产出指标", Level2: "社会成本指标", Level3: " 别处的\n指标 ", Value: "\t≥ 5 "},
		models.Indicator{ID: aRow + "2", Side: models.Annual, Level1: "别处的一级", Level2: "别处的二级"},
	)
	for _, doc := range append(docs[:len(docs):len(docs)], odd, models.Document{Layout: odd.Layout, Year: 2023, Department: odd.Department}) {
		d := s.draft(doc)
		b.press(b.declaration(d.ID), "保存", nil).answered(http.StatusSeeOther, http.StatusOK)
		now := s.now(d.ID)
		if now.Revision != d.Revision {
			t.Errorf("%q became another revision", doc.Project.Name)
		}
		if !reflect.DeepEqual(now.Document, d.Document) {
			t.Errorf("%q became\n%+v, was\n%+v", doc.Project.Name, now.Document, d.Document)
		}
	}
}

// FuzzWhatIsTypedIsKept types any text into a form and reads it back.
func FuzzWhatIsTypedIsKept(f *testing.F) {
	for _, text := range []string{
		"", " ", "\n", "\n\n一\n", "一二三", "<script>alert(1)</script>", "</textarea><b>", "&amp;&lt;", "{{.}}", "\"'`", "\u2028", "😀𠮷", "a\tb",
		"\ufeff", "12,345.678", "2，650，000", "265万", "-0", "1e9", "９９", "≥95%", "2023年13月45日", "org:4", "none",
	} {
		f.Add(text)
	}
	s := newSite(f)
	d := s.draft(ready(f))
	signed := s.as("jingban")
	f.Fuzz(func(t *testing.T, text string) {
		b := signed.with(t)
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r") {
			t.Skip("what browsers cannot send, or send as something else")
		}
		texts := []string{"项目名称", "项目概况", "年度目标", "实施期／数量指标／1／指标值"}
		filled := map[string]string{}
		for _, label := range texts {
			filled[label] = text
		}
		p := b.press(b.declaration(d.ID), "保存", filled)
		if p.status != http.StatusOK {
			t.Fatalf("status %d", p.status)
		}
		for _, label := range texts {
			if got := p.blank(label).value(); got != text {
				t.Errorf("%s: typed %q, came back as %q", label, text, got)
			}
		}
		p = b.press(p, "保存", map[string]string{"年度资金／其他资金": text, "填报日期": text})
		if p.status != http.StatusOK {
			t.Fatalf("status %d", p.status)
		}
		// What is understood may be shown in another form; then that form stays.
		again := b.press(p, "保存", nil)
		for _, label := range []string{"年度资金／其他资金", "填报日期"} {
			if first, second := p.blank(label).value(), again.blank(label).value(); first != second {
				t.Errorf("%s: typed %q, shown as %q and then as %q", label, text, first, second)
			}
		}
	})
}
