package rules_test

import (
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/forms/rules"
	"jixiao/models"
)

// FuzzCheck puts any two texts into every blank in turn: nothing panics, and
// what is found names cells of the grid, each once, in sentences.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{
		"", " ", "无", "30万", "2022年265万元", "〔2015〕60号", "《", "》《》", "≥0%", "265万元", "两年", "2023年12月底前", "一次", "人数(", ")", "%!s", "{0}{1}{2}",
		"0", "-1", "99999999999999999999", "１２３４５６７８９０", "其中：", "\x00", "\xff\xfe", "𠮷😀", "“”‘’", strings.Repeat("九", 300), strings.Repeat("1、", 200), "2020-2022年", "1月", "138 0000 0000转",
	} {
		f.Add(text, "≥5期", uint8(3))
	}
	c := checker(f)
	f.Fuzz(func(t *testing.T, a, b string, at uint8) {
		d := honest()
		l, err := forms.LayoutByID(d.Layout)
		if err != nil {
			t.Fatal(err)
		}
		inputs := l.Grid(&d).Inputs()
		for i, in := range inputs {
			switch (i + int(at)) % 3 {
			case 0:
				in.Fill(&d, a)
			case 1:
				in.Fill(&d, b)
			}
		}
		last := d.Clone()
		facts := rules.Facts{
			Neighbours: rules.Among([]*models.Document{&d, &last}), LastYear: &last,
			Budget: budgetOf(true, 1500)(&d).Budget, Departments: departments(&d).Departments,
		}
		found := c.Check(&d, facts)
		cellsExist(t, &d, found)
		for _, finding := range found {
			if !strings.HasSuffix(finding.Message, "。") {
				t.Errorf("%s: %q is no sentence", finding.Rule, finding.Message)
			}
			seen := map[string]bool{}
			for _, cell := range finding.Cells {
				if seen[cell] {
					t.Errorf("%s names %s twice", finding.Rule, cell)
				}
				seen[cell] = true
			}
		}
		for _, mends := range c.Mends(&d, facts, found) {
			for _, m := range mends {
				apply(t, &d, m)
			}
		}
	})
}
