package main

// commands is the command line: every command with its flags. Each flag may
// also be set by an environment variable, JIXIAO_ and its name.
type commands struct {
	Help helpFlag `short:"h" help:"显示帮助"`

	Serve       serveCommand       `cmd:"" help:"启动网站"`
	Migrate     migrateCommand     `cmd:"" help:"建立数据库，或把它升级到本版本"`
	Org         orgCommands        `cmd:"" help:"主管部门和单位"`
	Check       checkCommand       `cmd:"" help:"检查申报表文件，每张一行结果；有错误时退出码为 1"`
	Print       printCommand       `cmd:"" help:"把申报表文件印成一个 PDF"`
	VerifyPrint verifyPrintCommand `cmd:"" help:"核对打印的 PDF 与送审的版本是否一字不差；不一致时退出码为 1"`
	Verify      verifyCommand      `cmd:"" help:"核对记录和附件有没有被人改动、丢失；有时退出码为 1"`
	Import      importCommand      `cmd:"" help:"把申报表文件导入为草稿"`
	Export      exportCommand      `cmd:"" help:"导出申报表"`
	User        userCommands       `cmd:"" help:"账号"`
}

// orgCommands are the commands on organisations.
type orgCommands struct {
	Import orgImportCommand `cmd:"" help:"从 CSV 文件导入主管部门和单位"`
}

// userCommands are the commands on accounts.
type userCommands struct {
	Add      userAddCommand      `cmd:"" help:"新建账号"`
	Password userPasswordCommand `cmd:"" help:"重设密码"`
	Disable  userDisableCommand  `cmd:"" help:"停用账号"`
}
