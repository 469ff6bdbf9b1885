package main

import (
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/forms"
	"jixiao/models"
)

// typedIn is the declaration that the journey types in: 电商物流费用 of 2023 with
// its faults, under a name of its own.
func typedIn(t *testing.T) models.Document {
	t.Helper()
	docs, err := models.ReadDocuments(assets.SampleDeclarations)
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	d.Project.Name = "县乡村三级物流配送"
	return d
}

// typeIn types a document into the form, blank by blank, by the official names.
func (w *window) typeIn(t *testing.T, d *models.Document) {
	t.Helper()
	l, err := forms.LayoutByID(d.Layout)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range l.Grid(d).Inputs() {
		spec, text := in.Spec(), in.Text(d)
		if text != "" && spec.Kind != forms.OrgRef && spec.Part != forms.PartSignoff {
			w.fill(spec.Label, text)
		}
	}
}

// TestTheJourney walks through the real program as its users do: fill in, be
// shown all faults, correct, send in, be returned, send in again, pass, 批复,
// print.
func TestTheJourney(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			s := start(t, append(own(t, fresh(t)), "--sample")...)
			d := typedIn(t)
			unit := open(t, s.address)
			department, finance := unit.beside(), unit.beside()
			path := unit.fillsIn(t, &d)
			unit.sendsIn(path, "已送审，待兴县工业和信息化局审核")
			department.returns(d.Project.Name)
			unit.correctsAndSendsInAgain(path)
			department.passes(d.Project.Name, "待财政审核")
			finance.passes(d.Project.Name, "财政已审")
			finance.approves(d.Project.Name)
			unit.prints(t, path, &d)
			for _, w := range []*window{unit, department, finance} {
				w.quiet()
			}
		})
	}
}

// fillsIn makes a new declaration, types it in with its faults, is shown all of
// them, and corrects them. It returns the declaration's path.
func (w *window) fillsIn(t *testing.T, d *models.Document) (path string) {
	w.signIn("jingban")
	w.press("新建申报表")
	w.fill("年度", "2023年")
	w.press("新建")
	w.see("在兴县电子商务服务中心填报")
	w.typeIn(t, d)
	w.fill("联系电话", "")
	w.press("送审")
	w.see("错误")
	for _, fault := range []string{"“项目属性”没有填写", "“联系电话”没有填写", "2,650,000 元", "1,600,000 元，多 1,050,000 元"} {
		w.see(fault)
	}
	path, err := script[string](w, "location.pathname")
	if err != nil {
		t.Fatal(err)
	}
	w.fill("项目属性", "一次性项目")
	w.fill("联系电话", "0358-6322000")
	w.fill("实施期资金／资金总额", "160万")
	w.fill("实施期资金／市县(区)财政资金", "1，600，000")
	w.fill("实施期／成本指标／1／指标值", "160万元")
	w.fill("年度／成本指标／1／指标值", "160万元")
	w.fill("项目概况", "2023年为全县376个行政村开展共同配送，安排160万元，依据兴县人民政府纪要【2019】21次。")
	w.press("检查")
	w.see("没有错误")
	return path
}

func (w *window) sendsIn(path, says string) {
	w.goTo(path)
	w.press("送审")
	w.see("将要送审的申报表")
	w.check("confirmed")
	w.press("送审")
	w.see(says)
}

func (w *window) returns(project string) {
	w.signIn("zhuguan")
	w.press(project)
	w.press("退回")
	w.see("退回需要写明意见")
	w.fill("审核意见（退回、不予安排、取消批复时必填；审核通过不填时记为“同意”）", "产出指标不细化，请写明配送的村数")
	w.press("退回")
	w.see("已退回兴县电子商务服务中心修改")
}

func (w *window) correctsAndSendsInAgain(path string) {
	w.goTo(path)
	w.see("产出指标不细化，请写明配送的村数")
	w.fill("实施期／数量指标／1／三级指标", "配送行政村数")
	w.fill("实施期／数量指标／1／指标值", "≥376个")
	w.fill("年度／数量指标／1／三级指标", "配送行政村数")
	w.fill("年度／数量指标／1／指标值", "≥376个")
	w.press("保存")
	w.see("已保存")
	w.sendsIn(path, "已送审，待兴县工业和信息化局审核")
}

func (w *window) passes(project, status string) {
	if !strings.Contains(w.text(), "退出") {
		w.signIn("caizheng")
	}
	w.goTo("/declarations")
	w.press(project)
	w.see("版本 2")
	w.press("审核通过")
	w.see("现在是“" + status + "”")
}

func (w *window) approves(project string) {
	w.goTo("/declarations?tab=finance-reviewed")
	w.until("choose "+project, `document.querySelector('[aria-label="选择 `+project+`"]').click() === undefined`)
	w.press("批复")
	w.see("将批复 1 份")
	w.fill("批复文号", "兴财预〔2023〕1号")
	w.fill("批复日期", "2023-02-20")
	w.press("批复")
	w.see("已批复")
}

// prints fetches the PDF and reads it with another program.
func (w *window) prints(t *testing.T, path string, d *models.Document) {
	w.goTo(path)
	w.see("批复文号 兴财预〔2023〕1号")
	data, err := base64.StdEncoding.DecodeString(w.fetch(path + "/print"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(gaps.Need(t, "pdftotext"), "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), "")
	for _, want := range []string{d.Project.Name, "配送行政村数", "≥376个", "1,600,000", "版本2", d.Narrative.Necessity} {
		if !strings.Contains(text, strings.Join(strings.Fields(want), "")) {
			t.Errorf("the PDF does not hold %q", want)
		}
	}
}
