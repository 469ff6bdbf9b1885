package models_test

import (
	"bytes"
	"strings"
	"testing"

	"jixiao/models"
)

var key = models.MarkKey(bytes.Repeat([]byte{7}, models.MarkKeySize))

func version() *models.Version {
	return &models.Version{DeclarationID: 17, Number: 2, Document: models.Document{
		Layout: "shanxi-county", Year: 2023, Unit: models.OrgName{Code: "026001", Name: "兴县电子商务服务中心"},
		Project: models.Project{Name: "电商物流费用"}, Funding: models.Funding{Annual: models.Funds{Amount: models.ParseAmount("1600000")}},
		Indicators: []models.Indicator{{ID: "r1", Side: models.Annual, Level3: "快递", Value: "≥2个"}},
	}}
}

func mark(t *testing.T, k models.MarkKey, v *models.Version) models.Mark {
	t.Helper()
	m, err := k.Mark(v)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The code stands on paper for years: it must never come out otherwise.
func TestTheMarksOfAVersionAreForEver(t *testing.T) {
	want := models.Mark{Number: "2023-026001-17", Version: 2, Code: "ACFGHA3MN22SZYYX"}
	got := mark(t, key, version())
	if got != want || got.Printed() != "ACFG-HA3M-N22S-ZYYX" || got.Declaration() != 17 {
		t.Errorf("the marks are %+v, want %+v", got, want)
	}
}

func TestEveryChangeHasAnotherCode(t *testing.T) {
	first := mark(t, key, version())
	for name, change := range map[string]func(*models.Version){
		"a letter of a text":   func(v *models.Version) { v.Document.Project.Name = "电商物流费" },
		"one fen":              func(v *models.Version) { v.Document.Funding.Annual.Amount = models.ParseAmount("1600000.01") },
		"an indicator's value": func(v *models.Version) { v.Document.Indicators[0].Value = "≥3个" },
		"a blank row": func(v *models.Version) {
			v.Document.Indicators = append(v.Document.Indicators, models.Indicator{Side: models.Annual})
		},
		"the version":            func(v *models.Version) { v.Number = 3 },
		"the declaration":        func(v *models.Version) { v.DeclarationID = 18 },
		"the day of filling in":  func(v *models.Version) { v.Document.Signoff.FilledAt = "2022-11-08" },
		"a blank after the name": func(v *models.Version) { v.Document.Project.Name += " " },
	} {
		v := version()
		change(v)
		if mark(t, key, v).Code == first.Code {
			t.Errorf("%s does not change the code", name)
		}
	}
	if other := mark(t, bytes.Repeat([]byte{8}, models.MarkKeySize), version()); other.Code == first.Code {
		t.Error("another key makes the same code")
	}
	same := version()
	same.Document.Indicators[0].ID = "r9"
	if mark(t, key, same) != first {
		t.Error("the identity of a row, which no paper shows, changes the code")
	}
	if m := mark(t, nil, version()); m.Code != "" || m.Is(m) {
		t.Errorf("without a key the marks are %+v", m)
	}
}

func TestACodeThatIsNoCodeOfAUnitStaysOutOfTheNumber(t *testing.T) {
	for code, want := range map[string]string{
		"026001": "2023-026001-17", "": "2023-17", "a1": "2023-A1-17", "026/001": "2023-17", "零二六": "2023-17", strings.Repeat("9", 13): "2023-17",
	} {
		v := version()
		v.Document.Unit.Code = code
		if m := mark(t, key, v); m.Number != want || m.Declaration() != 17 {
			t.Errorf("unit %q: %s, want %s", code, m.Number, want)
		}
	}
}

func TestMarksAreReadBackFromTheirLink(t *testing.T) {
	m := mark(t, key, version())
	for _, server := range []string{"", "http://10.1.2.3:8080", "https://jixiao.xx.gov.cn"} {
		link := m.Link(server)
		if got, ok := models.ReadMark(link); !ok || !got.Is(m) {
			t.Errorf("%s reads %+v, %v", link, got, ok)
		}
		if strings.ToUpper(link) != link {
			t.Errorf("%s takes more squares than it needs", link)
		}
	}
	for _, text := range []string{"", "hello", "JIXIAO/C/", "JIXIAO/C/2023-1/1", "JIXIAO/C/2023-1/0/" + m.Code, "JIXIAO/C/2023-1/1/ABC", "JIXIAO/C/x/1/" + m.Code, "JIXIAO/C/2023-1/1/" + m.Code + "/2"} {
		if got, ok := models.ReadMark(text); ok {
			t.Errorf("%q reads %+v", text, got)
		}
	}
}

func TestTypedCodesAreReadTolerantly(t *testing.T) {
	const code = "G92C6D07WMRDC2EF"
	for _, typed := range []string{
		code, "G92C-6D07-WMRD-C2EF", "g92c 6d07 wmrd c2ef", " g92c-6do7-wmrd-c2ef\n", "Ｇ９２Ｃ－６Ｄ０７－ＷＭＲＤ－Ｃ２ＥＦ", "校验码 G92C–6D07–WMRD–C2EF",
	} {
		if got := models.ReadCode(typed); got != code {
			t.Errorf("%q reads %q", typed, got)
		}
	}
	if got := models.ReadCode("0i1l-oooo-1111-2222"); got != "0111000011112222" {
		t.Errorf("letters taken for digits read %q", got)
	}
	for _, typed := range []string{"", "G92C", code + "0", "G92C6D07WMRDC2EU", "校验码"} {
		if got := models.ReadCode(typed); got != "" {
			t.Errorf("%q reads %q, want nothing", typed, got)
		}
	}
	for _, typed := range []string{"2023-026001-17", " 2023－026001－17 ", "２０２３—０２６００１—１７", "编号 2023 - 026001 - 17"} {
		if got := models.ReadNumber(typed); got != "2023-026001-17" {
			t.Errorf("%q reads %q", typed, got)
		}
	}
}
