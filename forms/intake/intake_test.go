package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jixiao/assets"
	"jixiao/forms/intake"
	"jixiao/forms/xlsx"
	"jixiao/models"
)

func eleven(t testing.TB) []models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func book(t testing.TB, docs ...models.Document) []byte {
	t.Helper()
	var sheets []xlsx.Sheet
	for i := range docs {
		sheets = append(sheets, xlsx.Sheet{Document: &docs[i], ID: int64(i + 1), Revision: 1})
	}
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheets...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func archive(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func told(items []intake.Item) string {
	var lines []string
	for _, i := range items {
		lines = append(lines, i.Source+" | "+i.Form.Document.Project.Name+" | "+i.Refusal)
	}
	return strings.Join(lines, "\n")
}

func TestEveryKindOfFileIsRead(t *testing.T) {
	docs := eleven(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("申报表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		n    int
	}{
		"a workbook with many sheets": {book(t, docs...), 11},
		"an interchange file":         {assets.SampleDeclarations, 11},
		"an archive of both": {archive(t, map[string][]byte{
			gb: book(t, docs[0]), "目录/全部.json": assets.SampleDeclarations, "~$锁.xlsx": []byte("x"), "__MACOSX/a": []byte("x"),
		}), 12},
	} {
		t.Run(name, func(t *testing.T) {
			items := intake.Read("文件", c.data)
			if len(items) != c.n {
				t.Fatalf("%d items:\n%s", len(items), told(items))
			}
			for _, i := range items {
				if i.Refusal != "" || i.Form.Document.Project.Name == "" || strings.ContainsRune(i.Source, '\ufffd') {
					t.Errorf("%+v", i.Source+i.Refusal)
				}
			}
		})
	}
}

func TestWhatCannotBeReadIsToldWithItsReason(t *testing.T) {
	inner := archive(t, map[string][]byte{"a.txt": []byte("x")})
	items := intake.Read("包.zip", archive(t, map[string][]byte{
		"旧.xls": []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "坏.xlsx": []byte("PK\x03\x04 nothing"), "包中包.zip": inner,
		"别的.csv": []byte("姓名,电话\n"), "错.json": []byte("{\"format\":1}"),
	}))
	text := told(items)
	for _, want := range []string{"旧的 .xls", "可能已损坏", "压缩包里还有压缩包", "没有找到“项目名称”一列", "应为"} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %s:\n%s", want, text)
		}
	}
	if len(items) != 5 {
		t.Errorf("%d items:\n%s", len(items), text)
	}
}

const byIndicator = "单位：万元,,,,,,,\n" +
	"年度,实施单位,项目名称,年度资金／资金总额,年度目标,二级指标,三级指标,实施期指标值,年度指标值\n" +
	"2023,兴县电子商务服务中心,甲项目,12.5,完成,数量指标,场次,3场,2场\n" +
	",,,,,质量,合格率,,≥95%\n" +
	"2023年,兴县电子商务服务中心,乙项目,1万元,,成本指标,成本,1万元,1万元\n" +
	"2023,兴县电子商务服务中心,甲项目,,改了,时效指标,按时,及时,及时\n"

func TestAListHasOneRowAnIndicatorOrOneRowAProject(t *testing.T) {
	items := intake.Read("清单.csv", []byte("\ufeff"+byIndicator))
	if len(items) != 2 {
		t.Fatalf("items:\n%s", told(items))
	}
	a := items[0].Form.Document
	var rows []string
	for _, r := range a.Indicators {
		rows = append(rows, fmt.Sprint(r.Side, r.Level1, r.Level2, r.Level3, r.Value))
	}
	got := strings.Join(rows, "; ")
	want := "total产出指标数量指标场次3场; total产出指标时效指标按时及时; annual产出指标数量指标场次2场; annual产出指标质量指标合格率≥95%; annual产出指标时效指标按时及时"
	if got != want {
		t.Errorf("rows %s\nwant %s", got, want)
	}
	if a.Year != 2023 || a.Funding.Annual.Amount != models.KnownAmount(125_000*models.Yuan) || a.Goals.Annual != "完成" || a.Unit.Name != "兴县电子商务服务中心" {
		t.Errorf("%+v", a)
	}
	if left := items[0].Form.Left; len(left) != 1 || left[0].Text != "改了" || left[0].Address != "E6" {
		t.Errorf("left %+v", left)
	}
	items = intake.Read("清单.csv", []byte("项目名称,实施单位,年度,项目属性,实施期资金／资金总额,项目概况\n丙,某单位,2023,一次性项目,\"1,000\",\"概况\n第二行\"\n"))
	if len(items) != 1 || items[0].Form.Document.Funding.Total.Amount != models.KnownAmount(1000*models.Yuan) ||
		items[0].Form.Document.Narrative.Overview != "概况\n第二行" {
		t.Errorf("%s", told(items))
	}
	items = intake.Read("清单.csv", []byte("项目名称,年度资金,金额\n甲,1,2\n"))
	if len(items) != 1 || !strings.Contains(items[0].Refusal, "不认识的列：") || !strings.Contains(items[0].Refusal, "“金额”") {
		t.Errorf("%s", told(items))
	}
}

func TestEachItemIsJudged(t *testing.T) {
	docs := eleven(t)
	kept := func(doc models.Document, status models.Status) models.Declaration {
		return models.Declaration{ID: 1, Revision: 1, Status: status, UnitID: 4, Document: doc}
	}
	changed := docs[0].Clone()
	changed.Narrative.Overview = "改过"
	noYear := docs[0].Clone()
	noYear.Year = 0
	later := docs[0].Clone()
	later.Narrative.Overview = "网上后来改的"
	json := func(d models.Document) intake.Item {
		var b bytes.Buffer
		if err := models.WriteDocuments(&b, []models.Document{d}); err != nil {
			t.Fatal(err)
		}
		return intake.Read("a.json", b.Bytes())[0]
	}
	sheet := func(d models.Document) intake.Item { return intake.Read("a.xlsx", book(t, d))[0] }
	base := func(int64, int64) *models.Document { return &docs[0] }
	for name, c := range map[string]struct {
		item  intake.Item
		known []models.Declaration
		want  intake.Kind
		says  string
	}{
		"a new document":                          {json(docs[0]), nil, intake.New, ""},
		"a new sheet":                             {sheet(docs[0]), nil, intake.New, ""},
		"a document that is there":                {json(docs[0]), []models.Declaration{kept(docs[0], models.Approved)}, intake.Same, ""},
		"a sheet that is there":                   {sheet(docs[0]), []models.Declaration{kept(docs[0], models.Draft)}, intake.Same, ""},
		"a document that differs":                 {json(changed), []models.Declaration{kept(docs[0], models.Draft)}, intake.Changed, ""},
		"a sheet that differs":                    {sheet(changed), []models.Declaration{kept(docs[0], models.Returned)}, intake.Changed, ""},
		"a change of what is under review":        {json(changed), []models.Declaration{kept(docs[0], models.FinanceReview)}, intake.Refused, "不能修改"},
		"a sheet exported before the last change": {sheet(docs[0]), []models.Declaration{kept(later, models.Draft)}, intake.Same, ""},
		"a sheet without a year":                  {sheet(noYear), nil, intake.Refused, "没有写明年度"},
		"a project that is there twice":           {json(docs[0]), []models.Declaration{kept(docs[0], models.Draft), kept(docs[0], models.Draft)}, intake.Refused, "已有 2 份"},
		"an item that was not read":               {intake.Item{Refusal: "旧文件"}, nil, intake.Refused, "旧文件"},
	} {
		t.Run(name, func(t *testing.T) {
			v := intake.Judge(&c.item, c.known, base)
			if v.Kind != c.want || !strings.Contains(strings.Join(v.Reasons, " "), c.says) {
				t.Errorf("%s %q, want %s", v.Kind.Label(), v.Reasons, c.want.Label())
			}
			if v.Kind == intake.Changed && (len(v.Changes) != 1 || v.Document.Indicators[0].ID != c.known[0].Document.Indicators[0].ID) {
				t.Errorf("changes %+v", v.Changes)
			}
		})
	}
}
