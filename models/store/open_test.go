package store_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jixiao/cmd/gaps"
	"jixiao/models"
	"jixiao/models/store"
)

func TestSQLiteIsNewEnoughToKeepItsLog(t *testing.T) {
	b := open(t, databases["sqlite"](t))
	var version string
	if err := b.raw(t).QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		t.Fatal(err)
	}
	if !atLeast(version, 3, 51, 3) {
		t.Errorf("SQLite %s may corrupt its write-ahead log; 3.51.3 is the first that does not", version)
	}
}

func atLeast(version string, want ...int) bool {
	parts := strings.Split(version, ".")
	for i, w := range want {
		n := 0
		for _, c := range parts[i] {
			n = n*10 + int(c-'0')
		}
		if n != w {
			return n > w
		}
	}
	return true
}

func TestOpenRefusesWhatIsNoDatabase(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("这不是数据库。", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	for _, c := range []struct{ name, database, says string }{
		{"nothing", "", "SQLite"},
		{"another kind of database", "mysql://root@localhost/x", "postgres://"},
		{"a folder that is not there", filepath.Join(dir, "no", "x.db"), "文件夹不存在"},
		{"a folder", dir, "文件夹"},
		{"a file of something else", text, "不是 SQLite"},
		{"a broken address", "postgres://u:p%zz@h/x", "写得不对"},
		{"a port where nobody listens", "postgres://u:secret@127.0.0.1:1/x", "连接不上"},
		{"a server that says nothing", "postgres://u:secret@" + silent.Addr().String() + "/x", "连接不上"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			_, err := store.Open(t.Context(), c.database, time.Now)
			var refusal *models.Error
			if !errors.As(err, &refusal) || refusal.Kind != models.Invalid {
				t.Fatalf("Open(%q): %v", c.database, err)
			}
			if !strings.Contains(refusal.Message, c.says) || strings.Contains(err.Error(), "secret") {
				t.Errorf("Open(%q): %v, want %q in it and no password", c.database, err, c.says)
			}
			if !strings.HasPrefix(err.Error(), "store: ") {
				t.Errorf("%v does not say where it comes from", err)
			}
			if waited := time.Since(began); waited > 10*time.Second {
				t.Errorf("it took %v", waited)
			}
		})
	}
}

func TestOpenSaysThatTheDatabaseDoesNotExist(t *testing.T) {
	base := gaps.Postgres(t)
	at := strings.LastIndexByte(base, '/')
	_, err := store.Open(t.Context(), base[:at]+"/nosuchdatabase", time.Now)
	if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), "createdb") {
		t.Errorf("%v", err)
	}
}

func TestFileOfTheDatabaseIsItsOwnersAlone(t *testing.T) {
	b := open(t, databases["sqlite"](t))
	if err := b.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(b.url)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

func TestMigrateMayRunAgainAndByManyAtOnce(t *testing.T) {
	for name, fresh := range databases {
		t.Run(name, func(t *testing.T) {
			database := fresh(t)
			beds := []*bed{open(t, database), open(t, database), open(t, database)}
			if err := beds[0].Ready(t.Context()); err == nil {
				t.Error("an empty database is ready")
			}
			var together sync.WaitGroup
			for _, b := range beds {
				together.Go(func() {
					if err := b.Migrate(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			together.Wait()
			if err := beds[2].Migrate(t.Context()); err != nil {
				t.Error(err)
			}
			if err := beds[1].Ready(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, b *bed) {
		if _, err := b.raw(t).Exec("INSERT INTO migrations (id) VALUES ('9999-from-the-future')"); err != nil {
			t.Fatal(err)
		}
		err := b.Migrate(t.Context())
		if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), "更新版本") {
			t.Errorf("%v", err)
		}
	})
}
