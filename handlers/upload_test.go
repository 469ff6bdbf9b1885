package handlers_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jixiao/forms/xlsx"
	"jixiao/models"
)

// sendFile posts files to a page as a browser does.
func (b *browser) sendFile(path string, fields map[string]string, files ...[]byte) *page {
	b.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	err := form.WriteField("csrf", b.token())
	for name, text := range fields {
		err = errors.Join(err, form.WriteField(name, text))
	}
	for _, data := range files {
		file, err2 := form.CreateFormFile("file", "申报表.xlsx")
		if err = errors.Join(err, err2); err == nil {
			_, err = file.Write(data)
		}
	}
	if err = errors.Join(err, form.Close()); err != nil {
		b.Fatal(err)
	}
	return b.follow(b.ask(http.MethodPost, path, &body, http.Header{"Content-Type": {form.FormDataContentType()}}))
}

// edited returns an exported workbook with cells of its first sheet changed.
func edited(t testing.TB, file string, cells map[string]any) []byte {
	t.Helper()
	f := must(excelize.OpenReader(strings.NewReader(file)))(t)
	defer func() { _ = f.Close() }()
	for at, value := range cells {
		if err := f.SetCellValue(f.GetSheetName(0), at, value); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnUnchangedSheetHasNothingToWrite(t *testing.T) {
	s := newSite(t)
	for _, doc := range must(eleven())(t) {
		d := s.draft(doc.Clone())
		jingban := s.as("jingban")
		file := jingban.get(at(d.ID, "/sheet")).body
		before := s.contents()
		jingban.sendFile(at(d.ID, "/upload"), nil, []byte(file)).says("与现在的内容相同，没有要写入的")
		s.unchanged(t, before)
	}
}

func TestAChangedSheetIsShownThenWrittenAndTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		d := s.draft(sample(t, "电商物流费用"))
		jingban := s.as("jingban")
		file := edited(t, jingban.get(at(d.ID, "/sheet")).body, map[string]any{
			"B13": "改过的概况\n第二行", "G7": 1700000.5, "D21": "改名的指标", "D25": "新的经济指标", "E25": "3个", "K3": "旁注",
			"D22": nil, "E22": nil, "I22": nil,
		})
		before := s.contents()
		shown := jingban.sendFile(at(d.ID, "/upload"), nil, file).says(
			"处与现在不同", "改过的概况", "增加 100,000.5 元", "改名的指标", "新的经济指标", "K3", "旁注", "不会写入", "删除的行")
		s.unchanged(t, before)
		button := "写入这 " + strings.TrimSuffix(strings.TrimPrefix(shown.all(element("h2"))[0].FirstChild.Data, "Excel 里有 "), " 处与现在不同") + " 处"
		written := jingban.press(shown, button, nil).says("已写入 Excel 里的改动")
		now := s.now(d.ID).Document
		if now.Narrative.Overview != "改过的概况\n第二行" || now.Funding.Annual.Amount != models.KnownAmount(170000050) ||
			now.Indicators[0].Level3 != "改名的指标" || now.Indicators[0].ID != d.Document.Indicators[0].ID {
			t.Errorf("kept %+v", now)
		}
		fresh := slices.IndexFunc(now.Indicators, func(i models.Indicator) bool { return i.Level3 == "新的经济指标" })
		if fresh < 0 || now.Indicators[fresh].Level2 != "经济效益指标" || now.Indicators[fresh].Value != "3个" {
			t.Errorf("rows %+v", now.Indicators)
		}
		if slices.ContainsFunc(now.Indicators, func(i models.Indicator) bool { return i.Side == models.Total && i.Level3 == "物流合格率" }) {
			t.Error("the row that the sheet no longer has is still there")
		}
		jingban.press(written, "撤销", nil)
		if back := s.now(d.ID).Document; back.Narrative.Overview != d.Document.Narrative.Overview || len(back.Indicators) != len(d.Document.Indicators) {
			t.Error("taking back does not bring the text back")
		}
	})
}

