package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jixiao/forms/pdf"
	"jixiao/models"
)

// work is a job being done.
type work struct {
	*Server
	models.Job

	told   time.Time // when the progress was kept last
	bound  bindings
	scope  models.Scope
	public bool
}

// mostLeft is how many declarations that could not be printed are named.
const mostLeft = 500

// do prints the job into a file and keeps it.
func (w *work) do(ctx context.Context) error {
	v, err := w.visitor(ctx, w.PersonID)
	if err != nil {
		return err
	}
	var c selection
	if err := json.Unmarshal([]byte(w.Choice), &c); err != nil {
		return fmt.Errorf("handlers: choice of a job: %w", err)
	}
	ids, err := w.idsOf(v, &c)
	if err != nil {
		return err
	}
	w.scope, w.public, w.Total, w.Done = v.scope, c.Public, len(ids), 0
	if err := w.Store.JobProgress(ctx, w.ID, w.Worker, 0, w.Total); err != nil {
		return err
	}
	out, done, err := w.press.results.scratch()
	if err != nil {
		return err
	}
	defer done()
	ending, err := w.print(ctx, out, ids)
	if err != nil {
		return err
	}
	w.File = resultName(&w.scope, ending)
	if w.Size, err = w.press.results.keep(out, w.File, w.Clock()); err != nil {
		return err
	}
	w.Done = w.Total
	return ctx.Err()
}

// discard removes the file of a job that did not end well.
func (w *work) discard() {
	if w.File != "" {
		_ = os.Remove(filepath.Join(w.press.results.folder, w.File))
	}
}

// print writes the file and returns its ending.
func (w *work) print(ctx context.Context, out *os.File, ids []int64) (string, error) {
	if w.Kind == models.SingleFiles {
		a := w.Fonts.NewArchive(out, w.Clock().In(models.China))
		n := 0
		err := w.eachSheet(ctx, ids, a.Add, func(printed bool) error {
			if printed {
				n++
			}
			w.Done++
			return w.tell(ctx)
		})
		if err == nil && n == 0 {
			err = errNothingPrinted()
		}
		return ".zip", errors.Join(err, a.Close())
	}
	spool, done, err := w.press.results.scratch()
	if err != nil {
		return "", err
	}
	defer done()
	b := w.Fonts.Binder(spool)
	collected, printed := 0, 0
	half := func() error {
		w.Done = (collected + printed) / 2
		return w.tell(ctx)
	}
	err = w.eachSheet(ctx, ids, func(s pdf.Sheet) error {
		err := b.Add(&s)
		if err == nil {
			w.bound.add(s.Document)
		}
		return err
	}, func(bool) error {
		collected++
		return half()
	})
	if err != nil {
		return "", err
	}
	if b.Forms() == 0 {
		return "", errNothingPrinted()
	}
	like := w.bound.booklet(w.Kind, w.Clock())
	err = b.Write(out, like, w.Clock().In(models.China), func() error {
		printed++
		return half()
	})
	if b.Volumes() > 1 {
		return ".zip", err
	}
	return ".pdf", err
}

func errNothingPrinted() error {
	return models.Refuse(models.Invalid, "选出的申报表一份也没有印出，原因见下面的清单。")
}

// tell keeps the progress, not too often, and lets others work.
func (w *work) tell(ctx context.Context) error {
	w.press.rest()
	if err := ctx.Err(); err != nil {
		return err
	}
	if time.Since(w.told) < time.Second {
		return nil
	}
	w.told = time.Now()
	err := w.Store.JobProgress(ctx, w.ID, w.Worker, w.Done, w.Total)
	if err != nil && ctx.Err() == nil && models.KindOf(err) != models.Closed {
		// That the page shows an older figure is no reason to end.
		w.Log.Warn("progress of a job", "job", w.ID, "error", err.Error())
		return nil
	}
	return err
}

// eachSheet prints each declaration as the owner may see it. Whether they may
// is asked anew for every few; what cannot be printed is named and left out.
func (w *work) eachSheet(ctx context.Context, ids []int64, print func(pdf.Sheet) error, step func(printed bool) error) error {
	const some = 100
	for begin := 0; begin < len(ids); begin += some {
		v, err := w.visitor(ctx, w.PersonID)
		if err != nil {
			return err
		}
		part := ids[begin:min(begin+some, len(ids))]
		all, err := w.Store.Declarations(ctx, part)
		if err != nil {
			return err
		}
		found := map[int64]*models.Declaration{}
		for i := range all {
			found[all[i].ID] = &all[i]
		}
		for _, id := range part {
			why, err := w.one(v, found[id], print)
			if err != nil {
				return err
			}
			if why != "" {
				w.leaveOut(v, id, found[id], why)
			}
			if err := step(why == ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// one prints a declaration, or returns why it is left out.
func (w *work) one(v *visit, d *models.Declaration, print func(pdf.Sheet) error) (why string, err error) {
	if d == nil || v.scope.Access(d) == models.NoAccess {
		return messageOf(errNotFound()), nil
	}
	sheet, err := w.paper(v.ctx, d, v.scope.Access(d), w.public)
	if err == nil {
		err = print(sheet)
	}
	var glyphs pdf.GlyphErrors
	switch {
	case errors.As(err, &glyphs):
		return glyphs.Error(), nil
	case models.KindOf(err) != models.Internal:
		return messageOf(err), nil
	}
	return "", err
}

func (w *work) leaveOut(v *visit, id int64, d *models.Declaration, why string) {
	switch len(w.Left) {
	case mostLeft:
		w.Left = append(w.Left, models.LeftOut{Reason: "另有一些没有印出的申报表，这里没有列出。"})
		return
	case mostLeft + 1:
		return
	}
	left := models.LeftOut{ID: id, Reason: why}
	if d != nil && v.scope.Access(d) > models.NoAccess && !v.scope.SentInOnly(d) {
		left.Project = d.Document.Project.Name
	}
	w.Left = append(w.Left, left)
}

// bindings is what the forms of a booklet have in common.
type bindings struct {
	forms                  int
	year                   int
	unit, department       models.OrgName
	years, units, agencies int // how many times another one came
}

func (b *bindings) add(d *models.Document) {
	if b.forms++; b.forms == 1 {
		b.year, b.unit, b.department = d.Year, d.Unit, d.Department
	}
	for _, differs := range []struct {
		yes bool
		n   *int
	}{{d.Year != b.year, &b.years}, {d.Unit != b.unit, &b.units}, {d.Department != b.department, &b.agencies}} {
		if differs.yes {
			*differs.n++
		}
	}
}

// booklet returns the cover of the forms.
func (b *bindings) booklet(kind models.JobKind, now time.Time) pdf.Booklet {
	like := pdf.Booklet{Title: "项目支出绩效目标申报表", Numbering: pdf.ByForm}
	if b.years == 0 {
		like.Title = fmt.Sprintf("%d年度项目支出绩效目标申报表", b.year)
	}
	if kind == models.BoundThrough {
		like.Numbering = pdf.Throughout
	}
	switch {
	case b.units == 0 && b.unit.Name != "":
		like.Lines = append(like.Lines, b.unit.Name)
	case b.agencies == 0 && b.department.Name != "":
		like.Lines = append(like.Lines, b.department.Name)
	}
	like.Lines = append(like.Lines, fmt.Sprintf("共 %d 份", b.forms), models.FormatDay(now.In(models.China)))
	return like
}
