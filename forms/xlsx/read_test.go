package xlsx_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jixiao/cmd/gaps"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

// forms reads a workbook and fails when a sheet of it is skipped.
func read(t testing.TB, data []byte) []xlsx.Form {
	t.Helper()
	read, skipped, err := xlsx.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range skipped {
		if !s.Empty {
			t.Errorf("sheet %s is skipped: %s", s.Sheet, s.Reason)
		}
	}
	return read
}

func asJSON(t testing.TB, d models.Document) string {
	t.Helper()
	text, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// same fails unless the forms are the documents, to the character, and nothing
// is left over.
func same(t *testing.T, got []xlsx.Form, want []models.Document) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d forms, want %d", len(got), len(want))
	}
	wrong := 0
	for i := range want {
		if len(got[i].Left) > 0 {
			t.Errorf("form %d: left over %q", i, got[i].Left)
			wrong++
		}
		a, b := asJSON(t, got[i].Document), asJSON(t, want[i])
		left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
		for k := range min(len(left), len(right)) {
			if left[k] != right[k] {
				t.Errorf("form %d: %q, want %q", i, left[k], right[k])
				wrong++
				break
			}
		}
		if len(left) != len(right) || wrong > 5 {
			t.Fatalf("form %d has %d lines, want %d", i, len(left), len(right))
		}
		for k := range want[i].Indicators {
			if want[i].Indicators[k].ID != got[i].Document.Indicators[k].ID {
				t.Fatalf("form %d: row %d is another", i, k)
			}
		}
	}
}

var scraps = []string{
	"推进电子商务进农村综合示范工作", "，", "。", "“最后一公里”", "（", "）", "265万元", "1,600,000元", "≥95%", "≤40000元/车年", "=1+1", "@SUM(A1)", "+86", "-5",
	"\n", "\n\n", " ", "　", "  ", "\t", "<b>&amp;", "\"'", "𠮷", "é", "㎡", "0358", "1e5", "2E3", "true", "#REF!", "44873", "2023/1/5",
	"项目名称", "其他资金", "数量指标", "负责人:", "指标值", "9.10",
}

func randomText(rng *rand.Rand, most int) string {
	var b strings.Builder
	for range rng.IntN(most + 1) {
		b.WriteString(scraps[rng.IntN(len(scraps))])
	}
	return b.String()
}

// randomDocuments are documents as people and other programs may leave them;
// wild ones also hold what no sheet keeps by itself.
func randomDocuments(rng *rand.Rand, n int, wild bool) []models.Document {
	docs := make([]models.Document, n)
	for i := range docs {
		text := func(most int) string {
			s := randomText(rng, most)
			if wild && rng.IntN(20) == 0 {
				s += []string{"\r\n\x01甲\ufffe\r", "_x000D_", "a_x0041_b"}[rng.IntN(3)]
			}
			return s
		}
		d := &docs[i]
		*d = models.Document{
			Layout: "shanxi-county", Year: 2000 + rng.IntN(100), Region: []string{"兴县", "离石区", "", text(3)}[rng.IntN(4)],
			Department: models.OrgName{Code: []string{"", "026", "a b"}[rng.IntN(3)], Name: text(3)},
			Unit:       models.OrgName{Code: []string{"", "026001"}[rng.IntN(2)], Name: text(3)},
			Project:    models.Project{Name: text(4), Code: text(1), Attribute: text(2), Period: text(2)},
			Narrative:  models.Narrative{Overview: text(200), Basis: text(20), Necessity: text(20), Measures: text(5), Plan: text(5)},
			Goals:      models.Goals{Total: text(30), Annual: text(20)},
			Signoff: models.Signoff{
				Head: text(2), Handler: text(2), Phone: []string{"", "0358-0000001", "13800000000", text(2)}[rng.IntN(4)],
				FilledAt: []string{"", "2022-11-08T20:00:15+08:00", "2022-11-08T00:00:00+08:00", "2022年11月", text(2)}[rng.IntN(5)],
			},
		}
		for _, side := range models.Sides {
			d.Funds(side).Amount = randomAmount(rng)
			for _, source := range models.AllSources {
				*d.Funds(side).Sources.At(source) = randomAmount(rng)
			}
		}
		classes := [][2]string{
			{"产出指标", "数量指标"},
			{"产出指标", "质量指标"},
			{"产出指标", "成本指标"},
			{"效益指标", "社会效益指标"},
			{"满意度指标", "服务对象满意度指标"},
			{"产出指标", text(1)},
			{text(1), text(2)},
			{"", ""},
		}
		for range rng.IntN(30) {
			class := classes[rng.IntN(len(classes))]
			d.Indicators = append(d.Indicators, models.Indicator{
				ID: models.NewRowID(), Side: models.Sides[rng.IntN(2)], Level1: class[0], Level2: class[1],
				Level3: text(3), Value: text(2), Weight: []string{"", "10"}[rng.IntN(2)],
			})
		}
	}
	return docs
}

func randomAmount(rng *rand.Rand) models.Amount {
	switch rng.IntN(5) {
	case 0:
		return models.Amount{}
	case 1:
		return models.ParseAmount([]string{"0", "约三十万", "2,65", "1.234", "-5", "=1+1"}[rng.IntN(6)])
	case 2:
		return models.KnownAmount(models.Fen(rng.Int64N(int64(models.MaxFen) + 1)))
	}
	return models.KnownAmount(models.Fen(rng.IntN(1000)) * []models.Fen{1, 10, models.Yuan, models.Wan}[rng.IntN(4)])
}

func TestReadingAnUnchangedSheetBackIsTheIdentity(t *testing.T) {
	docs := eleven(t)
	same(t, read(t, written(t, docs...)), docs)
	rng := rand.New(rand.NewPCG(7, 8))
	for range 10 {
		docs = randomDocuments(rng, 50, true)
		same(t, read(t, written(t, docs...)), docs)
	}
}

// libre has LibreOffice open a workbook and save it anew.
func libre(t *testing.T, data []byte) []byte {
	t.Helper()
	program := gaps.Need(t, "soffice")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in.xlsx"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	run := exec.CommandContext(t.Context(), program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in.xlsx"))
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "out", "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestReadingASheetThatLibreOfficeSavedIsTheIdentity(t *testing.T) {
	docs := slices.Concat(eleven(t), randomDocuments(rand.New(rand.NewPCG(9, 10)), 40, false))
	data := libre(t, written(t, docs...))
	if bytes.Contains(data[:4], []byte("PK")) {
		same(t, read(t, data), docs)
	}
}
