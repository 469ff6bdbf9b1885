package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"jixiao/assets"
	"jixiao/cmd/gaps"
	"jixiao/models"
	"jixiao/models/store"
)

// databases are the kinds that the commands are tried on; each returns an
// empty one.
var databases = map[string]func(*testing.T) string{
	"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "office.db") },
	"postgres": freshSchema,
}

// freshSchema makes an empty schema in the PostgreSQL of this run.
func freshSchema(t *testing.T) string {
	t.Helper()
	u, err := url.Parse(gaps.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("cmd%d", time.Now().UnixNano())
	// The driver is the one that the store brings.
	db, err := sql.Open("pgx", u.String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
		_ = db.Close()
	})
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	t.Setenv("JIXIAO_KEY", filepath.Join(t.TempDir(), "key")) // not in the working folder
	return u.String()
}

// done fails unless the run ended well, with want on standard output and
// nothing on standard error.
func done(t *testing.T, r result, want string) {
	t.Helper()
	if r.code != 0 || r.stderr != "" || !strings.Contains(r.stdout, want) {
		t.Fatalf("exit %d, %q, %q; want exit 0 and %q", r.code, r.stdout, r.stderr, want)
	}
}

// office makes a database with the tree of someOrgs.
func office(t *testing.T, database string) string {
	t.Helper()
	done(t, jixiao(t, "", "migrate", "--database", database), "数据库已是最新")
	done(t, jixiao(t, "", "org", "import", "--database", database, file(t, "orgs.csv", someOrgs)), "新增 4 个")
	return database
}

// look opens the database beside the commands.
func look(t *testing.T, database string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), database, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestAnOfficeIsSetUpFromTheCommandLine(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			db := office(t, fresh(t))
			again := file(t, "orgs.csv", strings.Replace(someOrgs, "经济建设股", "经建股", 1))
			done(t, jixiao(t, "", "org", "import", "--database", db, again), "新增 0 个，更新 1 个，其余 3 个没有变化")
			done(t, jixiao(t, "Jixiao-2023\n", "user", "add", "jingban", "--database", db, "--name", "李经办",
				"--phone", "0358-0000001", "--role", "handler=026001", "--role", "department=026"), "已新建账号 jingban（李经办）")
			done(t, jixiao(t, "Jixiao-2023", "user", "add", "caizheng", "--database", db, "--name", "赵财政",
				"--role", "finance=026,finance=903"), "caizheng")

			s := look(t, db)
			orgs, err := s.Orgs(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			byName := map[string]models.Org{}
			for _, o := range orgs {
				byName[o.Name] = o
			}
			if byName["经建股"].ParentID != byName["兴县财政局"].ID ||
				byName["兴县电子商务服务中心"].ParentID != byName["兴县工业和信息化局"].ID {
				t.Errorf("the tree is wrong: %+v", orgs)
			}
			account, err := s.PersonByLogin(t.Context(), "jingban")
			if err != nil {
				t.Fatal(err)
			}
			want := []models.Role{
				{Kind: models.Handler, OrgID: byName["兴县电子商务服务中心"].ID},
				{Kind: models.DepartmentReviewer, OrgID: byName["兴县工业和信息化局"].ID},
			}
			if !reflect.DeepEqual(account.Roles, want) || account.Phone != "0358-0000001" {
				t.Errorf("the account is %+v", account)
			}
			account, err = s.PersonByLogin(t.Context(), "caizheng")
			if err != nil || len(account.Roles) != 1 || len(account.Roles[0].Departments) != 2 {
				t.Errorf("finance=…,finance=… became %+v, %v", account.Roles, err)
			}
		})
	}
}

func TestAPasswordIsResetAndAnAccountClosed(t *testing.T) {
	db := office(t, databases["sqlite"](t))
	done(t, jixiao(t, "Jixiao-2023", "user", "add", "caizheng", "--database", db, "--name", "赵财政", "--role", "finance"), "caizheng")
	s := look(t, db)
	before, err := s.PersonByLogin(t.Context(), "caizheng")
	if err != nil {
		t.Fatal(err)
	}
	password := file(t, "password", "Another-2024\r\nnot this line\n")
	done(t, jixiao(t, "", "user", "password", "caizheng", "--database", db, "--password-file", password), "已重设账号 caizheng")
	done(t, jixiao(t, "", "user", "disable", "caizheng", "--database", db), "已停用账号 caizheng")
	after, err := s.PersonByLogin(t.Context(), "caizheng")
	if err != nil || after.PasswordHash == before.PasswordHash || !after.Disabled {
		t.Errorf("password changed: %v, disabled: %v, %v", after.PasswordHash != before.PasswordHash, after.Disabled, err)
	}
	if !strings.HasPrefix(after.PasswordHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hashed as %s", after.PasswordHash)
	}
}

