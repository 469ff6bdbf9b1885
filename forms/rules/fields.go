package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-playground/locales/zh"
	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"

	"jixiao/forms"
	"jixiao/models"
)

// fields checks single blanks of one layout: the rules with a Blank are
// validator tags, and their sentences its Chinese translations.
type fields struct {
	validate *validator.Validate
	zh       ut.Translator
}

func newFields(l *forms.Layout, rules []*Rule) (*fields, error) {
	locale := zh.New()
	translator, _ := ut.New(locale, locale).GetTranslator(locale.Locale())
	f := &fields{validate: validator.New(), zh: translator}
	known := map[string]bool{}
	for _, r := range rules {
		if r.Blank == nil {
			continue
		}
		known[r.ID] = true
		if err := f.register(l, r); err != nil {
			return nil, fmt.Errorf("rules: register %s: %w", r.ID, err)
		}
	}
	for _, in := range l.Grid(&models.Document{Layout: l.ID}).Inputs() {
		for tag := range strings.SplitSeq(in.Spec().Tag, ",") {
			if tag != "" && !known[tag] {
				return nil, fmt.Errorf("rules: %s of layout %s asks for the rule %s, which there is not", in.Spec().Path, l.ID, tag)
			}
		}
	}
	return f, nil
}

// register makes a rule a tag, and its sentence the translation of the tag.
func (f *fields) register(l *forms.Layout, r *Rule) error {
	test := func(fl validator.FieldLevel) bool { return r.Blank(l, fl.Field().String()) }
	if err := f.validate.RegisterValidation(r.ID, test); err != nil {
		return err
	}
	add := func(t ut.Translator) error { return t.Add(r.ID, r.Sentence, false) }
	return f.validate.RegisterTranslation(r.ID, f.zh, add, func(t ut.Translator, fe validator.FieldError) string {
		typed, _ := fe.Value().(string)
		detail := ""
		if r.Detail != nil {
			detail = r.Detail(l, typed)
		}
		sentence, err := t.T(r.ID, fe.Field(), excerpt(typed), detail)
		if err != nil {
			return r.Title
		}
		return sentence
	})
}

// check returns what the tags say about the blanks, the first fault of each.
func (f *fields) check(d *models.Document, inputs []forms.Input) []models.Finding {
	found := []models.Finding{}
	for _, in := range inputs {
		spec := in.Spec()
		if spec.Tag == "" {
			continue
		}
		err := f.validate.VarWithKey(spec.Label, text(d, in), spec.Tag)
		if err == nil {
			continue
		}
		var faults validator.ValidationErrors
		if !errors.As(err, &faults) {
			continue
		}
		for _, fault := range faults {
			found = append(found, models.Finding{
				Rule: fault.Tag(), Cells: []string{spec.Path}, Message: fault.Translate(f.zh),
			})
		}
	}
	return found
}

// text returns what a person typed into a blank: of an organisation its name,
// of an amount what was not understood.
func text(d *models.Document, in forms.Input) string {
	switch in := in.(type) {
	case *forms.Field[models.OrgName]:
		return in.At(d).Name
	case *forms.Field[models.Amount]:
		return in.At(d).Typed
	case *forms.Field[string]:
		return *in.At(d)
	}
	return in.Text(d)
}
