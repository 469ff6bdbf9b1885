package handlers

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"jixiao/forms/scan"
	"jixiao/models"
	"jixiao/models/files"
)

// reading is how long a file is looked at for codes.
const reading = 25 * time.Second

// newScanner returns a reader for the QR codes that prints carry.
func newScanner() *scan.Reader {
	return scan.NewReader(func(text string) bool {
		_, ok := models.ReadMark(text)
		return ok
	})
}

// mayScan reports whether the person may hand in stamped scans: the unit, and
// the reviewers who hold the paper in their hands.
func mayScan(v *visit, d *models.Declaration, access models.Access) bool {
	holds := v.scope.As(models.Handler, d) || v.scope.As(models.DepartmentReviewer, d) || v.scope.As(models.FinanceReviewer, d)
	return holds && access >= models.Read && d.Version > 0 && d.Status != models.Void
}

func errNoScan() error {
	return models.Refuse(models.Forbidden, "您不能上传这份申报表的扫描件。它由本单位经办人或审核人在送审后上传。")
}

// addScan takes a stamped scan, reads which version it shows, and files it
// there. One that cannot be read is kept, for a person to file.
func (s *Server) addScan(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if !mayScan(v, &d, access) {
		return errNoScan()
	}
	said, filed, err := s.takeScan(v, &d)
	if err != nil {
		return s.notTaken(v, &d, access, err)
	}
	s.flash(v, said)
	if !filed {
		s.sessions.Put(v.ctx, flashKey, "problem:"+said)
	}
	return v.Redirect(http.StatusSeeOther, v.url("papers", d.ID))
}

// takeScan keeps what was sent, says what became of it, and whether it was
// filed.
func (s *Server) takeScan(v *visit, d *models.Declaration) (said string, filed bool, err error) {
	name, content, err := postedFile(v)
	if err != nil {
		return "", false, err
	}
	kind, err := files.Sniff(content)
	if err != nil {
		return "", false, err
	}
	list, err := s.Store.Attachments(v.ctx, d.ID)
	if err != nil {
		return "", false, err
	}
	sum := files.Sum(content)
	same := slices.IndexFunc(list, func(a models.Attachment) bool {
		return a.Kind == models.StampedScan && !a.Removed() && a.Sum == sum
	})
	if same >= 0 {
		return "这个文件已经上传过，没有重复收下", true, nil
	}
	version, said, err := s.readScan(v, d, kind, content)
	if err != nil {
		return "", false, err
	}
	a := models.Attachment{DeclarationID: d.ID, Kind: models.StampedScan, Version: version, Name: name, Format: string(kind)}
	return said, version > 0, s.keepFile(v, &a, content)
}

// readScan returns the version that a scan shows, 0 when nobody can tell.
func (s *Server) readScan(v *visit, d *models.Declaration, kind files.Kind, content []byte) (version int, said string, err error) {
	ctx, stop := context.WithTimeout(v.ctx, reading)
	defer stop()
	paper, err := s.scanner.Read(ctx, kind, content)
	if err != nil {
		return 0, "", err
	}
	if !paper.Scanned() {
		return 0, "", models.Refuse(models.Invalid, "这份 PDF 是电子文件，不是扫描件。请打印、签字、盖章，扫描后再上传。")
	}
	mark, found, err := oneMark(paper.Codes)
	if err != nil {
		return 0, "", err
	}
	if !found {
		why := "没有认出页脚的二维码"
		if paper.Unread != "" {
			why += "（" + paper.Unread + "）"
		}
		return 0, why + "。文件已收下，请在下面选定版本，手工归档", nil
	}
	return s.versionOf(v, d, mark)
}

// oneMark returns the marks that all codes of a file bear.
func oneMark(codes []scan.Code) (mark models.Mark, found bool, err error) {
	first := 0
	for _, c := range codes {
		m, ok := models.ReadMark(c.Text)
		switch {
		case !ok:
		case !found:
			mark, found, first = m, true, c.Page
		case m != mark:
			return mark, false, models.Refuse(models.Invalid, fmt.Sprintf(
				"文件里不止一份：第 %d 页是编号 %s 版本 %d，第 %d 页是编号 %s 版本 %d。请每份申报表扫描成一个文件再上传。",
				first, mark.Number, mark.Version, c.Page, m.Number, m.Version))
		}
	}
	return mark, found, nil
}

// versionOf compares the marks with the version that they name.
func (s *Server) versionOf(v *visit, d *models.Declaration, m models.Mark) (version int, said string, err error) {
	if m.Declaration() != d.ID {
		return 0, "", models.Refuse(models.Invalid, "这是另一份申报表的扫描件："+s.named(v, m)+"。请到那份申报表的附件页上传。")
	}
	sent, err := s.Store.Version(v.ctx, d.ID, m.Version)
	if models.KindOf(err) == models.NotFound {
		return 0, "", models.Refuse(models.Invalid, fmt.Sprintf("扫描件上是版本 %d，这份申报表没有这个版本，最新的是版本 %d。", m.Version, d.Version))
	}
	if err != nil {
		return 0, "", err
	}
	own, err := s.Key.Mark(&sent)
	if err != nil {
		return 0, "", err
	}
	here := "版本 " + strconv.Itoa(m.Version)
	switch {
	case !m.Is(own):
		return 0, "二维码里的校验码与" + here + " 的内容不符，没有自动归档。请核对纸上的文字，确实无误再在下面手工归档", nil
	case m.Version < d.Version:
		return m.Version, fmt.Sprintf("已归档到%s。已有新版本：版本 %d 还需要打印、盖章、扫描", here, d.Version), nil
	}
	return m.Version, "已归档到" + here, nil
}

// named says which declaration marks name, with its project for those who may
// see it.
func (s *Server) named(v *visit, m models.Mark) string {
	text := "编号 " + m.Number
	other, err := s.Store.Declaration(v.ctx, m.Declaration())
	if err == nil && v.scope.Access(&other) >= models.ReadDraft {
		text += "，" + title(&other)
	}
	return text
}

// hangingOn returns the round of a declaration, a blank one while it has none,
// and what was uploaded to it.
func (s *Server) hangingOn(v *visit, d *models.Declaration) (round models.Round, list []models.Attachment, err error) {
	if d.RoundID != 0 {
		if round, err = s.Store.Round(v.ctx, d.RoundID); err != nil {
			return round, nil, err
		}
	}
	list, err = s.Store.Attachments(v.ctx, d.ID)
	return round, list, err
}
