package rules

import "jixiao/models"

// Neighbours are the declarations of one unit and year, indexed once for the
// checks of all of them.
type Neighbours struct {
	docs []*models.Document
}

// Among indexes the declarations of one unit and year. The one that is checked
// may be among them, it is known by its address.
func Among(docs []*models.Document) *Neighbours { return &Neighbours{docs: docs} }

func acrossRules() []*Rule { return nil }
