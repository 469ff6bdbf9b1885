package models_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"jixiao/models"
)

func TestFiguresInRunningText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an amount in 万元", "村级站建设2023年62万元", "62万元=620000元"},
		{"万 alone is 万元", "电商中心办公经费30万,为推进我县电商业务", "30万=300000元"},
		{"万 in front of a noun is no money", "带动6万群众", ""},
		{"万 is multiplied out", "惠及6万人", "6万人=60000人"},
		{"an amount with 余", "投资约50余万元", "50余万元=500000元"},
		{"full width and separators", "需资金２，６５０，０００元", "2,650,000元=2650000元"},
		{"a range", "补助500—600元", "500—600元=500~600元"},
		{"a percentage", "覆盖率达到70％", "70%=70%"},
		{"a unit with a second one in brackets", "购置30台（套）", "30台(套)=30台(套)"},
		{"an amount per person by its unit", "补助500元/人", "500元/人=500元/人每"},
		{"an amount per person by the words before it", "每生每年780元", "780元=780元每"},
		{"document numbers hold none", "依据财办建〔2015〕60号、【2019】21次、(2022)25号、[2022]36号", ""},
		{"titles hold none", "《关于下达2023年100万元的通知》", ""},
		{"dates are none", "2023年12月31日前、10月底、1-6月", ""},
		{"numbering is none", "1.完成验收；2、及时支付;(3)归档", ""},
		{"ordinals and names are none", "第3批、A4纸、5号楼", ""},
		{"Chinese numerals are none", "打通最后一公里，培育一批", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := []string{}
			for _, f := range models.FiguresIn(c.text) {
				number := f.Low.String()
				if f.Low != f.High {
					number += "~" + f.High.String()
				}
				text := f.Text + "=" + number + f.Unit
				if f.Per {
					text += "每"
				}
				got = append(got, text)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("figures %q, want %q", s, c.want)
			}
		})
	}
}

func TestFigureKnowsItsPlaceAndClause(t *testing.T) {
	text := "依据文件，项目需资金１０万元用于验收，其余自筹"
	f := models.AmountsIn(text)
	if len(f) != 1 {
		t.Fatalf("%d amounts, want 1", len(f))
	}
	if got := string([]rune(text)[f[0].At : f[0].At+4]); got != "１０万元" {
		t.Errorf("at place %d stands %q", f[0].At, got)
	}
	if f[0].Before != "项目需资金" || f[0].After != "用于验收" {
		t.Errorf("before %q, after %q", f[0].Before, f[0].After)
	}
	if sum, ok := f[0].Money(); !ok || sum != 10*models.Wan {
		t.Errorf("money %v %v", sum, ok)
	}
}

func TestYearsOutsideDocumentsOnly(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"a year", "电商物流费用2022年265万元", []int{2022}},
		{"a year in a document number", "依据财办建〔2015〕60号文件，2023年实施", []int{2023}},
		{"a year in a title", "《2021年工作要点》", nil},
		{"a range of years", "2021-2023年", []int{2021, 2022, 2023}},
		{"a list of years", "2020、2021和2022年", []int{2020, 2021, 2022}},
		{"a meeting of a year", "县政府2019年第21次常务会议纪要", nil},
		{"a date", "于2024.03.01前完成", []int{2024}},
		{"an amount that looks like a year", "补助2023元", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, y := range models.YearsIn(c.text) {
				got = append(got, y.Year)
			}
			if len(got) != len(c.want) {
				t.Fatalf("years %v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("years %v, want %v", got, c.want)
				}
			}
		})
	}
}

func TestDocumentNumbersAndTitles(t *testing.T) {
	text := "《山西省商务厅关于发展的若干举措》(晋商建[2022]36号)、兴县人民政府纪要【2019】21次、昌商务(2022)25号、财办建〔2015〕60号、(晋财经环)[2023]62号)、项目(2022)"
	if got := len(models.DocumentNumbersIn(text)); got != 5 {
		t.Errorf("%d document numbers, want 5: %v", got, models.DocumentNumbersIn(text))
	}
	if got := models.TitlesIn(text); len(got) != 1 || got[0].At != 0 {
		t.Errorf("titles %v", got)
	}
}

func TestTitlesInTitlesAreOne(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"《关于印发〈2023年办法〉的通知》3个", "《关于印发〈2023年办法〉的通知》"},
		{"《关于印发《2023年办法》的通知》3个", "《关于印发《2023年办法》的通知》"},
		{"《关于印发《2023年办法》的通知，3个", "《关于印发《2023年办法》"},
		{"《没有写完的3个", ""},
		{"《没有写完\n的》3个", ""},
	} {
		text := models.ReadText(c.text)
		got := ""
		for _, p := range text.Titles {
			got += p.Text
		}
		if got != c.want || len(text.Figures) != 1 {
			t.Errorf("%s: titles %q, %d figures", c.text, got, len(text.Figures))
		}
	}
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{
		"村级站建设2023年62万元，依据财办建〔2015〕60号文件精神", "《《2023》", "1.2.3.4万亿亿元/人/天/年", "2020、2021、2022年和2023-2025年",
		"〔2015】60", "99999999999999999999万元", "500-600-700元", "每每每均500元", "12月31日-13月32日", "１２３，４５６．７８９％",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := models.ReadText(s)
		n := utf8.RuneCountInString(s)
		last := -1
		for _, figure := range text.Figures {
			if figure.At <= last || figure.At >= n {
				t.Fatalf("figure %q at %d of %d, after %d", figure.Text, figure.At, n, last)
			}
			last = figure.At
			if figure.Low.Cmp(figure.High) > 0 && figure.Low.Sign() < 0 {
				t.Fatalf("negative figure %v", figure)
			}
		}
		for _, p := range append(text.Titles, text.DocumentNumbers...) {
			if !strings.Contains(text.Folded, p.Text) || p.At >= n {
				t.Fatalf("passage %v is not in the text", p)
			}
		}
	})
}
