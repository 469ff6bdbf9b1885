package xlsx

import (
	"slices"

	"jixiao/forms"
	"jixiao/models"
)

// half is the columns of one half of the indicators on a sheet.
type half struct {
	side               models.Side
	class, name, value int
	level2             string
}

// Captions of the columns of indicators, as they are compared.
var (
	classHeads = []string{"二级指标"}
	nameHeads  = []string{"三级指标", "指标名称", "指标内容"}
	valueHeads = []string{"指标值", "目标值", "年度指标值", "绩效指标值"}
)

// table is the indicators of a sheet.
type table struct {
	first  int // row of the heads
	level1 int // column of 一级指标, 0 where there is none
	halves []half
}

// heads finds the row of the heads.
func (r *reader) heads(row int) (t table, ok bool) {
	t.first = row
	var h half
	for col := 1; col <= widest; col++ {
		s := r.in(row, col)
		switch {
		case s == nil:
			if col > 60 {
				return t, len(t.halves) > 0
			}
		case s.plain == "一级指标":
			t.level1 = col
		case slices.Contains(classHeads, s.plain):
			h = half{class: col}
		case slices.Contains(nameHeads, s.plain):
			h.name = col
		case slices.Contains(valueHeads, s.plain) && h.name > 0 && len(t.halves) < 2:
			h.value = col
			t.halves = append(t.halves, h)
			h = half{class: h.class}
		}
	}
	return t, len(t.halves) > 0
}

// indicators reads the rows below the heads that no hidden cell named.
func (r *reader) indicators() {
	var t table
	for _, s := range r.all {
		if !slices.Contains(nameHeads, s.plain) {
			continue
		}
		var ok bool
		if t, ok = r.heads(s.row); ok {
			break
		}
	}
	if len(t.halves) == 0 {
		r.form.Rows = r.keyCol > 0
		return
	}
	r.form.Rows = true
	t.sides()
	w := walk{reader: r, table: t, seen: map[forms.Class]int{}, blank: map[forms.Class]int{}}
	for row := t.first + 1; row <= r.last; row++ {
		if again, ok := r.heads(row); ok && !w.known(row) {
			again.sides()
			w.table = again
			continue
		}
		if !w.known(row) && r.signed(row) {
			break
		}
		w.row(row)
	}
	w.settle()
}

// sides says which half is which: of two the first is the whole period; a form
// with one half is of the year.
func (t *table) sides() {
	for i := range t.halves {
		t.halves[i].side = models.Sides[i]
		if len(t.halves) == 1 {
			t.halves[i].side = models.Annual
		}
	}
}

// signed reports whether the row is that of the signatures.
func (r *reader) signed(row int) bool {
	n := 0
	for col := 1; col <= 60; col++ {
		if s := r.in(row, col); s != nil && signing(s) {
			n++
		}
	}
	return n >= 2
}

// walk goes down the rows of the indicators.
type walk struct {
	*reader
	table
	level1 string
	seen   map[forms.Class]int // rows of each class so far
	blank  map[forms.Class]int // rows of it that were left blank since the last filled one
	begun  []*spot             // cells that were taken for the names of classes
}

// settle says which of these cells have a place: those that name a class of the
// layout, or one that a row stands in. What somebody wrote into such a column
// and no row bears is left over.
func (w *walk) settle() {
	borne := map[string]bool{}
	for _, row := range w.form.Document.Indicators {
		borne[own(row.Level1)], borne[own(row.Level2)] = true, true
	}
	for _, s := range w.begun {
		s.used = w.official(s.text) != s.text || borne[given(s.text)]
	}
}

// row reads one row of the sheet. A half that is blank where the other is not
// keeps its place, so that rows further down stay side by side.
func (w *walk) row(row int) {
	w.levels(row)
	filled := false
	for i := range w.halves {
		filled = filled || w.keyed(row, &w.halves[i]) || w.fresh(row, &w.halves[i])
	}
	for i := range w.halves {
		h := &w.halves[i]
		class := forms.Class{Side: h.side, Level1: w.level1, Level2: h.level2}
		switch {
		case w.keyed(row, h):
			w.seen[class]++
			w.blank[class] = 0
		case filled && !w.fresh(row, h):
			w.blank[class]++
		case filled && class.Level2 != "":
			for ; w.blank[class] > 0; w.blank[class]-- {
				w.add(class, nil, nil)
			}
			w.add(class, w.in(row, h.name), w.in(row, h.value))
		}
	}
}

// keyed reports whether the hidden cells name the half of a row.
func (w *walk) keyed(row int, h *half) bool { return w.named[[2]int{row, h.name}] }

// known reports whether the hidden cells name a half of a row.
func (w *walk) known(row int) bool {
	return slices.ContainsFunc(w.halves, func(h half) bool { return w.keyed(row, &h) })
}

// fresh reports whether something stands on the half of a row that has no
// place yet.
func (w *walk) fresh(row int, h *half) bool {
	name, value := w.in(row, h.name), w.in(row, h.value)
	return !name.blank() && !name.used || !value.blank() && !value.used
}

// levels reads the classes that begin in a row. They reach down until the next
// one begins.
func (w *walk) levels(row int) {
	for i := range w.halves {
		h := &w.halves[i]
		s := w.in(row, h.class)
		if h.class == 0 || s.blank() || s.used {
			continue
		}
		w.begun = append(w.begun, s)
		h.level2 = w.official(s.text)
		if i == 0 {
			for k := 1; k < len(w.halves); k++ {
				if w.in(row, w.halves[k].class).blank() {
					w.halves[k].level2 = h.level2
				}
			}
		}
	}
	if s := w.in(row, w.table.level1); w.table.level1 > 0 && !s.blank() && !s.used {
		w.begun = append(w.begun, s)
		w.level1 = w.official(s.text)
		return
	}
	for i := range w.halves {
		for _, level1 := range w.layout.Tree {
			if slices.Contains(level1.Classes, w.halves[i].level2) && !w.has(w.level1, w.halves[i].level2) {
				w.level1 = level1.Name
			}
		}
	}
}

func (w *walk) has(level1, level2 string) bool {
	for _, l := range w.layout.Tree {
		if l.Name == level1 {
			return slices.Contains(l.Classes, level2)
		}
	}
	return level1 != ""
}

// official returns the layout's own writing of a class, else the text.
func (w *walk) official(text string) string {
	plain := models.Plain(text)
	for _, level1 := range w.layout.Tree {
		for _, name := range append([]string{level1.Name}, level1.Classes...) {
			if models.Plain(name) == plain || models.Plain(name) == plain+"指标" {
				return name
			}
		}
	}
	return text
}

// add puts a row into the document, behind the rows of its class above it on
// the sheet.
func (w *walk) add(class forms.Class, name, value *spot) {
	row := models.Indicator{ID: models.NewRowID(), Side: class.Side, Level1: class.Level1, Level2: class.Level2}
	for to, s := range map[*string]*spot{&row.Level3: name, &row.Value: value} {
		if s != nil && !s.used {
			*to, s.used = s.text, true
		}
	}
	w.seen[class]++
	w.layout.InsertAt(&w.form.Document, row, w.seen[class])
	w.form.Found["row."+row.ID] = address(name, value)
}

func address(spots ...*spot) string {
	for _, s := range spots {
		if s != nil {
			return s.address()
		}
	}
	return ""
}
