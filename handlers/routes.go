package handlers

import "net/http"

// routes is the whole map. signed wants somebody signed in; which declarations
// they may see and what they may do is asked of models.Scope, everywhere.
func (s *Server) routes() {
	e := s.echo
	e.GET("/healthz", s.healthy).Name = "healthy"
	e.GET("/readyz", s.ready).Name = "ready"
	e.GET("/static/*", s.static.serve).Name = "static"
	e.GET("/outdated", s.outdated).Name = "outdated"

	e.GET("/signin", s.signInForm).Name = "signin"
	e.POST("/signin", s.signIn).Name = "signin.post"
	e.GET("/check", s.checkPrint).Name = "check"
	e.POST("/check", s.checkFile).Name = "check.file"
	e.GET("/C/:number/:version/:code", s.checkLink).Name = "check.link"
	e.POST("/signout", s.signOut).Name = "signout"

	e.GET("/", s.signed(s.home)).Name = "home"
	e.GET("/help", s.signed(s.help)).Name = "help"
	e.GET("/rules", s.signed(s.ruleBook)).Name = "rules"
	e.GET("/indicators", s.signed(s.indicators)).Name = "indicators"
	e.POST("/indicators/:id", s.signed(s.retire)).Name = "indicator.retire"
	e.GET("/declarations", s.signed(s.list)).Name = "list"
	e.GET("/declarations/new", s.signed(s.newForm)).Name = "new"
	e.POST("/declarations", s.signed(s.create)).Name = "create"
	e.GET("/declarations/:id", s.signed(s.show)).Name = "declaration"
	e.POST("/declarations/:id", s.signed(s.save)).Name = "save"
	e.GET("/declarations/:id/submit", s.signed(s.submitForm)).Name = "submit"
	e.GET("/declarations/:id/moves", s.signed(s.moved)).Name = "moved"
	e.POST("/declarations/:id/moves", s.signed(s.move)).Name = "move"
	e.GET("/declarations/:id/history", s.signed(s.history)).Name = "history"
	e.GET("/declarations/:id/opinions", s.signed(s.opinions)).Name = "opinions"
	e.POST("/declarations/:id/opinions", s.signed(s.answer)).Name = "opinions.answer"
	e.GET("/declarations/:id/compare", s.signed(s.compare)).Name = "compare"
	e.GET("/declarations/:id/saved", s.signed(s.savedList)).Name = "saved"
	e.GET("/declarations/:id/saved/:revision", s.signed(s.savedState)).Name = "saved.state"
	e.GET("/declarations/:id/years", s.signed(s.yearsForm)).Name = "years"
	e.POST("/declarations/:id/years", s.signed(s.changeYears)).Name = "years.post"
	e.GET("/declarations/:id/print", s.signed(s.print)).Name = "print"
	e.GET("/declarations/:id/versions/:version", s.signed(s.version)).Name = "version"
	e.GET("/declarations/:id/versions/:version/print", s.signed(s.printVersion)).Name = "version.print"
	e.GET("/declarations/:id/sheet", s.signed(s.sheet)).Name = "sheet"
	e.GET("/declarations/:id/upload", s.signed(s.uploadForm)).Name = "upload"
	e.POST("/declarations/:id/upload", s.signed(s.upload)).Name = "upload.post"
	e.GET("/declarations/:id/versions/:version/sheet", s.signed(s.sheetVersion)).Name = "version.sheet"
	e.GET("/declarations/sheets", s.signed(s.sheets)).Name = "sheets"
	e.GET("/declarations/:id/indicators", s.signed(s.collectForm)).Name = "collect"
	e.POST("/declarations/:id/indicators", s.signed(s.collect)).Name = "collect.post"
	e.GET("/declarations/:id/entry", s.signed(s.entry)).Name = "entry"
	e.POST("/declarations/:id/entry", s.signed(s.setEntryLimits)).Name = "entry.limits"
	e.GET("/templates", s.signed(s.templateList)).Name = "templates"
	e.POST("/templates", s.signed(s.createTemplate)).Name = "templates.new"
	e.GET("/templates/:id", s.signed(s.templateForm)).Name = "template"
	e.POST("/templates/:id", s.signed(s.saveTemplate)).Name = "template.save"
	e.POST("/templates/:id/units", s.signed(s.handOut)).Name = "template.units"
	e.GET("/declarations/:id/files", s.signed(s.papers)).Name = "papers"
	e.POST("/declarations/:id/files", s.signed(s.addPaper)).Name = "papers.add"
	e.POST("/declarations/:id/scans", s.signed(s.addScan)).Name = "scans.add"
	e.GET("/declarations/:id/files/:file", s.signed(s.file)).Name = "file"
	e.POST("/declarations/:id/files/:file", s.signed(s.changeFile)).Name = "file.change"
	e.GET("/budget", s.signed(s.budget)).Name = "budget"
	e.POST("/budget/import", s.signed(s.budgetImport)).Name = "budget.import"
	e.POST("/budget/links", s.signed(s.budgetLink)).Name = "budget.link"
	e.GET("/rounds", s.signed(s.rounds)).Name = "rounds"
	e.POST("/rounds", s.signed(s.openRound)).Name = "rounds.open"
	e.GET("/rounds/:id", s.signed(s.round)).Name = "round"
	e.POST("/rounds/:id/rules", s.signed(s.setRules)).Name = "round.rules"
	e.POST("/rounds/:id/papers", s.signed(s.setPapers)).Name = "round.papers"
	e.POST("/rounds/:id/check", s.signed(s.checkRound)).Name = "round.check"
	e.GET("/submit", s.signed(s.submitManyForm)).Name = "submit.many"
	e.POST("/submit", s.signed(s.submitMany)).Name = "submit.many.post"
	e.GET("/reviews", s.signed(s.reviewManyForm)).Name = "reviews"
	e.POST("/reviews", s.signed(s.reviewMany)).Name = "reviews.post"
	e.GET("/phrases", s.signed(s.phrasesForm)).Name = "phrases"
	e.POST("/phrases", s.signed(s.setPhrases)).Name = "phrases.post"
	e.GET("/ruling", s.signed(s.rulingForm)).Name = "ruling"
	e.POST("/ruling", s.signed(s.ruling)).Name = "ruling.post"
	e.GET("/prints", s.signed(s.prints)).Name = "prints"
	e.GET("/jobs", s.signed(s.jobs)).Name = "jobs"
	e.POST("/jobs", s.signed(s.createJob)).Name = "jobs.create"
	e.GET("/jobs/:id", s.signed(s.job)).Name = "job"
	e.POST("/jobs/:id", s.signed(s.actOnJob)).Name = "job.act"
	e.GET("/jobs/:id/file", s.signed(s.fetch)).Name = "job.file"
	e.GET("/settings", s.signed(s.settings)).Name = "settings"
	e.POST("/settings", s.signed(s.saveSettings)).Name = "settings.save"
	if s.Development {
		e.GET("/gallery", s.gallery).Name = "gallery"
	}
}

func (s *Server) home(v *visit) error { return v.Redirect(http.StatusSeeOther, v.url("list")) }

// url returns the path of a named route.
func (v *visit) url(name string, parameters ...any) string {
	return v.Echo().Reverse(name, parameters...)
}
