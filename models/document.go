package models

import (
	"crypto/rand"
	"strings"
)

// Format is the version of the interchange document that this program reads
// and writes.
const Format = "declaration/1"

// Side is one of the two halves of a form.
type Side string

// The two halves: the whole period of the project and the budget year.
const (
	Total  Side = "total"  // 实施期
	Annual Side = "annual" // 年度
)

// Sides lists both halves in the order of the form.
var Sides = []Side{Total, Annual}

// Document is everything that stands on one 申报表. It is also the interchange
// document declaration/1; strings hold what a person typed, unchanged.
type Document struct {
	Layout     string      `json:"layout"`
	Year       int         `json:"year"` // budget year
	Region     string      `json:"region"`
	Department OrgName     `json:"department"`
	Unit       OrgName     `json:"unit"`
	Project    Project     `json:"project"`
	Funding    Funding     `json:"funding"`
	Narrative  Narrative   `json:"narrative"`
	Goals      Goals       `json:"goals"`
	Indicators []Indicator `json:"indicators"` // in printed order
	Signoff    Signoff     `json:"signoff"`
}

// OrgName is an organisation as the form names it.
type OrgName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Printed returns code and name as the form prints them: 026 兴县工业和信息化局.
func (o OrgName) Printed() string { return strings.TrimSpace(o.Code + " " + o.Name) }

// Project is the head of the form.
type Project struct {
	Name      string `json:"name"`
	Code      string `json:"code"`      // of the national system; not printed in the grid
	Attribute string `json:"attribute"` // 项目属性
	Period    string `json:"period"`    // 项目期
}

// Funding holds the money of both halves.
type Funding struct {
	Total  Funds `json:"total"`
	Annual Funds `json:"annual"`
}

// Funds is the money of one half: 资金总额 and its sources.
type Funds struct {
	Amount  Amount  `json:"amount"`
	Sources Sources `json:"sources"`
}

// Sources are the sources of funds.
type Sources struct {
	Central    Amount `json:"central"`
	Provincial Amount `json:"provincial"`
	County     Amount `json:"county"`
	SelfRaised Amount `json:"self_raised"`
	Other      Amount `json:"other"`
}

// Source names one source of funds, as in the interchange document.
type Source string

// The sources of funds.
const (
	Central    Source = "central"
	Provincial Source = "provincial"
	County     Source = "county"
	SelfRaised Source = "self_raised"
	Other      Source = "other"
)

// AllSources lists the sources in the order of the form.
var AllSources = []Source{Central, Provincial, County, SelfRaised, Other}

// At returns the cell of source s, or nil if there is no such source.
func (s *Sources) At(source Source) *Amount {
	switch source {
	case Central:
		return &s.Central
	case Provincial:
		return &s.Provincial
	case County:
		return &s.County
	case SelfRaised:
		return &s.SelfRaised
	case Other:
		return &s.Other
	}
	return nil
}

// Sum returns the sum of the filled sources and whether any is filled. Cells
// that were not understood count as not filled.
func (f *Funds) Sum() (sum Fen, filled bool) {
	for _, source := range AllSources {
		if a := f.Sources.At(source); a.Known {
			sum, filled = sum+a.Fen, true
		}
	}
	return sum, filled
}

// Effective returns 资金总额, or the sum of the filled sources where it is blank.
// known is false when neither is filled.
func (f *Funds) Effective() (sum Fen, known bool) {
	if f.Amount.Known {
		return f.Amount.Fen, true
	}
	return f.Sum()
}

// Funds returns the money of one half.
func (d *Document) Funds(side Side) *Funds {
	if side == Total {
		return &d.Funding.Total
	}
	return &d.Funding.Annual
}

// Narrative holds the five texts.
type Narrative struct {
	Overview  string `json:"overview"`  // 项目概况
	Basis     string `json:"basis"`     // 立项依据
	Necessity string `json:"necessity"` // 项目设立必要性
	Measures  string `json:"measures"`  // 保证项目实施的制度、措施
	Plan      string `json:"plan"`      // 项目实施计划
}

// Goals holds the goal of each half.
type Goals struct {
	Total  string `json:"total"`  // 实施期目标
	Annual string `json:"annual"` // 年度目标
}

// Goal returns the cell of the goal of one half.
func (d *Document) Goal(side Side) *string {
	if side == Total {
		return &d.Goals.Total
	}
	return &d.Goals.Annual
}

// Indicator is one row of one half. The k-th row of a class on one half stands
// beside the k-th row of that class on the other.
type Indicator struct {
	ID     string `json:"-"` // identity of the row: in the store, in versions, in input names
	Side   Side   `json:"side"`
	Level1 string `json:"level1"`           // 一级指标
	Level2 string `json:"level2"`           // 二级指标
	Level3 string `json:"level3"`           // 三级指标, the name
	Value  string `json:"value"`            // 指标值 as typed
	Weight string `json:"weight,omitempty"` // 分值权重, where the layout has one
}

// Empty reports whether name, value and weight are blank.
func (i *Indicator) Empty() bool { return Blank(i.Level3) && Blank(i.Value) && Blank(i.Weight) }

// NewRowID returns a new identity for an indicator row: 16 letters and digits.
func NewRowID() string { return strings.ToLower(rand.Text()[:16]) }

// Signoff is the last row of the form.
type Signoff struct {
	Head     string `json:"head"`      // 负责人
	Handler  string `json:"handler"`   // 经办人
	Phone    string `json:"phone"`     // 联系电话
	FilledAt string `json:"filled_at"` // 填报日期 as read: RFC 3339, or what was typed
}

// Clone returns a copy that shares nothing with d.
func (d *Document) Clone() Document {
	c := *d
	c.Indicators = append([]Indicator(nil), d.Indicators...)
	return c
}
