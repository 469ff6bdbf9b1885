package main

// orgImportCommand are the flags of jixiao org import.
type orgImportCommand struct {
	databaseFlag
	File string `arg:"" name:"文件.csv" help:"列：编码、名称、类型（财政局、股室、主管部门、单位）、上级编码，可再加行政区划"`
}
