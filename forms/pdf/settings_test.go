package pdf

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"jixiao/models"
)

var testKey = models.MarkKey(bytes.Repeat([]byte{7}, models.MarkKeySize))

// sent returns a version of a document.
func sent(d *models.Document) *models.Version {
	return &models.Version{DeclarationID: 17, Number: 2, Document: *d, At: time.Date(2023, 1, 5, 4, 0, 0, 0, time.UTC)}
}

func sheetOf(t testing.TB, v *models.Version, s models.PrintSettings) Sheet {
	t.Helper()
	sheet, err := SheetOf(v, testKey, models.PrintDecisions{{At: v.At, Settings: s}})
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func official() models.PrintSettings {
	return models.PrintSettings{Margins: models.OfficialMargins, Server: "http://10.12.34.56:8080", Captions: map[string]string{
		"signoff.head": "单位负责人（签章）", "signoff.phone": "经办人联系电话",
	}}
}

func TestAVersionCarriesItsMarks(t *testing.T) {
	d := samples(t)[6]
	d.Unit.Code = "026001"
	for name, settings := range map[string]models.PrintSettings{"table": {}, "official": official()} {
		sheet := sheetOf(t, sent(&d), settings)
		file := print(t, "marks-"+name, sheet)
		page := read(t, file)[0]
		for _, want := range []string{"编号2023-026001-17", "版本2", "校验码" + sheet.Check} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %s", name, want)
			}
		}
		scan := raster(t, file, "150")
		foot := scan.Rect
		foot.Min.Y, foot.Max.X = foot.Max.Y*85/100, foot.Max.X/2
		mark, ok := models.ReadMark(decode(t, askew(scan, foot, 2)))
		if !ok || mark.Number != "2023-026001-17" || mark.Version != 2 || mark.Printed() != sheet.Check {
			t.Errorf("%s: the QR code says %+v", name, mark)
		}
	}
	if sheet := sheetOf(t, sent(&d), models.PrintSettings{NoCode: true}); sheet.Check != "" || sheet.QR != "" || sheet.Number == "" {
		t.Errorf("an office that wants no codes has %+v", sheet)
	}
}

func TestOwnCaptionsAndMarginsLoseNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	docs := append(samples(t), printableDocuments(t, fonts(t), rng, 30, 2000, 60)...)
	list := sheets(docs)
	for i := range list {
		list[i].Settings = models.PrintSettings{Margins: models.OfficialMargins}
		list[i].QR = "JIXIAO"
	}
	checkText(t, docs, read(t, print(t, "official-all", list...)))
	page := strings.Join(read(t, print(t, "captions", sheetOf(t, sent(&docs[0]), official()))), "")
	for _, want := range []string{"单位负责人（签章）:", "经办人:", "经办人联系电话:", "填报日期:"} {
		if !strings.Contains(page, want) {
			t.Errorf("the sign-off row lacks %s", want)
		}
	}
}

func TestGB9704LeavesItsMargins(t *testing.T) {
	d := samples(t)[10]
	l := laySheet(t, Sheet{Document: &d, Settings: official()})
	for n, boxes := range l.pages {
		left, top, right, bottom := pageWidth, pageHeight, 0.0, 0.0
		for i := range boxes {
			b := &boxes[i]
			left, top, right, bottom = min(left, b.x), min(top, b.y), max(right, b.x+b.w), max(bottom, b.y+b.h)
		}
		if left < 28-hair || top < 37-hair || pageWidth-right < 26-hair || pageHeight-bottom < 35-hair {
			t.Errorf("page %d goes from %.1f,%.1f to %.1f,%.1f", n+1, left, top, right, bottom)
		}
		if left > 28+hair || pageWidth-right > 26+hair {
			t.Errorf("page %d does not take the width that there is", n+1)
		}
	}
}

// A version goes on looking as it did when it was handed in.
func TestLaterSettingsDoNotChangeAVersion(t *testing.T) {
	d := samples(t)[0]
	v := sent(&d)
	before := models.PrintDecisions{{At: v.At.Add(-time.Hour), Settings: official()}}
	after := append(before, models.PrintDecision{At: v.At.Add(time.Hour), Settings: models.PrintSettings{NoCode: true}})
	var prints [2]bytes.Buffer
	for i, decided := range []models.PrintDecisions{before, after} {
		sheet, err := SheetOf(v, testKey, decided)
		if err != nil {
			t.Fatal(err)
		}
		if err := fonts(t).Write(&prints[i], sheet); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(prints[0].Bytes(), prints[1].Bytes()) {
		t.Error("the version prints otherwise after the settings were changed")
	}
}

func TestTheSignoffRowBreaksBehindItsCaptions(t *testing.T) {
	d := samples(t)[6]
	s := official()
	s.Captions["signoff.filled_at"] = "填报日期（公历）"
	l := laySheet(t, sheetOf(t, sent(&d), s))
	last := l.pages[len(l.pages)-1]
	for path, want := range map[string]string{"signoff.head": "单位负责人|（签章）:", "signoff.filled_at": "填报日期（公历）:|2022年11月8日"} {
		got := "nothing"
		for i := range last {
			if in := last[i].cell.Input; in != nil && in.Spec().Path == path {
				var lines []string
				for _, line := range last[i].lines {
					lines = append(lines, string(last[i].text.runes[line.start:line.drawn]))
				}
				got = strings.Join(lines, "|")
			}
		}
		if got != want {
			t.Errorf("%s reads %s, want %s", path, got, want)
		}
	}
}
