package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"jixiao/models"
)

// passage is one cell on one page, or what stands above or below the grid.
type passage struct {
	page  int
	label string
	text  []rune // without white space
}

// Difference is a place where a file says something else than the version.
type Difference struct {
	Page      int    // of the form, from 1
	Label     string // of the cell; 标题, 页眉, 页脚 or 页数 for what is none
	Want, Got string // without white space
}

// passages returns what a sheet prints, in order, without the page numbers,
// which a booklet counts in its own way.
func (f *Fonts) passages(s Sheet) ([]passage, int, error) {
	grids, err := gridsOf([]Sheet{s})
	if err != nil {
		return nil, 0, err
	}
	layer := f.layer()
	l, err := layer.lay(&s, grids[0])
	if err != nil {
		return nil, 0, err
	}
	var list []passage
	for i, boxes := range l.pages {
		add := func(label, text string) {
			if text = solid(text); text != "" {
				list = append(list, passage{i + 1, label, []rune(text)})
			}
		}
		if i == 0 {
			add("标题", strings.Join(l.heading.title, "")+l.heading.year)
		} else {
			left, right := layer.running(l.area, grids[0].Title, s.Document.Project.Name)
			add("页眉", left.string()+right.string())
		}
		for k := range boxes {
			add(boxes[k].label(), boxes[k].string())
		}
		add("页脚", strings.Join(s.marks(), ""))
	}
	return list, len(l.pages), nil
}

func (t *text) string() string {
	if t == nil {
		return ""
	}
	return string(t.runes)
}

func (b *box) string() string {
	var s strings.Builder
	for _, l := range b.lines {
		s.WriteString(string(b.text.runes[l.start:l.drawn]))
	}
	return s.String()
}

// label names the cell of a box.
func (b *box) label() string {
	if b.cell.Input != nil {
		return b.cell.Input.Spec().Label
	}
	return b.cell.Caption
}

// solid returns s without white space.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var (
	footMark   = regexp.MustCompile(`编号([0-9A-Z-]+)版本([0-9]{1,6})(?:校验码([0-9A-Z-]+))?`)
	footNumber = regexp.MustCompile(`第[0-9]+页共[0-9]+页`)
)

// ReadFoot returns the marks at the foot of a page that was read out of a PDF.
func ReadFoot(page string) (m models.Mark, ok bool) {
	all := footMark.FindAllStringSubmatch(solid(page), -1)
	if len(all) == 0 {
		return m, false
	}
	last := all[len(all)-1]
	m.Number, m.Code = last[1], models.ReadCode(last[3])
	m.Version, _ = strconv.Atoi(last[2])
	return m, m.Version > 0 && m.Declaration() > 0
}

// Compare lays a sheet out anew and tells where the pages of a file, read out
// of it, say something else, cell by cell. None means that they say the same.
func (f *Fonts) Compare(s Sheet, pages []string) ([]Difference, error) {
	want, count, err := f.passages(s)
	if err != nil {
		return nil, err
	}
	var got []rune
	for _, page := range pages {
		page = solid(page)
		if all := footNumber.FindAllStringIndex(page, -1); len(all) > 0 {
			last := all[len(all)-1]
			page = page[:last[0]] + page[last[1]:]
		}
		got = append(got, []rune(page)...)
	}
	list := differences(want, got)
	if count != len(pages) {
		list = append(list, Difference{Label: "页数", Want: strconv.Itoa(count), Got: strconv.Itoa(len(pages))})
	}
	return list, nil
}

// differences returns the passages that got has otherwise.
func differences(want []passage, got []rune) []Difference {
	var whole []rune
	var of []int // the passage of each character
	for i := range want {
		whole = append(whole, want[i].text...)
		for range want[i].text {
			of = append(of, i)
		}
	}
	texts, changed := make([][]rune, len(want)), make([]bool, len(want))
	owner := 0
	for _, h := range align(whole, got) {
		if h.want > 0 || h.got > 0 {
			if h.want > 0 {
				owner = of[h.at]
			}
			for _, i := range of[h.at : h.at+h.want] {
				changed[i] = true
			}
			changed[owner] = true
			texts[owner] = append(texts[owner], got[h.from:h.from+h.got]...)
		}
		for k := range h.same {
			owner = of[h.at+h.want+k]
			texts[owner] = append(texts[owner], whole[h.at+h.want+k])
		}
	}
	var list []Difference
	for i := range want {
		if changed[i] {
			list = append(list, Difference{want[i].page, want[i].label, string(want[i].text), string(texts[i])})
		}
	}
	return list
}