func TestWhatIsImportedComesOutAgain(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			db := office(t, fresh(t))
			done(t, jixiao(t, "Jixiao-2023", "user", "add", "jingban", "--database", db, "--name", "李经办", "--role", "handler=026001"), "jingban")
			done(t, jixiao(t, "", "import", "--database", db, "--as", "jingban", sampleFile(t, nil)), "已导入 11 张申报表，均为草稿")
			out := filepath.Join(t.TempDir(), "out.json")
			done(t, jixiao(t, "", "export", "--database", db, "-o", out), "已导出 11 张")
			written, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, written, assets.SampleDeclarations) {
				t.Error("what came out is not what went in")
			}
			done(t, jixiao(t, "", "export", "--database", db, "--year", "2024", "-o", out), "已导出 0 张")
			book := filepath.Join(t.TempDir(), "out.XLSX")
			done(t, jixiao(t, "", "export", "--database", db, "-o", book), "已导出 11 张")
			refused(t, jixiao(t, "", "export", "--database", db, "--year", "2024", "-o", book), "没有可导出的申报表")
		})
	}
}

// sameJSON compares two files as JSON values.
func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var left, right any
	for data, to := range map[*any][]byte{&left: a, &right: b} {
		dec := json.NewDecoder(bytes.NewReader(to))
		dec.UseNumber()
		if err := dec.Decode(data); err != nil {
			t.Fatal(err)
		}
	}
	return reflect.DeepEqual(left, right)
}

func TestImportedDraftsBelongToWhomTheFormNames(t *testing.T) {
	db := office(t, databases["sqlite"](t))
	foreign := sampleFile(t, func(s string) string {
		return strings.Replace(s, `"name": "兴县电子商务服务中心"`, `"name": "外县某中心"`, 1)
	})
	r := jixiao(t, "", "import", "--database", db, foreign)
	done(t, r, "其中 1 张的实施单位或主管部门不在组织表中")
	s := look(t, db)
	orgs, err := s.Orgs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	name := map[int64]string{}
	for _, o := range orgs {
		name[o.ID] = o.Name
	}
	first := true
	for id := int64(1); id <= 11; id++ {
		d, err := s.Declaration(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		wantUnit := d.Document.Unit.Name
		if first {
			wantUnit = ""
		}
		first = false
		if name[d.UnitID] != wantUnit || name[d.DepartmentID] != d.Document.Department.Name || d.Status != models.Draft {
			t.Errorf("%s: unit %q, department %q, %s", d.Document.Project.Name, name[d.UnitID], name[d.DepartmentID], d.Status)
		}
		events, err := s.Events(t.Context(), id)
		if err != nil || len(events) != 1 || !strings.Contains(events[0].Note, "declarations.json") {
			t.Errorf("history of %d: %+v, %v", id, events, err)
		}
	}
}

func TestWrongDataCommandsChangeNothing(t *testing.T) {
	db := office(t, databases["sqlite"](t))
	done(t, jixiao(t, "Jixiao-2023", "user", "add", "jingban", "--database", db, "--name", "李经办", "--role", "handler=026001"), "jingban")
	empty := file(t, "empty.db", "")
	notes := file(t, "notes.txt", strings.Repeat("这不是数据库。\n", 500))
	nowhere := filepath.Join(t.TempDir(), "no", "such.db")
	for _, c := range []struct {
		name  string
		stdin string
		args  []string
		want  string
	}{
		{"a database that is not there", "", []string{"export", "-o", "x.json", "--database", nowhere}, "没有数据库文件"},
		{"a folder that is not there", "", []string{"migrate", "--database", nowhere}, "文件夹不存在"},
		{"a database without tables", "", []string{"export", "-o", "x.json", "--database", empty}, "请先运行 jixiao migrate"},
		{"a file that is no database", "", []string{"migrate", "--database", notes}, "不是 SQLite 数据库"},
		{"a folder for a database", "", []string{"migrate", "--database", t.TempDir()}, "是一个文件夹"},
		{"another kind of database", "", []string{"migrate", "--database", "mysql://root@localhost/x"}, "postgres://"},
		{"a PostgreSQL that is not there", "", []string{"migrate", "--database", "postgres://x:secret@" + closedPort(t) + "/x"}, "连接不上"},
		{"an ending that cannot be written", "", []string{"export", "-o", "out.docx", "--database", db}, "不能导出为 out.docx"},
		{"a folder that cannot be written", "", []string{"export", "-o", filepath.Join(nowhere, "x.json"), "--database", db}, "写不了"},
		{"a name of blanks", "Jixiao-2023", []string{"user", "add", "x", "--name", "　 ", "--role", "finance", "--database", db}, "姓名不能为空"},
		{"a login that is taken", "Jixiao-2023", []string{"user", "add", "JINGBAN", "--name", "x", "--role", "finance", "--database", db}, "已有人使用"},
		{"a weak password", "12345678", []string{"user", "add", "a", "--name", "x", "--role", "finance", "--database", db}, "密码至少 8 个字符"},
		{"no password", "", []string{"user", "add", "a", "--name", "x", "--role", "finance", "--database", db}, "没有给出密码"},
		{"an unknown role", "Jixiao-2023", []string{"user", "add", "a", "--name", "x", "--role", "boss", "--database", db}, "角色“boss”不认识"},
		{"a role at an unknown unit", "Jixiao-2023", []string{"user", "add", "a", "--name", "x", "--role", "handler=099001", "--database", db}, "“099001”不在组织表中"},
		{"a review at a unit", "Jixiao-2023", []string{"user", "add", "a", "--name", "x", "--role", "department=026001", "--database", db}, "类型不对"},
		{"a code for a role that has none", "Jixiao-2023", []string{"user", "add", "a", "--name", "x", "--role", "admin=026", "--database", db}, "admin 后面不用写编码"},
		{"an unknown login", "Jixiao-2023", []string{"user", "password", "nobody", "--database", db}, "没有登录名为 nobody 的账号"},
		{"importing as nobody", "", []string{"import", "--as", "nobody", sampleFile(t, nil), "--database", db}, "没有登录名为 nobody"},
		{"importing broken JSON", "", []string{"import", file(t, "a.json", "{"), "--database", db}, "第 1 行"},
		{"importing a NUL", "", []string{"import", sampleFile(t, func(s string) string {
			return strings.Replace(s, `"电商物流费用"`, `"电商\u0000物流费用"`, 1)
		}), "--database", db}, "空字符"},
		{"a table with a fault", "", []string{"org", "import", file(t, "orgs.csv", "编码,名称,类型,上级编码\n27,某局,主管部门,\n"), "--database", db}, "第 2 行"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := jixiao(t, c.stdin, c.args...)
			refused(t, r, c.want)
			if strings.Contains(r.stderr, "secret") {
				t.Error("the password of the database is told")
			}
		})
	}
	s := look(t, db)
	people, err := s.People(t.Context())
	if err != nil || len(people) != 1 {
		t.Errorf("%d accounts, want the one, %v", len(people), err)
	}
	if n, err := s.Counts(t.Context(), store.Filter{Scope: models.Scope{Finance: true}}); err != nil || len(n) != 0 {
		t.Errorf("declarations were made: %v, %v", n, err)
	}
}

