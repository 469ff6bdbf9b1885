package pdf

import "slices"

// hunk says that at some place a number of characters became others, and that
// so many after them stayed.
type hunk struct {
	at, want  int // in what is wanted
	from, got int // in what is there
	same      int
}

// mostEdits is how many characters may differ before two texts are taken for
// altogether different.
const mostEdits = 1000

// align finds how one text became another with the fewest characters changed,
// after Myers. Texts that have little to do with each other are one hunk.
func align(want, got []rune) []hunk {
	head := 0
	for head < min(len(want), len(got)) && want[head] == got[head] {
		head++
	}
	tail := 0
	for tail < min(len(want), len(got))-head && want[len(want)-1-tail] == got[len(got)-1-tail] {
		tail++
	}
	list := []hunk{{same: head}}
	a, b := want[head:len(want)-tail], got[head:len(got)-tail]
	for _, h := range hunks(a, b) {
		h.at, h.from = h.at+head, h.from+head
		list = append(list, h)
	}
	return append(list, hunk{at: len(want) - tail, from: len(got) - tail, same: tail})
}

// hunks aligns what lies between a common beginning and a common end.
func hunks(a, b []rune) []hunk {
	trace, ends := edits(a, b)
	if !ends {
		return []hunk{{want: len(a), got: len(b)}}
	}
	var list []hunk
	x, y := len(a), len(b)
	for d := len(trace) - 1; d >= 0; d-- {
		px, py := before(trace[d], d, x-y)
		same := 0
		for x > px && y > py && x > 0 && y > 0 && a[x-1] == b[y-1] {
			x, y, same = x-1, y-1, same+1
		}
		if d == 0 {
			px, py = x, y
		}
		list = append(list, hunk{at: px, want: x - px, from: py, got: y - py, same: same})
		x, y = px, py
	}
	slices.Reverse(list)
	return merged(list)
}

// edits returns how far each diagonal reached before each number of edits.
func edits(a, b []rune) (trace [][]int, ends bool) {
	reach := make([]int, 2*mostEdits+3) // by diagonal
	for d := 0; d <= mostEdits; d++ {
		trace = append(trace, slices.Clone(reach[mostEdits+1-d-1:mostEdits+1+d+2]))
		for k := -d; k <= d; k += 2 {
			i := mostEdits + 1 + k
			x := reach[i-1] + 1 // a character fewer
			if k == -d || k != d && reach[i-1] < reach[i+1] {
				x = reach[i+1] // one more
			}
			y := x - k
			for x >= 0 && y >= 0 && x < len(a) && y < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			if reach[i] = x; x >= len(a) && y >= len(b) {
				return trace, true
			}
		}
	}
	return nil, false
}

// before returns where the d-th edit began that led to a diagonal.
func before(reach []int, d, k int) (x, y int) {
	i := d + 1 + k
	if k == -d || k != d && reach[i-1] < reach[i+1] {
		k++
	} else {
		k--
	}
	x = reach[d+1+k]
	return x, x - k
}

// merged joins edits between which nothing stayed.
func merged(list []hunk) (out []hunk) {
	for _, h := range list {
		if n := len(out); n > 0 && out[n-1].same == 0 {
			last := &out[n-1]
			last.want, last.got, last.same = last.want+h.want, last.got+h.got, h.same
			continue
		}
		out = append(out, h)
	}
	return out
}
