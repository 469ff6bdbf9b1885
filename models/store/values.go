package store

import (
	"time"

	"jixiao/models"
)

// parsed is an indicator value as it was understood, kept beside what was
// typed so that SQL can search and compare it. Numbers are exact decimals as
// text, multiplied out, without their unit; days are 2006-01-02. High equals
// Low where there is no range.
type parsed struct {
	ValueKind string // blank, words, number, duration or date
	Sign      models.Sign
	Low, High string
	Unit      string
}

// valueKinds names the kinds of value in the database.
var valueKinds = map[models.ValueKind]string{
	models.ValueBlank: "blank", models.ValueWords: "words", models.ValueNumber: "number",
	models.ValueDuration: "duration", models.ValueDate: "date",
}

// parsedOf returns what a value is kept as. The budget year is that of days
// whose year the value does not name.
func parsedOf(v models.Value, year int) parsed {
	p := parsed{ValueKind: valueKinds[v.Kind], Sign: v.Sign, Unit: v.Unit}
	switch v.Kind {
	case models.ValueNumber, models.ValueDuration:
		low, high := v.Bounds()
		p.Low, p.High = low.String(), high.String()
	case models.ValueDate:
		if days, ok := v.Days(year); ok {
			p.Low, p.High = days.First.Format(time.DateOnly), days.Last.Format(time.DateOnly)
		}
	}
	return p
}
