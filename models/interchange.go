package models

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
)

// ReadDocuments reads an interchange file: one document declaration/1 or an
// array of them. It is strict: unknown and missing fields, wrong kinds of
// value, another version, broken JSON or UTF-8 are refused, all of them at
// once as Faults with their places. Each indicator row gets an identity.
func ReadDocuments(data []byte) ([]Document, error) {
	r, root := readJSON(data)
	if root == nil {
		return nil, r.faults
	}
	items := []*node{root}
	if root.kind == 'l' {
		items = root.items
	}
	docs := make([]Document, len(items))
	for i, n := range items {
		r.document(n, &docs[i])
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return docs, nil
}

// known is one field that an object may have.
type known struct {
	name     string
	required bool
	read     func(*node)
}

// object checks that n is an object of exactly these fields and reads them.
func (r *jsonReader) objectOf(n *node, fields ...known) {
	if n.kind != 'o' {
		r.fault(n.offset, n.path, "这里应是一组 {…}")
		return
	}
	for _, f := range n.fields {
		if !contains(fields, f.name) {
			r.fault(f.value.offset, f.value.path, "不认识的项“"+f.name+"”")
		}
	}
	for _, f := range fields {
		switch value := n.get(f.name); {
		case value != nil:
			f.read(value)
		case f.required:
			r.fault(n.offset, n.path, "缺少“"+f.name+"”")
		}
	}
}

func contains(fields []known, name string) bool {
	for _, f := range fields {
		if f.name == name {
			return true
		}
	}
	return false
}

func (r *jsonReader) text(to *string) func(*node) {
	return func(n *node) {
		if n.kind != 's' {
			r.fault(n.offset, n.path, "这里应是一段带引号的文字")
			return
		}
		*to = n.text
	}
}

func (r *jsonReader) amount(to *Amount) func(*node) {
	return func(n *node) {
		var s string
		r.text(&s)(n)
		*to = ParseAmount(s)
	}
}

func (r *jsonReader) constant(want string) func(*node) {
	return func(n *node) {
		if n.kind != 's' || n.text != want {
			r.fault(n.offset, n.path, "应为 \""+want+"\"，本程序只读这一版格式")
		}
	}
}

func (r *jsonReader) document(n *node, d *Document) {
	r.objectOf(n,
		known{"format", true, r.constant(Format)},
		known{"layout", true, r.text(&d.Layout)},
		known{"year", true, r.year(&d.Year)},
		known{"region", false, r.text(&d.Region)},
		known{"department", true, r.org(&d.Department)},
		known{"unit", true, r.org(&d.Unit)},
		known{"project", true, func(n *node) {
			r.objectOf(n,
				known{"name", true, r.text(&d.Project.Name)},
				known{"code", false, r.text(&d.Project.Code)},
				known{"attribute", false, r.text(&d.Project.Attribute)},
				known{"period", false, r.text(&d.Project.Period)})
		}},
		known{"funding", true, func(n *node) {
			r.objectOf(n,
				known{"total", true, r.funds(&d.Funding.Total)},
				known{"annual", true, r.funds(&d.Funding.Annual)})
		}},
		known{"narrative", true, func(n *node) {
			r.objectOf(n,
				known{"overview", false, r.text(&d.Narrative.Overview)},
				known{"basis", false, r.text(&d.Narrative.Basis)},
				known{"necessity", false, r.text(&d.Narrative.Necessity)},
				known{"measures", false, r.text(&d.Narrative.Measures)},
				known{"plan", false, r.text(&d.Narrative.Plan)})
		}},
		known{"goals", true, func(n *node) {
			r.objectOf(n,
				known{"total", false, r.text(&d.Goals.Total)},
				known{"annual", false, r.text(&d.Goals.Annual)})
		}},
		known{"indicators", true, r.indicators(&d.Indicators)},
		known{"signoff", true, func(n *node) {
			r.objectOf(n,
				known{"head", false, r.text(&d.Signoff.Head)},
				known{"handler", false, r.text(&d.Signoff.Handler)},
				known{"phone", false, r.text(&d.Signoff.Phone)},
				known{"filled_at", false, r.text(&d.Signoff.FilledAt)})
		}},
	)
}

func (r *jsonReader) year(to *int) func(*node) {
	return func(n *node) {
		year, err := strconv.Atoi(n.text)
		if n.kind != 'n' || err != nil || year < 2000 || year > 2100 {
			r.fault(n.offset, n.path, "年度应是 2000 到 2100 之间的整数")
			return
		}
		*to = year
	}
}

func (r *jsonReader) org(to *OrgName) func(*node) {
	return func(n *node) {
		r.objectOf(n, known{"code", false, r.text(&to.Code)}, known{"name", false, r.text(&to.Name)})
	}
}

func (r *jsonReader) funds(to *Funds) func(*node) {
	return func(n *node) {
		r.objectOf(n,
			known{"amount", true, r.amount(&to.Amount)},
			known{"sources", true, func(n *node) {
				sources := make([]known, len(AllSources))
				for i, s := range AllSources {
					sources[i] = known{string(s), false, r.amount(to.Sources.At(s))}
				}
				r.objectOf(n, sources...)
			}})
	}
}

func (r *jsonReader) indicators(to *[]Indicator) func(*node) {
	return func(n *node) {
		if n.kind != 'l' {
			r.fault(n.offset, n.path, "这里应是一列 […]")
			return
		}
		rows := make([]Indicator, len(n.items))
		for i, item := range n.items {
			row := &rows[i]
			row.ID = NewRowID()
			r.objectOf(item,
				known{"side", true, r.side(&row.Side)},
				known{"level1", true, r.text(&row.Level1)},
				known{"level2", true, r.text(&row.Level2)},
				known{"level3", true, r.text(&row.Level3)},
				known{"value", true, r.text(&row.Value)},
				known{"weight", false, r.text(&row.Weight)})
		}
		*to = rows
	}
}

func (r *jsonReader) side(to *Side) func(*node) {
	return func(n *node) {
		switch side := Side(n.text); {
		case n.kind == 's' && (side == Total || side == Annual):
			*to = side
		default:
			r.fault(n.offset, n.path, `应为 "total"（实施期）或 "annual"（年度）`)
		}
	}
}

// MarshalJSON writes the interchange document declaration/1.
func (d Document) MarshalJSON() ([]byte, error) {
	type fields Document
	out := struct {
		Format string `json:"format"`
		fields
	}{Format, fields(d)}
	if out.Indicators == nil {
		out.Indicators = []Indicator{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// WriteDocuments writes docs as an interchange file: an array, indented.
func WriteDocuments(w io.Writer, docs []Document) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if docs == nil {
		docs = []Document{}
	}
	if err := enc.Encode(docs); err != nil {
		return fmt.Errorf("models: write %d documents: %w", len(docs), err)
	}
	return nil
}
