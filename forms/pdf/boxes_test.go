package pdf

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"jixiao/forms"
	"jixiao/models"
)

var update = flag.Bool("update", false, "write the golden files anew")

// lay returns the boxes of a document.
func lay(t testing.TB, d *models.Document) *laid {
	t.Helper()
	return laySheet(t, Sheet{Document: d})
}

var bothMargins = []models.Margins{models.TableMargins, models.OfficialMargins}

func laySheet(t testing.TB, s Sheet) *laid {
	t.Helper()
	list := []Sheet{s}
	grids, err := gridsOf(list)
	if err != nil {
		t.Fatal(err)
	}
	l, err := fonts(t).layer().lay(&list[0], grids[0])
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// own returns the lines of its cell that a box shows for the first time.
func (b *box) own() string {
	if b.text != b.cell.text {
		return "" // the caption again
	}
	var s strings.Builder
	for _, l := range b.lines {
		s.WriteString(string(b.text.runes[l.start:l.drawn]))
	}
	return s.String()
}

const hair = 1e-6 // of rounding, in mm

// checkBoxes asserts what holds for the boxes of any document.
func checkBoxes(t *testing.T, l *laid) {
	t.Helper()
	shown := map[*cell]string{}
	for n, boxes := range l.pages {
		area := 0.0
		top, bottom := math.Inf(1), 0.0
		for i := range boxes {
			b := &boxes[i]
			top, bottom, area = min(top, b.y), max(bottom, b.y+b.h), area+b.w*b.h
			checkBox(t, l, b)
			for k := range boxes[:i] {
				if o := &boxes[k]; b.x+b.w > o.x+hair && o.x+o.w > b.x+hair && b.y+b.h > o.y+hair && o.y+o.h > b.y+hair {
					t.Fatalf("page %d: box %q meets box %q", n+1, b.own(), o.own())
				}
			}
			if n == 0 || !slices.ContainsFunc(boxes[i:i+1], func(b box) bool { return b.cell.Style == forms.Head && shown[b.cell] != "" }) {
				shown[b.cell] += b.own()
			}
		}
		if width := l.area.right - l.area.left; math.Abs(area-width*(bottom-top)) > 0.01 {
			t.Fatalf("page %d: boxes cover %.2f mm², want %.2f", n+1, area, width*(bottom-top))
		}
	}
	for _, c := range l.form.cells {
		want := strings.Join(strings.Fields(string(c.text.runes)), "")
		if got := strings.Join(strings.Fields(shown[c]), ""); got != want {
			t.Fatalf("the cell shows %.80q, want %.80q", got, want)
		}
	}
}

func checkBox(t *testing.T, l *laid, b *box) {
	t.Helper()
	k := l.look
	if b.x < l.area.left-hair || b.x+b.w > l.area.right+hair || b.y < l.area.top-hair || b.y+b.h > l.area.bottom+hair {
		t.Fatalf("box %.40q at %.1f,%.1f (%.1f×%.1f) leaves the page", b.own(), b.x, b.y, b.w, b.h)
	}
	if len(b.lines) > k.fits(b.h) {
		t.Fatalf("%d lines in a box for %d: %.40q", len(b.lines), k.fits(b.h), b.own())
	}
	for _, l := range b.lines {
		if l.width > k.ems(b.w-2*sidePad) && l.drawn-l.start > 1 && !space(b.text.runes[l.start]) {
			t.Fatalf("line %q is wider than its box", string(b.text.runes[l.start:l.drawn]))
		}
	}
}

func TestBoxesOfAnyDocument(t *testing.T) {
	docs := samples(t)
	for i := range docs {
		checkBoxes(t, lay(t, &docs[i]))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		d := randomDocument(rng, 5000, 120)
		checkBoxes(t, lay(t, &d))
		checkBoxes(t, laySheet(t, Sheet{Document: &d, QR: "x", Settings: models.PrintSettings{Margins: models.OfficialMargins}}))
	}
}

func TestSignoffIsNeverAloneOnItsPage(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		d := randomDocument(rng, 300, 60)
		l := lay(t, &d)
		last := l.pages[len(l.pages)-1]
		sign := last[len(last)-1]
		if sign.cell.Style != forms.Sign || sign.h < signHeight-hair {
			t.Fatalf("the last box is %+v", sign)
		}
		alone := true
		for i := range last {
			c := last[i].cell
			alone = alone && (c.Style == forms.Sign || c.Style == forms.Head || c.Row == 0)
		}
		if alone {
			t.Fatal("the sign-off row stands alone")
		}
	}
}

// A text that goes on has two lines at least on each side of the break, and
// its caption says so.
func TestALongTextBreaksBetweenLines(t *testing.T) {
	d := samples(t)[0]
	for n := range 120 {
		d.Narrative.Plan = strings.Repeat("开展共同配送，", 60+5*n)
		parts := map[string][]int{}
		for _, boxes := range lay(t, &d).pages {
			for i := range boxes {
				b := &boxes[i]
				if in := b.cell.Input; in != nil && len(b.lines) > 0 {
					parts[in.Spec().Path] = append(parts[in.Spec().Path], len(b.lines))
				}
			}
		}
		for path, list := range parts {
			if len(list) > 1 && slices.Min(list) < fewest {
				t.Fatalf("%s is broken into %d lines with %d repetitions", path, list, 60+5*n)
			}
		}
		if n == 119 && len(parts["narrative.plan"]) < 2 {
			t.Errorf("a text over two pages stands in %d lines of one", parts["narrative.plan"])
		}
	}
}

// sketch lists the boxes of a document as a person can review them.
func sketch(l *laid) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%g pt, %d pages; x y w h in mm\n", l.look.size, len(l.pages))
	for n, boxes := range l.pages {
		fmt.Fprintf(&s, "\npage %d\n", n+1)
		for i := range boxes {
			b := &boxes[i]
			var lines []string
			for _, l := range b.lines {
				lines = append(lines, string(b.text.runes[l.start:l.drawn]))
			}
			fmt.Fprintf(&s, "%6.1f %6.1f %6.1f %6.1f  %s\n", b.x, b.y, b.w, b.h, strings.Join(lines, " | "))
		}
	}
	return s.String()
}

func TestBoxesOfALongForm(t *testing.T) {
	docs := samples(t)
	got := sketch(lay(t, &docs[10]))
	const golden = "testdata/boxes.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the boxes are other ones than in %s; look at them with -update and git diff", golden)
	}
}
