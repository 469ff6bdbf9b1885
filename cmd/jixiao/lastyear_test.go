package main

import "testing"

func TestLastYearIsCopiedWhileSomebodyTypes(t *testing.T) {
	s := start(t, append(own(t, databases["sqlite"](t)), "--sample")...)
	w := open(t, s.address)
	w.signIn("jingban")
	w.goTo("/declarations/new")
	w.until("the year is there to choose", `(() => {
		const year = document.getElementById("year");
		year.append(new Option("2024年", "2024", true, true));
		return year.value === "2024" })()`)
	w.press("新建")
	w.see("在兴县电子商务服务中心填报")
	w.fill("项目名称", "电商村级站建设")
	w.fill("项目实施计划", "今年的计划")
	w.press("复制上年")
	w.see("已从 2023 年的申报表复制")
	w.see("有 1 格已填了别的内容，没有改动")
	w.until("what was typed stands", field("项目实施计划")+`.value === "今年的计划" && `+field("项目设立必要性")+`.value !== ""`)
	w.press("逐处改为 2024？")
	w.press("改为 2024")
	w.see("已把 1 处“2023”改为“2024”")
	w.until("the year is changed", field("项目概况")+`.value.includes("2024年")`)
	w.press("显示上年")
	w.until("last year stands beside the cell, also for who hears the page", `(() => {
		const cell = `+field("项目概况")+`;
		return cell.getAttribute("aria-describedby").split(" ").some(id => document.getElementById(id).textContent.includes("2023年")) })()`)

	name, value := field("年度／数量指标／1／三级指标"), field("年度／数量指标／1／指标值")
	w.fill("年度／数量指标／1／三级指标", "")
	w.fill("年度／数量指标／1／指标值", "")
	w.press("复制实施期到年度 数量指标第1行")
	w.until("the row is copied to the year", name+`.value === `+field("实施期／数量指标／1／三级指标")+`.value && `+value+`.value === "≥1个"`)
	w.until("the note of last year is still what describes the cell", value+`.getAttribute("aria-describedby").includes("-l")`)
	w.press("撤销复制")
	w.until("it is taken back", name+`.value === "" && `+value+`.value === ""`)
	w.quiet()
}
