package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"jixiao/forms"
	"jixiao/models"
)

// rowName is the name of one value of an indicator row. The identity of a row
// that is not kept yet was made by the page.
var rowName = regexp.MustCompile(`^row\.([a-z0-9]{8,32})\.(level3|value|level3\.at)$`)

// formFields are the fields of a form post that are no blanks of the form.
var formFields = []string{"csrf", "revision", "do"}

// validText refuses posts that are not UTF-8, before anything reads them.
func validText(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Method != http.MethodPost {
			return next(c)
		}
		values, err := c.FormParams()
		var web *echo.HTTPError
		switch {
		case errors.As(err, &web):
			return err
		case err != nil:
			return echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
		}
		for name, texts := range values {
			for _, text := range texts {
				if !utf8.ValidString(text) || !utf8.ValidString(name) {
					return models.Refuse(models.Invalid, "送来的文字不是 UTF-8 编码，没有保存。请返回上一页重试。")
				}
			}
		}
		return next(c)
	}
}

// posted is a form as it came, sorted into blanks and rows.
type posted struct {
	values url.Values
	rows   []newRow
	// lastYear is what is copied from, where the button says so.
	lastYear *models.Document
}

// newRow is a row of indicators that the page made.
type newRow struct {
	models.Indicator
	place int
}

// readPosted takes a posted form apart. A field that no form has is refused:
// nothing may be changed by a name that was smuggled in.
func readPosted(l *forms.Layout, d *models.Document, values url.Values) (*posted, error) {
	p := &posted{values: values}
	known := map[string]bool{}
	for _, in := range l.Grid(d).Inputs() {
		known[in.Spec().Name] = true
	}
	own := map[string]bool{}
	for _, row := range d.Indicators {
		own[row.ID] = true
	}
	for name := range values {
		if known[name] || slices.Contains(formFields, name) {
			continue
		}
		match := rowName.FindStringSubmatch(name)
		if match == nil {
			return nil, models.Refuse(models.Invalid, "申报表里没有名为“"+name+"”的项，没有保存。请刷新页面后重试。")
		}
		if id := match[1]; match[2] == "level3.at" && !own[id] {
			row, err := p.newRow(l, id)
			if err != nil {
				return nil, err
			}
			p.rows = append(p.rows, row)
		}
	}
	slices.SortFunc(p.rows, func(a, b newRow) int { return a.place - b.place })
	return p, nil
}

func (p *posted) newRow(l *forms.Layout, id string) (newRow, error) {
	name := "row." + id + "."
	parts := strings.Split(p.values.Get(name+"level3.at"), "|")
	refused := models.Refuse(models.Invalid, "指标行的位置读不懂，没有保存。请刷新页面后重试。")
	if len(parts) != 4 {
		return newRow{}, refused
	}
	place, err := strconv.Atoi(parts[3])
	side := models.Side(parts[0])
	if err != nil || !slices.Contains(models.Sides, side) {
		return newRow{}, refused
	}
	return newRow{place: place, Indicator: models.Indicator{
		ID: id, Side: side, Level1: parts[1], Level2: parts[2],
		Level3: plainLines(p.values.Get(name + "level3")), Value: plainLines(p.values.Get(name + "value")),
	}}, nil
}

func plainLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// fill puts what was typed into d. Blanks that were not sent stay as they are;
// so do rows that somebody else took away or added meanwhile. Units and
// departments are filled by whoever knows the tree.
func (p *posted) fill(l *forms.Layout, d *models.Document) {
	for _, in := range l.Grid(d).Inputs() {
		spec := in.Spec()
		if texts, sent := p.values[spec.Name]; sent && spec.Kind != forms.OrgRef {
			in.Fill(d, texts[0])
		}
	}
	for i, row := range p.rows {
		if !p.needed(i) || hasRow(d, row.ID) {
			continue
		}
		l.InsertAt(d, row.Indicator, row.place)
	}
}

// needed reports whether a new row holds something or stands before one of its
// class that does, so that rows stay side by side as they were typed.
func (p *posted) needed(i int) bool {
	row := p.rows[i]
	for _, later := range p.rows[i:] {
		if later.Side == row.Side && later.Level1 == row.Level1 && later.Level2 == row.Level2 && !later.Empty() {
			return true
		}
	}
	return false
}

func hasRow(d *models.Document, id string) bool {
	return slices.ContainsFunc(d.Indicators, func(row models.Indicator) bool { return row.ID == id })
}
