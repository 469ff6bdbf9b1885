package xlsx

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jixiao/forms"
	"jixiao/models"
)

// ask is one blank of the form outside the indicators, and how it is found on
// a sheet: by its caption.
type ask struct {
	input forms.Input
	cell  *forms.Cell
	names []string // captions, as they are compared
	below bool     // it stands below its caption
}

// otherNames are captions that people write instead of the official ones.
var otherNames = map[string][]string{
	"项目名称":    {"申报项目名称"},
	"主管部门及代码": {"主管部门", "主管部门名称"},
	"实施单位":    {"项目单位", "项目实施单位", "预算单位", "单位名称"},
	"项目期":     {"项目周期", "实施期"},
	"项目属性":    {"项目类型"},
	"实施期资金总额": {"实施期资金", "资金总额"},
	"年度资金总额":  {"年度资金", "资金总额"},
	"立项依据":    {"项目立项依据"},
	"项目设立必要性": {"项目设立的必要性", "设立必要性"},
	"实施期目标":   {"中期目标", "实施期总目标"},
	"经办人":     {"填报人", "填表人"},
	"负责人":     {"单位负责人", "项目负责人"},
	"联系电话":    {"电话"},
	"填报日期":    {"填表日期"},
}

// asks lists the blanks of a layout that have a caption.
func asks(l *forms.Layout) []ask {
	var all []ask
	blank := models.Document{Layout: l.ID}
	var heads []*forms.Cell
	for _, row := range l.Grid(&blank).Rows {
		if row.Part == forms.PartIndicators {
			continue
		}
		var caption *forms.Cell
		below := 0
		for i := range row.Cells {
			c := &row.Cells[i]
			switch {
			case c.Input == nil:
				caption = c
				if row.Part == forms.PartGoals && c.Style == forms.Head {
					heads = append(heads, c)
				}
			case row.Part == forms.PartGoals:
				all = append(all, ask{input: c.Input, cell: c, names: names(heads[below].Caption), below: true})
				below++
			case c.Style == forms.Sign:
				all = append(all, ask{input: c.Input, cell: c, names: names(c.Caption)})
			default:
				said := append(names(caption.Caption), models.Plain(c.Input.Spec().Caption))
				all = append(all, ask{input: c.Input, cell: c, names: said})
			}
		}
	}
	return all
}

// names returns the ways in which a caption may be written, as compared.
func names(caption string) []string {
	own := models.Plain(caption)
	all := []string{own}
	for _, other := range otherNames[own] {
		all = append(all, models.Plain(other))
	}
	if rest, ok := strings.CutPrefix(own, "其中"); ok {
		all = append(all, rest)
	}
	return all
}

// behind returns what stands in a cell behind its caption; ok is false when
// the cell does not begin with it.
func behind(text, caption string) (rest string, ok bool) {
	if rest, ok := strings.CutPrefix(text, caption); ok && strings.HasSuffix(caption, ":") {
		return rest, true
	}
	want := models.Plain(caption)
	for end := 0; end < len(text); {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
		if models.Plain(text[:end]) == want {
			return strings.TrimLeft(text[end:], " 　:：\u00a0\t"), true
		}
		if !strings.HasPrefix(want, models.Plain(text[:end])) {
			return "", false
		}
	}
	return "", false
}

// captionSet is everything that is printed on a form of the layout, as it is
// compared: no value is looked for in it.
func captionSet(l *forms.Layout) map[string]bool {
	set := map[string]bool{}
	blank := models.Document{Layout: l.ID}
	for _, row := range l.Grid(&blank).Rows {
		for i := range row.Cells {
			for _, name := range names(row.Cells[i].Caption) {
				set[name] = name != ""
			}
			if in := row.Cells[i].Input; in != nil && row.Part == forms.PartFunding {
				set[models.Plain(in.Spec().Caption)] = true
			}
		}
	}
	for _, money := range []string{"项目资金", "项目资金万元", "项目资金元", "资金情况", "单位万元", "单位元", "金额单位万元", "金额单位元"} {
		set[money] = true
	}
	return set
}

// ends reports whether a cell is the caption of a blank of the sign-off row:
// nothing stands behind it, or a colon does.
func ends(text, caption string) bool {
	rest, ok := behind(text, caption)
	if !ok {
		return false
	}
	before := strings.TrimSuffix(text, rest)
	return models.Plain(text) == models.Plain(caption) || strings.ContainsAny(before, ":：")
}

// signCaptions begin the cells of the sign-off row.
var signCaptions = []string{"负责人", "单位负责人", "项目负责人", "经办人", "填报人", "填表人", "联系电话", "填报日期", "填表日期"}

// signing reports whether a cell is one of the sign-off row.
func signing(s *spot) bool {
	return slices.ContainsFunc(signCaptions, func(caption string) bool { return ends(s.text, caption) })
}
