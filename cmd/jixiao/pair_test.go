package main

import (
	"strings"
	"testing"

	"jixiao/models"
)

// leaves fills a cell and leaves it, which saves it at once.
func (w *window) leaves(label, text string) {
	w.t.Helper()
	w.fill(label, text)
	w.run("document.activeElement.blur()")
}

// saves fills a cell and waits until it is saved.
func (w *window) saves(label, text string) {
	w.t.Helper()
	w.leaves(label, text)
	w.line("已保存")
}

// row returns a row of indicators of one half by its class and place.
func row(d *models.Document, side models.Side, class string, place int) models.Indicator {
	for _, r := range d.Indicators {
		if r.Side == side && r.Level2 == class {
			if place--; place == 0 {
				return r
			}
		}
	}
	return models.Indicator{}
}

// states are the texts of a blank among the saved states of a declaration.
func states(t *testing.T, database string, id int64, text func(*models.Document) string) map[string]bool {
	t.Helper()
	s := look(t, database)
	list, err := s.SavedStates(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, state := range list {
		state, err := s.SavedState(t.Context(), id, state.Revision)
		if err != nil {
			t.Fatal(err)
		}
		texts[text(&state.Document)] = true
	}
	return texts
}

func TestTwoPeopleEditOneForm(t *testing.T) {
	database := databases["sqlite"](t)
	s := start(t, append(own(t, database), "--sample")...)
	done(t, jixiao(t, samplePassword, "user", "add", "tongshi", "--database", database, "--name", "张同事", "--role", "handler=026001"), "tongshi")
	b := open(t, s.address)
	first, second := b.guest(t), b.guest(t)
	first.signIn("jingban")
	second.signIn("tongshi")
	// both opens a form in both browsers.
	both := func(t *testing.T, path string) (a, b *window) {
		t.Helper()
		a, b = first.tab(t), second.tab(t)
		a.goTo(path)
		b.goTo(path)
		return a, b
	}
	t.Run("a choice that both made differently shows both", func(t *testing.T) {
		a, b := both(t, "/declarations/7")
		a.fill("项目属性", "经常性项目")
		a.run("document.activeElement.blur()")
		a.line("已保存")
		b.fill("项目属性", "延续性项目")
		b.run("document.activeElement.blur()")
		b.line("与别人的改动不同")
		b.press("用对方的")
		b.line("已保存")
		kept(t, database, 7, "theirs", func(d *models.Document) bool { return strings.HasPrefix(d.Project.Attribute, "经常性项目") })
		if !states(t, database, 7, func(d *models.Document) string { return d.Project.Attribute })["延续性项目(阶段开展)"] {
			t.Error("the choice that was not taken is lost")
		}
		b.quiet()
	})

	goal := func(d *models.Document) string { return d.Goals.Annual }

	t.Run("cells that only one of them changed are merged without a question", func(t *testing.T) {
		a, b := both(t, "/declarations/1")
		a.saves("项目概况", "一人写的概况")
		b.saves("项目期", "另一人写的项目期")
		b.stands("项目概况", "一人写的概况")
		b.until("nothing is asked", "!document.querySelector('.theirs, dialog')")
		kept(t, database, 1, "both", func(d *models.Document) bool {
			return d.Narrative.Overview == "一人写的概况" && d.Project.Period == "另一人写的项目期"
		})
		b.quiet()
	})

	t.Run("a cell that both changed shows both texts and what stood before", func(t *testing.T) {
		a, b := both(t, "/declarations/1")
		a.saves("年度目标", "起初的目标")
		b.goTo("/declarations/1")
		a.saves("年度目标", "一人的目标")
		b.leaves("年度目标", "另一人的目标")
		b.line("有 1 处与别人的改动不同")
		b.until("both texts and the old one", `document.querySelector(".theirs").innerText.replace(/\s+/g, "") ===
			"对方已保存为：一人的目标您写的是：另一人的目标原来是：起初的目标用我的用对方的"`)
		b.stands("年度目标", "另一人的目标")
		kept(t, database, 1, "what the first saved", func(d *models.Document) bool { return goal(d) == "一人的目标" })
		b.press("用对方的")
		b.line("已保存")
		b.see("没有选用的那一份在“保存记录”里可以找回")
		b.stands("年度目标", "一人的目标")
		kept(t, database, 1, "theirs", func(d *models.Document) bool { return goal(d) == "一人的目标" })
		b.press("改用我的")
		b.line("已保存")
		kept(t, database, 1, "mine after all", func(d *models.Document) bool { return goal(d) == "另一人的目标" })
		a.leaves("年度目标", "一人又改的目标")
		a.see("与别人的改动不同")
		a.enter("年度目标")
		a.types("，还没写完")
		a.press("用我的")
		a.line("已保存")
		kept(t, database, 1, "the first's", func(d *models.Document) bool { return goal(d) == "一人又改的目标，还没写完" })
		all := states(t, database, 1, goal)
		for _, text := range []string{"起初的目标", "一人的目标", "另一人的目标", "一人又改的目标，还没写完"} {
			if !all[text] {
				t.Errorf("%q is not among the saved states", text)
			}
		}
	})

	const name, value = "实施期／数量指标／1／三级指标", "实施期／数量指标／1／指标值"
	t.Run("a row that one deleted and the other changed stays when it is wanted", func(t *testing.T) {
		a, b := both(t, "/declarations/2")
		old := row(now(t, database, 2), models.Total, "数量指标", 1)
		a.press("删除 数量指标第1行")
		a.see("已删除")
		b.leaves(value, "≥99个")
		b.see("（整行已删除）")
		b.see("，≥99个")
		b.press("用我的")
		b.line("已保存")
		kept(t, database, 2, "the row", func(d *models.Document) bool {
			r := row(d, models.Total, "数量指标", 1)
			return r.Value == "≥99个" && r.Level3 == old.Level3
		})
		a.goTo("/declarations/2")
		b.press("删除 数量指标第1行")
		b.see("已删除")
		a.leaves(value, "≥100个")
		a.see("（整行已删除）")
		a.press("用对方的")
		a.line("已保存")
		kept(t, database, 2, "no row", func(d *models.Document) bool { return row(d, models.Total, "数量指标", 1).ID != old.ID })
		if !states(t, database, 2, func(d *models.Document) string { return row(d, models.Total, "数量指标", 1).Value })["≥100个"] {
			t.Error("the text that was not chosen is lost")
		}
	})

	t.Run("a row that one changed and the other deletes is asked about", func(t *testing.T) {
		a, b := both(t, "/declarations/3")
		a.saves(name, "一人改的指标")
		b.press("删除 数量指标第1行")
		b.line("与别人的改动不同")
		b.see("您写的是：")
		b.until("one of them deleted it", "document.querySelector('.theirs').innerText.includes('（整行已删除）')")
		b.press("用对方的")
		b.line("已保存")
		kept(t, database, 3, "the row", func(d *models.Document) bool {
			return row(d, models.Total, "数量指标", 1).Level3 == "一人改的指标"
		})
	})

	t.Run("a row that one inserts shifts nothing of the other", func(t *testing.T) {
		a, b := both(t, "/declarations/4")
		before := now(t, database, 4)
		a.press("增加一行")
		a.until("the cursor is in the new row", "document.activeElement.labels[0].textContent.startsWith('实施期／数量指标／')")
		a.types("插入的指标")
		a.run("document.activeElement.blur()")
		a.line("已保存")
		b.saves("实施期／质量指标／1／指标值", "≥98%")
		b.saves("年度／质量指标／1／指标值", "≥97%")
		kept(t, database, 4, "both", func(d *models.Document) bool {
			r := row(d, models.Total, "质量指标", 1)
			return r.Value == "≥98%" && r.Level3 == row(before, models.Total, "质量指标", 1).Level3 && row(d, models.Annual, "质量指标", 1).Value == "≥97%" &&
				len(d.Indicators) > len(before.Indicators)
		})
		b.until("the new row is shown", "[...document.querySelectorAll('textarea')].some(e => e.value === '插入的指标')")
		b.until("nothing is asked", "!document.querySelector('.theirs, dialog')")
	})

	t.Run("in the cell one sits in nothing appears under the cursor", func(t *testing.T) {
		a, b := both(t, "/declarations/5")
		old := now(t, database, 5).Goals.Total
		a.saves("实施期目标", "一人改的实施期目标")
		b.fill("项目概况", "另一人的概况")
		b.enter("实施期目标") // leaving the other cell saves it
		b.line("已保存")
		b.stands("实施期目标", old)
		b.see("别人改了这一格")
		b.until("the cursor stays", "document.activeElement === "+field("实施期目标"))
		b.run("document.activeElement.blur()")
		b.stands("实施期目标", "一人改的实施期目标")
		a.goTo("/declarations/5")
		b.saves("实施期目标", "又改一次")
		a.fill("项目概况", "一人的概况")
		a.enter("实施期目标")
		a.line("已保存")
		a.types("，并加上一句")
		a.run("document.activeElement.blur()")
		a.line("与别人的改动不同")
		a.until("both texts and the old one", `document.querySelector(".theirs").innerText.replace(/\s+/g, "") ===
			"对方已保存为：又改一次您写的是：一人改的实施期目标，并加上一句原来是：一人改的实施期目标用我的用对方的"`)
		a.press("用我的")
		a.line("已保存")
		kept(t, database, 5, "mine", func(d *models.Document) bool { return d.Goals.Total == "一人改的实施期目标，并加上一句" })
		if !states(t, database, 5, func(d *models.Document) string { return d.Goals.Total })["又改一次"] {
			t.Error("the other's text is lost")
		}
	})

	t.Run("every saved state can be looked at and brought back", func(t *testing.T) {
		a := first.tab(t)
		a.goTo("/declarations/6")
		for _, text := range []string{"第一次写的", "第二次写的", "第三次写的"} {
			a.saves("项目概况", text)
		}
		a.press("保存记录")
		a.see("每次保存的内容都在")
		a.press("第 3 次")
		a.see("第二次写的")
		a.press("恢复成这一次")
		a.see("已恢复")
		a.stands("项目概况", "第二次写的")
		kept(t, database, 6, "the second", func(d *models.Document) bool { return d.Narrative.Overview == "第二次写的" })
		if texts := states(t, database, 6, func(d *models.Document) string { return strings.TrimSpace(d.Narrative.Overview) }); !texts["第三次写的"] {
			t.Error("what stood there before it was brought back is lost")
		}
	})
}
