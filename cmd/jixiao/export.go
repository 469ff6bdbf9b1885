package main

// exportCommand are the flags of jixiao export.
type exportCommand struct {
	databaseFlag
	Year   int    `placeholder:"年度" help:"只导出这个年度"`
	Output string `required:"" short:"o" placeholder:"文件.json" help:"写到这个文件"`
}
