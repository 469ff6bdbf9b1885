package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jixiao/models"
)

// pastes puts a text on the clipboard and pastes it where the cursor is, as
// Ctrl+V does.
func (w *window) pastes(text string) {
	w.t.Helper()
	w.run(`window.copied = false;
		document.addEventListener("copy", e => { e.clipboardData.setData("text/plain", ` + quoted(text) + `); e.preventDefault(); copied = true }, {once: true, capture: true})`)
	tell(w, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "c", Code: "KeyC", WindowsVirtualKeyCode: 67, Modifiers: 2, Commands: []string{"copy"},
	})
	w.until("it is on the clipboard", "copied")
	tell(w, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "v", Code: "KeyV", WindowsVirtualKeyCode: 86, Modifiers: 2, Commands: []string{"paste"},
	})
}

// value is a script that tells what stands in a cell.
func value(label string) string { return field(label) + ".value" }

// block makes the text of a block that a spreadsheet puts on the clipboard.
func block(rows int, of func(row int) []string) string {
	var b strings.Builder
	for i := range rows {
		b.WriteString(strings.Join(of(i), "\t") + "\r\n")
	}
	return b.String()
}

func TestCellsAreFilledInQuickly(t *testing.T) {
	database := databases["sqlite"](t)
	s := start(t, append(own(t, database), "--sample")...)
	person := open(t, s.address)
	person.signIn("jingban")
	at := func(t *testing.T, path string) *window {
		t.Helper()
		w := person.tab(t)
		w.goTo(path)
		return w
	}

	t.Run("Enter and arrows walk down a column of amounts", func(t *testing.T) {
		w := at(t, "/declarations/1")
		w.fill("实施期资金／资金总额", "265万")
		for _, step := range []struct{ key, to string }{
			{"\r", "实施期资金／中央财政资金"}, {kb.ArrowDown, "实施期资金／省级财政资金"}, {kb.ArrowUp, "实施期资金／中央财政资金"}, {kb.ArrowUp, "实施期资金／资金总额"},
		} {
			w.must(chromedp.KeyEvent(step.key))
			w.until("come to "+step.to, "document.activeElement === "+field(step.to))
			w.stands("实施期资金／资金总额", "2,650,000")
		}
		w.until("the amount is said in 万元", `document.querySelector(".wan").textContent === "= 265.00 万元" && `+field("年度资金／资金总额")+`.title === "160.00 万元"`)
	})

	t.Run("sums and differences show before any save", func(t *testing.T) {
		w := at(t, "/declarations/1")
		w.run("window.fetch = () => new Promise(() => {})") // no save is ever answered
		w.fill("实施期资金／市县(区)财政资金", "255万")
		w.until("the difference beside the total", value("实施期资金／资金总额")+` === "2,650,000" && `+field("实施期资金／资金总额")+`.closest("td").querySelector(".balance").innerText.startsWith("合计 2,550,000，差 100,000")`)
		w.press("用合计填总额")
		w.stands("实施期资金／资金总额", "2,550,000")
		w.until("they agree", field("实施期资金／资金总额")+`.closest("td").querySelector(".balance").innerText.startsWith("合计 2,550,000，相符")`)
	})

	const name, figure = "实施期／数量指标／%d／三级指标", "实施期／数量指标／%d／指标值"
	cells := func(t *testing.T, id int64, want [][]string) {
		t.Helper()
		kept(t, database, id, fmt.Sprint(want), func(d *models.Document) bool {
			for i, r := range want {
				if got := row(d, models.Total, "数量指标", i+1); got.Level3 != r[0] || got.Value != r[1] {
					return false
				}
			}
			return true
		})
	}

	t.Run("a block of three by two with quotes and line breaks", func(t *testing.T) {
		w := at(t, "/declarations/5")
		before := [][]string{{row(now(t, database, 5), models.Total, "数量指标", 1).Level3, row(now(t, database, 5), models.Total, "数量指标", 1).Value}, {"", ""}}
		w.enter(fmt.Sprintf(name, 1))
		w.pastes("\"第一行\n第二行\"\t≥1个\r\n\"说\"\"好\"\"\n了\"\t≥2个\r\n\"名优\"工程\t≥3个\r\n")
		w.see("已贴入 3 行共 6 格，数量指标增加 2 行")
		w.line("已保存")
		want := [][]string{{"第一行\n第二行", "≥1个"}, {"说\"好\"\n了", "≥2个"}, {"\"名优\"工程", "≥3个"}}
		cells(t, 5, want)
		for i, r := range want {
			w.stands(fmt.Sprintf(name, i+1), r[0])
			w.stands(fmt.Sprintf(figure, i+1), r[1])
		}
		w.must(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		w.until("all of it is taken back", value(fmt.Sprintf(name, 1))+" === "+quoted(before[0][0])+" && !"+field(fmt.Sprintf(name, 2)))
		w.line("已保存")
		cells(t, 5, before)
		w.enter(fmt.Sprintf(name, 1))
		w.run("const real = fetch; window.fetch = async (...a) => { window.asked = (window.asked || 0) + 1; await new Promise(open => { window.open = open }); window.fetch = real; return real(...a) }")
		w.pastes("甲\t1个\r\n乙\t2个\r\n")
		w.until("it is on its way", "window.asked === 1")
		w.must(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		w.run("window.open()")
		w.until("rows that were on their way are taken back too", value(fmt.Sprintf(name, 1))+" === "+quoted(before[0][0])+" && !"+field(fmt.Sprintf(name, 2))+" && document.querySelector('.dock .saved').textContent.includes('已保存')")
		cells(t, 5, before)
		w.quiet()
	})

	t.Run("a block of forty by two", func(t *testing.T) {
		w := at(t, "/declarations/6")
		w.enter(fmt.Sprintf(name, 1))
		var want [][]string
		w.pastes(block(40, func(i int) []string {
			want = append(want, []string{fmt.Sprintf("指标%d", i+1), fmt.Sprintf("≥%d个", i+1)})
			return want[i]
		}))
		w.see("已贴入 40 行共 80 格，数量指标增加 39 行")
		w.line("已保存")
		cells(t, 6, want)
		w.stands(fmt.Sprintf(figure, 40), "≥40个")
	})

	t.Run("amounts fall into the columns of amounts, and what does not fit is said", func(t *testing.T) {
		w := at(t, "/declarations/7")
		w.enter("实施期资金／单位自筹")
		w.pastes("1万\t2万\t多余\r\n3万\t4万\r\n5万\t6万\r\n")
		w.see("有 3 格放不下，没有贴入")
		w.until("they can be copied", `document.querySelector("dialog textarea").value === "多余\n5万\t6万"`)
		w.must(chromedp.KeyEvent(kb.Escape))
		w.stands("实施期资金／单位自筹", "10,000")
		w.stands("年度资金／其他资金", "40,000")
		w.press("撤销粘贴")
		w.stands("年度资金／其他资金", "")
		w.line("已保存")
	})

	t.Run("a row of merged cells says what its blanks take the place of", func(t *testing.T) {
		w := at(t, "/declarations/8")
		old := now(t, database, 8)
		w.enter(fmt.Sprintf(name, 1))
		w.pastes("合并的一行\t\t\t\r\n")
		w.see("已贴入 1 行共 4 格，其中 1 格原有文字换成了空白")
		w.line("已保存")
		w.press("撤销粘贴")
		w.line("已保存")
		kept(t, database, 8, "the old row", func(d *models.Document) bool {
			return row(d, models.Total, "数量指标", 1).Value == row(old, models.Total, "数量指标", 1).Value &&
				row(d, models.Annual, "数量指标", 1) == row(old, models.Annual, "数量指标", 1)
		})
	})

	t.Run("a hundred thousand cells are refused whole", func(t *testing.T) {
		w := at(t, "/declarations/9")
		w.enter(fmt.Sprintf(name, 1))
		old := row(now(t, database, 9), models.Total, "数量指标", 1).Level3
		w.pastes(strings.Repeat("甲\t乙\r\n", 50000))
		w.see("贴入的内容超过一次 4000 格，一个也没有贴入。请分几次复制")
		w.stands(fmt.Sprintf(name, 1), old)
	})

	t.Run("five million bytes are kept and reported", func(t *testing.T) {
		w := at(t, "/declarations/9")
		w.run("const e = " + field("项目概况") + "; e.value = '县'.repeat(1700000); e.dispatchEvent(new Event('input', {bubbles: true}))")
		w.until("counted", `document.querySelector("[data-count-for='" + `+field("项目概况")+`.id + "']").textContent === "已写 1700000 / 上限 2000，超出 1698000 字"`)
		w.line("已保存")
		kept(t, database, 9, "all of it", func(d *models.Document) bool { return len(d.Narrative.Overview) == 3*1700000 })
	})

	t.Run("control characters are kept, and one that cannot be is told with its cell", func(t *testing.T) {
		w := at(t, "/declarations/10")
		put := func(text string) {
			w.run("const e = " + field("项目概况") + "; e.value = " + quoted(text) + "; e.dispatchEvent(new Event('input', {bubbles: true}))")
		}
		put("前\x01\x1b后")
		w.line("已保存")
		kept(t, database, 10, "both characters", func(d *models.Document) bool { return d.Narrative.Overview == "前\x01\x1b后" })
		put("前\x00后")
		w.line("“项目概况”含有不能保存的空字符（U+0000）")
		w.until("the text stands", value("项目概况")+` === "前\0后"`)
		put("前后")
		w.line("已保存")
		kept(t, database, 10, "the rest", func(d *models.Document) bool { return d.Narrative.Overview == "前后" })
	})

	t.Run("long texts grow and are counted by characters", func(t *testing.T) {
		w := at(t, "/declarations/3")
		height := func() float64 {
			h, err := script[float64](w, field("年度目标")+".offsetHeight")
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		count := func(text string) {
			t.Helper()
			w.until("count "+text, `document.querySelector("[data-count-for='" + `+field("年度目标")+`.id + "']").textContent === `+quoted(text))
		}
		w.fill("年度目标", "𠮷🙂字")
		count("已写 3 / 上限 2000")
		short := height()
		w.fill("年度目标", strings.Repeat("𠮷", 2000))
		count("已写 2000 / 上限 2000")
		if tall := height(); tall < 5*short {
			t.Errorf("the box is %v high, was %v", tall, short)
		}
		w.until("nothing is hidden", field("年度目标")+".scrollHeight <= "+field("年度目标")+".offsetHeight")
		w.types("🙂超")
		count("已写 2002 / 上限 2000，超出 2 字")
		w.run("document.activeElement.blur()")
		w.line("已保存")
		w.see("“年度目标”有 2,002 字，最多 2,000 字，请精简 2 字")
		kept(t, database, 3, "all of it", func(d *models.Document) bool { return d.Goals.Annual == strings.Repeat("𠮷", 2000)+"🙂超" })
		w.goTo("/declarations/3")
		w.stands("年度目标", strings.Repeat("𠮷", 2000)+"🙂超")
		w.quiet()
	})
}
