package store

import (
	"encoding/json"
	"fmt"

	"jixiao/models"
)

// frozen is a text as it was once: the interchange document, and the
// identities of its indicator rows in their order.
type frozen struct{ document, rowIDs string }

func freezeText(doc *models.Document) (frozen, error) {
	ids := make([]string, len(doc.Indicators))
	for i := range doc.Indicators {
		ids[i] = doc.Indicators[i].ID
	}
	text, err := doc.MarshalJSON()
	if err != nil {
		return frozen{}, err
	}
	rows, err := json.Marshal(ids)
	return frozen{string(text), string(rows)}, err
}

// thaw returns the document that was frozen.
func (f *frozen) thaw() (models.Document, error) {
	var doc models.Document
	var ids []string
	if err := json.Unmarshal([]byte(f.document), &doc); err != nil {
		return doc, err
	}
	if err := json.Unmarshal([]byte(f.rowIDs), &ids); err != nil {
		return doc, err
	}
	if len(ids) != len(doc.Indicators) {
		return doc, fmt.Errorf("%d row identities for %d indicators", len(ids), len(doc.Indicators))
	}
	for i := range ids {
		doc.Indicators[i].ID = ids[i]
	}
	return doc.Clone(), nil // no rows are nil, as they are when loaded
}
