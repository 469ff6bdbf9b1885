package xlsx

import (
	"github.com/xuri/excelize/v2"

	"jixiao/forms"
)

// family is the type of the official form, by the name that Excel and WPS know.
const family = "宋体"

// amountFormat shows 2,650,000.5 with its separators; whole sums get
// wholeFormat, or a point would stand behind them.
const (
	amountFormat = "#,##0.##"
	wholeFormat  = "#,##0"
)

// kind is what distinguishes the cells of a sheet in looks.
type kind struct {
	style   forms.Style
	blank   bool // people fill it in
	asText  bool // what is typed stays as it is typed: a code, a telephone, =1+1
	heading bool // title and year above the grid
	size    float64
}

// styles are the looks of one workbook, made when they are first needed.
type styles struct {
	file *excelize.File
	made map[kind]int
	dxf  int
}

func newStyles(f *excelize.File) (*styles, error) {
	whole := wholeFormat
	dxf, err := f.NewConditionalStyle(&excelize.Style{CustomNumFmt: &whole})
	return &styles{file: f, made: map[kind]int{}, dxf: dxf}, err
}

// of returns the style of a kind of cell.
func (s *styles) of(k kind) (int, error) {
	if id, ok := s.made[k]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(k.look())
	s.made[k] = id
	return id, err
}

// atText is the number of the format of cells whose content is text whatever
// it looks like.
const atText = 49

func (k kind) look() *excelize.Style {
	style := &excelize.Style{
		Font:       &excelize.Font{Family: family, Size: k.size, Bold: k.heading && k.size == titleSize, Color: "000000"},
		Alignment:  &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Protection: &excelize.Protection{Locked: !k.blank},
	}
	if !k.heading {
		for _, edge := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: edge, Color: "000000", Style: 1})
		}
	}
	switch k.style {
	case forms.Prose, forms.Sign:
		style.Alignment.Horizontal = "left"
	case forms.Sum:
		style.Alignment.Horizontal = "right"
	case forms.Caption, forms.Head, forms.Value:
	}
	format := amountFormat
	switch {
	case k.style == forms.Sum && k.blank:
		style.CustomNumFmt = &format
	case k.asText:
		style.NumFmt = atText
	}
	return style
}
