package templates

import (
	"slices"
	"strconv"
	"strings"

	"jixiao/forms"
	"jixiao/models"
)

// builder collects the parts of a form.
type builder struct {
	form    *Form
	doc     *models.Document
	own     int // indicators of the document itself; the others are padding
	options *FormOptions
	ids     map[string]string // path, or half and class → id of the element
	labels  map[string]string // id → label
	inputs  []*FormInput
	parts   map[*FormInput]int
	cells   map[string]*FormInput // path → input
	last    int
	// lastYear is what stood in the inputs a year before.
	lastYear map[string]string
	given    map[string]string // what the template has in the inputs
	pair     string            // identity of the row's first half
	above    *RowTools         // of the row above
}

func (b *builder) add(grid *forms.Grid, p forms.Placed) {
	row := grid.Rows[p.Row]
	if n := len(b.form.Parts); n == 0 || b.form.Parts[n-1].Name != row.Part {
		b.form.Parts = append(b.form.Parts, FormPart{Name: row.Part, ID: "part-" + strconv.Itoa(n+1)})
		b.last = -1
	}
	part := &b.form.Parts[len(b.form.Parts)-1]
	if p.Row != b.last {
		part.Rows = append(part.Rows, FormRow{})
		b.last = p.Row
	}
	target := &part.Rows[len(part.Rows)-1]
	cell := FormCell{Cols: p.Cols, Rows: p.Rows, Caption: p.Caption, Style: styles[p.Style]}
	if p.Class.Level1 != "" && p.Class.Level2 != "" && p.Class.Place == 0 {
		cell.ID = "class-" + string(p.Class.Side) + "-" + strconv.Itoa(p.Row)
		b.anchor(string(p.Class.Side)+"/"+p.Class.Level2, cell.ID, p.Caption)
		b.anchor(string(p.Class.Side)+"/", cell.ID, p.Caption)
		if b.form.Editable && p.Class.Side == models.Annual && p.Rows > 1 {
			cell.Copy = p.Class.Level1 + "/" + p.Class.Level2
		}
	}
	if p.Input != nil {
		cell.Input = b.input(p, len(b.form.Parts)-1, grid)
	}
	if p.Class.Place > 0 && b.form.Editable {
		b.tools(p, &cell)
	}
	target.Cells = append(target.Cells, cell)
}

// tools gathers the identities of a row's halves, and puts the buttons into its
// last cell.
func (b *builder) tools(p forms.Placed, cell *FormCell) {
	switch {
	case p.Style == forms.Prose && p.Class.Side == models.Total:
		b.pair = p.RowID
	case p.Style == forms.Value && p.Class.Side == models.Annual:
		class := p.Class.Level1 + "/" + p.Class.Level2
		cell.Tools = &RowTools{
			Pair: b.pair + "," + p.RowID, Class: class,
			Named: p.Class.Level2 + "第" + strconv.Itoa(p.Class.Place) + "行",
		}
		if b.above != nil && b.above.Class == class {
			b.above.Class = ""
		}
		b.above = cell.Tools
	}
}

// anchor notes the element to which findings about path link; the first one
// stays.
func (b *builder) anchor(path, id, label string) {
	if _, ok := b.ids[path]; !ok {
		b.ids[path], b.labels[id] = id, label
	}
}

func (b *builder) input(p forms.Placed, part int, grid *forms.Grid) *FormInput {
	spec := p.Input.Spec()
	width := 0.0
	for _, c := range grid.Columns[p.Col : p.Col+p.Cols] {
		width += c
	}
	in := &FormInput{
		ID: "f-" + spec.Name, Name: spec.Name, Label: spec.Label, Caption: spec.Caption,
		Value: p.Input.Text(b.doc), Kind: kinds[spec.Kind], Limit: spec.Limit,
		Width: int(width / 4.4), Readonly: !b.form.Editable || b.options.Fixed != nil && b.options.Fixed(spec),
	}
	if (in.Kind == "money" || in.Kind == "date") && strings.ContainsAny(in.Value, "\r\n") {
		in.Kind = "line" // browsers take line breaks out of an <input>, and send the rest as if it was typed
	}
	in.Count = len([]rune(in.Value))
	if p.Class.Place > 0 && p.Style == forms.Value {
		in.Hint = b.options.Hints[p.RowID]
	}
	b.choices(spec, in)
	if p.Class.Place > 0 && p.Style == forms.Prose {
		in.Place = strings.Join([]string{string(p.Class.Side), p.Class.Level1, p.Class.Level2, strconv.Itoa(p.Class.Place)}, "|")
	}
	if theirs, ok := b.options.Theirs[in.Name]; ok {
		in.Theirs = &theirs
		b.form.Problems.Conflicts = append(b.form.Problems.Conflicts,
			Problem{Href: "#" + in.ID, Label: in.Label, Text: "与" + theirs.Person + "的改动不同"})
	}
	if text, ok := b.lastYear[in.Name]; ok {
		in.LastYear = &Before{text}
	}
	if text := b.given[in.Name]; text != "" && text == in.Value {
		in.Given, b.form.Given = true, true
	}
	b.opinions(in)
	if spec.Path == "narrative.basis" {
		in.Beside = b.options.Beside
	}
	b.register(spec.Path, p.Class, in, part)
	return in
}

