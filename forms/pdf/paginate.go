package pdf

// strip is a part of a row on a page: some of its lines, or all.
type strip struct {
	row         int
	lines       int
	top, bottom float64 // in mm from the top of the page
	repeated    bool    // a head that is printed again
}

// page lists the strips of one page from the top down.
type page []strip

// paginator cuts rows into strips, page by page.
type paginator struct {
	form   *form
	pages  []page
	y      float64 // where the next strip begins
	next   float64 // where the grid begins on the pages after the first
	bottom float64 // where it ends at the latest
	fresh  bool    // nothing but repeated heads is on this page
}

// fewest is how many lines of a text stand at least on each side of a page
// break.
const fewest = 2

// paginate returns the pages of a form whose grid begins at first on the first
// page and at next on the others.
func (f *form) paginate(first, next, bottom float64) []page {
	p := &paginator{form: f, pages: []page{make(page, 0, 40)}, y: first, next: next, bottom: bottom, fresh: true}
	for i := range f.rows {
		p.place(i)
	}
	return p.pages
}

// place puts a row on this page and, if need be, the ones after it.
func (p *paginator) place(i int) {
	r := p.form.rows[i]
	shown := 0 // lines of the row that stand on pages before this
	for {
		rest := r.lines - shown
		if p.y+p.form.height(&r, rest)+p.tail(i) <= p.bottom {
			p.put(i, rest)
			return
		}
		k := p.split(&r, shown)
		if k == 0 && p.fresh {
			// No good place for a break: better a bad one than none.
			if k = min(rest, p.room()); k == rest || k == 0 {
				p.put(i, rest)
				return
			}
		}
		if k > 0 {
			p.put(i, k)
			shown += k
		}
		p.turn(i)
	}
}

// tail returns the height that must be left below row i for what stays with it.
func (p *paginator) tail(i int) float64 {
	if i+1 >= len(p.form.rows) || !p.form.rows[i+1].keep {
		return 0
	}
	r := &p.form.rows[i+1]
	for k := 1; k < r.lines && r.least == 0; k++ {
		if r.splits(0, k) {
			return p.form.height(r, k)
		}
	}
	return min(p.form.height(r, r.lines)+p.tail(i+1), (p.bottom-p.next)/2)
}

// room returns how many lines fit on the rest of the page.
func (p *paginator) room() int { return p.form.look.fits(p.bottom - p.y) }

// split returns how many lines of a row, of which some are shown already, go
// on this page so that the others may go on the next; 0 when there is no good
// place for a break. The sign-off row is broken only when no page holds it.
func (p *paginator) split(r *row, shown int) int {
	if r.least > 0 && p.form.height(r, r.lines) < p.bottom-p.next {
		return 0
	}
	for k := min(p.room(), r.lines-shown-1); k > 0; k-- {
		if r.splits(shown, k) {
			return k
		}
	}
	return 0
}

// splits reports whether the row may go on on the next page after k more lines:
// each of its texts ends before the break, or has enough lines on both sides;
// captions stand whole before it and are printed again after it.
func (r *row) splits(shown, k int) bool {
	rest := r.lines - shown - k
	for _, c := range r.cells {
		n := len(c.lines) - shown
		caption := c.lines
		if shown > 0 && len(c.more) <= longest {
			caption = c.more
		}
		switch {
		case c.again != nil && (k < len(caption) || len(c.more) <= longest && rest < len(c.more)):
			return false
		case c.again != nil || n <= 0 || k >= n:
		case k < fewest || n-k < fewest:
			return false
		}
	}
	return rest >= fewest && k >= fewest
}

func (p *paginator) put(i, lines int) {
	bottom := p.y + p.form.height(&p.form.rows[i], lines)
	last := len(p.pages) - 1
	p.pages[last] = append(p.pages[last], strip{row: i, lines: lines, top: p.y, bottom: bottom})
	p.y, p.fresh = bottom, false
}

// turn begins a new page with the head that row i stands under.
func (p *paginator) turn(i int) {
	p.pages = append(p.pages, make(page, 0, 40))
	p.y = p.next
	if head := p.form.rows[i].head; head >= 0 {
		p.put(head, p.form.rows[head].lines)
		p.pages[len(p.pages)-1][0].repeated = true
	}
	p.fresh = true
}
