package handlers

import (
	"slices"

	"jixiao/models"
	"jixiao/templates"
)

// neighbours leads from one declaration to what else waits for the reviewer,
// without the way over the list: to the ones before and behind it, and from
// what is done to the one that has waited longest.
func (s *Server) neighbours(v *visit, d *models.Declaration, page *templates.Review) error {
	for _, t := range tabs(v) {
		if !t.waiting || !v.scope.As(t.as, d) {
			continue
		}
		f := t.filter(v)
		counts, err := s.Store.Counts(v.ctx, f)
		if err != nil {
			return err
		}
		for _, status := range t.statuses {
			page.Waiting += counts[status].Number
		}
		if !slices.Contains(t.statuses, d.Status) {
			f.Limit = 1
			rows, _, err := s.Store.List(v.ctx, f)
			if err != nil {
				return err
			}
			if len(rows) > 0 {
				page.Following = v.url("declaration", rows[0].ID)
			}
			continue
		}
		before, behind, err := s.Store.Neighbours(v.ctx, f, d)
		if err != nil {
			return err
		}
		if before != 0 {
			page.Previous = v.url("declaration", before)
		}
		if behind != 0 {
			page.Following = v.url("declaration", behind)
		}
	}
	return nil
}
