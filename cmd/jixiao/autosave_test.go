package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jixiao/models"
)

// aDayOff makes the browser's clock wrong by a day and some hours.
const aDayOff = `{ const Real = Date, off = -27 * 3600e3 - 17 * 60e3;
	globalThis.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [Real.now() + off])) } static now() { return Real.now() + off } } }`

// noted has the page note what the line below the form says, when keys and
// saves happen, and how many saves are on their way at once.
const noted = `window.lines = []; window.typedAt = 0; window.sent = []; window.most = 0;
	const line = document.querySelector(".dock .saved");
	new MutationObserver(() => lines.push(line.textContent)).observe(line, {childList: true});
	addEventListener("input", () => { typedAt = performance.now() }, true);
	const real = fetch; let on = 0;
	window.fetch = async (...a) => {
		sent.push(performance.now() - typedAt); most = Math.max(most, ++on);
		try { await window.gate; return await real(...a) } finally { on-- } }`

const overview = "项目概况"

func TestADraftSavesItself(t *testing.T) {
	database := databases["sqlite"](t)
	flags := append(own(t, database), "--sample")
	flags[1] = closedPort(t) // the same after a restart, so that cookies stay good
	s := start(t, flags...)
	restart := func() { s = start(t, flags...) } // until the end of the whole test
	done(t, jixiao(t, samplePassword, "user", "add", "tongshi", "--database", database, "--name", "张同事", "--role", "handler=026001"), "tongshi")
	b := open(t, s.address)
	keeps := func(t *testing.T, id int64, text string) {
		t.Helper()
		kept(t, database, id, text, func(d *models.Document) bool { return d.Narrative.Overview == text })
	}
	person := b.guest(t)
	person.signIn("jingban")
	at := func(t *testing.T, path string) *window {
		t.Helper()
		w := person.tab(t)
		w.goTo(path)
		return w
	}

	t.Run("two seconds after the last key, by the server's clock", func(t *testing.T) {
		w := person.tab(t)
		tell(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: aDayOff})
		w.goTo("/declarations/1")
		w.run(noted)
		from := time.Now()
		w.fill(overview, "两秒后")
		w.types("自动保存")
		w.line("已保存")
		keeps(t, 1, "两秒后自动保存")
		w.until("one save, two seconds after the last key", "sent.length === 1 && sent[0] >= 1990")
		w.until("three states, read out politely", `lines.map(l => l.slice(0, 3)).filter((l, i, all) => l !== all[i - 1]).join() === "未保存,保存中,已保存" &&
			document.querySelector(".dock .saved[role=status]")`)
		shown, err := script[string](w, "document.querySelector('.dock .saved').textContent")
		if err != nil {
			t.Fatal(err)
		}
		if now := time.Now(); shown != "已保存 "+from.In(models.China).Format("15:04") && shown != "已保存 "+now.In(models.China).Format("15:04") {
			t.Errorf("the line says %q at %s", shown, now.In(models.China))
		}
		w.quiet()
	})

	t.Run("at once on leaving a cell, and one save at a time", func(t *testing.T) {
		w := at(t, "/declarations/1")
		w.run(noted + "; window.gate = new Promise(open => { window.open = open })")
		w.fill(overview, "离开这一格")
		w.run(field("项目期") + ".focus(); if (document.querySelector('.dock .saved').textContent !== '保存中') throw 'not at once'")
		for _, text := range []string{"一年", "两年", "三年"} {
			w.fill("项目期", text)
			w.run("document.activeElement.blur()")
		}
		w.until("the next waits for the answer", "sent.length === 1 && document.querySelector('.dock .saved').textContent === '保存中'")
		w.run("window.open()")
		w.line("已保存")
		w.until("one at a time", "most === 1 && sent.length === 2")
		keeps(t, 1, "离开这一格")
		kept(t, database, 1, "三年", func(d *models.Document) bool { return d.Project.Period == "三年" })
	})

	t.Run("a tab that is closed warns, and sends what it has", func(t *testing.T) {
		w := at(t, "/declarations/1")
		w.enter(overview)
		w.must(chromedp.KeyEvent("x"), chromedp.KeyEvent(kb.Backspace)) // of a page where no key was pressed browsers do not ask
		w.fill(overview, "关掉标签页")
		if !w.asked(page.DialogTypeBeforeunload, true, func() { tell(w, page.Close, cdp.Empty{}) }) {
			t.Error("the browser did not ask")
		}
		keeps(t, 1, "关掉标签页")
	})

	t.Run("text typed while the server is killed and restarted is there afterwards", func(t *testing.T) {
		w := at(t, "/declarations/2")
		w.saves(overview, "停机前")
		s.kill()
		w.leaves(overview, "停机时写的")
		w.line("保存失败")
		w.until("one can try again", "[...document.querySelectorAll('.dock button')].find(b => b.textContent === '重试' && !b.hidden)")
		w.enter(overview)
		w.types("，接着写")
		w.line("文字还在，连上后自动保存")
		restart()
		w.line("已保存")
		keeps(t, 2, "停机时写的，接着写")
		w.quiet()
	})

	t.Run("a page reloaded while the server is away finds its text again", func(t *testing.T) {
		w := at(t, "/declarations/2")
		s.kill()
		w.enter(overview)
		w.must(chromedp.KeyEvent("x"))
		w.fill(overview, "刷新前没保存")
		w.line("保存失败")
		w.asked(page.DialogTypeBeforeunload, true, func() { _, _ = script[bool](w, "location.reload(), true") })
		w.until("the browser says that there is no server", "location.protocol === 'chrome-error:'")
		restart()
		w.must(chromedp.Navigate(w.address + "/declarations/2"))
		w.see("已找回上次没有保存的 1 格文字")
		w.stands(overview, "刷新前没保存")
		w.line("已保存")
		keeps(t, 2, "刷新前没保存")
		w.until("acknowledged, it is forgotten", "sessionStorage.getItem('jixiao 1 2') === null && !Object.keys(sessionStorage).some(k => /\\d+ 2$/.test(k))")
	})

	t.Run("off-line, and on-line again", func(t *testing.T) {
		w := at(t, "/declarations/3")
		off := func(yes bool) {
			tell(w, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: yes, DownloadThroughput: -1, UploadThroughput: -1})
			tell(w, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
				MatchedNetworkConditions: []*network.Conditions{{Offline: yes, DownloadThroughput: -1, UploadThroughput: -1}},
			})
		}
		off(true)
		w.leaves(overview, "断网时写的")
		w.line("保存失败")
		off(false)
		w.line("已保存")
		keeps(t, 3, "断网时写的")
	})

	t.Run("a session that ran out asks for the password in place and goes on", func(t *testing.T) {
		w := at(t, "/declarations/3")
		tell(w, network.ClearBrowserCookies, cdp.Empty{})
		w.fill(overview, "登录过期")
		w.see("登录已过期")
		w.until("the name is there, the cursor at the password", `document.getElementById("ask-login").value === "jingban" && document.activeElement.id === "ask-password"`)
		w.types("wrong-password")
		w.must(chromedp.KeyEvent("\r"))
		w.see("用户名或密码不对")
		w.until("asked anew", `document.activeElement.id === "ask-password" && !document.activeElement.value`)
		w.types(samplePassword)
		w.must(chromedp.KeyEvent("\r"))
		w.line("已保存")
		keeps(t, 3, "登录过期")
		w.until("back in the cell", "document.activeElement === "+field(overview))
		w.types("，接着写")
		w.line("未保存")
		w.line("已保存")
		keeps(t, 3, "登录过期，接着写")
	})

	t.Run("a draft that was made void meanwhile", func(t *testing.T) {
		w := at(t, "/declarations/4")
		tab := w.tab(t)
		tab.goTo("/declarations/4")
		tab.press("作废")
		tab.see("恢复")
		w.fill(overview, "作废后才写的")
		w.see("申报表已不能修改，这些文字没有保存，可复制后留用")
		w.until("the text is kept", "document.querySelector('dialog textarea').value.includes('作废后才写的')")
		shown, _ := script[string](w, "document.querySelector('.dock .saved').textContent")
		if !strings.Contains(shown, "作废") {
			t.Errorf("the line says %q", shown)
		}
	})

	t.Run("what is kept in a tab is its person's alone", func(t *testing.T) {
		w := at(t, "/declarations/5")
		old := now(t, database, 5).Narrative.Overview
		tell(w, network.ClearBrowserCookies, cdp.Empty{})
		w.enter(overview)
		w.must(chromedp.KeyEvent("x"))
		w.leaves(overview, "只有本人看得到")
		w.see("登录已过期")
		w.asked(page.DialogTypeBeforeunload, true, func() { _, _ = script[bool](w, "location.href = '/signin', true") })
		w.signIn("tongshi")
		w.goTo("/declarations/5")
		w.stands(overview, old)
		w.press("退出")
		w.signIn("jingban")
		if !w.asked(page.DialogTypeConfirm, false, func() { w.press("退出") }) {
			t.Error("text that could not be saved is dropped without a question")
		}
		w.goTo("/declarations/5")
		w.see("已找回上次没有保存的 1 格文字")
		w.stands(overview, "只有本人看得到")
		w.line("已保存")
		keeps(t, 5, "只有本人看得到")
	})

	t.Run("signing out forgets", func(t *testing.T) {
		w := at(t, "/declarations/3")
		w.fill(overview, "退出前")
		w.until("kept in the tab", "Object.keys(sessionStorage).some(k => sessionStorage[k].includes('退出前'))")
		w.press("退出")
		w.see("用户名")
		keeps(t, 3, "退出前")
		w.until("nothing is left in the tab", "!Object.keys(sessionStorage).some(k => sessionStorage[k].includes('退出前'))")
	})
}
