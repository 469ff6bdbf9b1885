package main

// userAddCommand are the flags of jixiao user add.
type userAddCommand struct {
	databaseFlag
	passwordFlag
	Login string   `arg:"" name:"登录名" help:"进入系统用的名字"`
	Name  string   `required:"" placeholder:"姓名" help:"姓名，填报时作为经办人"`
	Phone string   `placeholder:"电话" help:"联系电话"`
	Role  []string `required:"" placeholder:"角色" help:"handler=单位编码、department=主管部门编码、finance、finance=部门编码、admin；可写多个"`
}

// userPasswordCommand are the flags of jixiao user password.
type userPasswordCommand struct {
	databaseFlag
	passwordFlag
	Login string `arg:"" name:"登录名" help:"进入系统用的名字"`
}

// userDisableCommand are the flags of jixiao user disable.
type userDisableCommand struct {
	databaseFlag
	Login string `arg:"" name:"登录名" help:"进入系统用的名字"`
}

// passwordFlag says where a new password comes from.
type passwordFlag struct {
	PasswordFile string `placeholder:"文件" help:"从文件读密码；不填则从标准输入读一行"`
}
