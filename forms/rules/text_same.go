package rules

import (
	"strings"
	"unicode/utf8"

	"jixiao/models"
)

var textDuplicated = &Rule{
	ID: "text-duplicated", Severity: models.SeverityWarning, Basis: Relevant,
	Title:   "几项文字内容相同",
	Explain: "项目概况、立项依据、必要性、制度措施、实施计划和目标各有各的内容，不应是同一段话。",
	Wrong:   "制度措施、实施计划与目标是同一段话", Right: "措施写怎样保证，计划写什么时间做什么，目标写做成什么",
	Check: checkDuplicated,
}

var goalSidesIdentical = &Rule{
	ID: "goal-sides-identical", Severity: models.SeverityWarning, Basis: Relevant,
	Title:   "跨年度项目的两个目标相同",
	Explain: "项目期超过一年的，实施期目标写整个项目做成什么，年度目标写本年做到哪一步。",
	Wrong:   "三年期项目的实施期目标与年度目标一字不差", Right: "实施期：建成 3 个服务中心；年度：建成 1 个",
	Check: checkSidesIdentical,
}

var textTruncated = &Rule{
	ID: "text-truncated", Severity: models.SeverityNote, Basis: Complete,
	Title:   "文字没有写完",
	Explain: "60 字以上的文字应以句号等收尾。恰在 138 至 146 字处断开的，多半是从别的系统转来时被截断；本系统不截断文字。",
	Wrong:   "……在电子商务进农村综合示范县的基础上进一步完善电", Right: "……进一步完善电子商务公共服务体系。",
	Check: checkTruncated,
}

// prose is one of the texts or goals.
type prose struct {
	path  string
	name  string
	typed string
	plain string // as texts are compared
	goal  bool
	text  *models.Text // read when first asked for
}

// readProses reads the filled texts and goals in the order of the form.
func (c *Case) readProses() {
	add := func(path, name, typed string, goal bool) {
		if plain := models.Plain(typed); plain != "" {
			c.proses = append(c.proses, prose{path: path, name: name, typed: typed, plain: plain, goal: goal})
		}
	}
	c.proses = make([]prose, 0, len(c.Layout.Texts)+len(models.Sides))
	for _, t := range c.Layout.Texts {
		add(t.Path, t.Caption, *t.At(c.Doc), false)
	}
	for _, side := range models.Sides {
		add(goalPath(side), c.GoalName(side), *c.Doc.Goal(side), true)
	}
}

// alike groups the texts and goals that say the same, alone ones included. The
// caller must not change the groups.
func (c *Case) alike() [][]*prose {
	if c.groups == nil {
		c.groups = c.group()
	}
	return c.groups
}

func (c *Case) group() [][]*prose {
	all := make([][]*prose, 0, len(c.proses))
next:
	for i := range c.proses {
		p := &c.proses[i]
		for k := range all {
			if all[k][0].plain == p.plain {
				all[k] = append(all[k], p)
				continue next
			}
		}
		all = append(all, []*prose{p})
	}
	return all
}

// named returns the names of a group of texts and their paths.
func named(group []*prose) (names string, paths []string) {
	for _, p := range group {
		names += "“" + p.name + "”"
		paths = append(paths, p.path)
	}
	return names, paths
}

func checkDuplicated(c *Case) []models.Finding {
	var found []models.Finding
	for _, group := range c.alike() {
		// Goals alone are the matter of goal-sides-identical.
		if len(group) < 2 || group[0].goal {
			continue
		}
		names, paths := named(group)
		found = append(found, one(sentence("%s内容相同（%s）。请分别填写：%s。", names, quote(group[0].typed), purposes(group)), paths...)...)
	}
	return found
}

// purpose says what belongs into each text; goals have the last word.
var purpose = map[string]string{
	"narrative.overview":  "概况写做什么",
	"narrative.basis":     "依据写文件和文号",
	"narrative.necessity": "必要性写为什么做",
	"narrative.measures":  "制度措施写怎样保证",
	"narrative.plan":      "计划写什么时间做什么",
}

// purposes says what belongs into the texts of a group.
func purposes(group []*prose) string {
	var all []string
	for _, p := range group {
		if p.goal {
			all = append(all, "目标写做成什么、效果如何")
			break
		}
		all = append(all, purpose[p.path])
	}
	return strings.Join(all, "，")
}

func checkSidesIdentical(c *Case) []models.Finding {
	if !models.SameText(c.Doc.Goals.Total, c.Doc.Goals.Annual) || !c.Period.MoreThanOneYear() {
		return nil
	}
	return one(sentence("项目期“%s”超过一年，而%s与%s相同。%s请写本年做到哪一步。",
		c.Doc.Project.Period, c.GoalName(models.Total), c.GoalName(models.Annual), c.GoalName(models.Annual)),
		goalPath(models.Total), goalPath(models.Annual))
}

const (
	longText         = 60       // shorter texts need no full stop
	cutFirst, cutEnd = 138, 146 // where the national system cuts
	closings         = "。！？；…．.!?;）)】]〕》>〉」』”’\"'"
)

func checkTruncated(c *Case) []models.Finding {
	var found []models.Finding
	for _, group := range c.alike() {
		typed := strings.TrimSpace(group[0].typed)
		n := utf8.RuneCountInString(typed)
		last, _ := utf8.DecodeLastRuneInString(typed)
		if n < longText || strings.ContainsRune(closings, last) {
			continue
		}
		names, paths := named(group)
		if len(group) > 1 {
			names += "各"
		}
		end := "止于“…" + inner.Replace(lastRunes(typed, 10)) + "”"
		message := sentence("%s %d 字，%s，没有以句号等收尾，请看是否写完。", names, n, end)
		finding := models.Finding{Cells: paths}
		switch longer := c.begins(group[0]); {
		case longer != "":
			finding.Severity = models.SeverityWarning
			message = sentence("%s %d 字，%s，是“%s”开头的一部分，疑似没有写完，请补全。", names, n, end, longer)
		case n >= cutFirst && n <= cutEnd:
			finding.Severity = models.SeverityWarning
			message = sentence("%s %d 字，%s，疑似被别的系统截断（在 138 至 146 字处），请补全。", names, n, end)
		}
		finding.Message = message
		found = append(found, finding)
	}
	return found
}

// begins returns the name of a longer text that begins with p, or "".
func (c *Case) begins(p *prose) string {
	for i := range c.proses {
		if other := &c.proses[i]; len(other.plain) > len(p.plain) && strings.HasPrefix(other.plain, p.plain) {
			return other.name
		}
	}
	return ""
}
