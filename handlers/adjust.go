package handlers

import (
	"net/http"

	"jixiao/forms/workflow"
	"jixiao/models"
	"jixiao/templates"
)

// adjustForm asks why an approved declaration is to be changed, and by which
// document its budget was.
func (s *Server) adjustForm(v *visit) error {
	d, _, err := s.declaration(v)
	if err != nil {
		return err
	}
	c, err := s.workcase(v, &d)
	if err != nil {
		return err
	}
	if err := c.Why(models.Adjust); err != nil {
		return err
	}
	return s.drawAdjust(v, &d, http.StatusOK, workflow.Request{}, "")
}

func (s *Server) drawAdjust(v *visit, d *models.Declaration, status int, r workflow.Request, problem string) error {
	page := &templates.Adjust{
		Base: s.base(v, v), Subject: s.subject(v, d), Reason: r.Opinion, Basis: r.Number, Problem: problem,
	}
	page.Title, page.Section = "办理调整："+title(d), "list"
	return s.draw(v, status, page)
}

// approved returns the text that stands during a 调整, nil where there is none.
func (s *Server) approved(v *visit, d *models.Declaration) (*models.Document, error) {
	if !d.Adjusting() {
		return nil, nil //nolint:nilnil // nothing is being adjusted
	}
	version, err := s.Store.Version(v.ctx, d.ID, d.ApprovedVersion)
	return &version.Document, err
}
