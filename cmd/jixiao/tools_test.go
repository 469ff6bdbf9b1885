package main

import "testing"

func TestTheShortButtonsOfARowAreNamedWhole(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/1")
	w.until("name the buttons whole", `["增加一行", "删除 数量指标第1行"].every(name =>
		document.querySelector(".tools button[aria-label='" + name + "']"))`)
}
