package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"jixiao/models"
)

// LastYear returns what the unit of a declaration declared for the same project
// the year before: of several the one made last. Void and declined ones are
// left out. It is a NotFound when there is none.
func (s *Store) LastYear(ctx context.Context, id int64) (models.Declaration, error) {
	var last models.Declaration
	err := s.read(ctx, fmt.Sprintf("last year of declaration %d", id), func(tx *gorm.DB) error {
		d, err := loadOne(tx, id)
		if err == nil {
			last, err = lastYear(tx, &d)
		}
		return err
	})
	return last, err
}

func lastYear(tx *gorm.DB, d *models.Declaration) (models.Declaration, error) {
	year := d.Document.Year - 1
	var rows []declarationRow
	err := declaredBy(tx, d).Where("year = ?", year).Select("id", "project_name").Order("id DESC").Find(&rows).Error
	if err != nil {
		return models.Declaration{}, err
	}
	name := d.Document.Project.Name
	for _, then := range []string{name, InYear(name, d.Document.Year, year)} {
		for _, r := range rows {
			if models.SameText(r.ProjectName, then) {
				return loadOne(tx, r.ID)
			}
		}
	}
	return models.Declaration{}, models.Refuse(models.NotFound,
		fmt.Sprintf("没有 %d 年同一单位、同一项目名称的申报表（已作废、不予安排的不算）", year))
}

// InYear returns a name with one year in the place of another: 2022年补贴 for
// 2023年补贴.
func InYear(name string, from, to int) string {
	return strings.ReplaceAll(models.Halfwidth(name), strconv.Itoa(from), strconv.Itoa(to))
}
