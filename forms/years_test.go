package forms_test

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

func TestYearsAreFoundWhereTheyAreYears(t *testing.T) {
	for text, want := range map[string]string{ // ! sure, ? in doubt
		"2022年底前完成":             "!",
		"2022 年度目标":             "!",
		"２０２２年完成":               "!",
		"二〇二二年、二零二二年":           "!!",
		"2022-2024年分三年实施":       "!",
		"2021—2022年":            "!",
		"2022.3.5前，2022/12/31前": "!!",
		"晋财〔2022〕60号":           "?",
		"按《兴县2022年实施方案》":        "?",
		"电商项目2022":              "?",
		"培训2022人次，2022元，2022个":  "",
		"1,2022元 12022 20221":   "",
		"2,022元":                "",
		"2023年":                 "",
		"二千零二十二年":               "",
	} {
		d := models.Document{Layout: "shanxi-county", Goals: models.Goals{Annual: text}}
		var got strings.Builder
		for _, p := range layout(t, &d).FindYears(&d, 2022) {
			if p.Doubt == "" {
				got.WriteString("!")
			} else {
				got.WriteString("?")
			}
			if p.Label != "年度目标" || !strings.Contains(text, p.Before+p.Text+p.After) {
				t.Errorf("%s: %+v", text, p)
			}
		}
		if got.String() != want {
			t.Errorf("%s: %q, want %q", text, got.String(), want)
		}
	}
}

func TestAYearIsWrittenInTheDigitsThatStandThere(t *testing.T) {
	for before, after := range map[string]string{
		"到2022年底": "到2023年底", "到２０２２年底": "到２０２３年底", "到二〇二二年底": "到二〇二三年底", "到二零二二年底": "到二零二三年底",
	} {
		d := models.Document{Layout: "shanxi-county", Goals: models.Goals{Total: before}}
		n := layout(t, &d).ChangeYears(&d, 2022, 2023, func(forms.YearPlace) bool { return true })
		if n != 1 || d.Goals.Total != after {
			t.Errorf("%s became %s (%d changed)", before, d.Goals.Total, n)
		}
	}
}

func TestPeopleDatesAndAmountsHaveNoYearsToChange(t *testing.T) {
	d := models.Document{
		Layout: "shanxi-county", Year: 2023,
		Signoff: models.Signoff{FilledAt: "2022年11月8日", Handler: "2022年"}, Department: models.OrgName{Name: "2022年"},
	}
	d.Funding.Total.Amount = models.ParseAmount("2022年")
	if places := layout(t, &d).FindYears(&d, 2022); len(places) > 0 {
		t.Errorf("found %+v", places)
	}
}

var nextYear = map[string][]rune{"2022": []rune("2023"), "２０２２": []rune("２０２３"), "二〇二二": []rune("二〇二三")}

func textsOf(l *forms.Layout, d *models.Document) map[string][]rune {
	texts := map[string][]rune{}
	for _, in := range l.Grid(d).Inputs() {
		texts[in.Spec().Name] = []rune(in.Text(d))
	}
	return texts
}

// Whatever is ticked, the ticked places change and nothing else does; nothing
// ticked is the identity.
func TestOnlyTheTickedPlacesChange(t *testing.T) {
	rng := rand.New(rand.NewPCG(20, 22))
	words := []string{"2022年", "２０２２年", "二〇二二年", "〔2022〕60号", "2022元", "2022", "，", "完成", "\n", "到", "《2022方案》", "2022.3", "12022", "𠀀"}
	for range 300 {
		d := models.Document{Layout: "shanxi-county", Year: 2023}
		for _, text := range []*string{&d.Project.Name, &d.Narrative.Plan, &d.Goals.Total, &d.Goals.Annual} {
			for range rng.IntN(9) {
				*text += words[rng.IntN(len(words))]
			}
		}
		d.Indicators = []models.Indicator{row("a", models.Annual, "产出指标", "时效指标", words[rng.IntN(len(words))], words[rng.IntN(len(words))])}
		l, before := layout(t, &d), d.Clone()
		places := l.FindYears(&d, 2022)
		ticked := map[string]bool{}
		for _, p := range places {
			ticked[p.Key] = rng.IntN(2) == 0
		}
		want := textsOf(l, &before)
		for _, p := range places {
			if ticked[p.Key] {
				name, at, _ := strings.Cut(p.Key, "@")
				place, _ := strconv.Atoi(at)
				copy(want[name][place:], nextYear[p.Text])
			}
		}
		l.ChangeYears(&d, 2022, 2023, func(p forms.YearPlace) bool { return ticked[p.Key] })
		if got := textsOf(l, &d); !reflect.DeepEqual(got, want) {
			t.Fatalf("ticked %v:\n%q\n%q", ticked, got, want)
		}
		before = d.Clone()
		l.ChangeYears(&d, 2022, 2023, func(forms.YearPlace) bool { return false })
		if !reflect.DeepEqual(d, before) {
			t.Fatalf("nothing was ticked, and this changed: %+v", d)
		}
	}
}
