package main

// printCommand are the flags of jixiao print.
type printCommand struct {
	fontsFlag
	Output string   `required:"" short:"o" placeholder:"文件.pdf" help:"写到这个文件"`
	Files  []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}
