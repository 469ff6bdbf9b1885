package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"jixiao/models"
)

// Account is a person with what signing in needs.
type Account struct {
	models.Person
	PasswordHash  string
	MustChange    bool // the password has to be changed at the next sign-in
	PasswordSetAt time.Time
}

// personRow is an account.
type personRow struct {
	ID           int64 `gorm:"primaryKey"`
	Login        string
	LoginKey     string // login as it is compared
	Name         string
	Phone        string
	Disabled     bool
	PasswordHash string
	MustChange   bool
	PasswordSet  instant `gorm:"column:password_set_at"`
	Created      instant `gorm:"column:created_at"`
}

// TableName names the table.
func (personRow) TableName() string { return "people" }

const (
	noPerson   = "没有这个账号"
	loginTaken = "这个登录名已有人使用，请换一个"
)

// loginKey returns a login as it is compared: people type it with capitals,
// blanks and full-width letters.
func loginKey(login string) string { return fold(login) }

// Person returns a person with roles. It is a NotFound when there is none.
func (s *Store) Person(ctx context.Context, id int64) (models.Person, error) {
	a, err := s.account(ctx, fmt.Sprintf("person %d", id), "id = ?", id)
	return a.Person, err
}

// PersonByLogin returns the account of a login, whatever its capitals. It is a
// NotFound when there is none.
func (s *Store) PersonByLogin(ctx context.Context, login string) (Account, error) {
	if storableText(login) != nil {
		return Account{}, fmt.Errorf("store: person by login: %w", models.Refuse(models.NotFound, noPerson))
	}
	return s.account(ctx, "person by login", "login_key = ?", loginKey(login))
}

func (s *Store) account(ctx context.Context, doing, condition string, key any) (Account, error) {
	var a Account
	err := s.read(ctx, doing, func(tx *gorm.DB) error {
		var row personRow
		if err := tx.Where(condition, key).Take(&row).Error; err != nil {
			return missing(err, noPerson)
		}
		roles, err := rolesOf(tx, row.ID)
		a = Account{row.person(roles[row.ID]), row.PasswordHash, row.MustChange, row.PasswordSet.Time}
		return err
	})
	return a, err
}

func (r *personRow) person(roles []models.Role) models.Person {
	return models.Person{ID: r.ID, Login: r.Login, Name: r.Name, Phone: r.Phone, Disabled: r.Disabled, Roles: roles}
}

// People returns everybody with their roles, in the order of their logins.
func (s *Store) People(ctx context.Context) ([]models.Person, error) {
	var people []models.Person
	err := s.read(ctx, "people", func(tx *gorm.DB) error {
		var rows []personRow
		if err := tx.Order("login_key").Find(&rows).Error; err != nil {
			return err
		}
		roles, err := rolesOf(tx)
		people = make([]models.Person, len(rows))
		for i := range rows {
			people[i] = rows[i].person(roles[rows[i].ID])
		}
		return err
	})
	return people, err
}

// CreatePerson adds an account with its roles and fills in p's identity. A
// login that is taken is a Conflict, an empty one Invalid.
func (s *Store) CreatePerson(ctx context.Context, p *models.Person, passwordHash string, mustChange bool) error {
	return s.write(ctx, "create person "+p.Login, func(tx *gorm.DB) error {
		if err := nameable(p); err != nil {
			return err
		}
		row := personRow{
			Login: strings.TrimSpace(p.Login), LoginKey: loginKey(p.Login), Name: p.Name, Phone: p.Phone, Disabled: p.Disabled,
			PasswordHash: passwordHash, MustChange: mustChange, PasswordSet: s.now(), Created: s.now(),
		}
		if err := tx.Create(&row).Error; err != nil {
			return taken(err, loginTaken)
		}
		p.ID, p.Login = row.ID, row.Login
		if err := replaceRoles(tx, p.ID, p.Roles); err != nil {
			return err
		}
		roles, err := rolesText(tx, p.ID)
		if err != nil {
			return err
		}
		return s.record(ctx, tx, "新建账号", row.Login, "", personText(&row)+"；"+roles)
	})
}

// UpdatePerson changes login, name and telephone of a person. A login that is
// taken is a Conflict.
func (s *Store) UpdatePerson(ctx context.Context, p models.Person) error {
	if err := nameable(&p); err != nil {
		return fmt.Errorf("store: update person %d: %w", p.ID, err)
	}
	login := strings.TrimSpace(p.Login)
	return s.setPerson(ctx, "修改账号", p.ID, map[string]any{
		"login": login, "login_key": loginKey(login), "name": p.Name, "phone": p.Phone,
	})
}

func nameable(p *models.Person) error {
	if loginKey(p.Login) == "" {
		return models.Refuse(models.Invalid, "登录名不能为空")
	}
	return storable(p)
}

// SetPassword gives a person another password and ends all their sessions; the
// one that asked goes on when its token is renewed.
func (s *Store) SetPassword(ctx context.Context, id int64, passwordHash string, mustChange bool) error {
	return s.setPerson(ctx, "改密码", id, map[string]any{
		"password_hash": passwordHash, "must_change": mustChange, "password_set_at": s.now(),
	}, endSessions)
}

// SetDisabled closes an account, which ends its sessions at once, or opens it.
func (s *Store) SetDisabled(ctx context.Context, id int64, disabled bool) error {
	what := "启用账号"
	if disabled {
		what = "停用账号"
	}
	return s.setPerson(ctx, what, id, map[string]any{"disabled": disabled}, endSessions)
}

// SetRoles replaces the roles of a person. An organisation that there is not
// is Invalid.
func (s *Store) SetRoles(ctx context.Context, id int64, roles []models.Role) error {
	return s.setPerson(ctx, "改角色", id, nil, func(tx *gorm.DB, id int64) error {
		return replaceRoles(tx, id, roles)
	})
}

// setPerson changes columns of a person, does what goes with it, and records
// it as what. It is a NotFound when there is no such person.
func (s *Store) setPerson(ctx context.Context, what string, id int64, columns map[string]any, and ...func(*gorm.DB, int64) error) error {
	return s.write(ctx, fmt.Sprintf("%s of person %d", what, id), func(tx *gorm.DB) error {
		before, _, err := personState(tx, id)
		if err != nil {
			return err
		}
		if len(columns) > 0 {
			if err := tx.Model(&personRow{}).Where("id = ?", id).Updates(columns).Error; err != nil {
				return taken(err, loginTaken)
			}
		}
		for _, also := range and {
			if err := also(tx, id); err != nil {
				return err
			}
		}
		after, login, err := personState(tx, id)
		if err != nil {
			return err
		}
		return s.record(ctx, tx, what, login, before, after)
	})
}

// personState returns a person and their roles as the record shows them, and
// the login.
func personState(tx *gorm.DB, id int64) (state, login string, err error) {
	var row personRow
	if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
		return "", "", missing(err, noPerson)
	}
	roles, err := rolesText(tx, id)
	state = personText(&row) + "；" + roles
	if row.Disabled {
		state += "；已停用"
	}
	return state, row.Login, err
}

func endSessions(tx *gorm.DB, person int64) error {
	return tx.Where("person_id = ?", person).Delete(&sessionRow{}).Error
}
