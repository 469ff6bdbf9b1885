package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"jixiao/models"
)

// SameProject returns the declarations of d's unit for its year and project,
// the oldest first. Void and declined ones are left out; a unit that is not in
// the tree is known by its name.
func (s *Store) SameProject(ctx context.Context, d *models.Declaration) ([]models.Declaration, error) {
	var ids []int64
	err := s.read(ctx, "declarations of the same project", func(tx *gorm.DB) error {
		var rows []declarationRow
		err := declaredBy(tx, d).Where("year = ?", d.Document.Year).Select("id", "project_name").Order("id").Find(&rows).Error
		name := d.Document.Project.Name
		for _, r := range rows {
			if r.ProjectName == name || models.SameText(r.ProjectName, name) {
				ids = append(ids, r.ID)
			}
		}
		return err
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := s.Declarations(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("store: declarations of the same project: %w", err)
	}
	return found, nil
}
