package main

// importCommand are the flags of jixiao import.
type importCommand struct {
	databaseFlag
	As    string   `placeholder:"登录名" help:"记为这个账号导入"`
	Files []string `arg:"" name:"文件" help:"申报表文件（declaration/1 的 JSON）"`
}
