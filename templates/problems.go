package templates

import (
	"strconv"
	"strings"

	"jixiao/forms"
)

// Problems is the summary above the form.
type Problems struct {
	Errors, Warnings, Notes []Problem
	Conflicts               []Problem // cells that two people changed
	HandedOut               bool      // 统一模板
	Shown                   bool
	Refused                 bool // 送审 was asked for and is not possible
}

// Problem is one line of the summary with its link.
type Problem struct {
	Href  string // #id of the cell
	Label string // of the cell
	Text  string
	Rule  string
	Part  forms.Part // of the form, in which it stands
	Blank bool       // nothing but a blank to be filled, in a form that was just begun
	Mends []Mending
}

// Mending is a correction that a click makes.
type Mending struct{ Label, Do string }

// None reports whether there is nothing to say.
func (p *Problems) None() bool {
	return len(p.Errors)+len(p.Warnings)+len(p.Notes)+len(p.Conflicts) == 0
}

// blanks counts the errors that are nothing but blanks to be filled.
func (p *Problems) blanks() (n int) {
	for i := range p.Errors {
		if p.Errors[i].Blank {
			n++
		}
	}
	return n
}

// Wrong reports whether there is an error that is more than a blank to be
// filled, or one that 送审 was refused for.
func (p *Problems) Wrong() bool {
	return len(p.Errors) > p.blanks() || p.Refused && len(p.Errors) > 0
}

// Heading says how much there is.
func (p *Problems) Heading() string {
	blanks := p.blanks()
	if p.Refused {
		blanks = 0
	}
	var counts []string
	for _, c := range []struct {
		n    int
		word string
	}{{len(p.Errors) - blanks, " 处错误"}, {blanks, " 处要填"}, {len(p.Warnings), " 条提醒"}} {
		if c.n > 0 {
			counts = append(counts, strconv.Itoa(c.n)+c.word)
		}
	}
	text := strings.Join(counts, "、")
	switch {
	case len(p.Conflicts) > 0:
		return "有 " + strconv.Itoa(len(p.Conflicts)) + " 处与别人的改动不同"
	case len(p.Errors) > 0 && p.Refused:
		return "暂不能送审：还有 " + text
	case len(p.Errors) > 0:
		return "还有 " + text
	case len(p.Warnings) > 0:
		return "没有错误，有 " + text
	}
	return "没有错误和提醒"
}

// ProblemGroup is what is to be said about one part of the form.
type ProblemGroup struct {
	Part     forms.Part
	Problems []Problem
}

// byPart groups problems by the part of the form, in the form's order.
func byPart(all []Problem) (groups []ProblemGroup) {
	for _, p := range all {
		at := len(groups) - 1
		for at >= 0 && groups[at].Part != p.Part {
			at--
		}
		if at < 0 {
			groups, at = append(groups, ProblemGroup{Part: p.Part}), len(groups)
		}
		groups[at].Problems = append(groups[at].Problems, p)
	}
	return groups
}
