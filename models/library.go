package models

import "strconv"

// LibraryIndicator is an indicator of the library, from which a person picks.
type LibraryIndicator struct {
	Field       string `json:"field"`       // of the work: 会议培训, 设备购置
	Class       string `json:"class"`       // 二级指标
	Name        string `json:"name"`        // 三级指标
	Sign        string `json:"sign"`        // customary 计算符号; "" where the target is a date or words
	Unit        string `json:"unit"`        // 计量单位
	Example     string `json:"example"`     // a value as it may be filled in: ≥95%
	Explanation string `json:"explanation"` // what is counted, and how
}

// ReadLibrary reads a library of indicators: a JSON array. It is strict: broken
// JSON, unknown and missing fields, an indicator that stands there twice and an
// example that does not go with its sign and unit are refused, all of them at
// once as Faults with their places.
func ReadLibrary(data []byte) ([]LibraryIndicator, error) {
	r, root := readJSON(data)
	if root == nil {
		return nil, r.faults
	}
	if root.kind != 'l' {
		r.fault(root.offset, "", "指标库应是一列指标 […]")
		return nil, r.faults
	}
	all := make([]LibraryIndicator, len(root.items))
	first := map[[2]string]int{}
	for i, n := range root.items {
		r.libraryIndicator(n, &all[i])
		key := [2]string{all[i].Class, Plain(all[i].Name)}
		if at, seen := first[key]; seen && key[1] != "" {
			r.fault(n.offset, n.path, "“"+all[i].Name+"”与第 "+strconv.Itoa(at+1)+" 条重复")
			continue
		}
		first[key] = i
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return all, nil
}

func (r *jsonReader) libraryIndicator(n *node, i *LibraryIndicator) {
	before := len(r.faults)
	r.objectOf(n,
		known{"field", true, r.filled(&i.Field)},
		known{"class", true, r.filled(&i.Class)},
		known{"name", true, r.filled(&i.Name)},
		known{"sign", true, r.text(&i.Sign)},
		known{"unit", true, r.text(&i.Unit)},
		known{"example", true, r.filled(&i.Example)},
		known{"explanation", true, r.filled(&i.Explanation)})
	if len(r.faults) > before {
		return
	}
	p := ParseValue(i.Example).Parts()
	if p.Sign == Qualitative {
		p.Sign = ""
	}
	if p.Sign != i.Sign || p.Unit != i.Unit || p.Beside != "" {
		r.fault(n.offset, n.path, "“"+i.Name+"”的例值“"+i.Example+"”与符号“"+i.Sign+"”、单位“"+i.Unit+"”不一致")
	}
}

// filled is text that must not be blank.
func (r *jsonReader) filled(to *string) func(*node) {
	return func(n *node) {
		if r.text(to)(n); n.kind == 's' && Blank(n.text) {
			r.fault(n.offset, n.path, "这里不能空着")
		}
	}
}
