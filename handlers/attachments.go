package handlers

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jixiao/models"
	"jixiao/models/files"
	"jixiao/templates"
)

// papersView keeps what is said of a file that was not taken.
type papersView struct {
	status  int
	problem string
}

// papers shows what hangs on a declaration: stamped scans of its versions, and
// the documents behind it.
func (s *Server) papers(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	return s.drawPapers(v, &d, access, papersView{status: http.StatusOK})
}

// errNoPapers is what reviewers are told of a draft that was never sent in.
func errNoPapers() error {
	return models.Refuse(models.Forbidden, "这份申报表还没有送审，现在不能看它的附件。")
}

func (s *Server) drawPapers(v *visit, d *models.Declaration, access models.Access, view papersView) error {
	if access < models.Read {
		return errNoPapers()
	}
	round, list, err := s.hangingOn(v, d)
	if err != nil {
		return err
	}
	page := &templates.Papers{
		Base: s.base(v, v), Subject: s.subject(v, d), Problem: view.problem, Latest: d.Version,
		Filed: models.Filed(list, d.Version), Asked: round.NeedsScan, MayScan: mayScan(v, d, access), Editable: access == models.Fill,
	}
	page.Title, page.Section = "附件："+title(d), "list"
	shown := shownVersion(d, access)
	page.Missing = models.MissingPapers(round.Wanted, list, shown)
	for n := d.Version; n > 0; n-- {
		page.Versions = append(page.Versions, templates.Option{Value: strconv.Itoa(n), Text: "版本 " + strconv.Itoa(n)})
	}
	for _, kind := range models.Papers {
		page.Kinds = append(page.Kinds, templates.Option{Value: string(kind), Text: kind.Label()})
	}
	for i := range list {
		a := &list[i]
		row := s.paperRow(v, d, a, page.Editable)
		switch {
		case !visible(a, d, access):
		case a.Kind == models.StampedScan && !a.Removed():
			page.Scans = append(page.Scans, row)
		case a.In(shown):
			page.Papers = append(page.Papers, row)
		default:
			page.Others = append(page.Others, row)
		}
	}
	slices.Reverse(page.Scans)
	slices.SortStableFunc(page.Papers, func(a, b templates.PaperRow) int { return a.Order - b.Order })
	return s.draw(v, view.status, page)
}

// shownVersion is the version whose documents a person reads: what was sent in
// last, or for the unit what it will send in next.
func shownVersion(d *models.Declaration, access models.Access) int {
	if access >= models.ReadDraft {
		return openVersion(d)
	}
	return d.Version
}

// openVersion is the version that a declaration has now: the next one while it
// is being filled in.
func openVersion(d *models.Declaration) int {
	if d.Status.Editable() || d.Version == 0 {
		return d.Version + 1
	}
	return d.Version
}

// visible reports whether the person may see a file: what was sent in, and
// drafts if they may read them.
func visible(a *models.Attachment, d *models.Declaration, access models.Access) bool {
	if access >= models.ReadDraft {
		return true
	}
	sent := a.Version <= d.Version && (!a.Removed() || a.Until >= a.Version)
	return access == models.Read && (a.Kind == models.StampedScan || sent)
}

func (s *Server) paperRow(v *visit, d *models.Declaration, a *models.Attachment, editable bool) templates.PaperRow {
	row := templates.PaperRow{
		ID: a.ID, Order: slices.Index(models.Papers, a.Kind), Kind: a.Kind.Label(), Name: a.Name, URL: v.url("file", d.ID, a.ID),
		Format: files.Kind(a.Format).Label(), Size: files.Size(a.Size), Person: a.PersonName, At: a.At,
		Version: a.Version, Unfiled: a.Kind == models.StampedScan && a.Version == 0,
		MayRemove: !a.Removed() && mayRemove(v, a, editable),
	}
	switch {
	case a.Removed():
		row.Mark = a.RemovedBy + "已撤下"
	case row.Unfiled:
		row.Mark = "待手工归档"
	case a.Kind == models.StampedScan && a.Version < d.Version:
		row.Mark = "已有新版本"
	case a.Kind == models.StampedScan:
		row.Mark = "已归档"
	}
	if a.ByHand && !a.Removed() {
		row.Mark += "，手工归档"
	}
	return row
}

func mayRemove(v *visit, a *models.Attachment, editable bool) bool {
	if a.Kind == models.StampedScan {
		return a.PersonID == v.person.ID || v.scope.Finance
	}
	return editable
}

// addPaper attaches a document to a declaration that is being filled in.
func (s *Server) addPaper(v *visit) error {
	d, access, err := s.declaration(v)
	if err != nil {
		return err
	}
	if access < models.ReadDraft {
		return models.Refuse(models.Forbidden, "您不是这个单位的经办人，不能添加附件。")
	}
	kind := models.AttachmentKind(v.FormValue("kind"))
	name, content, err := postedFile(v)
	if err == nil && !slices.Contains(models.Papers, kind) {
		err = models.Refuse(models.Invalid, "请选择附件的种类，再选一次文件。")
	}
	var format files.Kind
	if err == nil {
		format, err = files.SniffDocument(content)
	}
	if err == nil {
		a := models.Attachment{DeclarationID: d.ID, Kind: kind, Name: name, Format: string(format)}
		err = s.keepFile(v, &a, content)
	}
	if err != nil {
		return s.notTaken(v, &d, access, err)
	}
	s.flash(v, "已添加"+kind.Label()+"《"+name+"》")
	return v.Redirect(http.StatusSeeOther, v.url("papers", d.ID))
}

