package handlers

import (
	"errors"
	"io"

	"jixiao/forms/pdf"
	"jixiao/forms/workflow"
	"jixiao/models"
)

// printable lays out and prints what is about to be sent in: the paper of a
// version must come out for ever. The rules name the cells with characters that
// have no glyph; this finds whatever else a print shows, the region in the
// title or the name of a class that no layout has.
func (s *Server) printable(v *visit, c *workflow.Case, d *models.Declaration) error {
	if len(workflow.Of(c.Check(&d.Document), models.SeverityError)) > 0 {
		return nil // which are told first, each at its cell
	}
	decided, err := s.Store.PrintDecisions(v.ctx)
	if err != nil {
		return err
	}
	version := models.Version{DeclarationID: d.ID, Number: d.Version + 1, Document: d.Document, At: s.Clock()}
	sheet, err := pdf.SheetOf(&version, s.Key, decided)
	if err != nil {
		return err
	}
	err = s.Fonts.Write(io.Discard, sheet)
	var glyphs pdf.GlyphErrors
	if errors.As(err, &glyphs) {
		return models.Refuse(models.Invalid, "打印不出来，不能送审："+glyphs.Error()+"。")
	}
	return err
}