// closedPort returns an address of this machine where nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func TestAFailedExportLeavesTheOldFile(t *testing.T) {
	name := file(t, "out.json", "the old one")
	err := writeFile(name, func(w io.Writer) error {
		if _, err := w.Write([]byte("half of")); err != nil {
			t.Fatal(err)
		}
		return refuse("写到一半")
	})
	content, readErr := os.ReadFile(name)
	if err == nil || readErr != nil || string(content) != "the old one" {
		t.Errorf("%v, %q, %v", err, content, readErr)
	}
	if left, _ := os.ReadDir(filepath.Dir(name)); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestImportingTheSameAgainChangesNothing(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			db := office(t, fresh(t))
			folder := t.TempDir()
			sample, book := sampleFile(t, nil), filepath.Join(folder, "全部.xlsx")
			done(t, jixiao(t, "", "import", "--database", db, "--preview", sample), "新的 11")
			done(t, jixiao(t, "", "import", "--database", db, sample), "已导入 11 张")
			done(t, jixiao(t, "", "import", "--database", db, sample), "11 张与已有的相同，没有动")
			done(t, jixiao(t, "", "export", "--database", db, "-o", book), "已导出 11 张")
			done(t, jixiao(t, "", "import", "--database", db, folder), "11 张与已有的相同，没有动")

			other := office(t, fresh(t))
			done(t, jixiao(t, "", "import", "--database", other, book), "已导入 11 张")
			out := filepath.Join(t.TempDir(), "out.json")
			done(t, jixiao(t, "", "export", "--database", other, "-o", out), "已导出 11 张")
			written, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, written, assets.SampleDeclarations) {
				t.Error("what came through the workbook is not what went in")
			}
			list := filepath.Join(t.TempDir(), "清单.csv")
			text := "项目名称,实施单位,年度,年度目标,备查\n电商物流费用,兴县电子商务服务中心,2023,新的目标,x\n"
			if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, jixiao(t, "", "import", "--database", other, list), "不认识的列：“备查”")
			if err := os.WriteFile(list, []byte(strings.NewReplacer(",备查", "", ",x", "").Replace(text)), 0o600); err != nil {
				t.Fatal(err)
			}
			done(t, jixiao(t, "", "import", "--database", other, list), "改动了 1 张已有的草稿")
			done(t, jixiao(t, "", "import", "--database", other, list), "1 张与已有的相同")
		})
	}
}
