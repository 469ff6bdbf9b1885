package rules

import (
	"slices"
	"strings"

	"jixiao/models"
)

// read returns a text or goal as the rules read it; equal texts are read once.
func (c *Case) read(p *prose) *models.Text {
	for i := range c.proses {
		if other := &c.proses[i]; p.text == nil && other.text != nil && other.typed == p.typed {
			p.text = other.text
		}
	}
	if p.text == nil {
		p.text = c.Words.ReadText(p.typed)
	}
	return p.text
}

// goals returns the filled goals, equal ones as one group.
func (c *Case) goals() [][]*prose {
	var groups [][]*prose
	for _, group := range c.alike() {
		group = slices.DeleteFunc(slices.Clone(group), func(p *prose) bool { return !p.goal })
		if len(group) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// sameCause is what a rule found alike in several texts.
type sameCause struct {
	what  string // the same for what is one cause
	names string // “项目概况”“立项依据”
	cells []string
}

// byCause groups texts in which test finds the same, in the order of the form.
// A text in which it finds nothing is left out.
func (c *Case) byCause(test func(*prose) string) []sameCause {
	var causes []sameCause
	for i := range c.proses {
		p := &c.proses[i]
		what := test(p)
		if what == "" {
			continue
		}
		k := slices.IndexFunc(causes, func(s sameCause) bool { return s.what == what })
		if k < 0 {
			causes = append(causes, sameCause{what: what})
			k = len(causes) - 1
		}
		causes[k].names += "“" + p.name + "”"
		causes[k].cells = append(causes[k].cells, p.path)
	}
	return causes
}

// holdsAny returns the first of the words that text holds, or "".
func holdsAny(text string, words []string) string {
	for _, w := range words {
		if strings.Contains(text, w) {
			return w
		}
	}
	return ""
}

// removeFirst returns s without the first part.
func removeFirst(s, part string) string { return strings.Replace(s, part, "", 1) }
