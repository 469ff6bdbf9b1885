package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"jixiao/handlers"
	"jixiao/models"
	"jixiao/models/store"
)

// userAddCommand are the flags of jixiao user add.
type userAddCommand struct {
	databaseFlag
	passwordFlag
	Login string   `arg:"" name:"登录名" help:"进入系统用的名字"`
	Name  string   `required:"" placeholder:"姓名" help:"姓名，填报时作为经办人"`
	Phone string   `placeholder:"电话" help:"联系电话"`
	Role  []string `required:"" placeholder:"角色" help:"handler=单位编码（经办人）、department=主管部门编码（主管部门审核人）、finance（财政审核人）、finance=部门编码（只审该部门）、admin（管理员）；可写多个，用逗号分开"`
}

// Run makes an account.
func (c *userAddCommand) Run(p *program) error {
	return c.with(p, func(s *store.Store) error {
		tree, err := s.Orgs(p.ctx)
		if err != nil {
			return err
		}
		roles, err := readRoles(c.Role, tree)
		if err != nil {
			return err
		}
		hash, err := c.hash(p)
		if err != nil {
			return err
		}
		if models.Blank(c.Name) {
			return refuse("姓名不能为空，请用 --name 写明")
		}
		person := models.Person{Login: c.Login, Name: c.Name, Phone: c.Phone, Roles: roles}
		if err := s.CreatePerson(p.ctx, &person, hash, false); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已新建账号 %s（%s）\n", person.Login, person.Name)
		return nil
	})
}

// userPasswordCommand are the flags of jixiao user password.
type userPasswordCommand struct {
	databaseFlag
	passwordFlag
	Login string `arg:"" name:"登录名" help:"进入系统用的名字"`
}

// Run gives an account another password and ends its sessions.
func (c *userPasswordCommand) Run(p *program) error {
	return c.with(p, func(s *store.Store) error {
		account, err := accountOf(p, s, c.Login)
		if err != nil {
			return err
		}
		hash, err := c.hash(p)
		if err != nil {
			return err
		}
		if err := s.SetPassword(p.ctx, account.ID, hash, false); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已重设账号 %s 的密码，已登录的须重新登录\n", account.Login)
		return nil
	})
}

// userDisableCommand are the flags of jixiao user disable.
type userDisableCommand struct {
	databaseFlag
	Login string `arg:"" name:"登录名" help:"进入系统用的名字"`
}

// Run closes an account. What its person has done stays on record.
func (c *userDisableCommand) Run(p *program) error {
	return c.with(p, func(s *store.Store) error {
		account, err := accountOf(p, s, c.Login)
		if err != nil {
			return err
		}
		if err := s.SetDisabled(p.ctx, account.ID, true); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "已停用账号 %s（%s）\n", account.Login, account.Name)
		return nil
	})
}

func accountOf(p *program, s *store.Store, login string) (store.Account, error) {
	account, err := s.PersonByLogin(p.ctx, login)
	if models.KindOf(err) == models.NotFound {
		return account, refuse("没有登录名为 %s 的账号", login)
	}
	return account, err
}

// passwordFlag says where a new password comes from.
type passwordFlag struct {
	PasswordFile string `placeholder:"文件" help:"从文件读密码；不填则从标准输入读一行"`
}

// hash reads the new password and returns its hash.
func (f passwordFlag) hash(p *program) (string, error) {
	password, err := f.read(p)
	if err != nil {
		return "", err
	}
	if password == "" {
		return "", refuse("没有给出密码，请用 --password-file 或从标准输入给出")
	}
	if err := handlers.CheckPasswordStrength(password); err != nil {
		return "", err
	}
	return handlers.HashPassword(password)
}

func (f passwordFlag) read(p *program) (string, error) {
	if f.PasswordFile != "" {
		content, err := readFile(f.PasswordFile)
		first, _, _ := strings.Cut(string(content), "\n")
		return strings.TrimSuffix(first, "\r"), err
	}
	if terminal(p.stdin) {
		fmt.Fprintln(p.stderr, "请输入密码（输入时可见），回车结束：")
	}
	line, err := bufio.NewReader(io.LimitReader(p.stdin, 4096)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", refuse("读不到密码：%s", reason(err))
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// roleNames are the roles as the command line names them, and at which kinds of
// organisation one has them.
var roleNames = map[string]struct {
	kind  models.RoleKind
	where []models.OrgKind // nil: at the bureau, and no code is needed
}{
	"handler":    {models.Handler, fillingKinds},
	"department": {models.DepartmentReviewer, reviewingKinds},
	"finance":    {models.FinanceReviewer, nil},
	"admin":      {models.Administrator, nil},
}

// readRoles reads the roles of an account: handler=026001, finance, ….
func readRoles(words []string, tree orgs) ([]models.Role, error) {
	var roles []models.Role
	for _, word := range words {
		name, code, _ := strings.Cut(strings.TrimSpace(word), "=")
		role, ok := roleNames[name]
		if !ok {
			return nil, refuse("角色“%s”不认识，可用 handler=单位编码、department=主管部门编码、finance、admin", word)
		}
		if role.kind == models.Administrator && code != "" {
			return nil, refuse("管理员不属于哪个单位，admin 后面不用写编码")
		}
		where := role.where
		if role.kind == models.FinanceReviewer && code != "" {
			where = reviewingKinds
		}
		id := tree.bureau()
		if where != nil {
			if id = tree.byCode(code, where); id == 0 {
				return nil, refuse("角色“%s”的编码“%s”不在组织表中，或类型不对；请先用 jixiao org import 导入", word, code)
			}
		}
		roles = addRole(roles, role.kind, id, code)
	}
	return roles, nil
}

// addRole adds a role. A finance reviewer has one role with all departments
// that were named; one that named none reviews all of them.
func addRole(roles []models.Role, kind models.RoleKind, id int64, code string) []models.Role {
	if kind != models.FinanceReviewer || code == "" {
		return append(roles, models.Role{Kind: kind, OrgID: id})
	}
	i := slices.IndexFunc(roles, func(r models.Role) bool {
		return r.Kind == models.FinanceReviewer && len(r.Departments) > 0
	})
	if i < 0 {
		return append(roles, models.Role{Kind: kind, Departments: []int64{id}})
	}
	roles[i].Departments = append(roles[i].Departments, id)
	return roles
}
