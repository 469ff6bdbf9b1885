package forms_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

func told(changes []forms.Change) string {
	var lines []string
	for _, c := range changes {
		mark := map[forms.RowChange]string{forms.RowAdded: "+", forms.RowRemoved: "-", forms.RowMoved: "~"}[c.Row]
		lines = append(lines, fmt.Sprintf("%s%s: %s→%s", mark, c.Label, c.Before, c.After))
	}
	return strings.Join(lines, "\n")
}

func TestCompareTellsEachCellThatDiffers(t *testing.T) {
	const output, quantity, quality = "产出指标", "数量指标", "质量指标"
	base := models.Document{
		Layout: "shanxi-county", Year: 2023, Goals: models.Goals{Annual: "目标"},
		Indicators: []models.Indicator{
			row("a", models.Total, output, quantity, "甲", "1个"), row("b", models.Total, output, quantity, "乙", "2个"),
			row("c", models.Total, output, quality, "丙", "3个"),
		},
	}
	for _, c := range []struct {
		name   string
		change func(*models.Document)
		want   string
	}{
		{"nothing changed is nothing told", func(*models.Document) {}, ""},
		{"a text and an amount come in the order of the form", func(d *models.Document) {
			d.Goals.Annual, d.Funding.Annual.Amount = "新目标", models.ParseAmount("160万")
		}, "年度资金／资金总额: →1,600,000\n年度目标: 目标→新目标"},
		{"an inserted row shifts no other", func(d *models.Document) {
			d.Indicators = append([]models.Indicator{row("x", models.Total, output, quantity, "新", "9个")}, d.Indicators...)
		}, "+实施期／数量指标／1／三级指标: →新\n+实施期／数量指标／1／指标值: →9个"},
		{"a removed row is told behind its class", func(d *models.Document) {
			d.Indicators = d.Indicators[1:]
			d.Indicators[1].Value = "4个"
		}, "-实施期／数量指标／1／三级指标: 甲→\n-实施期／数量指标／1／指标值: 1个→\n实施期／质量指标／1／指标值: 3个→4个"},
		{"rows that changed places say both places", func(d *models.Document) {
			d.Indicators[0], d.Indicators[1] = d.Indicators[1], d.Indicators[0]
		}, "~实施期／数量指标／1／三级指标: 实施期／数量指标／2／三级指标→实施期／数量指标／1／三级指标\n" +
			"~实施期／数量指标／2／三级指标: 实施期／数量指标／1／三级指标→实施期／数量指标／2／三级指标"},
		{"a row of the last class that went away is told too", func(d *models.Document) {
			d.Indicators = d.Indicators[:2]
		}, "-实施期／质量指标／1／三级指标: 丙→\n-实施期／质量指标／1／指标值: 3个→"},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := base.Clone()
			c.change(&after)
			if got := told(layout(t, &base).Compare(&base, &after)); got != c.want {
				t.Errorf("told\n%s\nnot\n%s", got, c.want)
			}
		})
	}
}

// Whatever two texts there are: taking the changes over into the older one
// leaves nothing that differs from the newer one.
func TestCompareMissesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		before := randomDocument(rng)
		after := before.Clone()
		scramble(rng, &after)
		l := layout(t, &before)
		listed := map[string]forms.Change{}
		for _, c := range l.Compare(&before, &after) {
			if c.Row != forms.RowMoved {
				if _, twice := listed[c.Name]; twice {
					t.Fatalf("%s is told twice", c.Name)
				}
				listed[c.Name] = c
			}
		}
		was, is := texts(l, &before), texts(l, &after)
		for name := range merged(was, is) {
			c, ok := listed[name]
			if ok != (was[name] != is[name]) || ok && (c.Before != was[name] || c.After != is[name]) {
				t.Fatalf("%s: %q became %q, told %v %q→%q", name, was[name], is[name], ok, c.Before, c.After)
			}
		}
	}
}

func texts(l *forms.Layout, d *models.Document) map[string]string {
	all := map[string]string{}
	for _, in := range l.Grid(d).Inputs() {
		all[in.Spec().Name] = in.Text(d)
	}
	return all
}

func merged(a, b map[string]string) map[string]bool {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	return names
}

// scramble does to d what a person does in an afternoon.
func scramble(rng *rand.Rand, d *models.Document) {
	d.Goals.Total += []string{"", "加一句"}[rng.IntN(2)]
	d.Indicators = slices.DeleteFunc(d.Indicators, func(models.Indicator) bool { return rng.IntN(6) == 0 })
	for i := range d.Indicators {
		if rng.IntN(5) == 0 {
			d.Indicators[i].Value += "改"
		}
	}
	rng.Shuffle(len(d.Indicators), func(i, j int) {
		if rng.IntN(4) == 0 {
			d.Indicators[i], d.Indicators[j] = d.Indicators[j], d.Indicators[i]
		}
	})
	for range rng.IntN(4) {
		d.Indicators = append(d.Indicators, row(models.NewRowID(), models.Annual, "产出指标", "质量指标", "新增", "1个"))
	}
}
