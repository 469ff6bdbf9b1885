package scan

import (
	"errors"
	"fmt"
	"image"
	"iter"
	"maps"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// errForeign says that a picture is written in a way that is not read here.
var errForeign = errors.New("scan: unknown way of writing a picture")

// reason says in Chinese why a picture was not looked at.
func reason(err error) string {
	if errors.Is(err, errForeign) {
		return "用的是本程序不认识的压缩方式（如 JBIG2、JPEG 2000）"
	}
	return "已经损坏或者太大"
}

// picture is an image of a PDF, not yet decoded.
type picture struct {
	stream        *types.StreamDict
	width, height int
	bits          int // of one component
	last          string
}

func keys(d types.Dict) iter.Seq[string] { return maps.Keys(d) }

// newPicture reads what a PDF says of an image.
func newPicture(pdf *model.Context, stream *types.StreamDict) *picture {
	number := func(name string, missing int) int {
		o, _ := stream.Find(name)
		if i, err := pdf.DereferenceInteger(o); o != nil && err == nil && i != nil {
			return i.Value()
		}
		return missing
	}
	p := &picture{stream: stream, width: number("Width", 0), height: number("Height", 0), bits: number("BitsPerComponent", 1)}
	if n := len(stream.FilterPipeline); n > 0 {
		p.last = stream.FilterPipeline[n-1].Name
	}
	return p
}

// decode returns the picture in grey.
func (p *picture) decode(pdf *model.Context) (grey *image.Gray, err error) {
	defer func() {
		if r := recover(); r != nil {
			grey, err = nil, fmt.Errorf("scan: picture: %v", r)
		}
	}()
	if p.width > maxPixels/p.height {
		return nil, fmt.Errorf("scan: %d×%d dots", p.width, p.height)
	}
	switch p.last {
	case filter.JPX, filter.JBIG2:
		return nil, errForeign
	case filter.DCT:
		content, err := p.jpeg()
		if err != nil {
			return nil, err
		}
		return decode(content)
	}
	if err := p.stream.DecodeWithLimit(limits().MaxDecodeBytes); err != nil {
		return nil, err
	}
	return p.samples(pdf)
}

// jpeg returns the JPEG file that the stream is, once what lies around it is
// taken off.
func (p *picture) jpeg() ([]byte, error) {
	if len(p.stream.FilterPipeline) == 1 {
		return p.stream.Raw, nil
	}
	inner := *p.stream
	inner.FilterPipeline = inner.FilterPipeline[:len(inner.FilterPipeline)-1]
	err := inner.DecodeWithLimit(limits().MaxStreamBytes)
	return inner.Content, err
}

// samples turns the dots as a PDF writes them into grey: bits of one to four
// components each, each row beginning with a byte of its own.
func (p *picture) samples(pdf *model.Context) (*image.Gray, error) {
	tones, components, err := p.tones(pdf)
	if err != nil {
		return nil, err
	}
	stride := (p.width*components*p.bits + 7) / 8
	content := p.stream.Content
	if len(content) < stride { // a page cut off below is looked at as far as it goes
		return nil, fmt.Errorf("scan: %d bytes of a picture", len(content))
	}
	grey := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for y := range p.height {
		row := grey.Pix[y*grey.Stride:][:p.width]
		if (y+1)*stride > len(content) {
			break
		}
		from := content[y*stride:][:stride]
		for x := range row {
			row[x] = tones(from, x*components)
		}
	}
	return grey, nil
}

// sample returns the n-th sample of a row, brought to a byte unless raw.
func (p *picture) sample(row []byte, n int) int {
	switch p.bits {
	case 8:
		return int(row[n])
	case 16:
		return int(row[2*n])
	}
	at := n * p.bits
	return int(row[at/8]) >> (8 - p.bits - at%8) & (1<<p.bits - 1)
}

// tones returns how the dot that begins at the n-th sample of a row becomes
// grey, and how many samples it has.
func (p *picture) tones(pdf *model.Context) (tone func(row []byte, n int) uint8, components int, err error) {
	switch p.bits {
	case 1, 2, 4, 8, 16:
	default:
		return nil, 0, fmt.Errorf("scan: %d bits", p.bits)
	}
	components, err = pdfcpu.ColorSpaceComponents(pdf.XRefTable, p.stream)
	if err != nil {
		return nil, 0, err
	}
	full := 255
	if p.bits < 8 {
		full = 1<<p.bits - 1
	}
	level := func(row []byte, n int) uint32 { return uint32(p.sample(row, n) * 255 / full) }
	if p.last == filter.CCITTFax || components == 0 {
		components = 1
	}
	if table, err := p.palette(pdf, components); err != nil || table != nil {
		return func(row []byte, n int) uint8 {
			return table[min(p.sample(row, n), len(table)-1)]
		}, 1, err
	}
	mirror := uint8(0)
	if p.inverted() {
		mirror = 255
	}
	switch components {
	case 1:
		return func(row []byte, n int) uint8 { return uint8(level(row, n)) ^ mirror }, 1, nil
	case 3:
		return func(row []byte, n int) uint8 {
			return uint8(luminance(level(row, n), level(row, n+1), level(row, n+2))) ^ mirror
		}, 3, nil
	case 4:
		return func(row []byte, n int) uint8 {
			ink := luminance(level(row, n), level(row, n+1), level(row, n+2)) + level(row, n+3)
			return uint8(255-min(ink, 255)) ^ mirror
		}, 4, nil
	}
	return nil, 0, errForeign
}

// inverted reports whether the picture's /Decode turns light into dark.
func (p *picture) inverted() bool {
	a := p.stream.ArrayEntry("Decode")
	if len(a) < 2 {
		return false
	}
	first, ok := number(a[0])
	second, also := number(a[1])
	return ok && also && first > second
}

func number(o types.Object) (float64, bool) {
	switch o := o.(type) {
	case types.Integer:
		return float64(o.Value()), true
	case types.Float:
		return o.Value(), true
	}
	return 0, false
}

// palette returns the grey of each entry of a table of colours, or nothing
// when the picture has none.
func (p *picture) palette(pdf *model.Context, components int) ([]uint8, error) {
	object, _ := p.stream.Find("ColorSpace")
	space, err := pdf.Dereference(object)
	list, ok := space.(types.Array)
	if err != nil || !ok || len(list) != 4 || list[0] != types.Name(model.IndexedCS) {
		return nil, err
	}
	raw, err := lookup(pdf, list[3])
	if err != nil || len(raw) < components {
		return nil, fmt.Errorf("scan: palette of %d bytes: %w", len(raw), err)
	}
	var table []uint8
	for ; len(raw) >= components; raw = raw[components:] {
		switch components {
		case 1:
			table = append(table, raw[0])
		case 3:
			table = append(table, uint8(luminance(uint32(raw[0]), uint32(raw[1]), uint32(raw[2]))))
		default:
			return nil, errForeign
		}
	}
	return table, nil
}

// lookup returns the bytes of a table of colours, which may be a text or a
// stream.
func lookup(pdf *model.Context, o types.Object) ([]byte, error) {
	o, err := pdf.Dereference(o)
	if err != nil {
		return nil, err
	}
	switch o := o.(type) {
	case types.StringLiteral:
		return types.Unescape(o.Value())
	case types.HexLiteral:
		return o.Bytes()
	case types.StreamDict:
		err := o.DecodeWithLimit(1 << 16)
		return o.Content, err
	}
	return nil, errForeign
}
