package pdf

// Flags of the points of a glyph.
const (
	onCurve  = 1 << 0
	xShort   = 1 << 1
	yShort   = 1 << 2
	repeats  = 1 << 3
	xSame    = 1 << 4 // or positive, where xShort is set
	ySame    = 1 << 5
	partArgs = 1 << 1 // of a part: its arguments are an offset
)

// pen draws an outline: curves have one control point, as in TrueType.
type pen interface {
	move(x, y float64)
	line(x, y float64)
	curve(cx, cy, x, y float64)
	closed()
}

// knot is a point of an outline, in ems.
type knot struct {
	x, y float64
	on   bool // on the curve, not a control point
}

// draw sends the outline of a glyph to a pen, moved by dx, dy ems. Parts of
// composite glyphs are drawn unscaled, which all of Chinese type is.
func (f *face) draw(index int, dx, dy float64, p pen) {
	data := f.glyph(index)
	if len(data) < 10 {
		return
	}
	if signed16(data, 0) >= 0 {
		for _, contour := range f.contours(data) {
			trace(contour, dx, dy, p)
		}
		return
	}
	f.parts(index, func(part []byte) {
		x, y := 0.0, 0.0
		switch flags := number16(part, 0); {
		case flags&partArgs == 0:
		case flags&partWords != 0:
			x, y = float64(signed16(part, 4)), float64(signed16(part, 6))
		default:
			x, y = float64(int8(part[4])), float64(int8(part[5]))
		}
		em := float64(f.em)
		if next := number16(part, 2); next != index && next < len(f.offsets)-1 {
			f.draw(next, dx+x/em, dy+y/em, p)
		}
	})
}

// contours reads the points of a simple glyph; of a broken one it returns
// none.
func (f *face) contours(data []byte) [][]knot {
	count := signed16(data, 0)
	at := 10 + 2*count
	if count == 0 || len(data) < at+2 {
		return nil
	}
	points := number16(data, at-2) + 1
	at += 2 + number16(data, at)
	flags := make([]byte, 0, points)
	for len(flags) < points && at+1 < len(data) {
		flag, times := data[at], 1
		if at++; flag&repeats != 0 {
			times += int(data[at])
			at++
		}
		for ; times > 0 && len(flags) < points; times-- {
			flags = append(flags, flag)
		}
	}
	xs, at := coordinates(data, at, flags, xShort, xSame)
	ys, _ := coordinates(data, at, flags, yShort, ySame)
	if len(flags) < points || xs == nil || ys == nil {
		return nil
	}
	list := make([][]knot, 0, count)
	for i, start := 0, 0; i < count; i++ {
		end := min(number16(data, 10+2*i)+1, points)
		var contour []knot
		for k := start; k < end; k++ {
			contour = append(contour, knot{float64(xs[k]) / float64(f.em), float64(ys[k]) / float64(f.em), flags[k]&onCurve != 0})
		}
		list, start = append(list, contour), end
	}
	return list
}

// coordinates reads one coordinate of each point, nil where data ends too
// soon.
func coordinates(data []byte, at int, flags []byte, short, same byte) ([]int, int) {
	list, value := make([]int, len(flags)), 0
	for i, flag := range flags {
		switch {
		case flag&short != 0:
			if at >= len(data) {
				return nil, at
			}
			if flag&same != 0 {
				value += int(data[at])
			} else {
				value -= int(data[at])
			}
			at++
		case flag&same == 0:
			if at+2 > len(data) {
				return nil, at
			}
			value += signed16(data, at)
			at += 2
		}
		list[i] = value
	}
	return list, at
}

// trace follows a contour. Between two control points TrueType leaves out the
// point on the curve, halfway.
func trace(contour []knot, dx, dy float64, p pen) {
	if len(contour) < 2 {
		return
	}
	half := func(a, b knot) knot { return knot{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
	n := len(contour)
	first := contour[0]
	if !first.on {
		if first = contour[n-1]; !first.on {
			first = half(contour[0], contour[n-1])
		}
	}
	p.move(first.x+dx, first.y+dy)
	for i, k := range contour {
		next := contour[(i+1)%n]
		if k.on {
			if next.on {
				p.line(next.x+dx, next.y+dy)
			}
			continue
		}
		if !next.on {
			next = half(k, next)
		}
		p.curve(k.x+dx, k.y+dy, next.x+dx, next.y+dy)
	}
	p.closed()
}