func TestASheetOfAnEarlierTextMeetsWhatWasSavedMeanwhile(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	jingban := s.as("jingban")
	exported := jingban.get(at(d.ID, "/sheet")).body
	jingban.press(jingban.declaration(d.ID), "保存", map[string]string{"项目概况": "网上改的概况", "立项依据": "网上改的依据"})

	apart := edited(t, exported, map[string]any{"B17": "Excel 里改的计划"})
	shown := jingban.sendFile(at(d.ID, "/upload"), nil, apart).says("申报表又保存过", "已经合在一起", "Excel 里改的计划")
	shown.conceals("网上改的概况")
	jingban.press(shown, "写入这 1 处", nil).says("已写入")
	now := s.now(d.ID).Document.Narrative
	if now.Plan != "Excel 里改的计划" || now.Overview != "网上改的概况" {
		t.Errorf("kept %+v", now)
	}

	both := edited(t, exported, map[string]any{"B13": "Excel 里改的概况"})
	shown = jingban.sendFile(at(d.ID, "/upload"), nil, both).says("有 1 格两边都改了")
	before := s.contents()
	met := jingban.press(shown, "写入这 1 处", nil).says("别人保存过", "Excel 里改的概况", "网上改的概况")
	s.unchanged(t, before)
	jingban.press(met, "保存", nil)
	if now := s.now(d.ID).Document.Narrative; now.Overview != "Excel 里改的概况" || now.Basis != "网上改的依据" || now.Plan != "Excel 里改的计划" {
		t.Errorf("kept %+v", now)
	}
}

func TestASheetOfOtherOriginFillsADraftByItsCaptions(t *testing.T) {
	s := newSite(t)
	doc := sample(t, "电商物流费用")
	var b bytes.Buffer
	other := doc.Clone()
	other.Unit.Name, other.Year, other.Goals.Annual = "别的单位", 2024, "别处写的目标"
	if err := xlsx.Write(&b, xlsx.Sheet{Document: &other}); err != nil {
		t.Fatal(err)
	}
	d := s.draft(doc)
	jingban := s.as("jingban")
	shown := jingban.sendFile(at(d.ID, "/upload"), nil, b.Bytes()).says("有 1 处与现在不同", "表上的年度是 2024 年", "表上的实施单位是“别的单位”")
	jingban.press(shown, "写入这 1 处", nil)
	now := s.now(d.ID).Document
	if now.Goals.Annual != "别处写的目标" || now.Unit != d.Document.Unit || now.Year != 2023 {
		t.Errorf("kept %+v", now)
	}
	for k, row := range now.Indicators {
		if row.ID != d.Document.Indicators[k].ID {
			t.Fatalf("row %d is another", k)
		}
	}
}

func TestAFileThatIsNoSheetOfTheDraftIsRefusedWithTheReason(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	jingban := s.as("jingban")
	var two bytes.Buffer
	a, b := sample(t, "电商物流费用"), sample(t, "人员类项目")
	b.Project.Name = "别的"
	if err := xlsx.Write(&two, xlsx.Sheet{Document: &a}, xlsx.Sheet{Document: &b}); err != nil {
		t.Fatal(err)
	}
	for says, file := range map[string][]byte{
		"不是 Excel 工作簿": []byte("a,b"),
		"旧的 .xls":      []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"可能已损坏":        []byte("PK\x03\x04 and nothing else"),
		"没有一张的项目名称与这一份相同": two.Bytes(),
	} {
		if p := jingban.sendFile(at(d.ID, "/upload"), nil, file).says(says); p.status != http.StatusUnprocessableEntity {
			t.Errorf("status %d", p.status)
		}
	}
	jingban.sendFile(at(d.ID, "/upload"), nil).says("请先选择")
}

// Declarations of two databases may bear the same number and say the same; the
// identities of their rows are others.
func TestASheetOfAnotherDatabaseChangesNoMoreThanWhatItSaysOtherwise(t *testing.T) {
	s := newSite(t)
	d := s.draft(sample(t, "电商物流费用"))
	other := d.Document.Clone()
	for i := range other.Indicators {
		other.Indicators[i].ID = models.NewRowID()
	}
	var b bytes.Buffer
	if err := xlsx.Write(&b, xlsx.Sheet{Document: &other, ID: d.ID, Revision: d.Revision}); err != nil {
		t.Fatal(err)
	}
	jingban := s.as("jingban")
	jingban.sendFile(at(d.ID, "/upload"), nil, b.Bytes()).says("与现在的内容相同，没有要写入的")
	file := edited(t, b.String(), map[string]any{"D21": "改名的指标"})
	jingban.sendFile(at(d.ID, "/upload"), nil, file).says("Excel 里有 1 处与现在不同").conceals("新增的行", "删除的行")
}