// opinions hangs the reviewers' opinions at their cell, and the box for
// writing one.
func (b *builder) opinions(in *FormInput) {
	for _, r := range b.options.Remarks {
		if r.Cell == in.Name {
			in.Remarks = append(in.Remarks, r)
		}
	}
	if b.options.Boxes != nil {
		in.Box = &Box{Name: BoxPrefix + in.Name, Text: b.options.Boxes[in.Name]}
	}
}

// register makes the input findable by its path; an empty row of a class by
// its half and class.
func (b *builder) register(path string, class forms.Class, in *FormInput, part int) {
	if b.cells == nil {
		b.cells, b.parts = map[string]*FormInput{}, map[*FormInput]int{}
	}
	b.parts[in] = part
	b.inputs = append(b.inputs, in)
	b.cells[path] = in
	b.anchor(path, in.ID, in.Label)
	if base, ok := strings.CutSuffix(path, ".level3"); ok {
		for _, level := range []string{".level1", ".level2"} {
			b.anchor(base+level, in.ID, in.Label)
			b.cells[base+level] = in
		}
		if in.Value == "" && class.Place > 0 {
			key := string(class.Side) + "/" + class.Level2
			if id := b.ids[key]; strings.HasPrefix(id, "class-") {
				b.ids[key], b.labels[in.ID] = in.ID, in.Label
			}
		}
	}
}

func (b *builder) choices(spec *forms.Spec, in *FormInput) {
	var list []Option
	switch {
	case spec.Kind == forms.Choice:
		for _, c := range spec.Choices {
			list = append(list, Option{Value: c, Text: c})
		}
	case spec.Path == "department.name":
		list = b.options.Departments
	case spec.Path == "unit.name":
		list = b.options.Units
	default:
		return
	}
	in.Choices = []Option{{Value: "", Text: "请选择"}}
	known := false
	for _, o := range list {
		o.Selected = o.Selected || spec.Kind == forms.Choice && o.Value == in.Value
		known = known || o.Selected
		in.Choices = append(in.Choices, o)
	}
	// A value from elsewhere stays as a choice of its own.
	if !known && in.Value != "" {
		in.Choices = append(in.Choices, Option{Value: in.Value, Text: in.Value, Selected: true})
	}
}

// findings hangs each finding at its cells and lists it in the summary.
func (b *builder) findings(found []models.Finding) {
	for i := range found {
		f := &found[i]
		id := b.target(f)
		for _, path := range f.Cells {
			if in := b.cells[path]; in != nil {
				b.hang(in, f, id)
			}
		}
		part := b.partOf(id)
		problem := Problem{
			Href: "#" + id, Label: b.labels[id], Text: f.Message, Rule: f.Rule,
			Blank: b.options.Calm && b.blank(f),
		}
		if part != nil {
			problem.Part = part.Name
			part.tally(f.Severity, problem.Blank)
		}
		if i < len(b.options.Mends) {
			problem.Mends = b.options.Mends[i]
		}
		p := &b.form.Problems
		switch f.Severity {
		case models.SeverityError:
			p.Errors = append(p.Errors, problem)
		case models.SeverityWarning:
			p.Warnings = append(p.Warnings, problem)
		default:
			p.Notes = append(p.Notes, problem)
		}
	}
	for _, in := range b.inputs {
		// An error comes before a warning, as the letters of the two do.
		slices.SortStableFunc(in.Messages, func(x, y CellMessage) int { return strings.Compare(string(x.Severity), string(y.Severity)) })
	}
}

// hang puts a message at an input, once. The sentence stands at the first cell
// of a finding; the others point there.
func (b *builder) hang(in *FormInput, f *models.Finding, first string) {
	m := CellMessage{Severity: f.Severity, Text: f.Message, Rule: f.Rule}
	if in.ID != first {
		m.Text = "见“" + b.labels[first] + "”处"
	}
	if !slices.Contains(in.Messages, m) {
		in.Messages = append(in.Messages, m)
	}
	in.Invalid = in.Invalid || f.Severity == models.SeverityError
}

// target returns the id of the element that a finding links to: its first
// cell, else the class's first empty row or caption, else the half's.
func (b *builder) target(f *models.Finding) string {
	if len(f.Cells) > 0 {
		if id, ok := b.ids[f.Cells[0]]; ok {
			return id
		}
	}
	for _, key := range []string{string(f.Side) + "/" + f.Class, string(f.Side) + "/"} {
		if id, ok := b.ids[key]; ok {
			return id
		}
	}
	return "form"
}

// blank reports whether an error says of its first cell, which is blank, or of a
// half without indicators that it is to be filled.
func (b *builder) blank(f *models.Finding) bool {
	if f.Severity != models.SeverityError {
		return false
	}
	if len(f.Cells) == 0 {
		return f.Side != ""
	}
	in := b.cells[f.Cells[0]]
	return in != nil && models.Blank(in.Value)
}

// partOf returns the part of the form in which the element with that id
// stands; what has no input is among the indicators.
func (b *builder) partOf(id string) *FormPart {
	part := slices.IndexFunc(b.form.Parts, func(p FormPart) bool { return p.Name == forms.PartIndicators })
	for _, in := range b.inputs {
		if in.ID == id {
			part = b.parts[in]
		}
	}
	if part < 0 {
		return nil
	}
	return &b.form.Parts[part]
}

func (p *FormPart) tally(severity models.Severity, blank bool) {
	switch severity {
	case models.SeverityWarning:
		p.Warnings++
	case models.SeverityError:
		p.Errors++
	}
	if blank {
		p.Blanks++
	}
}
