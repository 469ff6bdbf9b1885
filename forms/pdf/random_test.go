package pdf

import (
	"math/rand/v2"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/models"
)

func samples(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// pieces are what random texts are made of.
var pieces = []string{
	"推进电子商务进农村综合示范工作", "完善县乡村三级物流体系", "项目", "资金", "的", "，", "。", "、", "；", "：", "？！", "（", "）", "《", "》", "“", "”",
	"265万元", "1,600,000元", "≥95%", "≤500元/人天", "≤40000元/车年", "≥0台(套)", "9.19", "2022年11月8日", "财预〔2015〕60号", "【2019】21次", "(2022)25号",
	"internet", "Wi-Fi", "GB/T 9704", "https://example.cn/a_b?c=d&e=f", " ", "　", "  ", "\n", "\n\n", "\t", "——", "……", "·", "２，６５０，０００", "e镇",
	"㎡", "℃", "①", "Ⅲ", "～", "α", "é", "\\", "(", ")", "%", "'", "\"", "鿃", "〇", "囍",
}

// randomText returns a text of about so many characters.
func randomText(rng *rand.Rand, length int) string {
	var b strings.Builder
	for n := 0; n < length; {
		piece := pieces[rng.IntN(len(pieces))]
		if rng.IntN(4) == 0 {
			piece = string(rune(0x4E00 + 37*rng.IntN(500)))
		}
		b.WriteString(piece)
		n += len([]rune(piece))
	}
	return b.String()
}

// randomDocument has texts of up to longest characters and up to rows
// indicators, some of classes that no layout has.
func randomDocument(rng *rand.Rand, longest, rows int) models.Document {
	text := func(usual int) string {
		switch rng.IntN(40) {
		case 0, 1, 2:
			return ""
		case 3:
			return randomText(rng, rng.IntN(longest))
		}
		return randomText(rng, rng.IntN(usual))
	}
	amount := func() models.Amount {
		return models.ParseAmount([]string{"", "0", "265万", "1600000.5", text(9)}[rng.IntN(5)])
	}
	d := models.Document{
		Layout: "shanxi-county", Year: 2023, Region: []string{"兴县", "离石区", "", text(30)}[rng.IntN(4)],
		Department: models.OrgName{Code: "026", Name: text(20)}, Unit: models.OrgName{Name: text(20)},
		Project:   models.Project{Name: text(30), Attribute: text(12), Period: text(6)},
		Narrative: models.Narrative{Overview: text(300), Basis: text(300), Necessity: text(300), Measures: text(300), Plan: text(300)},
		Goals:     models.Goals{Total: text(300), Annual: text(300)},
		Signoff:   models.Signoff{Head: text(4), Handler: text(4), Phone: text(12), FilledAt: "2022-11-08T20:00:15+08:00"},
	}
	for _, side := range models.Sides {
		d.Funds(side).Amount = amount()
		for _, source := range models.AllSources {
			*d.Funds(side).Sources.At(source) = amount()
		}
	}
	classes := [][2]string{
		{"产出指标", "数量指标"},
		{"产出指标", "质量指标"},
		{"产出指标", "时效指标"},
		{"产出指标", "成本指标"},
		{"效益指标", "社会效益指标"},
		{"满意度指标", "服务对象满意度指标"},
		{"产出指标", text(12)},
		{text(12), text(12)},
		{"", ""},
	}
	for range rng.IntN(rng.IntN(rows+1) + 1) {
		class := classes[rng.IntN(len(classes))]
		d.Indicators = append(d.Indicators, models.Indicator{
			ID: models.NewRowID(), Side: models.Sides[rng.IntN(2)], Level1: class[0], Level2: class[1],
			Level3: text(20), Value: text(8),
		})
	}
	return d
}

// printableDocuments returns random documents that the font can print.
func printableDocuments(t testing.TB, f *Fonts, rng *rand.Rand, count, longest, rows int) []models.Document {
	t.Helper()
	var docs []models.Document
	for len(docs) < count {
		d := randomDocument(rng, longest, rows)
		missing, err := f.Check(&d)
		if err != nil {
			t.Fatal(err)
		}
		if len(missing) == 0 {
			docs = append(docs, d)
		}
	}
	return docs
}

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
