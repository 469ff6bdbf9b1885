package xlsx

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"jixiao/forms"
	"jixiao/models"
)

var (
	yearLine = regexp.MustCompile(`(20\d\d)\s*年?\s*度`)
	wanNote  = regexp.MustCompile(`单位\s*[:：]?\s*(人民币)?\s*万元|资金[^万元]{0,8}[(（]\s*万元\s*[)）]|总额\s*[(（]\s*万元\s*[)）]`)
	yuanNote = regexp.MustCompile(`单位\s*[:：]?\s*(人民币)?\s*元|资金[^万元]{0,8}[(（]\s*元\s*[)）]`)
)

// units looks for a note that the amounts are in 万元. Of a sheet that names
// its blanks only the caption of the amounts is believed.
func (r *reader) units() {
	for _, s := range r.all {
		if slices.Contains(nameHeads, s.plain) {
			return // the indicators begin
		}
		text := models.Halfwidth(s.text)
		if utf8.RuneCountInString(s.plain) > 20 || r.keyCol > 0 && !strings.HasPrefix(s.plain, "项目资金") {
			continue
		}
		if wanNote.MatchString(text) {
			s.used, r.wan = true, true
		} else if yuanNote.MatchString(text) {
			s.used = true
		}
	}
}

// title reads what stands above the grid: the region in the title, and the
// year.
func (r *reader) title() {
	yearFound := false
	for _, s := range r.all {
		if slices.Contains(names("项目名称"), s.plain) {
			return
		}
		m := yearLine.FindStringSubmatch(models.Halfwidth(s.text))
		switch {
		case s.used:
		case strings.Contains(s.plain, "绩效目标申报表"):
			s.used = true
			if r.keyCol == 0 && r.form.Document.Region == "" {
				r.form.Document.Region = regionOf(strings.TrimSpace(s.text))
			}
			if m != nil && !yearFound {
				yearFound = r.year(m[1])
			}
		case m != nil && utf8.RuneCountInString(s.plain) <= 12 && !yearFound:
			s.used = true
			yearFound = r.year(m[1])
		}
	}
}

func (r *reader) year(text string) bool {
	year, err := strconv.Atoi(text)
	r.form.Document.Year = year
	return err == nil
}

// regionOf returns the region that a title names: 兴县 of 兴县(区)级…, 离石区 of
// 离石区级….
func regionOf(title string) string {
	region, _, found := strings.Cut(title, "级预算部门")
	if !found {
		return ""
	}
	region = strings.ReplaceAll(strings.ReplaceAll(region, "（", "("), "）", ")")
	if county, ok := strings.CutSuffix(region, "(区)"); ok {
		region = county
	}
	if region == "县" {
		return ""
	}
	return strings.TrimSpace(region)
}

// captions fills the blanks that no hidden cell named, by their captions.
func (r *reader) captions() {
	for _, a := range asks(r.layout) {
		if _, found := r.form.Found[a.input.Spec().Path]; found {
			continue
		}
		for _, name := range a.names {
			if r.ask(&a, name) {
				break
			}
		}
	}
}

// ask looks for a caption and fills its blank.
func (r *reader) ask(a *ask, name string) bool {
	if a.cell.Style == forms.Sign {
		return r.askSign(a, name)
	}
	for _, s := range r.all {
		if s.used || s.plain != name {
			continue
		}
		if a.below && r.under(a, s) {
			return true
		}
		r.beside(a, s)
		return true
	}
	return false
}

// beside fills a blank with what stands to the right of its caption.
func (r *reader) beside(a *ask, caption *spot) {
	caption.used = true
	for col := caption.col + 1; col <= caption.col+12; col++ {
		s := r.in(caption.row, col)
		if s.blank() {
			continue
		}
		if s.used || r.printed[s.plain] || signing(s) {
			break
		}
		r.place(blankAt{a.input, a.cell}, s, s.row, s.col)
		if a.input.Spec().Kind == forms.Text {
			r.goOn(a, s.row, s.col)
		}
		return
	}
	r.place(blankAt{a.input, a.cell}, nil, caption.row, caption.col+1)
}

// under fills a blank with what stands below its caption, if anything does.
func (r *reader) under(a *ask, caption *spot) bool {
	for row := caption.row + 1; row <= caption.row+3; row++ {
		for col := caption.col; col <= caption.col+3; col++ {
			s := r.in(row, col)
			if col > caption.col && r.in(caption.row, col) != nil {
				break // below another caption
			}
			if s.blank() || s.used || r.printed[s.plain] {
				continue
			}
			caption.used = true
			r.fill(blankAt{a.input, a.cell}, row, col)
			r.goOn(a, row, col)
			return true
		}
	}
	return false
}

// goOn adds the rows below that go on with a text: nothing stands left of them.
func (r *reader) goOn(a *ask, row, col int) {
	doc := &r.form.Document
	for row++; ; row++ {
		s := r.in(row, col)
		if s.blank() || s.used || r.printed[s.plain] || r.keyedRows[row] {
			return
		}
		for left := 1; left < col; left++ {
			if !r.in(row, left).blank() {
				return
			}
		}
		s.used = true
		a.input.Fill(doc, strings.TrimPrefix(a.input.Text(doc)+"\n"+s.text, "\n"))
	}
}

// askSign fills a blank of the sign-off row: behind its caption in the same
// cell, or in the next one.
func (r *reader) askSign(a *ask, name string) bool {
	for _, s := range r.all {
		if s.used || !ends(s.text, name) {
			continue
		}
		rest, _ := behind(s.text, name)
		if s.plain == name {
			r.beside(a, s)
			return true
		}
		s.used = true
		address, err := excelize.CoordinatesToCellName(s.col, s.row)
		if err != nil {
			return false
		}
		r.form.Found[a.input.Spec().Path] = address
		r.put(a.input, s, rest)
		return true
	}
	return false
}
