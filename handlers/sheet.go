package handlers

import (
	"bytes"
	"net/http"
	"strconv"

	"jixiao/forms/xlsx"
	"jixiao/models"
)

// sheet hands out the declaration as a workbook, with the same text that is
// printed for the person.
func (s *Server) sheet(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.Read {
		return models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能导出。")
	}
	sheet, err := s.sheetOf(v, &d, access)
	if err != nil {
		return err
	}
	return s.sendSheets(v, fileName(sheet.Document), sheet)
}

// sheetOf is the copy of d that the person may read.
func (s *Server) sheetOf(v *visit, d *models.Declaration, access models.Access) (xlsx.Sheet, error) {
	if showsVersion(d, access) {
		return s.sheetNumber(v, d, d.Current())
	}
	return xlsx.Sheet{Document: &d.Document, ID: d.ID, Revision: d.Revision}, nil
}

func (s *Server) sheetNumber(v *visit, d *models.Declaration, n int) (xlsx.Sheet, error) {
	version, err := s.Store.Version(v.ctx, d.ID, n)
	return xlsx.Sheet{Document: &version.Document, ID: d.ID, Version: n}, err
}

// sheetVersion hands out one version that was sent in as a workbook.
func (s *Server) sheetVersion(v *visit) error {
	d, n, err := s.numbered(v)
	if err != nil {
		return err
	}
	sheet, err := s.sheetNumber(v, &d, n)
	if err != nil {
		return err
	}
	return s.sendSheets(v, fileName(sheet.Document), sheet)
}

// mostSheets is how many declarations go into one workbook.
const mostSheets = 300

// sheets hands out the declarations of a list as one workbook, each that the
// person may read.
func (s *Server) sheets(v *visit) error {
	all := tabs(v)
	if len(all) == 0 {
		return models.Refuse(models.Forbidden, "您的账号不办理申报表，没有可导出的内容。")
	}
	t := chosenTab(v, all)
	f := t.filter(v)
	f.Search = searched(v)
	var sheets []xlsx.Sheet
	err := s.Store.EachDeclaration(v.ctx, f, func(d *models.Declaration) error {
		access := v.scope.Access(d)
		if access < models.Read {
			return nil
		}
		if len(sheets) == mostSheets {
			return models.Refuse(models.Invalid, "这一类里超过 "+strconv.Itoa(mostSheets)+
				" 份，一个工作簿装不下。请先用“查找”缩小范围，再导出。")
		}
		if err := s.readable(v, d); err != nil {
			return err
		}
		sheet, err := s.sheetOf(v, d, access)
		sheets = append(sheets, sheet)
		return err
	})
	if err != nil {
		return err
	}
	if len(sheets) == 0 {
		return models.Refuse(models.NotFound, "这一类里没有您可以导出的申报表：还没有送审的，送审后才能导出。")
	}
	return s.sendSheets(v, "绩效目标申报表（"+t.name+" "+strconv.Itoa(len(sheets))+" 份）", sheets...)
}

// sheetType is the media type of workbooks.
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (s *Server) sendSheets(v *visit, name string, sheets ...xlsx.Sheet) error {
	var b bytes.Buffer
	if err := xlsx.Write(&b, sheets...); err != nil {
		return err
	}
	v.Response().Header().Set("Content-Disposition", disposition("attachment", "xlsx", name))
	return v.Blob(http.StatusOK, sheetType, b.Bytes())
}