// notTaken shows the page again with why a file was not taken.
func (s *Server) notTaken(v *visit, d *models.Declaration, access models.Access, err error) error {
	kind := models.KindOf(err)
	if kind == models.Internal || kind == models.Forbidden {
		return err
	}
	return s.drawPapers(v, d, access, papersView{status: statuses[kind], problem: messageOf(err)})
}

// keepFile writes the file and then its record: a failure in between leaves a
// file that belongs to nothing, which `jixiao verify` tells, and no record of
// a file that is not there.
func (s *Server) keepFile(v *visit, a *models.Attachment, content []byte) error {
	if s.Files == nil {
		return models.Refuse(models.Closed, "没有设置附件目录，不能上传。请管理员用 --files 指定。")
	}
	sum, err := s.Files.Keep(content)
	if err != nil {
		return err
	}
	a.Sum, a.Size = sum, int64(len(content))
	a.PersonID, a.PersonName = v.person.ID, v.person.Name
	return s.Store.AddAttachment(v.ctx, a)
}

// postedFile returns the file that was sent and its name.
func postedFile(v *visit) (name string, content []byte, err error) {
	header, err := v.FormFile("file")
	if err != nil || header.Filename == "" {
		return "", nil, models.Refuse(models.Invalid, "没有选择文件。请先选择文件，再按“上传”。")
	}
	if header.Size > files.MaxBytes {
		return "", nil, files.TooBig(header.Size)
	}
	file, err := header.Open()
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = file.Close() }()
	content, err = io.ReadAll(file)
	return nameOf(header.Filename), content, err
}

// nameOf is the name of a file without what cannot be kept or shown. Older
// browsers send the whole path.
func nameOf(sent string) string {
	sent = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(sent, "_"))
	sent = strings.TrimSpace(sent[strings.LastIndexAny(sent, `\/`)+1:])
	if sent == "" {
		return "未命名"
	}
	return sent
}

// attachment loads the attachment of the path, if the person may see it.
func (s *Server) attachment(v *visit) (d models.Declaration, access models.Access, a models.Attachment, err error) {
	if d, access, err = s.declaration(v); err != nil {
		return
	}
	missing := models.Refuse(models.NotFound, "没有这个附件，或者您看不到它。")
	id, err := strconv.ParseInt(v.Param("file"), 10, 64)
	if err != nil {
		return d, access, a, missing
	}
	a, err = s.Store.Attachment(v.ctx, d.ID, id)
	if models.KindOf(err) == models.NotFound || err == nil && !visible(&a, &d, access) {
		return d, access, a, missing
	}
	return d, access, a, err
}

// file hands out a file, never for the browser to show within the site.
func (s *Server) file(v *visit) error {
	_, _, a, err := s.attachment(v)
	if err != nil {
		return err
	}
	if s.Files == nil {
		return models.Refuse(models.Closed, "没有设置附件目录，打不开附件。请管理员用 --files 指定。")
	}
	content, err := s.Files.Read(a.Sum)
	switch {
	case errors.Is(err, files.ErrMissing), errors.Is(err, files.ErrChanged):
		s.Log.Error("attachment", "id", a.ID, "error", err.Error())
		return models.Refuse(models.Internal, "《"+a.Name+"》在服务器上的文件丢失或者被改动过，不能下载。请联系管理员。")
	case err != nil:
		return err
	}
	h := v.Response().Header()
	h.Set("Content-Disposition", disposition("attachment", a.Format, stem(a.Name, a.Format)))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	return v.Blob(http.StatusOK, files.Kind(a.Format).Type(), content)
}

// stem returns a name without the ending that says what the file is. Another
// ending stays: the right one comes after it.
func stem(name, format string) string {
	ending := filepath.Ext(name)
	kind := strings.ToLower(strings.TrimPrefix(ending, "."))
	if kind == format || kind == "jpg" && format == string(files.JPEG) {
		return strings.TrimSuffix(name, ending)
	}
	return name
}

// changeFile takes a file away, or files a scan by hand.
func (s *Server) changeFile(v *visit) error {
	d, access, a, err := s.attachment(v)
	if err != nil {
		return err
	}
	switch v.FormValue("do") {
	case "remove":
		if !mayRemove(v, &a, access >= models.ReadDraft) {
			return models.Refuse(models.Forbidden, "您不能撤下这个附件。扫描件由上传的人或财政局撤下，附件清单由本单位经办人改。")
		}
		err = s.Store.RemoveAttachment(v.ctx, d.ID, a.ID, v.person.Name)
		s.flash(v, "已撤下《"+a.Name+"》，记录还在")
	case "file":
		if !mayScan(v, &d, access) {
			return errNoScan()
		}
		version, _ := strconv.Atoi(v.FormValue("version"))
		err = s.Store.FileScan(v.ctx, d.ID, a.ID, version)
		s.flash(v, "已手工归档到版本 "+strconv.Itoa(version))
	default:
		err = models.Refuse(models.Invalid, "请按页面上的按钮操作。")
	}
	if err != nil {
		s.sessions.Remove(v.ctx, flashKey)
		return s.notTaken(v, &d, access, err)
	}
	return v.Redirect(http.StatusSeeOther, v.url("papers", d.ID))
}
