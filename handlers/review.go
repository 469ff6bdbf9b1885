package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"jixiao/forms/rules"
	"jixiao/models"
	"jixiao/templates"
)

// reviewView keeps what a reviewer typed when a move is refused.
type reviewView struct {
	status  int
	opinion string
	problem string
	version int // to show; 0 means the latest
	remarks *[]models.Remark
}

func handedOut(d *models.Declaration) bool {
	return rules.Template(&d.Document, d.HandedOut)
}

// drawReview shows what was sent in: to reviewers, and to the unit while it is
// not its turn.
func (s *Server) drawReview(v *visit, d *models.Declaration, access models.Access, view reviewView) error {
	c, err := s.workcase(v, d)
	if err != nil {
		return err
	}
	page := &templates.Review{
		Base: s.base(v, v), Subject: s.subject(v, d), Buttons: buttons(c), Latest: true,
		Opinion: view.opinion, Problem: view.problem,
		Straight: d.Status == models.FinanceReview && v.scope.As(models.FinanceReviewer, d) ||
			d.Status == models.Reviewed && v.scope.As(models.FinanceReviewer, d),
	}
	page.Title, page.Section = title(d), "list"
	page.Adjust = c.Why(models.Adjust) == nil
	page.Writing = c.Why(models.Return) == nil && (view.version == 0 || view.version == d.Version)
	page.Remarks = s.remarkList(v, d, c.Remarks, false)
	if page.Writing && page.Opinion == "" {
		page.Opinion = draftOf(c.Remarks)[""]
	}
	if reviews(v) {
		if err := s.neighbours(v, d, page); err != nil {
			return err
		}
	}
	if page.Writing {
		if page.Phrases, err = s.phrases(v); err != nil {
			return err
		}
	}
	if page.Subject.Opinion, err = s.opinion(v, d); err != nil {
		return err
	}
	switch {
	case access == models.Summary:
		page.Summary = &templates.SummaryOnly{
			Project: d.Document.Project.Name, Unit: d.Document.Unit.Name, Department: d.Document.Department.Printed(),
			Total: d.Document.Funding.Total.Amount.String(), Annual: d.Document.Funding.Annual.Amount.String(),
		}
	case d.Version > 0 && (access == models.Read || view.version > 0 || !d.Status.Editable() && d.Status != models.Void):
		err = s.showVersion(v, d, page, view)
	default:
		page.Form, err = s.readForm(v.ctx, d, &d.Document, c.Check(&d.Document))
	}
	if err != nil {
		return err
	}
	return s.draw(v, max(view.status, http.StatusOK), page)
}

// showVersion puts a version that was sent in on the page, with the findings
// that it was sent in with.
func (s *Server) showVersion(v *visit, d *models.Declaration, page *templates.Review, view reviewView) error {
	n := view.version
	if n == 0 {
		n = d.Current()
	}
	version, err := s.Store.Version(v.ctx, d.ID, n)
	if err != nil {
		return err
	}
	page.Version, page.Latest = n, n == d.Current()
	page.SentAt, page.SentBy = version.At, version.PersonName
	if page.Reason, err = s.reason(v, d.ID, n); err != nil {
		return err
	}
	if err = s.sinceLast(v, d, page); err != nil {
		return err
	}
	page.Collect = page.Latest && len(v.scope.Libraries(d)) > 0
	o := templates.FormOptions{Findings: version.Findings, HandedOut: handedOut(d)}
	if o.Remarks, err = s.Store.Remarks(v.ctx, d.ID); err != nil {
		return err
	}
	if page.Writing {
		o.Boxes = draftOf(o.Remarks)
		if view.remarks != nil {
			o.Boxes = textsByCell(*view.remarks)
		}
	}
	if o.Beside, err = s.hung(v, d, page); err != nil {
		return err
	}
	o.Remarks = latest(o.Remarks)
	l, err := layoutOf(&version.Document)
	if err != nil {
		return err
	}
	if o.Given, err = s.given(v.ctx, d); err != nil {
		return err
	}
	page.Form, err = templates.NewForm(l, &version.Document, o)
	return err
}

// hung puts on the page whether the stamped scan is there, and returns the
// documents of the version that is shown.
func (s *Server) hung(v *visit, d *models.Declaration, page *templates.Review) (rows []templates.PaperRow, err error) {
	round, list, err := s.hangingOn(v, d)
	if err != nil {
		return nil, err
	}
	page.Scan = &templates.ScanState{
		Filed: models.Filed(list, page.Version), Asked: round.NeedsScan && page.Latest, URL: v.url("papers", d.ID),
	}
	return s.papersOf(v, d, list, page.Version), nil
}

// papersOf are the documents of a version.
func (s *Server) papersOf(v *visit, d *models.Declaration, list []models.Attachment, version int) (rows []templates.PaperRow) {
	for i := range list {
		if list[i].In(version) {
			rows = append(rows, s.paperRow(v, d, &list[i], false))
		}
	}
	return rows
}

// reason returns what the unit said about the warnings of a version.
func (s *Server) reason(v *visit, id int64, version int) (string, error) {
	events, err := s.Store.Events(v.ctx, id)
	if err != nil {
		return "", err
	}
	for _, e := range slices.Backward(events) {
		if e.Action == models.Submit && e.Version == version {
			return e.Opinion, nil
		}
	}
	return "", nil
}

func (s *Server) readForm(ctx context.Context, d *models.Declaration, doc *models.Document, found []models.Finding) (*templates.Form, error) {
	l, err := layoutOf(doc)
	if err != nil {
		return nil, err
	}
	handed, err := s.given(ctx, d)
	if err != nil {
		return nil, err
	}
	return templates.NewForm(l, doc, templates.FormOptions{Findings: found, HandedOut: handedOut(d), Given: handed})
}

// version shows one version that was sent in.
func (s *Server) version(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(v.Param("version"))
	if err != nil || n < 1 || n > d.Version || access < models.Read {
		return errNotFound()
	}
	return s.drawReview(v, &d, access, reviewView{version: n})
}

func (s *Server) history(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	page := &templates.History{Base: s.base(v, v), Subject: s.subject(v, &d)}
	page.Title, page.Section = "经过："+title(&d), "list"
	events, err := s.Store.Events(v.ctx, d.ID)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(events) {
		page.Events = append(page.Events, eventRow(e))
	}
	if access < models.Read {
		return s.draw(v, http.StatusOK, page)
	}
	versions, err := s.Store.Versions(v.ctx, d.ID)
	if err != nil {
		return err
	}
	list, err := s.Store.Attachments(v.ctx, d.ID)
	if err != nil {
		return err
	}
	for _, n := range versions {
		page.Versions = append(page.Versions, templates.VersionRow{
			Number: n.Number, At: n.At, Person: n.PersonName,
			URL: v.url("version", d.ID, n.Number), Print: v.url("version.print", d.ID, n.Number),
			Sheet: v.url("version.sheet", d.ID, n.Number), Filed: models.Filed(list, n.Number),
		})
	}
	return s.draw(v, http.StatusOK, page)
}

func eventRow(e models.Event) templates.EventRow {
	row := templates.EventRow{
		At: e.At, Person: e.PersonName, Action: e.Action.Label(), From: e.From.Label(), To: e.To.Label(),
		Note: e.Note, Opinion: e.Opinion, Version: e.Version,
	}
	if e.Action == models.Adjust {
		row.Ruling = "预算调整文件：" + e.Number
	} else if e.Number != "" {
		row.Ruling = "批复文号 " + e.Number + "，批复日期 " + shownDay(e.Date)
	}
	return row
}
