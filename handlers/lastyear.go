package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/models"
	"jixiao/templates"
)

// lastYear returns the same project's declaration of the year before. To who
// may not read it there is none.
func (s *Server) lastYear(v *visit, d *models.Declaration) (models.Declaration, error) {
	last, err := s.Store.LastYear(v.ctx, d.ID)
	if err != nil {
		return last, err
	}
	if v.scope.Access(&last) < models.Read {
		return models.Declaration{}, models.Refuse(models.NotFound, fmt.Sprintf("没有您能看到的 %d 年申报表", d.Document.Year-1))
	}
	return last, s.readable(v, &last)
}

// copyLastYear takes last year's text over into the blank cells of d.
func (s *Server) copyLastYear(v *visit, d *models.Declaration, l *forms.Layout, last *models.Document) {
	n, foreign := l.CopyLastYear(&d.Document, last)
	text := fmt.Sprintf("%d 年的申报表里没有可以复制到空格里的内容", last.Year)
	if n.Filled > 0 {
		text = fmt.Sprintf("已从 %d 年的申报表复制 %d 格到空格里，人员、日期和资金没有复制", last.Year, n.Filled)
	}
	if n.Kept > 0 {
		text += fmt.Sprintf("；有 %d 格已填了别的内容，没有改动", n.Kept)
	}
	if len(foreign) > 0 {
		text += fmt.Sprintf("；有 %d 行指标的类别本表没有，没有复制：%s", len(foreign), namesOf(foreign))
	}
	if n.Filled == 0 {
		s.flash(v, text)
		return
	}
	s.undo(v, text, d)
	s.sessions.Put(v.ctx, yearsKey, strconv.FormatInt(d.ID, 10))
}

// mostNamed is how many rows a sentence names.
const mostNamed = 5

func namesOf(rows []models.Indicator) string {
	var names []string
	for _, row := range rows {
		if !slices.Contains(names, row.Level3) {
			names = append(names, row.Level3)
		}
	}
	if len(names) > mostNamed {
		return strings.Join(names[:mostNamed], "、") + "等"
	}
	return strings.Join(names, "、")
}

// copied says what became of copying 实施期 to 年度.
func copied(n forms.Copied) string {
	text := fmt.Sprintf("已把实施期的 %d 格复制到年度的空格里", n.Filled)
	if n.Filled == 0 {
		text = "年度没有可以复制进去的空格"
	}
	if n.Kept > 0 {
		text += fmt.Sprintf("；有 %d 格年度已填了别的内容，没有改动", n.Kept)
	}
	return text
}

// toAnnual copies from 实施期 to 年度 what the button says: everything, a class
// or a row.
func toAnnual(l *forms.Layout, d *models.Document, what string) forms.Copied {
	if what == "" {
		return l.CopyToAnnual(d)
	}
	if level1, level2, class := strings.Cut(what, "/"); class {
		return l.CopyClassToAnnual(d, level1, level2)
	}
	id, _, _ := strings.Cut(what, ",")
	n, _ := l.CopyRowToAnnual(d, id)
	return n
}

// Keys of the session: the declaration whose years somebody should look at, and
// whether last year's text is shown beside the cells.
const (
	yearsKey  = "years"
	besideKey = "beside"
)

// offerLastYear puts what there is of last year on the page.
func (s *Server) offerLastYear(v *visit, d *models.Declaration, page *templates.Edit) error {
	l, err := layoutOf(&d.Document)
	if err != nil {
		return err
	}
	for _, p := range l.FindYears(&d.Document, d.Document.Year-1) {
		if p.Doubt == "" {
			page.Years++
		}
	}
	if page.Asked = s.sessions.GetString(v.ctx, yearsKey) == strconv.FormatInt(d.ID, 10); page.Asked {
		s.sessions.Remove(v.ctx, yearsKey)
	}
	inspect, err := s.inspector(v, d)
	if err != nil {
		return err
	}
	page.LastYear, page.Beside = inspect.around.LastYear != nil, s.sessions.GetBool(v.ctx, besideKey)
	return nil
}

// beside returns last year's text where it is to be shown beside the cells.
func (s *Server) beside(v *visit, d *models.Declaration) (*models.Document, error) {
	if !s.sessions.GetBool(v.ctx, besideKey) {
		return nil, nil //nolint:nilnil // nothing is to be shown
	}
	last, err := s.lastYear(v, d)
	if models.KindOf(err) == models.NotFound {
		return nil, nil //nolint:nilnil // as above
	}
	return &last.Document, err
}
