package models

import (
	"slices"
	"strings"
	"unicode"
)

// LinkBudget finds which declarations the lines of a budget table pay for. The
// declarations are those of the table's year; only those of a line's own unit
// are looked at. hand returns what was linked by hand: then names are not
// looked at, and a line linked to nothing stays alone; nil means that nothing was.
//
// By name, a line and a declaration belong together when the names are equal;
// failing that, when they differ only in brackets, blanks and full width and no
// second line or declaration could be meant. Lines and declarations that share
// a partner form one group. Every line is in exactly one group; a declaration
// without a line is in none. Groups come in the order of their first line.
func LinkBudget(lines []BudgetLine, docs []*Document, hand func(*BudgetLine) (docs []*Document, decided bool)) []BudgetGroup {
	units := map[string][]*Document{}
	for _, d := range docs {
		units[Plain(d.Unit.Name)] = append(units[Plain(d.Unit.Name)], d)
	}
	byUnit := map[string][]*BudgetLine{}
	for i := range lines {
		byUnit[Plain(lines[i].Unit)] = append(byUnit[Plain(lines[i].Unit)], &lines[i])
	}
	linked := map[*BudgetLine][]*Document{}
	for unit, own := range byUnit {
		linkUnit(own, units[unit], hand, linked)
	}
	return groups(lines, linked)
}

func linkUnit(lines []*BudgetLine, docs []*Document, hand func(*BudgetLine) ([]*Document, bool), linked map[*BudgetLine][]*Document) {
	byHand := map[*Document]bool{}
	var open []*BudgetLine
	for _, l := range lines {
		if hand != nil {
			if chosen, decided := hand(l); decided {
				linked[l] = chosen
				for _, d := range chosen {
					byHand[d] = true
				}
				continue
			}
		}
		open = append(open, l)
	}
	free := slices.DeleteFunc(slices.Clone(docs), func(d *Document) bool { return byHand[d] })
	open, free = linkBy(strings.TrimSpace, open, free, linked, false)
	linkBy(nameKey, open, free, linked, true)
}

// linkBy links lines and declarations of equal keys and returns those that are
// left. alone asks that only one name on either side has the key.
func linkBy(key func(string) string, lines []*BudgetLine, docs []*Document, linked map[*BudgetLine][]*Document, alone bool) (restLines []*BudgetLine, restDocs []*Document) {
	named := map[string][]*Document{}
	for _, d := range docs {
		named[key(d.Project.Name)] = append(named[key(d.Project.Name)], d)
	}
	names := map[string][]string{}
	for _, l := range lines {
		if k := key(l.Project); !slices.Contains(names[k], l.Project) {
			names[k] = append(names[k], l.Project)
		}
	}
	taken := map[*Document]bool{}
	for _, l := range lines {
		k := key(l.Project)
		found := named[k]
		if k == "" || len(found) == 0 || alone && (len(names[k]) > 1 || !oneName(found)) {
			restLines = append(restLines, l)
			continue
		}
		linked[l] = found
		for _, d := range found {
			taken[d] = true
		}
	}
	for _, d := range docs {
		if !taken[d] {
			restDocs = append(restDocs, d)
		}
	}
	return restLines, restDocs
}

func oneName(docs []*Document) bool {
	for _, d := range docs[1:] {
		if d.Project.Name != docs[0].Project.Name {
			return false
		}
	}
	return true
}

// nameKey returns a project's name half width, without blanks and brackets.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Ps, r) || unicode.Is(unicode.Pe, r) {
			return -1
		}
		return r
	}, Halfwidth(name))
}

// groups joins lines that share a declaration.
func groups(lines []BudgetLine, linked map[*BudgetLine][]*Document) []BudgetGroup {
	of := map[*Document]int{}
	var all []BudgetGroup
	for i := range lines {
		l := &lines[i]
		home := -1
		for _, d := range linked[l] {
			if g, ok := of[d]; ok && g != home {
				if home < 0 {
					home = g
				} else {
					home = merge(all, of, home, g)
				}
			}
		}
		if home < 0 {
			all = append(all, BudgetGroup{})
			home = len(all) - 1
		}
		all[home].Lines = append(all[home].Lines, l)
		for _, d := range linked[l] {
			if _, ok := of[d]; !ok {
				of[d] = home
				all[home].Docs = append(all[home].Docs, d)
			}
		}
	}
	return slices.DeleteFunc(all, func(g BudgetGroup) bool { return len(g.Lines) == 0 })
}

// merge puts the later of two groups into the earlier and returns its place.
func merge(all []BudgetGroup, of map[*Document]int, a, b int) int {
	a, b = min(a, b), max(a, b)
	for _, d := range all[b].Docs {
		of[d] = a
	}
	all[a].Lines = append(all[a].Lines, all[b].Lines...)
	all[a].Docs = append(all[a].Docs, all[b].Docs...)
	all[b] = BudgetGroup{}
	return a
}
